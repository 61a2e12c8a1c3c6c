import type { ErrorCode } from '../errors';
import { HOUR, plus, type Time } from '../time';
import type { Span } from './recurrence';

/**
 * Why a class can't lie at this time: it must end after it starts, not have begun already, and leave its objection
 * window room before the student's plan ends at WeChat Pay (`plan_over_time`), after which nothing new is charged.
 * @param planOverTime of the order; absent when no order is concerned yet
 */
export function classTimeFault(
  planned: Span,
  terms: { now: Time; windowHours: number; planOverTime?: Time },
): ErrorCode | undefined {
  if (planned.endsAt <= planned.startsAt || planned.startsAt <= terms.now) return 'BAD_REQUEST';
  const { planOverTime } = terms;
  if (planOverTime !== undefined && lastClassEnd(planOverTime, terms.windowHours) < planned.endsAt) {
    return 'PAST_PLAN_END';
  }
  return undefined;
}

/** The latest end of a class that can still be charged on a plan. */
export function lastClassEnd(planOverTime: Time, windowHours: number): Time {
  return plus(planOverTime, -windowHours * HOUR);
}
