import { DAY, dayOf, MINUTE, parseTime, plus, type Time } from '../time';

/** A weekly timetable: so many classes, or all until a day (included). Days and clock are China's (+08:00). */
export interface Weekly {
  /** First day that may have a class, `YYYY-MM-DD`. */
  fromDay: string;
  /** 1 Monday … 7 Sunday. */
  weekdays: readonly number[];
  /** `HH:mm` */
  startsAtClock: string;
  classMinutes: number;
  /** Days without a class (holidays); they don't count. */
  skipDays: readonly string[];
  end: { count: number } | { untilDay: string };
}

export interface Span {
  startsAt: Time;
  endsAt: Time;
}

/** More classes than any plan has; a mistyped end must not fill the timetable. */
export const MOST_CLASSES = 500;

/** Longest timetable looked at, days: skipped days could otherwise make a search without end. */
const HORIZON_DAYS = 3 * 366;

/**
 * The classes of a weekly timetable, in order. China has had no daylight saving since 1991, so a day is 24 hours.
 * @throws RangeError for a day, weekday or clock that doesn't exist, no weekday, or an end that is never reached
 */
export function weeklyClasses(weekly: Weekly): Span[] {
  const { weekdays, end } = weekly;
  if (weekdays.length === 0 || !weekdays.every(isWeekday)) throw new RangeError('no weekday');
  const first = startOn(weekly.fromDay, weekly.startsAtClock);
  const most = 'count' in end ? end.count : MOST_CLASSES;
  const lastDay = 'untilDay' in end ? end.untilDay : undefined;
  const spans: Span[] = [];
  for (let index = 0; index < HORIZON_DAYS && spans.length < most; index += 1) {
    const startsAt = plus(first, index * DAY);
    const day = dayOf(startsAt);
    if (lastDay !== undefined && day > lastDay) return spans;
    if (!weekdays.includes(weekdayOf(startsAt)) || weekly.skipDays.includes(day)) continue;
    spans.push({ startsAt, endsAt: plus(startsAt, weekly.classMinutes * MINUTE) });
  }
  if (lastDay === undefined && spans.length < most) throw new RangeError('the count is never reached');
  return spans;
}

/** Day of the week in China, 1 Monday … 7 Sunday, whatever the machine's zone. */
export function weekdayOf(time: Time): number {
  return new Date(`${dayOf(time)}T00:00:00Z`).getUTCDay() || 7;
}

function isWeekday(day: number): boolean {
  return Number.isInteger(day) && day >= 1 && day <= 7;
}

function startOn(day: string, clock: string): Time {
  const time = parseTime(`${day}T${clock}:00+08:00`);
  if (time === undefined) throw new RangeError(`no such moment: ${day} ${clock}`);
  return time;
}
