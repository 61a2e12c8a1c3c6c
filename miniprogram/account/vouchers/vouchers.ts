import { read } from '../../api/call';
import { pageProblem, showFailure } from '../../api/page-problem';
import type { Tap } from '../../api/tap';
import { type VoucherGroup, voucherGroups } from './vouchers-view';

const ORDERS_AT_ONCE = 10;

Page({
  cursor: undefined as string | undefined,

  data: { state: 'loading', title: '', body: '', action: '', groups: [] as VoucherGroup[], more: false },

  onLoad() {
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
      const groups = await this.nextGroups();
      this.setData({
        state: groups.length === 0 && this.cursor === undefined ? 'empty' : 'ready',
        title: '还没有扣费凭证',
        body: '每扣一笔，都会在这里留一张。',
        action: '',
        ...{ groups, more: this.cursor !== undefined },
      });
    } catch (error) {
      this.setData(pageProblem(error));
    }
  },

  async loadMore() {
    try {
      const groups = [...this.data.groups, ...(await this.nextGroups())];
      this.setData({ groups, more: this.cursor !== undefined });
    } catch (error) {
      showFailure(error);
    }
  },

  /** The next orders on which something was charged. */
  async nextGroups(): Promise<VoucherGroup[]> {
    const page = await read('signing', 'list', {
      limit: ORDERS_AT_ONCE,
      ...(this.cursor === undefined ? {} : { cursor: this.cursor }),
    });
    const charged = page.orders.filter(({ unitsCharged }) => unitsCharged > 0);
    const orders = await Promise.all(charged.map(({ orderId }) => read('signing', 'read', { orderId })));
    this.cursor = page.nextCursor;
    return voucherGroups(orders, Date.now());
  },

  retry() {
    this.setData({ state: 'loading' });
    this.load();
  },

  open(event: Tap<{ order: string; unit: number }>) {
    const { order, unit } = event.currentTarget.dataset;
    wx.navigateTo({ url: `/deduction/voucher/voucher?id=${order}&unitNo=${unit}` });
  },
});
