import type { RefundRow } from '../../../protocol/finance';
import { read, write } from '../../api/call';
import { failureOf } from '../../api/failure';
import { Intentions } from '../../api/intention';
import { showFailure } from '../../api/page-problem';
import type { Tap } from '../../api/tap';
import { staffProblem } from '../access';
import { ASKING_WECHAT } from '../money-words';
import {
  askRequest,
  decideRequest,
  grantedFen,
  REFUND_CHIPS,
  type RefundCard,
  type RefundDecision,
  type RefundMeaning,
  type RefundState,
  refundCards,
  refundMeaning,
  refundProblem,
} from './refunds-view';

const NOTHING_YET: RefundDecision = { kind: '', amount: '', words: '' };

const INTENTIONS = new Intentions();

Page({
  data: {
    state: 'loading',
    title: '',
    body: '',
    action: '',
    chips: REFUND_CHIPS,
    filter: 'asked' as RefundState,
    cards: [] as RefundCard[],
    more: false,
    deciding: false,
    card: undefined as RefundCard | undefined,
    decision: NOTHING_YET,
    meant: undefined as RefundMeaning | undefined,
    problem: '',
    busy: false,
  },

  /** The refund that is opened as soon as the page is there: the list of work sends her so. */
  wanted: undefined as { orderId: string; unitNo: number } | undefined,
  limitFen: 0,
  /** The refund that she can't decide alone whatever it is about: her own. */
  notAlone: '',
  cursor: undefined as string | undefined,

  onLoad(query: { id?: string; unitNo?: string }) {
    if (query.id !== undefined) this.wanted = { orderId: query.id, unitNo: Number(query.unitNo) };
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
    const { filter } = this.data;
    try {
      const [cards, limits] = await Promise.all([this.nextCards(), read('finance', 'readLimits', {})]);
      this.limitFen = limits.fourEyesAboveFen;
      if (filter === this.data.filter) this.show(cards);
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

  /** What WeChat has not accepted yet belongs to what is under way. */
  async nextCards(): Promise<RefundCard[]> {
    const { filter: state } = this.data;
    const first = this.cursor === undefined;
    const page = { state, ...(this.cursor === undefined ? {} : { cursor: this.cursor }) };
    const [{ refunds, nextCursor }, waiting] = await Promise.all([
      read('finance', 'listRefunds', page),
      first && state === 'processing'
        ? read('finance', 'listRefunds', { state: 'approved', limit: 50 })
        : { refunds: [] as RefundRow[] },
    ]);
    this.cursor = nextCursor;
    return refundCards([...waiting.refunds, ...refunds], Date.now());
  },

  show(cards: RefundCard[]) {
    this.setData({
      state: cards.length === 0 ? 'empty' : 'ready',
      title: this.data.filter === 'asked' ? '没有待答复的退款' : '这里还没有',
      ...{ body: '', action: '', cards, more: this.cursor !== undefined },
    });
    const { wanted } = this;
    this.wanted = undefined;
    const card = cards.find(({ orderId, unitNo }) => orderId === wanted?.orderId && unitNo === wanted.unitNo);
    if (card?.canDecide) this.open(card);
  },

  onChip(event: Tap<{ key: RefundState }>) {
    this.setData({ filter: event.currentTarget.dataset.key, cards: [], state: 'loading' });
    this.load();
  },

  retry() {
    this.setData({ state: 'loading' });
    this.load();
  },

  onOpen(event: Tap<{ id: string }>) {
    const card = this.data.cards.find(({ refundId }) => refundId === event.currentTarget.dataset.id);
    if (card !== undefined) this.open(card);
  },

  open(card: RefundCard) {
    this.setData({ deciding: true, card });
    this.decide(NOTHING_YET);
  },

  closeSheet() {
    if (!this.data.busy) this.setData({ deciding: false });
  },

  onKind(event: Tap<{ kind: RefundDecision['kind'] }>) {
    this.decide({ kind: event.currentTarget.dataset.kind });
  },

  onAmount(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.decide({ amount: event.detail.value });
  },

  onWords(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.decide({ words: event.detail.value });
  },

  decide(change: Partial<RefundDecision>) {
    const { card } = this.data;
    if (card === undefined) return;
    const decision = { ...this.data.decision, ...change };
    this.setData({ decision, meant: refundMeaning(decision, card, this.limitFor(card)), problem: '' });
  },

  limitFor({ refundId }: RefundCard): number {
    return refundId === this.notAlone ? 0 : this.limitFen;
  },

  async send() {
    const { card, decision, busy } = this.data;
    if (card === undefined || busy) return;
    const problem = refundProblem(decision, card.fen);
    if (problem !== undefined) return this.setData({ problem });
    const what = `${card.refundId} ${this.limitFor(card)} ${JSON.stringify(decision)}`;
    this.setData({ busy: true });
    try {
      const said = await this.sendOnce(card, decision, INTENTIONS.idOf(what));
      INTENTIONS.answered(what);
      this.setData({ deciding: false });
      wx.showToast({ title: said, icon: 'none', duration: 3000 });
    } catch (error) {
      this.failed(card, error);
    }
    this.setData({ busy: false });
    await this.load();
  },

  /** What needs a second person after all is asked for with the next tap. */
  failed(card: RefundCard, error: unknown) {
    const { code, text } = failureOf(error);
    if (code === 'FOUR_EYES') {
      this.notAlone = card.refundId;
      this.decide({});
    }
    this.setData({ problem: code === 'TIMEOUT' || code === 'UNCERTAIN' ? ASKING_WECHAT : text });
  },

  async sendOnce(card: RefundCard, decision: RefundDecision, requestId: string): Promise<string> {
    const granted = grantedFen(decision, card.fen) ?? 0;
    if (granted > this.limitFor(card)) {
      const { state } = await write('finance', 'askAct', askRequest(decision, card), requestId);
      return state === 'asked' ? '已提交，等另一人审批' : '微信正在退款';
    }
    await write('finance', 'decideRefund', decideRequest(decision, card), requestId);
    return granted === 0 ? '已经答复学员' : '已同意，微信正在退款';
  },

  openStory(event: Tap<{ order: string; unit: number }>) {
    const { order, unit } = event.currentTarget.dataset;
    wx.navigateTo({ url: `/staff/case/case?id=${order}&unitNo=${unit}` });
  },
});
