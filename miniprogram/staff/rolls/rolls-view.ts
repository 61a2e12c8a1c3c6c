import type { StaffClassView } from '../../../protocol/staff-classes';
import { dayText } from '../../format/dates';
import { type ClassRow, classRow } from '../timetable/timetable-view';
import { dayOf } from '../timetable/week';

/** So far back a missing roll call is looked for, days: after one it is on the work list anyway. */
export const DAYS_BACK = 14;

export interface RollDay {
  day: string;
  name: string;
  rows: ClassRow[];
}

/**
 * Whose roll is to be called: what was missed, oldest first, then all of today, by start.
 * @param now ms since 1970
 */
export function rollDays(
  classes: readonly StaffClassView[],
  now: number,
): { missed: RollDay[]; today: RollDay } {
  const today = dayOf(now);
  const dayOfClass = (cls: StaffClassView) => dayOf(Date.parse(cls.startsAt));
  const sorted = [...classes].sort((a, b) => (a.startsAt < b.startsAt ? -1 : 1));
  const missed = sorted.filter((cls) => dayOfClass(cls) < today && cls.unmarked > 0);
  const days = [...new Set(missed.map(dayOfClass))];
  const rowsOf = (list: readonly StaffClassView[]) => list.map((cls) => classRow(cls, now));
  return {
    missed: days.map((day) => ({
      ...{ day, name: dayText(`${day}T00:00:00+08:00`) },
      rows: rowsOf(missed.filter((cls) => dayOfClass(cls) === day)),
    })),
    today: {
      ...{ day: today, name: '今天' },
      rows: rowsOf(sorted.filter((cls) => dayOfClass(cls) === today && cls.seatsTaken > 0)),
    },
  };
}
