import type { StaffClassView } from '../../../protocol/staff-classes';
import { clockSpanText } from '../../format/day-spans';
import { joined } from '../../format/joined';
import { dayOf, daysLater, midnightOf, minutesOf } from './week';

/** Colour is the state of a class, never its subject. */
export type Tone = 'due' | 'running' | 'changed' | 'coming' | 'called' | 'off';

/** The most pressing first: what stands for classes that lie over each other. */
const TONES: readonly Tone[] = ['due', 'running', 'changed', 'coming', 'called', 'off'];

export const TONE_WORDS: Readonly<Record<Tone, string>> = {
  due: '待点名',
  running: '上课中',
  changed: '时间有变',
  coming: '未上',
  called: '已点名',
  off: '停课',
};

/** Height of an hour in the grid, rpx. */
const HOUR_RPX = 84;
/** Height of a line of words in a block, rpx. */
const LINE_RPX = 30;
/** A block of less could not be tapped, rpx. */
const LEAST_RPX = 84;
/** The grid shows at least these hours. */
const OPENS = 9;
const CLOSES = 21;

export interface Block {
  key: string;
  day: string;
  column: number;
  top: number;
  height: number;
  tone: Tone;
  /** Words of the title, cut to lines that fit. */
  lines: string[];
  place: string;
  /** How many classes lie over each other here; 1 for most. */
  count: number;
  classId: string;
  spoken: string;
}

export interface WeekGrid {
  hours: { hour: number; top: number }[];
  height: number;
  blocks: Block[];
  /** Where now is, and what the clock says; absent in other weeks. */
  now?: { top: number; clock: string };
}

/** What a class is to whoever looks at the timetable. @param now ms since 1970 */
export function toneOf(cls: StaffClassView, now: number): Tone {
  if (cls.state === 'cancelled') return 'off';
  if (now < Date.parse(cls.startsAt)) return cls.previousStartsAt === undefined ? 'coming' : 'changed';
  if (cls.unmarked === 0) return 'called';
  return now < Date.parse(cls.endsAt) ? 'running' : 'due';
}

/** Classes of a week in a grid of seven days. @param monday its first day @param now ms since 1970 */
export function weekGrid(classes: readonly StaffClassView[], monday: string, now: number): WeekGrid {
  const shown = classes.filter(({ startsAt }) => {
    const day = dayOf(Date.parse(startsAt));
    return day >= monday && day < daysLater(monday, 7);
  });
  const from = Math.min(OPENS, ...shown.map(({ startsAt }) => Math.floor(minutesOf(startsAt) / 60)));
  const to = Math.max(CLOSES, ...shown.map((cls) => Math.ceil(endMinutes(cls) / 60)));
  const topOf = (minutes: number) => Math.round(((minutes - from * 60) * HOUR_RPX) / 60);
  const blocks = [0, 1, 2, 3, 4, 5, 6].flatMap((column) => {
    const day = daysLater(monday, column);
    const ofDay = shown.filter(({ startsAt }) => dayOf(Date.parse(startsAt)) === day);
    return clusters(ofDay).map((cluster) => blockOf(cluster, day, column, topOf, now));
  });
  const minutes = Math.floor((now - midnightOf(dayOf(now))) / 60_000);
  const inWeek = dayOf(now) >= monday && dayOf(now) < daysLater(monday, 7);
  return {
    hours: Array.from({ length: to - from + 1 }, (_, i) => ({ hour: from + i, top: i * HOUR_RPX })),
    height: (to - from) * HOUR_RPX,
    blocks,
    ...(inWeek && minutes >= from * 60 && minutes <= to * 60
      ? { now: { top: topOf(minutes), clock: clockOf(minutes) } }
      : {}),
  };
}

/** A class that runs past midnight ends with its day. */
function endMinutes({ startsAt, endsAt }: StaffClassView): number {
  const end = minutesOf(endsAt);
  return end > minutesOf(startsAt) ? end : 1440;
}

