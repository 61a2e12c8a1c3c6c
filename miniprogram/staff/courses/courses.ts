import type { CourseRow } from '../../../protocol/staff-courses';
import { read } from '../../api/call';
import { showFailure } from '../../api/page-problem';
import type { Tap } from '../../api/tap';
import { access, may, staffProblem } from '../access';
import { staffUrl } from '../staff-pages';
import {
  type CourseCard,
  courseCards,
  emptyWords,
  type Filter,
  type FilterChip,
  filterChips,
  foundRows,
} from './courses-view';

Page({
  data: {
    state: 'loading',
    title: '',
    body: '',
    action: '',
    search: '',
    filter: 'all' as Filter,
    filters: [] as FilterChip[],
    cards: [] as CourseCard[],
    any: false,
    mayMake: false,
  },

  courses: undefined as CourseRow[] | undefined,

  /** Also when she comes back from a course. */
  onShow() {
    this.load();
  },

  async onPullDownRefresh() {
    await this.load();
    wx.stopPullDownRefresh();
  },

  async load() {
    try {
      const [me, { courses }] = await Promise.all([access(), read('staff', 'listCourses', {})]);
      this.courses = courses;
      this.setData({ mayMake: may(me, 'saveCourse') });
      this.show();
    } catch (error) {
      if (this.courses !== undefined) showFailure(error);
      else this.setData(await staffProblem(error));
    }
  },

  show() {
    const { courses = [] } = this;
    const { search, mayMake } = this.data;
    const filters = filterChips(courses);
    const filter = filters.some(({ key }) => key === this.data.filter) ? this.data.filter : 'all';
    const cards = courseCards(foundRows(courses, filter, search));
    this.setData({
      ...{ filters, filter, cards, any: courses.length > 0, action: '' },
      state: cards.length === 0 ? 'empty' : 'ready',
      ...emptyWords(courses, search, mayMake),
    });
  },

  retry() {
    this.setData({ state: 'loading' });
    this.load();
  },

  onSearch(event: WechatMiniprogram.Input) {
    this.setData({ search: event.detail.value });
    this.show();
  },

  onFilter(event: Tap<{ key: Filter }>) {
    this.setData({ filter: event.currentTarget.dataset.key });
    this.show();
  },

  /** Who may not edit courses looks at them as learners do. */
  async openCourse(event: Tap<{ id: string }>) {
    const { id } = event.currentTarget.dataset;
    const url = staffUrl('course', await access(), `id=${id}`);
    wx.navigateTo({ url: url ?? `/course/detail/detail?id=${id}&preview=1` });
  },

  async newCourse() {
    const url = staffUrl('course', await access());
    if (url !== undefined) wx.navigateTo({ url });
  },
});
