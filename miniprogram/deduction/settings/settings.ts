import type { OrderCard } from '../../../protocol/order-view';
import { read } from '../../api/call';
import { pageProblem, showFailure } from '../../api/page-problem';
import type { Tap } from '../../api/tap';
import { type SettingsView, settingsView } from './settings-view';

const PAGE_SIZE = 50;

Page({
  data: {
    state: 'loading',
    title: '',
    body: '',
    action: '',
    view: { running: [], ended: [] } as SettingsView,
    closing: '',
    sheet: false,
  },

  loaded: false,
  /** Opens the closing of this order at once: a voucher sends her so. */
  wanted: '',

  /** `close`: from a voucher · `id`: from the message about a closing. */
  onLoad(query: { close?: string; id?: string }) {
    this.wanted = query.close ?? '';
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
      const view = settingsView(await allOrders());
      this.loaded = true;
      const none = view.running.length + view.ended.length === 0;
      this.setData({
        view,
        ...(none
          ? {
              state: 'empty',
              title: '没有扣费计划',
              body: '签约后，每一笔扣费都在这里。',
              action: '去看看课程',
            }
          : { state: 'ready' }),
      });
      this.openWanted();
    } catch (error) {
      if (this.loaded) showFailure(error);
      else this.setData(pageProblem(error));
    }
  },

  openWanted() {
    const wanted = this.data.view.running.find((card) => card.orderId === this.wanted && card.canClose);
    this.wanted = '';
    if (wanted) this.setData({ closing: wanted.orderId, sheet: true });
  },

  onStateAction() {
    if (this.data.state === 'empty') return wx.switchTab({ url: '/pages/discover/discover' });
    this.setData({ state: 'loading' });
    return this.load();
  },

  openPlan(event: Tap<{ id: string }>) {
    wx.navigateTo({ url: `/deduction/my-course/my-course?id=${event.currentTarget.dataset.id}` });
  },

  openClosing(event: Tap<{ id: string }>) {
    this.setData({ closing: event.currentTarget.dataset.id, sheet: true });
  },

  closeSheet() {
    this.setData({ sheet: false });
  },

  onClosed() {
    this.load();
  },
});

async function allOrders(): Promise<OrderCard[]> {
  const orders: OrderCard[] = [];
  let cursor: string | undefined;
  do {
    const page = await read('signing', 'list', {
      limit: PAGE_SIZE,
      ...(cursor === undefined ? {} : { cursor }),
    });
    orders.push(...page.orders);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return orders;
}
