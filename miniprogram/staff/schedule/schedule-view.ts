import type { RequestOf, ResponseOf } from '../../../protocol';
import { clockText, dayText } from '../../format/dates';
import { joined } from '../../format/joined';
import { type FieldFaults, faultAt, faultsByField } from '../class-faults';
import type { Material } from '../material-editor/material-editor-view';
import type { OrderRow } from '../order-sheet/order-sheet-view';

type Checked = ResponseOf<'staff', 'checkClasses'>;
type Single = Omit<RequestOf<'staff', 'scheduleClass'>, 'requestId'>;
type Weekly = Omit<RequestOf<'staff', 'scheduleWeekly'>, 'requestId'>;

/** What is filled in; empty texts are not chosen yet. */
export interface ScheduleDraft {
  courseId: string;
  campusId: string;
  title: string;
  teacherId: string;
  place: string;
  online: boolean;
  /** As typed. */
  capacity: string;
  kind: 'single' | 'weekly' | 'makeUp';
  /** The day of a single class, or the first that may have one. */
  day: string;
  clock: string;
  /** 1 Monday … 7 Sunday. */
  weekdays: number[];
  /** How many classes, as typed. */
  count: string;
  skipDays: string[];
  /** Whom a single class is for; everybody when none is chosen. A make-up class needs them. */
  orders: OrderRow[];
  material: Material;
}

export const EMPTY_DRAFT: ScheduleDraft = {
  ...{ courseId: '', campusId: '', title: '', teacherId: '', place: '', online: false, capacity: '' },
  ...{ kind: 'single', day: '', clock: '', weekdays: [], count: '', skipDays: [], orders: [], material: [] },
};

const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'] as const;

export function weekdayChips(weekdays: readonly number[]): { no: number; name: string; on: boolean }[] {
  return WEEKDAYS.map((name, i) => ({ no: i + 1, name, on: weekdays.includes(i + 1) }));
}

/** `12月5日 周六` */
export function dayWords(day: string): string {
  return day === '' ? '' : dayText(`${day}T00:00:00+08:00`);
}

/** What scheduling has done; where there are many learners, the rest of their seats follows within a minute or two. */
export function doneWords({ classIds, seats, toSeat }: ResponseOf<'staff', 'scheduleClass'>): string {
  const done = `${classIds.length} 次课，订好 ${seats} 个座位`;
  return toSeat === undefined ? done : `${done}，还有 ${toSeat} 人的座位正在自动订`;
}

/** 1 Monday … 7 Sunday. */
function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}

/** What is still to be filled in before the dates can be looked at; undefined when nothing is. */
export function missing(draft: ScheduleDraft): string | undefined {
  if (draft.courseId === '') return '选课程';
  if (draft.campusId === '') return '选校区';
  if (draft.title.trim() === '') return '写名称';
  if (draft.teacherId === '') return '选老师';
  if (draft.place.trim() === '') return draft.online ? '写上课链接' : '选地点';
  if (wholeOf(draft.capacity, 1000) === undefined) return '写座位数';
  if (draft.kind === 'weekly') {
    if (draft.weekdays.length === 0) return '选周几';
    if (draft.day === '') return '选从哪天起';
    if (wholeOf(draft.count, 100) === undefined) return '写排几次，最多 100 次';
  } else if (draft.day === '') return '选日期';
  if (draft.clock === '') return '选开始时间';
  return draft.kind === 'makeUp' && draft.orders.length === 0 ? '选补课的学员' : undefined;
}

/** A whole number from 1, as typed. */
function wholeOf(text: string, most: number): number | undefined {
  if (!/^\d{1,4}$/.test(text)) return undefined;
  const number = Number(text);
  return number >= 1 && number <= most ? number : undefined;
}

/** What the server is asked before anything is scheduled. */
export function checkRequest(draft: ScheduleDraft): RequestOf<'staff', 'checkClasses'> {
  const { courseId, campusId, teacherId, online, kind } = draft;
  return {
    ...{ courseId, campusId, teacherId, online, place: draft.place.trim(), makeUp: kind === 'makeUp' },
    capacity: Number(draft.capacity),
    orderIds: orderIds(draft),
    ...(kind === 'weekly' ? { weekly: weeklyOf(draft) } : { startsAt: startOf(draft) }),
  };
}

export function singleRequest(draft: ScheduleDraft): Single {
  const makeUp = draft.kind === 'makeUp';
  return { ...whereAndWho(draft), startsAt: startOf(draft), makeUp, orderIds: orderIds(draft) };
}

export function weeklyRequest(draft: ScheduleDraft): Weekly {
  return { ...whereAndWho(draft), ...weeklyOf(draft) };
}

function whereAndWho(draft: ScheduleDraft) {
  const { courseId, campusId, teacherId, online, material } = draft;
  return {
    ...{ courseId, campusId, teacherId, online, material },
    ...{ title: draft.title.trim(), place: draft.place.trim(), capacity: Number(draft.capacity) },
  };
}

function weeklyOf({ day, weekdays, clock, count, skipDays }: ScheduleDraft) {
  return { fromDay: day, weekdays, startsAtClock: clock, count: Number(count), skipDays };
}

function orderIds({ kind, orders }: ScheduleDraft): string[] {
  return kind === 'weekly' ? [] : orders.map(({ orderId }) => orderId);
}

function startOf({ day, clock }: ScheduleDraft): string {
  return `${day}T${clock}:00+08:00`;
}

export interface Preview {
  /** `20 次，12月2日 – 2月6日`. */
  summary: string;
  /** `clash`: something stands against this one. */
  dates: { key: string; text: string; clock: string; clash: boolean }[];
  /** Days that have no class, and why. */
  skipped: string[];
  learners: number;
  /** The rule that says when classes must end, with where it can be read. */
  rule: { text: string; source: string } | undefined;
  faults: FieldFaults;
  ok: boolean;
  /** What the button does. */
  action: string;
}

/** What would be scheduled, before it is. @param now ms since 1970 */
export function previewOf(checked: Checked, draft: ScheduleDraft, now: number): Preview {
  const { classes, holidays, learners, faults, hours } = checked;
  const [first] = classes;
  const last = classes[classes.length - 1];
  const until = last?.startsAt.slice(0, 10) ?? draft.day;
  const clashes = new Set(faults.map((fault) => faultAt(fault)));
  const skipped = [
    ...holidays,
    ...(draft.kind === 'weekly' ? draft.skipDays.map((day) => ({ day, name: '跳过' })) : []),
  ].filter(({ day }) => day >= draft.day && day <= until && draft.weekdays.includes(weekdayOf(day)));
  return {
    summary: joined(
      `${classes.length} 次课`,
      first === undefined || last === undefined || first === last
        ? ''
        : `${dayText(first.startsAt)} – ${dayText(last.startsAt)}`,
    ),
    dates: classes.map(({ startsAt, endsAt }) => ({
      ...{ key: startsAt, text: dayText(startsAt) },
      clock: `${clockText(startsAt)}–${clockText(endsAt)}`,
      clash: clashes.has(startsAt),
    })),
    skipped: skipped
      .sort((a, b) => (a.day < b.day ? -1 : 1))
      .map(({ day, name }) => `${dayWords(day)} ${name}`),
    learners,
    rule: hours === undefined ? undefined : { text: hours.text, source: hours.source ?? '' },
    faults: faultsByField(faults, now),
    ok: faults.length === 0 && classes.length > 0,
    action: `排 ${classes.length} 次课${learners > 0 ? `，通知 ${learners} 人` : ''}`,
  };
}
