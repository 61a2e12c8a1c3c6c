import { DAY, earliest, HOUR, latest, MINUTE, type Millis, plus, type Time } from '../time';

/** A unit opens, and a seat is put on hold, this long before its class starts. */
export const OPEN_BEFORE: Millis = 2 * HOUR;

/** A deduction begun this recently is being taken, not owed: the seat waits for it before it goes on hold. */
export const COLLECTION_GRACE: Millis = 30 * MINUTE;

/** The shortest time a learner has to object, however late the roll was called. */
export const SHORTEST_WINDOW: Millis = 2 * HOUR;

/** Between two classes of one student, unless they belong to one unit: window and collection fit in between. */
export const SHORTEST_GAP: Millis = 4 * HOUR;

/** A package for `wx.openBusinessView` lives this long (WeChat Pay, create user sign plan). */
export const PACKAGE_LIFE: Millis = 2 * HOUR;

/** A signed plan is asked for its state this often, since WeChat announces neither its completion nor its expiry. */
export const PLAN_POLL_EVERY: Millis = DAY;

/** Days before plan_over_time at which both sides are warned. */
export const END_WARNINGS_DAYS = [30, 7] as const;

/** A roll call that is missing this long after the class raises a task. */
export const ROLL_CALL_MISSING_AFTER: Millis = 24 * HOUR;

/**
 * The end of the objection window: `taughtAt + windowHours`, but two hours before the next class, so that the
 * deduction is over when that class's unit must open. A roll called late still leaves the shortest window; then
 * the next seat waits, which is the institution's loss and not the learner's.
 */
export function windowEnd(taughtAt: Time, windowHours: number, nextClassStart?: Time): Time {
  const full = plus(taughtAt, windowHours * HOUR);
  const ends = nextClassStart === undefined ? full : earliest(full, plus(nextClassStart, -OPEN_BEFORE));
  return latest(ends, plus(taughtAt, SHORTEST_WINDOW));
}

/** Waits between tries of one step, in minutes; the last one repeats. */
const BACK_OFF_MINUTES = {
  /** An outcome that is not known, or a call that WeChat asked to repeat later. */
  call: [1, 1, 2, 5, 10, 30, 60],
  /**
   * An opening that WeChat has heard of and not decided. It is wanted until its class is over; afterwards WeChat may keep it
   * `CREATED` for 30 days, which are about 130 questions this way and would be 720 at one an hour.
   */
  opening: [1, 1, 2, 5, 10, 30, 60, 60, 60, 60, 120, 240, 360],
  /** A deduction that WeChat is taking: it has an event, polls are for the lost ones. */
  paying: [1, 2, 5, 10, 30, 60, 180, 360, 720],
  /** An unsigned plan while the learner may be on WeChat's page. */
  signing: [1, 1, 2, 3, 5, 10, 15, 20, 30],
  /** A signed plan: WeChat announces neither its completion nor its expiry. */
  signed: [1440],
  /** A unit that WeChat refused to open; the class may start meanwhile. */
  refused: [10, 20, 30],
} as const;

export type BackOff = keyof typeof BACK_OFF_MINUTES;

/** How long to wait after the n-th try (from 1) without news. */
export function backOff(kind: BackOff, tries: number): Millis {
  const minutes = BACK_OFF_MINUTES[kind];
  return (minutes[Math.min(tries, minutes.length) - 1] ?? minutes[0]) * MINUTE;
}
