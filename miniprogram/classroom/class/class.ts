import type { OrderView } from '../../../protocol/order-view';
import { newRequestId, read, write } from '../../api/call';
import { pageProblem, showFailure } from '../../api/page-problem';
import type { Tap } from '../../api/tap';
import { yuan } from '../../format/money';
import { type ClassPage, type ClassView, calendarEntry, classView, type SeatCard } from './class-view';
import { openPdf } from './material';

Page({
  data: {
    state: 'loading',
    title: '',
    body: '',
    action: '',
    view: undefined as ClassView | undefined,
    /** The seat that the bar is about. */
    seat: undefined as SeatCard | undefined,
    text: { shown: false, title: '', body: '' },
    leaving: { shown: false, orderId: '' },
    classId: '',
    busy: false,
  },

  cls: undefined as ClassPage | undefined,

  onLoad(query: { id?: string }) {
    this.setData({ classId: query.id ?? '' });
  },

  onShow() {
    this.load();
  },

  async onPullDownRefresh() {
    await this.load();
    wx.stopPullDownRefresh();
  },

  async load() {
    try {
      const cls = await read('classroom', 'readClass', { classId: this.data.classId });
      const orders = await ordersOf(cls);
      this.cls = cls;
      const view = classView(cls, orders, Date.now());
      const seat = view.seats.length === 1 ? view.seats[0] : undefined;
      this.setData({ state: 'ready', view, seat });
      wx.setNavigationBarTitle({ title: view.pageTitle });
    } catch (error) {
      if (this.cls === undefined) this.setData(pageProblem(error));
      else showFailure(error);
    }
  },

  retry() {
    this.setData({ state: 'loading' });
    this.load();
  },

  async openMaterial(event: Tap<{ index: number }>) {
    const { index } = event.currentTarget.dataset;
    const material = this.cls?.material ?? [];
    const item = material[index];
    if (item === undefined) return;
    if (item.kind === 'text') {
      this.setData({ text: { shown: true, title: item.title, body: item.text } });
    } else if (item.kind === 'image') {
      const urls = material.flatMap((other) => (other.kind === 'image' ? [other.link] : []));
      wx.previewImage({ urls, current: item.link });
    } else await this.doing(() => openPdf(item.link));
  },

  closeText() {
    this.setData({ 'text.shown': false });
  },

  showMaterial() {
    wx.pageScrollTo({ selector: '#material', offsetTop: -16, duration: 200 });
  },

  copyPlace() {
    const { cls } = this;
    const { view } = this.data;
    if (cls === undefined || view === undefined) return;
    wx.setClipboardData({ data: view.online ? cls.place : `${view.place} ${view.address}`.trim() });
  },

  addToCalendar() {
    if (this.cls === undefined) return;
    wx.addPhoneCalendar({
      ...calendarEntry(this.cls),
      alarm: true,
      alarmOffset: 7200,
      success: () => wx.showToast({ title: '已加到日历', icon: 'none' }),
      fail: ({ errMsg }) => {
        if (!/cancel/.test(errMsg)) wx.showToast({ title: '没有加上，请允许使用日历', icon: 'none' });
      },
    });
  },

  openOrder(event: Tap<{ orderId: string }>) {
    wx.navigateTo({ url: `/deduction/my-course/my-course?id=${event.currentTarget.dataset.orderId}` });
  },

  onObject(event: Tap<{ orderId: string; unitNo: number }>) {
    const { orderId, unitNo } = event.currentTarget.dataset;
    wx.navigateTo({ url: `/deduction/my-course/my-course?id=${orderId}&unitNo=${unitNo}&act=object` });
  },

  onLeave(event: Tap<{ orderId: string }>) {
    this.setData({ leaving: { shown: true, orderId: event.currentTarget.dataset.orderId } });
  },

  closeLeave() {
    this.setData({ 'leaving.shown': false });
  },

  onLeft() {
    this.closeLeave();
    wx.showToast({ title: '请好假了，不扣费', icon: 'none' });
    this.load();
  },

  onMakeUp(event: Tap<{ orderId: string }>) {
    wx.navigateTo({ url: `/classroom/seats/seats?id=${event.currentTarget.dataset.orderId}` });
  },

  async onConfirm(event: Tap<{ seatId: string }>) {
    const seat = this.data.view?.seats.find(({ seatId }) => seatId === event.currentTarget.dataset.seatId);
    if (seat === undefined || this.data.busy) return;
    const { confirm } = await wx.showModal({
      title: '确认上过这次课',
      content: seat.canObject
        ? `确认后现在就扣 ${yuan(seat.fen)}，之后不能再对它提异议，可以申请退款。`
        : '确认这次课上过了。整段上完之前不会扣费。',
      confirmText: '确认',
      cancelText: '先不',
    });
    if (!confirm) return;
    const { orderId, unitNo } = seat;
    await this.doing(() => write('classroom', 'confirm', { orderId, unitNo }, newRequestId()));
    await this.load();
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

/** One order for each seat; who can't be read is left out, and the class is shown all the same. */
async function ordersOf(cls: ClassPage): Promise<OrderView[]> {
  const ids = [...new Set(cls.seats.map(({ orderId }) => orderId))];
  const orders = await Promise.all(
    ids.map((orderId) => read('signing', 'read', { orderId }).catch(() => undefined)),
  );
  return orders.filter((order) => order !== undefined);
}
