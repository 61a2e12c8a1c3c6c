import { read, write } from '../../api/call';
import { failureOf } from '../../api/failure';
import { Intentions } from '../../api/intention';
import { showFailure } from '../../api/page-problem';
import type { Tap } from '../../api/tap';
import { staffProblem } from '../access';
import { ACT_CHIPS, type ActCard, type ActFilter, actCards, decidedText, decisionProblem } from './acts-view';

const NO_SHEET = { visible: false, approve: true, title: '', actId: '' };

const INTENTIONS = new Intentions();

Page({
  data: {
    state: 'loading',
    title: '',
    body: '',
    action: '',
    chips: ACT_CHIPS,
    filter: 'asked' as ActFilter,
    cards: [] as ActCard[],
    more: false,
    /** About one order only: no chips. */
    orderId: '',
    sheet: NO_SHEET,
    words: '',
    problem: '',
    busy: false,
  },

  cursor: undefined as string | undefined,

  /** @param query `order`: the acts of one order, whatever their state */
  onLoad(query: { order?: string }) {
    if (query.order !== undefined) this.setData({ orderId: query.order, filter: 'all' });
  },

  onShow() {
    this.load();
  },

  async onPullDownRefresh() {
    await this.load();
    wx.stopPullDownRefresh();
  },

  onReachBottom() {
    if (this.cursor !== undefined) this.loadMore();
  },

  async load() {
    this.cursor = undefined;
    try {
      this.show(await this.nextCards());
    } catch (error) {
      if (this.data.cards.length > 0) showFailure(error);
      else this.setData(await staffProblem(error));
    }
  },

  async loadMore() {
    try {
      this.show([...this.data.cards, ...(await this.nextCards())]);
    } catch (error) {
      showFailure(error);
    }
  },

  async nextCards(): Promise<ActCard[]> {
    const { filter, orderId } = this.data;
    const page = await read('finance', 'listActs', {
      ...(filter === 'all' ? {} : { state: filter }),
      ...(orderId === '' ? {} : { orderId }),
      ...(this.cursor === undefined ? {} : { cursor: this.cursor }),
    });
    if (filter !== this.data.filter) return [];
    this.cursor = page.nextCursor;
    return actCards(page.acts, Date.now());
  },

  show(cards: ActCard[]) {
    const asked = this.data.filter === 'asked';
    this.setData({
      state: cards.length === 0 ? 'empty' : 'ready',
      title: asked ? '没有等审批的' : '这里还没有',
      body: asked ? '超过限额的处理，会在这里等另一人批准。' : '',
      action: '',
      ...{ cards, more: this.cursor !== undefined },
    });
  },

  onChip(event: Tap<{ key: ActFilter }>) {
    this.setData({ filter: event.currentTarget.dataset.key, cards: [], state: 'loading' });
    this.load();
  },

  retry() {
    this.setData({ state: 'loading' });
    this.load();
  },

  openDecision(event: Tap<{ id: string; approve: boolean; name: string }>) {
    const { id, approve, name } = event.currentTarget.dataset;
    const title = `${approve ? '批准' : '不批准'}${name}`;
    this.setData({ sheet: { visible: true, approve, title, actId: id }, words: '', problem: '' });
  },

  closeSheet() {
    if (!this.data.busy) this.setData({ 'sheet.visible': false });
  },

  onWords(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({ words: event.detail.value, problem: '' });
  },

  async decide() {
    const { sheet, words, busy } = this.data;
    if (busy) return;
    const { actId, approve } = sheet;
    const problem = decisionProblem(approve, words);
    if (problem !== undefined) return this.setData({ problem });
    const decision = { actId, approve, reason: words.trim() };
    await this.send(JSON.stringify(decision), async (requestId) =>
      decidedText(await write('finance', 'decideAct', decision, requestId)),
    );
  },

  async withdraw(event: Tap<{ id: string; name: string }>) {
    const { id, name } = event.currentTarget.dataset;
    const { confirm } = await wx.showModal({
      title: `撤回${name}`,
      content: '撤回后可以重新提出。',
      confirmText: '撤回',
      cancelText: '先不',
    });
    if (!confirm || this.data.busy) return;
    await this.send(`withdraw ${id}`, async (requestId) => {
      await write('finance', 'withdrawAct', { actId: id }, requestId);
      return '已撤回';
    });
  },

  /** Under one name however often she tries. @param work what to say when it is through */
  async send(what: string, work: (requestId: string) => Promise<string>) {
    this.setData({ busy: true });
    try {
      const said = await work(INTENTIONS.idOf(what));
      INTENTIONS.answered(what);
      this.setData({ sheet: NO_SHEET });
      wx.showToast({ title: said, icon: 'none', duration: 3000 });
    } catch (error) {
      if (this.data.sheet.visible) this.setData({ problem: failureOf(error).text });
      else showFailure(error);
    }
    this.setData({ busy: false });
    await this.load();
  },

  openStory(event: Tap<{ order: string; unit: number }>) {
    const { order, unit } = event.currentTarget.dataset;
    wx.navigateTo({ url: `/staff/case/case?id=${order}${unit === 0 ? '' : `&unitNo=${unit}`}` });
  },

  lookAt(event: Tap<{ pictures: string[]; picture: string }>) {
    const { pictures, picture } = event.currentTarget.dataset;
    wx.previewImage({ urls: pictures, current: picture });
  },
});
