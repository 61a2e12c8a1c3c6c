import type { Seat } from '../class/class';
import { DAY, msOf, plus, type Time, timeOf } from '../time';
import { keptAttempt } from './attempts';
import type { Order, SigningAttempt } from './order';
import { seatCandidates } from './seat-steps';
import { silenceCandidates } from './silence';
import { type Candidate, type Choice, choose, stepKey } from './step';
import { END_WARNINGS_DAYS } from './timing';
import { unitCandidates } from './unit-steps';
import { currentUnit, isLive, needsHand } from './units';

/**
 * Looks at an order and says what is to be done next. The one place that knows the road of a charge: everything due
 * follows from the stored state, so a crash anywhere costs nothing but the repetition of a step.
 *
 * @param seats the order's seats that are booked or on hold, by start
 */
export function nextStep(order: Order, seats: readonly Seat[], now: Time): Choice {
  if (order.parked) return { until: undefined };
  switch (order.state) {
    case 'drafted':
      // A draft that nobody signs frees its place after a day.
      return choose(order, [{ step: { do: 'abandon' }, at: plus(order.createdAt, DAY) }], now);
    case 'signing':
      return choose(order, signingCandidates(order, now), now);
    case 'abandoned':
      return choose(order, abandonedCandidates(order, now), now);
    case 'active':
      return choose(order, activeCandidates(order, seats, now), now);
    case 'closing':
      return choose(order, closingCandidates(order, now), now);
    case 'closed':
    case 'completed':
    case 'expired':
      return choose(order, strayAttempts(order, now), now);
  }
}

function signingCandidates(order: Order, now: Time): Candidate[] {
  const candidates = order.attempts.flatMap((a) => attemptCandidates(a, now));
  if (candidates.length > 0) return candidates;
  return [{ step: { do: 'abandon' }, at: now }];
}

/** Steps of an attempt while none is kept. */
function attemptCandidates(attempt: SigningAttempt, now: Time): Candidate[] {
  const attemptNo = attempt.no;
  switch (attempt.state) {
    case 'preparing':
      return [{ step: { do: 'create-attempt', attemptNo }, at: now }];
    case 'unsigned':
      return [
        { step: { do: 'lapse-attempt', attemptNo }, at: attempt.packageExpiresAt ?? now },
        { step: { do: 'query-attempt', attemptNo }, at: now },
      ];
    case 'signed':
      return [{ step: { do: 'keep-attempt', attemptNo }, at: now }];
    case 'stopping':
      return [{ step: { do: 'stop-attempt', attemptNo }, at: now }];
    default:
      return [];
  }
}

function abandonedCandidates(order: Order, now: Time): Candidate[] {
  if (order.attempts.some((a) => a.state === 'signed')) return [{ step: { do: 'revive' }, at: now }];
  return strayAttempts(order, now);
}

/** Attempts that are not kept: a second signature is stopped at once, an unsigned one watched until it lapses. */
function strayAttempts(order: Order, now: Time): Candidate[] {
  return order.attempts
    .filter((a) => a.no !== order.keptAttempt)
    .flatMap((a) =>
      a.state === 'signed'
        ? [{ step: { do: 'stop-attempt' as const, attemptNo: a.no }, at: now }]
        : a.state === 'preparing'
          ? [{ step: { do: 'query-attempt' as const, attemptNo: a.no }, at: now }]
          : attemptCandidates(a, now),
    );
}

function activeCandidates(order: Order, seats: readonly Seat[], now: Time): Candidate[] {
  const kept = keptAttempt(order);
  if (kept?.state === 'ended' && kept.wechatState === 'SIGN_PLAN_CANCEL') {
    return [{ step: { do: 'close-from-wechat' }, at: now }];
  }
  return [
    ...strayAttempts(order, now),
    ...(order.seatsPending ? [{ step: { do: 'book-seats' as const }, at: now }] : []),
    ...order.units.flatMap((unit) => unitCandidates(unit, now)),
    ...endCandidates(order, kept, now),
    ...seatCandidates(order, seats, now),
    ...planCandidates(order, kept, now),
    ...silenceCandidates(order),
  ];
}

/** The plan is over at WeChat, or everything is settled. */
function endCandidates(order: Order, kept: SigningAttempt | undefined, now: Time): Candidate[] {
  if (order.units.some((u) => u.teaching === 'planned')) {
    // A plan that is over, or whose details are spent, teaches nothing more.
    const over = kept?.state === 'ended' || currentUnit(order) === undefined;
    const at = over ? now : order.planOverTime;
    return at === undefined ? [] : [{ step: { do: 'drop-rest' }, at }];
  }
  if (!isDone(order)) return [];
  if (kept && kept.state !== 'ended' && kept.state !== 'stopped') return leavePlan(order, kept, now);
  const state = order.units.some((u) => u.teaching === 'dropped') ? 'expired' : 'completed';
  return [{ step: { do: 'finish', state }, at: now }];
}

/** WeChat ends a plan by itself when all details are done; when it doesn't, we stop it. */
function leavePlan(order: Order, kept: SigningAttempt, now: Time): Candidate[] {
  const attemptNo = kept.no;
  const asked = order.pace[stepKey({ do: 'end-plan', attemptNo })]?.tries ?? 0;
  const step = kept.state === 'stopping' || asked >= 2 ? 'stop-attempt' : 'end-plan';
  return [{ step: { do: step, attemptNo }, at: now }];
}

/** Every unit has come to the end of its teaching, and none is live at WeChat. */
function isDone(order: Order): boolean {
  return order.units.every(
    (u) =>
      ['confirmed', 'waived', 'dropped'].includes(u.teaching) &&
      !isLive(u) &&
      !(order.ordinary && needsHand(u)),
  );
}

/** A signed plan is asked daily, since WeChat announces neither completion nor expiry; its end is warned of. */
function planCandidates(order: Order, kept: SigningAttempt | undefined, now: Time): Candidate[] {
  if (kept?.state !== 'signed') return [];
  const poll: Candidate = { step: { do: 'check-plan', attemptNo: kept.no }, at: now };
  const over = order.planOverTime;
  if (over === undefined) return [poll];
  const warnings = END_WARNINGS_DAYS.filter((days) => !order.warnedDays?.includes(days)).map(
    (days): Candidate => ({
      step: { do: 'warn-ending', daysBefore: days },
      at: timeOf(msOf(over) - days * DAY),
    }),
  );
  return [poll, ...warnings];
}

function closingCandidates(order: Order, now: Time): Candidate[] {
  const money = [...strayAttempts(order, now), ...order.units.flatMap((unit) => unitCandidates(unit, now))];
  if (!isDone(order)) return money;
  const kept = keptAttempt(order);
  if (kept && kept.state !== 'ended' && kept.state !== 'stopped') {
    return [...money, { step: { do: 'stop-attempt', attemptNo: kept.no }, at: now }];
  }
  return [...money, { step: { do: 'finish', state: 'closed' }, at: now }];
}
