import type { OrderView, UnitView } from '../../../protocol/order-view';
import { newRequestId, read, write } from '../../api/call';
import { pageProblem, showFailure } from '../../api/page-problem';
import type { Tap } from '../../api/tap';
import { yuan } from '../../format/money';
import { payUnit } from '../pay-unit';
import { NO_PROGRESS, progressView } from '../progress-sheet/progress-sheet-view';
import { type MyCourseView, myCourseView } from './my-course-view';
import type { Act } from './unit-row';

/** Countdowns are refreshed each minute, and what is under way is asked about at the same pace. */
const REFRESH_MS = 60_000;
/** A deduction just begun takes seconds: it is asked about this often, so many times. */
const SOON_MS = 3_000;
const MOST_SOON = 10;

Page({
  data: {
    state: 'loading',
    title: '',
    body: '',
    action: '',
    view: undefined as MyCourseView | undefined,
    orderId: '',
    unfolded: false,
    objecting: { visible: false, no: 0, name: '', fen: 0 },
    progress: NO_PROGRESS,
    progressShown: false,
    progressNo: 0,
    closing: false,
    busy: false,
  },

  order: undefined as OrderView | undefined,
  /** Raises the objection of this unit as soon as the page is there: the class page sends her so. */
  objectTo: 0,
  clock: 0,
  soon: 0,
  asked: 0,
  /** Names a payment by hand; a new one once it has led somewhere. */
  paymentRequest: '',

  onLoad(query: { id?: string; unitNo?: string; act?: string }) {
    this.objectTo = query.act === 'object' ? Number(query.unitNo) : 0;
    this.paymentRequest = newRequestId();
    this.setData({ orderId: query.id ?? '' });
  },

  /** Also after WeChat's pages, from which she comes back with or without news. */
  onShow() {
    this.load();
    this.clock = setInterval(() => this.tick(), REFRESH_MS);
  },

  onHide() {
    this.rest();
  },

  onUnload() {
    this.rest();
  },

  rest() {
    clearInterval(this.clock);
    clearTimeout(this.soon);
  },

  async onPullDownRefresh() {
    await this.look();
    wx.stopPullDownRefresh();
  },

  async load() {
    try {
      this.show(await read('signing', 'read', { orderId: this.data.orderId }));
    } catch (error) {
      if (this.order === undefined) this.setData(pageProblem(error));
      return;
    }
    if (this.data.view?.waiting !== '') await this.look();
  },

  /** WeChat is asked at once instead of waiting for its news. */
  async look() {
    try {
      this.show(await read('signing', 'refresh', { orderId: this.data.orderId }));
    } catch (error) {
      if (this.order === undefined) this.setData(pageProblem(error));
      else showFailure(error);
    }
  },

  tick() {
    if (this.data.view?.waiting !== '') this.load();
    else if (this.order !== undefined) this.show(this.order);
  },

  show(order: OrderView) {
    const first = this.order === undefined;
    this.order = order;
    const view = myCourseView(order, Date.now(), this.data.unfolded);
    this.setData({ state: 'ready', view });
    clearTimeout(this.soon);
    this.asked = view.waiting === 'soon' ? this.asked + 1 : 0;
    if (view.waiting === 'soon' && this.asked <= MOST_SOON)
      this.soon = setTimeout(() => this.look(), SOON_MS);
    if (!first) return;
    wx.setNavigationBarTitle({ title: order.courseTitle });
    const wanted = order.units[this.objectTo - 1];
    if (wanted?.actions.includes('object')) this.openObjection(wanted);
  },

  retry() {
    this.setData({ state: 'loading' });
    this.load();
  },

  unfold() {
    this.setData({ unfolded: true });
    if (this.order !== undefined) this.show(this.order);
  },

  onAct(event: Tap<{ act: Act | 'statement' | ''; no: number; classId: string }>) {
    const { act, no, classId } = event.currentTarget.dataset;
    const { orderId } = this.data;
    const unit = this.order?.units[no - 1];
    if (act === 'class') return wx.navigateTo({ url: `/classroom/class/class?id=${classId}` });
    if (act === 'play') return wx.navigateTo({ url: `/classroom/player/player?id=${orderId}` });
    if (act === 'sign') return wx.navigateTo({ url: `/course/order/order?order=${orderId}` });
    if (act === 'statement') return wx.navigateTo({ url: `/deduction/statement/statement?id=${orderId}` });
    if (unit === undefined) return undefined;
    if (act === 'voucher')
      return wx.navigateTo({ url: `/deduction/voucher/voucher?id=${orderId}&unitNo=${no}` });
    if (act === 'object') return this.openObjection(unit);
    if (act === 'progress') return this.openProgress(unit);
    if (act === 'confirm') return this.confirm(unit);
    if (act === 'pay') return this.pay(unit);
    return undefined;
  },

  openSettings() {
    wx.navigateTo({ url: '/deduction/settings/settings' });
  },

  openClosing() {
    this.setData({ closing: true });
  },

  closeClosing() {
    this.setData({ closing: false });
  },

  openSeats() {
    wx.navigateTo({ url: `/classroom/seats/seats?id=${this.data.orderId}` });
  },

  openStatement() {
    wx.navigateTo({ url: `/deduction/statement/statement?id=${this.data.orderId}` });
  },

  openInvoice() {
    wx.navigateTo({ url: `/deduction/invoice/invoice?id=${this.data.orderId}` });
  },

  openObjection(unit: UnitView) {
    this.setData({ objecting: { visible: true, no: unit.no, name: unit.name, fen: unit.priceFen } });
  },

  closeObjection() {
    this.setData({ 'objecting.visible': false });
  },

  onObjected() {
    this.closeObjection();
    wx.showToast({ title: '已暂停扣这一笔', icon: 'none' });
    this.load();
  },

  openProgress(unit: UnitView) {
    this.setData({ progress: progressView(unit, Date.now()), progressNo: unit.no, progressShown: true });
  },

  async onEvidenceAdded() {
    wx.showToast({ title: '已经补充', icon: 'none' });
    this.closeProgress();
    await this.load();
  },

  closeProgress() {
    this.setData({ progressShown: false });
  },

  /** Ends the window early; the dialog says what follows from it. */
  async confirm(unit: UnitView) {
    const ordinary = this.order?.ordinary === true;
    const { confirm } = await wx.showModal({
      title: `${unit.name}没有问题`,
      content: ordinary
        ? `确认后请付 ${yuan(unit.priceFen)}，之后不能再对它提异议。`
        : `确认后现在就扣 ${yuan(unit.priceFen)}，之后不能再对它提异议，可以申请退款。`,
      confirmText: '确认',
      cancelText: '先不',
    });
    if (!confirm || this.data.busy) return;
    await this.doing(() =>
      write('classroom', 'confirm', { orderId: this.data.orderId, unitNo: unit.no }, newRequestId()),
    );
    await this.look();
  },

  async pay(unit: UnitView) {
    if (this.data.busy) return;
    await this.doing(() => payUnit(this.data.orderId, unit, this.paymentRequest));
    this.paymentRequest = newRequestId();
    await this.look();
  },

  async doing(work: () => Promise<unknown>) {
    this.setData({ busy: true });
    try {
      await work();
    } catch (error) {
      showFailure(error);
    } finally {
      this.setData({ busy: false });
    }
  },
});