/** Classes of one day that lie over each other, directly or by way of a third, by start. */
function clusters(classes: readonly StaffClassView[]): StaffClassView[][] {
  const sorted = [...classes].sort((a, b) => (a.startsAt < b.startsAt ? -1 : 1));
  const groups: StaffClassView[][] = [];
  let until = '';
  for (const cls of sorted) {
    const last = groups[groups.length - 1];
    if (last !== undefined && cls.startsAt < until) last.push(cls);
    else groups.push([cls]);
    until = last === undefined || cls.endsAt > until || cls.startsAt >= until ? cls.endsAt : until;
  }
  return groups;
}

function blockOf(
  cluster: readonly StaffClassView[],
  day: string,
  column: number,
  topOf: (minutes: number) => number,
  now: number,
): Block {
  const urgency = (cls: StaffClassView) => TONES.indexOf(toneOf(cls, now));
  const [first] = [...cluster].sort((a, b) => urgency(a) - urgency(b)) as [StaffClassView];
  const tone = toneOf(first, now);
  const starts = Math.min(...cluster.map(({ startsAt }) => minutesOf(startsAt)));
  const ends = Math.max(...cluster.map(endMinutes));
  const height = Math.max(LEAST_RPX, topOf(ends) - topOf(starts) - 4);
  const room = Math.max(1, Math.floor((height - 12) / LINE_RPX) - 1);
  const count = cluster.length;
  return {
    ...{ key: first.classId, classId: first.classId, day, column, tone, count, height },
    top: topOf(starts) + 2,
    lines: titleLines(first.title).slice(0, room),
    place: count > 1 ? `共 ${count} 节` : first.online ? '线上' : shortPlace(first.place),
    spoken: joined(
      first.title,
      clockSpanText(first.startsAt, first.endsAt),
      count > 1 ? `同时段共 ${count} 节` : first.place,
      TONE_WORDS[tone],
    ),
  };
}

/** A title in lines of up to three characters; four make two and two. */
function titleLines(title: string): string[] {
  const letters = [...title.replace(/\s+/g, '')];
  const wide = letters.length <= 4 ? Math.max(2, Math.ceil(letters.length / 2)) : 3;
  const lines: string[] = [];
  for (let i = 0; i < letters.length; i += wide) lines.push(letters.slice(i, i + wide).join(''));
  return lines;
}

/** `3 号教室` is `3 号` here: the column has room for three characters, or six narrow ones. */
function shortPlace(place: string): string {
  let room = 6;
  const letters = [...(place.replace(/教室$/, '').trim() || place)];
  const end = letters.findIndex((letter) => {
    room -= /[\x20-\x7e]/.test(letter) ? 1 : 2;
    return room < 0;
  });
  return (end < 0 ? letters : letters.slice(0, end)).join('').trim();
}

function clockOf(minutes: number): string {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}

export interface ClassRow {
  classId: string;
  time: string;
  title: string;
  line: string;
  /** `12/16 人`, and who waits. */
  seats: string;
  tone: Tone;
  tag: string;
  /** The roll is what one would open it for. */
  roll: boolean;
}

/** The classes of one day in a list, with room for every word. @param now ms since 1970 */
export function dayRows(classes: readonly StaffClassView[], day: string, now: number): ClassRow[] {
  return classes
    .filter(({ startsAt }) => dayOf(Date.parse(startsAt)) === day)
    .sort((a, b) => (a.startsAt < b.startsAt ? -1 : 1))
    .map((cls) => classRow(cls, now));
}

/** @param now ms since 1970 */
export function classRow(cls: StaffClassView, now: number): ClassRow {
  const tone = toneOf(cls, now);
  return {
    ...{ classId: cls.classId, title: cls.title, tone, roll: tone === 'due' || tone === 'running' },
    time: clockSpanText(cls.startsAt, cls.endsAt),
    line: joined(cls.online ? '线上' : cls.place, cls.teacherName, cls.makeUp ? '补课' : ''),
    seats: joined(`${cls.seatsTaken}/${cls.capacity} 人`, cls.waiting > 0 ? `候补 ${cls.waiting}` : ''),
    tag: tone === 'due' || tone === 'running' ? `${TONE_WORDS[tone]} ${cls.unmarked} 人` : TONE_WORDS[tone],
  };
}
