import { DAY, latest, plus, type Time } from '../time';
import type { Order } from './order';
import type { Candidate } from './step';
import { classesLeft } from './units';

/** Both sides are warned so many days before a silent order is stopped. */
export const SILENCE_WARNING_DAYS = 14;

/** When an order was last taught or scheduled, as far as it knows by itself; looking at the seats may move it on. */
export function quietSince(order: Order): Time {
  const taught = order.units.flatMap((unit) => unit.taught.map((cls) => cls.at));
  return latest(
    order.signedAt ?? order.createdAt,
    ...taught,
    ...(order.quietSince ? [order.quietSince] : []),
  );
}

/** The moment at which an order that stays silent is stopped. */
export function silenceEnds(order: Order, silenceDays: number): Time {
  const ends = plus(quietSince(order), silenceDays * DAY);
  // Whoever was warned late has the days of the warning all the same.
  return order.silenceWarnedAt ? latest(ends, plus(order.silenceWarnedAt, SILENCE_WARNING_DAYS * DAY)) : ends;
}

/**
 * An institution that schedules nothing while classes are left is warned, then the plan is stopped: a learner is not
 * bound to a course that isn't given. How many days that takes was frozen at signing.
 */
export function silenceCandidates(order: Order): Candidate[] {
  const { silenceDays } = order;
  if (silenceDays === undefined || classesLeft(order) === 0) return [];
  const at = order.silenceWarnedAt
    ? silenceEnds(order, silenceDays)
    : plus(quietSince(order), (silenceDays - SILENCE_WARNING_DAYS) * DAY);
  return [{ step: { do: 'watch-silence' }, at }];
}
