import { read } from '../../api/call';
import { showFailure } from '../../api/page-problem';
import type { Tap } from '../../api/tap';
import { access, may, staffProblem } from '../access';
import { keepClass } from '../roll-call/kept-classes';
import { rollOutbox } from '../roll-call/roll-outbox';
import { dayOf, daysLater, midnightOf } from '../timetable/week';
import { DAYS_BACK, type RollDay, rollDays } from './rolls-view';

/** So many of today's classes are kept on the phone, so that their roll can be called without a network. */
const KEPT = 6;

Page({
  data: {
    state: 'loading',
    title: '',
    body: '',
    action: '',
    missed: [] as RollDay[],
    today: undefined as RollDay | undefined,
    none: false,
    waiting: 0,
  },

  unwatch: undefined as (() => void) | undefined,

  onLoad() {
    this.unwatch = rollOutbox().watch(() => this.showWaiting());
  },

  onUnload() {
    this.unwatch?.();
  },

  onShow() {
    this.load();
  },

  async onPullDownRefresh() {
    await this.load();
    wx.stopPullDownRefresh();
  },

  showWaiting() {
    this.setData({ waiting: rollOutbox().state.acts.length });
  },

  async load() {
    this.showWaiting();
    await rollOutbox().flush();
    const now = Date.now();
    const today = dayOf(now);
    const span = (day: string) => new Date(midnightOf(day)).toISOString();
    try {
      const [me, { classes }] = await Promise.all([
        access(),
        read('staff', 'listClasses', {
          from: span(daysLater(today, -DAYS_BACK)),
          to: span(daysLater(today, 1)),
        }),
      ]);
      const days = rollDays(classes, now);
      this.setData({
        ...{ state: 'ready', ...days },
        none: days.missed.length === 0 && days.today.rows.length === 0,
      });
      if (may(me, 'rollCall')) this.keepToday(days.today);
    } catch (error) {
      if (this.data.state === 'ready') showFailure(error);
      else this.setData(await staffProblem(error));
    }
  },

  /** Quietly, one after the other; without a network the page of a class says so itself. */
  async keepToday(today: RollDay) {
    for (const { classId } of today.rows.filter(({ tone }) => tone !== 'called').slice(0, KEPT)) {
      const page = await read('staff', 'readClass', { classId }).catch(() => undefined);
      if (page === undefined) return;
      keepClass(page, Date.now());
    }
  },

  retry() {
    this.setData({ state: 'loading' });
    this.load();
  },

  open(event: Tap<{ classId: string }>) {
    wx.navigateTo({ url: `/staff/roll-call/roll-call?id=${event.currentTarget.dataset.classId}` });
  },

  openTimetable() {
    wx.redirectTo({ url: '/staff/timetable/timetable' });
  },
});
