import type { CoursePage } from '../../../protocol/catalog';
import { pageProblem } from '../../api/page-problem';
import type { Tap } from '../../api/tap';
import { readCoursePage } from '../course-page';
import { type DetailView, detailView, type Rung } from './detail-view';

const LESSONS_SHOWN = 5;

Page({
  data: {
    state: 'loading',
    title: '',
    body: '',
    action: '',
    courseId: '',
    /** Staff look at the draft as a learner will see it. */
    preview: false,
    view: undefined as DetailView | undefined,
    rung: undefined as Rung | undefined,
    rungs: [] as Rung[],
    lessons: [] as DetailView['lessons'],
    hiddenLessons: false,
  },

  onLoad(query: Record<string, string | undefined>) {
    this.data.courseId = query['id'] ?? '';
    this.setData({ preview: query['preview'] === '1' });
    this.load();
  },

  async onPullDownRefresh() {
    await this.load();
    wx.stopPullDownRefresh();
  },

  onShareAppMessage() {
    const { view, courseId } = this.data;
    return {
      title: view === undefined ? '先上课，上完再扣费' : `${view.title}：先上课，上完再扣费`,
      path: `/course/detail/detail?id=${courseId}`,
      ...(view?.cover ? { imageUrl: view.cover } : {}),
    };
  },

  async load() {
    try {
      this.show(await readCoursePage(this.data.courseId, this.data.preview));
    } catch (error) {
      this.setData(pageProblem(error));
    }
  },

  show(course: CoursePage) {
    const chosen = this.data.rung?.rungKey;
    const view = detailView(course);
    this.setData({
      state: 'ready',
      view,
      lessons: view.lessons.slice(0, LESSONS_SHOWN),
      hiddenLessons: view.lessons.length > LESSONS_SHOWN,
      rungs: course.rungs,
      rung: course.rungs.find(({ rungKey }) => rungKey === chosen) ?? smallest(course.rungs),
    });
  },

  retry() {
    this.setData({ state: 'loading' });
    this.load();
  },

  onRung(event: Tap<{ key: string }>) {
    const { key } = event.currentTarget.dataset;
    const rung = this.data.rungs.find(({ rungKey }) => rungKey === key);
    if (rung !== undefined) this.setData({ rung });
  },

  onMoreLessons() {
    this.setData({ lessons: this.data.view?.lessons ?? [], hiddenLessons: false });
  },

  onPicture(event: Tap<{ link: string }>) {
    wx.previewImage({ urls: this.data.view?.pictures ?? [], current: event.currentTarget.dataset.link });
  },

  onCall() {
    const phoneNumber = this.data.view?.phone ?? '';
    wx.makePhoneCall({ phoneNumber, fail: () => undefined });
  },

  openContract() {
    const { courseId, preview } = this.data;
    wx.navigateTo({ url: `/course/contract/contract?id=${courseId}${preview ? '&preview=1' : ''}` });
  },

  openScore() {
    wx.navigateTo({ url: '/course/score/score' });
  },

  orderDirectly() {
    wx.navigateTo({ url: `/course/order/order?id=${this.data.courseId}&pay=direct` });
  },

  orderLater() {
    const { courseId, rung } = this.data;
    wx.navigateTo({ url: `/course/order/order?id=${courseId}&rung=${rung?.rungKey ?? ''}` });
  },
});

/** The rung that charges the least at once is shown first. */
function smallest(rungs: readonly Rung[]): Rung | undefined {
  return rungs.reduce<Rung | undefined>(
    (best, rung) => (best === undefined || rung.units.length > best.units.length ? rung : best),
    undefined,
  );
}
