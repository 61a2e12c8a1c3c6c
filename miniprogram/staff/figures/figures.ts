import { read, write } from '../../api/call';
import { Intentions } from '../../api/intention';
import { showFailure } from '../../api/page-problem';
import type { Tap } from '../../api/tap';
import { staffProblem } from '../access';
import { choicesOf, type Place } from './choices';
import { type FiguresView, figuresView, PERIODS, type PeriodKey } from './figures-view';

type Picked = { detail: { value: string } };

const intentions = new Intentions();

Page({
  data: {
    state: 'loading',
    title: '',
    body: '',
    action: '',
    periods: PERIODS,
    period: 'month' as PeriodKey,
    campuses: [] as Place[],
    courses: [] as Place[],
    campus: 0,
    course: 0,
    view: undefined as FiguresView | undefined,
  },

  onLoad() {
    this.begin();
  },

  /** Brings the figures up to now, then shows them. */
  async onPullDownRefresh() {
    try {
      await write('reports', 'update', {}, intentions.idOf('update'));
      intentions.answered('update');
    } catch (error) {
      showFailure(error);
    }
    await this.load();
    wx.stopPullDownRefresh();
  },

  async begin() {
    try {
      this.setData(await choicesOf());
    } catch (error) {
      this.setData(await staffProblem(error));
      return;
    }
    await this.load();
  },

  async load() {
    const { period, campuses, campus, courses, course } = this.data;
    const campusId = campuses[campus]?.id;
    const courseId = courses[course]?.id;
    try {
      const figures = await read('reports', 'figures', {
        period,
        ...(campusId ? { campusId } : {}),
        ...(courseId ? { courseId } : {}),
      });
      this.setData({ state: 'ready', view: figuresView(figures, Date.now()) });
    } catch (error) {
      if (this.data.state === 'ready') showFailure(error);
      else this.setData(await staffProblem(error));
    }
  },

  retry() {
    this.setData({ state: 'loading' });
    this.begin();
  },

  choosePeriod(event: Tap<{ key: PeriodKey }>) {
    this.setData({ period: event.currentTarget.dataset.key });
    this.load();
  },

  chooseCampus(event: Picked) {
    this.setData({ campus: Number(event.detail.value) });
    this.load();
  },

  chooseCourse(event: Picked) {
    this.setData({ course: Number(event.detail.value) });
    this.load();
  },
});
