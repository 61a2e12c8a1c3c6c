import type { ResponseOf } from '../../../protocol';
import { read, write } from '../../api/call';
import { failureOf } from '../../api/failure';
import { Intentions } from '../../api/intention';
import type { Tap } from '../../api/tap';
import { staffProblem } from '../access';
import { faultWords, NO_FAULTS } from '../class-faults';
import type { Material } from '../material-editor/material-editor-view';
import type { OrderRow } from '../order-sheet/order-sheet-view';
import type { Room } from '../place-field/place-field';
import { dayOf } from '../timetable/week';
import {
  checkRequest,
  dayWords,
  doneWords,
  EMPTY_DRAFT,
  missing,
  type Preview,
  previewOf,
  type ScheduleDraft,
  singleRequest,
  weekdayChips,
  weeklyRequest,
} from './schedule-view';

type Course = ResponseOf<'staff', 'listCourses'>['courses'][number];
type Person = ResponseOf<'staff', 'listPeople'>['people'][number];

/** So long after the last change the dates are asked for, ms. */
const CHECK_AFTER_MS = 400;
const SHOWN_DATES = 8;

const INTENTIONS = new Intentions();

Page({
  data: {
    state: 'loading',
    title: '',
    body: '',
    action: '',
    draft: EMPTY_DRAFT,
    dayText: '',
    skipTexts: [] as string[],
    weekdays: weekdayChips([]),
    today: '',
    courses: [] as Course[],
    courseName: '',
    campuses: [] as { id: string; name: string }[],
    campusName: '',
    teachers: [] as Person[],
    teacherName: '',
    rooms: [] as Room[],
    missing: '',
    preview: undefined as Preview | undefined,
    shownDates: SHOWN_DATES,
    faults: NO_FAULTS,
    checking: false,
    busy: false,
    uploading: false,
    choosing: false,
    done: undefined as { classId: string; words: string } | undefined,
  },

  campuses: [] as { id: string; name: string }[],
  people: [] as Person[],
  rooms: [] as (Room & { campusId: string })[],
  /** Number of the last check: a slow answer about another draft is not shown. */
  asked: 0,
  timer: 0,

  onLoad(query: { courseId?: string; campusId?: string; day?: string }) {
    this.setData({ today: dayOf(Date.now()) });
    this.load(query);
  },

  onUnload() {
    clearTimeout(this.timer);
  },

  async load(query: { courseId?: string; campusId?: string; day?: string }) {
    try {
      const [{ courses }, institution, house, { people }] = await Promise.all([
        read('staff', 'listCourses', {}),
        read('staff', 'readInstitution', {}),
        read('staff', 'readHouse', {}),
        read('staff', 'listPeople', {}),
      ]);
      this.campuses = institution.campuses;
      this.people = people.filter(({ state }) => state === 'active');
      this.rooms = house.rooms;
      const taught = courses.filter(({ state, mode }) => state !== 'draft' && mode === 'scheduled');
      if (taught.length === 0) return this.setData(NO_COURSE);
      this.setData({ state: 'ready', courses: taught });
      const course = taught.find(({ courseId }) => courseId === query.courseId) ?? only(taught);
      this.change({ day: query.day ?? '' });
      if (course !== undefined) this.chooseCourse(course, query.campusId);
    } catch (error) {
      this.setData(await staffProblem(error));
    }
  },

  retry() {
    this.setData({ state: 'loading' });
    this.load({});
  },

  onCourse(event: WechatMiniprogram.PickerChange) {
    const course = this.data.courses[Number(event.detail.value)];
    if (course !== undefined) this.chooseCourse(course);
  },

  /** Another course has other campuses, and its learners are others. */
  chooseCourse(course: Course, campusId = '') {
    const campuses = this.campuses.filter(({ id }) => course.campusIds.includes(id));
    const campus = campuses.find(({ id }) => id === campusId) ?? only(campuses);
    this.setData({ courseName: course.title, campuses });
    this.change({ courseId: course.courseId, title: course.title, orders: [], campusId: '', teacherId: '' });
    this.setData({ campusName: '', teacherName: '', teachers: [], rooms: [] });
    if (campus !== undefined) this.chooseCampus(campus);
  },

  onCampus(event: WechatMiniprogram.PickerChange) {
    const campus = this.data.campuses[Number(event.detail.value)];
    if (campus !== undefined) this.chooseCampus(campus);
  },

  chooseCampus(campus: { id: string; name: string }) {
    const teachers = this.people.filter(
      ({ campusIds, roles }) =>
        (campusIds.length === 0 || campusIds.includes(campus.id)) && roles.some((role) => role !== 'finance'),
    );
    const rooms = this.rooms.filter(({ campusId }) => campusId === campus.id);
    const teacher = only(teachers);
    this.setData({ campusName: campus.name, teachers, rooms, teacherName: teacher?.name ?? '' });
    this.change({ campusId: campus.id, teacherId: teacher?.staffId ?? '' });
  },

  onTeacher(event: WechatMiniprogram.PickerChange) {
    const teacher = this.data.teachers[Number(event.detail.value)];
    if (teacher === undefined) return;
    this.setData({ teacherName: teacher.name });
    this.change({ teacherId: teacher.staffId });
  },

  /** A room brings its number of seats, unless another was typed. */
  onPlace(event: WechatMiniprogram.CustomEvent<{ place: string; online: boolean }>) {
    const { rooms, draft } = this.data;
    const known = new Set(rooms.map(({ capacity }) => String(capacity)));
    const room = rooms.find(({ name }) => name === event.detail.place);
    const free = draft.capacity === '' || known.has(draft.capacity);
    this.change({ ...event.detail, ...(room && free ? { capacity: String(room.capacity) } : {}) });
  },

  onText(event: WechatMiniprogram.Input) {
    const { field } = event.currentTarget.dataset as { field: 'title' | 'capacity' | 'count' };
    this.change({ [field]: event.detail.value });
  },

  onKind(event: Tap<{ kind: ScheduleDraft['kind'] }>) {
    this.change({ kind: event.currentTarget.dataset.kind });
  },

  onDay(event: WechatMiniprogram.PickerChange) {
    this.change({ day: String(event.detail.value) });
  },

  onClock(event: WechatMiniprogram.PickerChange) {
    this.change({ clock: String(event.detail.value) });
  },

  onWeekday(event: Tap<{ no: number }>) {
    const { no } = event.currentTarget.dataset;
    const { weekdays } = this.data.draft;
    this.change({
      weekdays: weekdays.includes(no) ? weekdays.filter((day) => day !== no) : [...weekdays, no].sort(),
    });
  },

  onSkip(event: WechatMiniprogram.PickerChange) {
    const day = String(event.detail.value);
    const { skipDays } = this.data.draft;
    if (!skipDays.includes(day)) this.change({ skipDays: [...skipDays, day].sort() });
  },

  onUnskip(event: Tap<{ index: number }>) {
    const { index } = event.currentTarget.dataset;
    this.change({ skipDays: this.data.draft.skipDays.filter((_, i) => i !== index) });
  },

  onChoose() {
    this.setData({ choosing: true });
  },

  closeChoosing() {
    this.setData({ choosing: false });
  },

  onChosen(event: WechatMiniprogram.CustomEvent<{ rows: OrderRow[] }>) {
    this.closeChoosing();
    this.change({ orders: event.detail.rows });
  },

  onMaterial(event: WechatMiniprogram.CustomEvent<{ material: Material }>) {
    this.setData({ draft: { ...this.data.draft, ...event.detail } });
  },

  onUploading(event: WechatMiniprogram.CustomEvent<{ busy: boolean }>) {
    this.setData({ uploading: event.detail.busy });
  },

  /** What is filled in has changed: the dates are asked for anew once nothing is missing. */
  change(change: Partial<ScheduleDraft>) {
    const draft = { ...this.data.draft, ...change };
    this.setData({
      draft,
      ...{ dayText: dayWords(draft.day), skipTexts: draft.skipDays.map(dayWords) },
      ...{ weekdays: weekdayChips(draft.weekdays), missing: missing(draft) ?? '', faults: NO_FAULTS },
      ...{ preview: undefined, shownDates: SHOWN_DATES },
    });
    this.asked += 1;
    clearTimeout(this.timer);
    if (missing(draft) === undefined) this.timer = setTimeout(() => this.check(), CHECK_AFTER_MS);
  },

  async check() {
    const { asked } = this;
    const { draft } = this.data;
    this.setData({ checking: true });
    try {
      const checked = await read('staff', 'checkClasses', checkRequest(draft));
      if (asked !== this.asked) return;
      const preview = previewOf(checked, draft, Date.now());
      this.setData({ preview, faults: preview.faults });
    } catch (error) {
      if (asked === this.asked) this.setData({ faults: { ...NO_FAULTS, form: [failureOf(error).text] } });
    } finally {
      if (asked === this.asked) this.setData({ checking: false });
    }
  },

  showDates() {
    this.setData({ shownDates: 100 });
  },

  copySource() {
    const { source = '' } = this.data.preview?.rule ?? {};
    if (source !== '') wx.setClipboardData({ data: source });
  },

  async onSubmit() {
    const { draft, preview, busy, uploading } = this.data;
    if (busy || uploading || preview?.ok !== true) return;
    this.setData({ busy: true });
    const what = JSON.stringify(draft);
    const requestId = INTENTIONS.idOf(what);
    try {
      const scheduled =
        draft.kind === 'weekly'
          ? await write('staff', 'scheduleWeekly', weeklyRequest(draft), requestId)
          : await write('staff', 'scheduleClass', singleRequest(draft), requestId);
      INTENTIONS.answered(what);
      this.setData({ done: { classId: scheduled.classIds[0] ?? '', words: doneWords(scheduled) } });
    } catch (error) {
      const { code, detail, text } = failureOf(error);
      const fault = faultWords({ code, detail }, Date.now(), text);
      this.setData({ faults: { ...NO_FAULTS, [fault.field]: [fault.text] } });
    } finally {
      this.setData({ busy: false });
    }
  },

  openClass() {
    wx.redirectTo({ url: `/staff/class/class?id=${this.data.done?.classId ?? ''}` });
  },

  again() {
    this.setData({ done: undefined });
    this.change({ day: '', skipDays: [], orders: [] });
  },
});

const NO_COURSE = {
  state: 'empty',
  title: '还没有上架的课程',
  body: '课程上架以后，才能给它排课。',
  action: '',
};

function only<T>(list: readonly T[]): T | undefined {
  return list.length === 1 ? list[0] : undefined;
}
