import { read } from '../../api/call';
import { showFailure } from '../../api/page-problem';
import type { Tap } from '../../api/tap';
import { access, may, staffProblem } from '../access';
import { rollOutbox } from '../roll-call/roll-outbox';
import { type Filter, type FilterChoices, filterChoices, filtered, filterText, NO_FILTER } from './filters';
import { type ClassRow, dayRows, TONE_WORDS, type WeekGrid, weekGrid } from './timetable-view';
import { type DayHead, dayHeads, dayOf, daysLater, midnightOf, mondayOf, weekText } from './week';

type Classes = Parameters<typeof weekGrid>[0];

/** A finger that moves so far sideways, and hardly up or down, turns the week, px. */
const SWIPE_PX = 60;
/** On narrower screens, and with larger words, a column of the grid has no room for a title or a thumb. */
const GRID_PX = 375;
const LARGE_FONT = 20;

Page({
  data: {
    state: 'loading',
    title: '',
    body: '',
    action: '',
    mode: 'week' as 'week' | 'day',
    monday: '',
    week: '',
    thisWeek: true,
    /** The day that the list shows. */
    day: '',
    heads: [] as DayHead[],
    grid: undefined as WeekGrid | undefined,
    rows: [] as ClassRow[],
    empty: false,
    filter: NO_FILTER,
    filterText: '全部',
    choices: { campuses: [], courses: [], teachers: [] } as FilterChoices,
    filtering: false,
    maySchedule: false,
    mayCall: false,
    words: TONE_WORDS,
    waiting: 0,
  },

  classes: [] as Classes,
  holidays: [] as { day: string; name: string }[],
  around: undefined as ReturnType<typeof readAround> | undefined,
  /** Number of the last reading: a slow answer of another week is not shown. */
  asked: 0,
  touch: { x: 0, y: 0 },

  onLoad(query: { day?: string; courseId?: string }) {
    const today = dayOf(Date.now());
    const { fontSizeSetting = 0 } = wx.getAppBaseInfo() as { fontSizeSetting?: number };
    const narrow = wx.getWindowInfo().windowWidth < GRID_PX || fontSizeSetting >= LARGE_FONT;
    const filter = { ...NO_FILTER, courseId: query.courseId ?? '' };
    const day = query.day ?? today;
    this.setData({ monday: mondayOf(day), day, mode: narrow ? 'day' : 'week', filter });
  },

  async onShow() {
    await this.load();
    rollOutbox().flush();
  },

  async onPullDownRefresh() {
    await this.load();
    wx.stopPullDownRefresh();
  },

  async load() {
    this.around = undefined;
    await this.loadClasses();
  },

  /** The week's classes; campuses, courses and holidays are read once while she turns the weeks. */
  async loadClasses() {
    this.asked += 1;
    const { asked } = this;
    const { monday, filter } = this.data;
    try {
      this.around ??= readAround();
      const [{ me, holidays, campuses, courses }, { classes }] = await Promise.all([
        this.around,
        read('staff', 'listClasses', { ...weekSpan(monday), ...serverFilter(filter) }),
      ]);
      if (asked !== this.asked) return;
      Object.assign(this, { classes, holidays });
      this.setData({
        choices: filterChoices(campuses, courses, classes),
        ...{ maySchedule: may(me, 'scheduleClass'), mayCall: may(me, 'rollCall') },
      });
      this.show();
      this.setData({ state: 'ready' });
    } catch (error) {
      this.around = undefined;
      if (asked !== this.asked) return;
      if (this.data.state === 'ready') showFailure(error);
      else this.setData(await staffProblem(error));
    }
  },

  show() {
    const { monday, filter, choices } = this.data;
    const now = Date.now();
    const classes = filtered(this.classes, filter);
    const thisWeek = monday === mondayOf(dayOf(now));
    const day = mondayOf(this.data.day) === monday ? this.data.day : thisWeek ? dayOf(now) : monday;
    this.setData({
      ...{ day, thisWeek, week: weekText(monday), filterText: filterText(filter, choices) },
      heads: dayHeads(monday, this.holidays, now),
      grid: weekGrid(classes, monday, now),
      rows: dayRows(classes, day, now),
      empty: classes.length === 0,
      waiting: rollOutbox().state.acts.length,
    });
  },

  retry() {
    this.setData({ state: 'loading' });
    this.load();
  },

  turn(monday: string) {
    this.classes = [];
    this.setData({ monday });
    this.show();
    this.loadClasses();
  },

  onBefore() {
    this.turn(daysLater(this.data.monday, -7));
  },

  onAfter() {
    this.turn(daysLater(this.data.monday, 7));
  },

  onToday() {
    const today = dayOf(Date.now());
    this.setData({ day: today });
    this.turn(mondayOf(today));
  },

  onTouchStart(event: WechatMiniprogram.TouchEvent) {
    const [touch] = event.touches;
    if (touch !== undefined) this.touch = { x: touch.clientX, y: touch.clientY };
  },

  onTouchEnd(event: WechatMiniprogram.TouchEvent) {
    const [touch] = event.changedTouches;
    if (touch === undefined) return;
    const [across, down] = [touch.clientX - this.touch.x, touch.clientY - this.touch.y];
    if (Math.abs(across) < SWIPE_PX || Math.abs(across) < 2 * Math.abs(down)) return;
    if (across < 0) this.onAfter();
    else this.onBefore();
  },

  onDay(event: Tap<{ day: string }>) {
    this.setData({ day: event.currentTarget.dataset.day, mode: 'day' });
    this.show();
  },

  onMode() {
    this.setData({ mode: this.data.mode === 'week' ? 'day' : 'week' });
  },

  /** Where several classes lie over each other, the day shows them all. */
  onBlock(event: Tap<{ classId: string; day: string; count: number; tone: string }>) {
    const { classId, day, count, tone } = event.currentTarget.dataset;
    if (count > 1) {
      this.setData({ day, mode: 'day' });
      this.show();
    } else this.open(classId, tone === 'due' || tone === 'running');
  },

  onRow(event: Tap<{ classId: string; roll: boolean }>) {
    const { classId, roll } = event.currentTarget.dataset;
    this.open(classId, roll);
  },

  open(classId: string, roll: boolean) {
    const page = roll && this.data.mayCall ? 'roll-call/roll-call' : 'class/class';
    wx.navigateTo({ url: `/staff/${page}?id=${classId}` });
  },

  onSchedule() {
    const { courseId, campusId } = this.data.filter;
    const day = this.data.mode === 'day' ? this.data.day : '';
    wx.navigateTo({
      url: `/staff/schedule/schedule?courseId=${courseId}&campusId=${campusId}&day=${day}`,
    });
  },

  onFilter() {
    this.setData({ filtering: true });
  },

  closeFilter() {
    this.setData({ filtering: false });
  },

  onFiltered(event: WechatMiniprogram.CustomEvent<{ filter: Filter }>) {
    this.setData({ filter: event.detail.filter, filtering: false });
    this.show();
    this.loadClasses();
  },
});

/** What stands around the classes. @throws Failure */
async function readAround() {
  const [me, { holidays }, { campuses }, { courses }] = await Promise.all([
    access(),
    read('staff', 'readHouse', {}),
    read('staff', 'readInstitution', {}),
    read('staff', 'listCourses', {}),
  ]);
  return { me, holidays, campuses, courses };
}

function weekSpan(monday: string): { from: string; to: string } {
  const from = midnightOf(monday);
  return { from: new Date(from).toISOString(), to: new Date(midnightOf(daysLater(monday, 7))).toISOString() };
}

/** The server reads by course or by campus. */
function serverFilter({ courseId, campusId }: Filter): { courseId?: string; campusId?: string } {
  if (courseId !== '') return { courseId };
  return campusId === '' ? {} : { campusId };
}
