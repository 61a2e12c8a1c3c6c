import type { CourseMode } from '../course/course';

/** Room for make-up classes after the last scheduled class, days. */
export const MAKE_UP_DAYS = 60;

/** Room for a late deduction to come through before the plan ends at WeChat Pay, days. */
export const SETTLING_DAYS = 30;

const HOURS_A_DAY = 24;

/**
 * The least `plan_duration` (days counted from the signing day) with which everything taught can still be charged:
 * last class + 60 days for make-ups (on-demand lessons need none) + objection window + 30 days of settling.
 * Example: last class 70 days after signing, window 24 h: 70 + 60 + 1 + 30 = 161 days.
 * @param spanDays days from signing to the last class; 0 while no timetable is known
 * @param windowHours objection window, hours; begun days count whole
 */
export function minimumPlanDays(mode: CourseMode, spanDays: number, windowHours: number): number {
  const makeUps = mode === 'scheduled' ? MAKE_UP_DAYS : 0;
  return spanDays + makeUps + Math.ceil(windowHours / HOURS_A_DAY) + SETTLING_DAYS;
}
