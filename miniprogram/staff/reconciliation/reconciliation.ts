import { read } from '../../api/call';
import { showFailure } from '../../api/page-problem';
import type { Tap } from '../../api/tap';
import { access, staffProblem } from '../access';
import type { ReconciledDay } from './reconciliation-line';
import { type DayView, daysView, dayView } from './reconciliation-view';

const NONE = {
  state: 'empty',
  title: '还没有对过账',
  body: '每天上午 10:30 核对前一天的微信账单、账本和点名。',
};

Page({
  data: {
    state: 'loading',
    title: '',
    body: '',
    action: '',
    days: [] as ReconciledDay[],
    more: false,
    view: undefined as ReturnType<typeof daysView> | undefined,
    /** The day that is open, and its books once they are there. */
    open: '',
    day: undefined as DayView | undefined,
  },

  onLoad({ day }: { day?: string }) {
    this.begin(day);
  },

  async begin(day: string | undefined) {
    await this.load();
    if (day !== undefined && this.data.state === 'ready') this.show(day);
  },

  async onPullDownRefresh() {
    await this.load();
    wx.stopPullDownRefresh();
  },

  async load() {
    try {
      const { days, more } = await read('reports', 'reconciliations', {});
      if (days.length === 0) this.setData(NONE);
      else this.setData({ state: 'ready', days, more, view: daysView(days) });
    } catch (error) {
      if (this.data.state === 'ready') showFailure(error);
      else this.setData(await staffProblem(error));
    }
  },

  retry() {
    this.setData({ state: 'loading' });
    this.load();
  },

  async loadMore() {
    const before = this.data.days[this.data.days.length - 1]?.day;
    if (before === undefined) return;
    try {
      const next = await read('reports', 'reconciliations', { before });
      const days = [...this.data.days, ...next.days];
      this.setData({ days, more: next.more, view: daysView(days) });
    } catch (error) {
      showFailure(error);
    }
  },

  toggle(event: Tap<{ day: string }>) {
    const { day } = event.currentTarget.dataset;
    if (day === this.data.open) this.setData({ open: '', day: undefined });
    else this.show(day);
  },

  async show(day: string) {
    this.setData({ open: day, day: undefined });
    try {
      const [books, me] = await Promise.all([read('reports', 'reconciliation', { day }), access()]);
      if (this.data.open === day) this.setData({ day: dayView(books, me, Date.now()) });
    } catch (error) {
      this.setData({ open: '' });
      showFailure(error);
    }
  },

  openCase(event: Tap<{ url: string }>) {
    wx.navigateTo({ url: event.currentTarget.dataset.url });
  },
});
