import type { WorkKind } from '../../../protocol/finance-acts';
import { read, write } from '../../api/call';
import { Intentions } from '../../api/intention';
import { showFailure } from '../../api/page-problem';
import type { Tap } from '../../api/tap';
import { access, type Me, may, staffProblem } from '../access';
import { type StaffTab, waysTo } from '../staff-pages';
import { type BooksCard, booksCard, chipsOf, type WorkCard, type WorkChip, workCards } from './money-view';

const INTENTIONS = new Intentions();

Page({
  data: {
    state: 'loading',
    title: '',
    body: '',
    action: '',
    chips: [] as WorkChip[],
    kind: '' as WorkKind | '',
    cards: [] as WorkCard[],
    more: false,
    ways: [] as StaffTab[],
    books: undefined as BooksCard | undefined,
  },

  me: undefined as Me | undefined,
  cursor: undefined as string | undefined,

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
    const { kind } = this.data;
    this.cursor = undefined;
    try {
      this.me = await access();
      const [cards, { counts }, books] = await Promise.all([
        this.nextCards(kind),
        read('finance', 'workCounts', {}),
        this.readBooks(this.me),
      ]);
      if (kind !== this.data.kind) return;
      this.setData({
        state: cards.length === 0 ? 'empty' : 'ready',
        title: '没有要处理的',
        body: kind === '' ? '有新的事，会出现在这里。' : '这一类都处理完了。',
        action: '',
        ...{ cards, chips: chipsOf(counts), more: this.cursor !== undefined },
        ...{ ways: waysTo('money', this.me), books },
      });
    } catch (error) {
      if (this.data.cards.length > 0) showFailure(error);
      else this.setData(await staffProblem(error));
    }
  },

  async loadMore() {
    const { kind } = this.data;
    try {
      const next = await this.nextCards(kind);
      if (kind !== this.data.kind) return;
      this.setData({ cards: [...this.data.cards, ...next], more: this.cursor !== undefined });
    } catch (error) {
      showFailure(error);
    }
  },

  /** The work does not wait for the books: without them the card is left out. */
  async readBooks(me: Me): Promise<BooksCard | undefined> {
    if (!may(me, 'reconciliations')) return undefined;
    const answer = await read('reports', 'reconciliations', { limit: 1 }).catch(() => ({ days: [] }));
    return booksCard(answer.days, me, Date.now());
  },

  async nextCards(kind: WorkKind | ''): Promise<WorkCard[]> {
    const page = await read('finance', 'workList', {
      ...(kind === '' ? {} : { kind }),
      ...(this.cursor === undefined ? {} : { cursor: this.cursor }),
    });
    this.cursor = page.nextCursor;
    return this.me === undefined ? [] : workCards(page.entries, this.me, Date.now());
  },

  onChip(event: Tap<{ kind: WorkKind | '' }>) {
    this.setData({ kind: event.currentTarget.dataset.kind, cards: [], state: 'loading' });
    this.load();
  },

  retry() {
    this.setData({ state: 'loading' });
    this.load();
  },

  open(event: Tap<{ url: string }>) {
    const { url } = event.currentTarget.dataset;
    if (url !== '') wx.navigateTo({ url });
  },

  /** She has looked into it: it leaves the list, and what it is about stays as it is. */
  async finish(event: Tap<{ id: string; word: string }>) {
    const { id: taskId, word } = event.currentTarget.dataset;
    const { confirm } = await wx.showModal({
      title: word,
      content: '它会离开待办，账目不会因此改变。谁办的会记下来。',
      confirmText: word,
      cancelText: '先不',
    });
    if (!confirm) return;
    try {
      await write('staff', 'finishTask', { taskId }, INTENTIONS.idOf(taskId));
      INTENTIONS.answered(taskId);
    } catch (error) {
      showFailure(error);
    }
    await this.load();
  },
});
