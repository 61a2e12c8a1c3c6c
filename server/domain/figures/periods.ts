import { DAY, dayOf, plus, type Time } from '../time';

export type Period = 'week' | 'month' | 'quarter';

/** Days from the first to the last, `YYYY-MM-DD`, both included. */
export interface Days {
  from: string;
  to: string;
}

export const CHART_WEEKS = 8;
/** The comparison of the ways to pay leaves out orders too young for a first class, and looks back half a year. */
const COMPARED_DAYS = 180;
const TOO_YOUNG_DAYS = 14;

/** This week from Monday, the last thirty days, or this quarter; each up to today. */
export function periodDays(period: Period, now: Time): Days {
  const to = dayOf(now);
  if (period === 'week') return { from: mondayOf(to), to };
  if (period === 'month') return { from: daysBefore(to, 29), to };
  const month = Number(to.slice(5, 7));
  const first = month - ((month - 1) % 3);
  return { from: `${to.slice(0, 5)}${String(first).padStart(2, '0')}-01`, to };
}

/** The last weeks up to this one, oldest first. */
export function chartWeeks(now: Time): Days[] {
  const monday = mondayOf(dayOf(now));
  return Array.from({ length: CHART_WEEKS }, (_, index) => {
    const from = daysBefore(monday, 7 * (CHART_WEEKS - 1 - index));
    return { from, to: daysBefore(from, -6) };
  });
}

export function comparedDays(now: Time): Days {
  const to = daysBefore(dayOf(now), TOO_YOUNG_DAYS);
  return { from: daysBefore(to, COMPARED_DAYS - 1), to };
}

export function daysBefore(day: string, days: number): string {
  return dayOf(plus(`${day}T00:00:00.000+08:00` as Time, -days * DAY));
}

function mondayOf(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return daysBefore(day, (weekday + 6) % 7);
}
