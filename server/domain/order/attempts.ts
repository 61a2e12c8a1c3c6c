import { move } from '../machine';
import { ATTEMPT_MACHINE, type AttemptState } from '../machines';
import { plus, type Time } from '../time';
import type { Order, SigningAttempt } from './order';
import { PACKAGE_LIFE } from './timing';
import type { SignPlanFacts } from './wechat-facts';

/** `merchant_sign_plan_no` of an attempt: order id (≤ 16) and attempt, at most 32 of `[0-9A-Za-z_-]`. */
export function signPlanNo(orderId: string, attemptNo: number): string {
  return `${orderId}S${attemptNo}`;
}

/** `merchant_plan_detail_no` of a unit under an attempt: the number of its service order, fixed at signing. */
export function serviceOrderNo(orderId: string, attemptNo: number, unitNo: number): string {
  return `${signPlanNo(orderId, attemptNo)}U${unitNo}`;
}

/** Order and unit to which a number of ours belongs; undefined for a foreign one. */
export function parseNumber(no: string): { orderId: string; attemptNo: number; unitNo?: number } | undefined {
  const match = /^([0-9A-Za-z]{1,16}?)S(\d{1,4})(?:U(\d{1,4}))?$/.exec(no);
  if (!match?.[1] || !match[2]) return undefined;
  return {
    orderId: match[1],
    attemptNo: Number(match[2]),
    ...(match[3] ? { unitNo: Number(match[3]) } : {}),
  };
}

/** A new signing attempt, stored before WeChat is called. */
export function newAttempt(order: Order, rungKey: string, at: Time): SigningAttempt {
  const no = order.attempts.length + 1;
  return { no, rungKey, merchantSignPlanNo: signPlanNo(order._id, no), state: 'preparing', createdAt: at };
}

export function attemptOf(order: Order, no: number): SigningAttempt {
  const attempt = order.attempts[no - 1];
  if (attempt === undefined) throw new RangeError(`order ${order._id} has no signing attempt ${no}`);
  return attempt;
}

export function keptAttempt(order: Order): SigningAttempt | undefined {
  return order.keptAttempt === undefined ? undefined : attemptOf(order, order.keptAttempt);
}

export function withAttempt(order: Order, attempt: SigningAttempt): Order {
  return { ...order, attempts: order.attempts.map((a) => (a.no === attempt.no ? attempt : a)) };
}

export function moveAttempt(attempt: SigningAttempt, to: AttemptState): SigningAttempt {
  return { ...attempt, state: move('signing attempt', ATTEMPT_MACHINE, attempt.state, to) };
}

/** WeChat answered the creation: the package is handed out and lives two hours. */
export function withPackage(
  attempt: SigningAttempt,
  facts: SignPlanFacts,
  pack: string,
  at: Time,
): SigningAttempt {
  const unsigned = attempt.state === 'preparing' ? moveAttempt(attempt, 'unsigned') : attempt;
  return {
    ...unsigned,
    signPlanId: facts.signPlanId,
    wechatState: facts.state,
    package: pack,
    packageExpiresAt: plus(at, PACKAGE_LIFE),
  };
}

/**
 * Brings an attempt to what WeChat says of its sign plan; unknown states change nothing.
 * Source: WeChat Pay, user sign plan, `sign_state`.
 */
export function applySignPlan(order: Order, attemptNo: number, facts: SignPlanFacts): Order {
  const attempt = attemptOf(order, attemptNo);
  const to = attemptTarget(attempt.state, facts.state);
  const seen: SigningAttempt = {
    ...attempt,
    signPlanId: facts.signPlanId,
    wechatState: facts.state,
    ...(facts.cancelType && facts.cancelType !== 'NOT_CANCEL' ? { cancelledBy: facts.cancelType } : {}),
    ...(facts.cancelTime ? { cancelledAt: facts.cancelTime } : {}),
  };
  const moved = to === undefined ? seen : moveAttempt(seen, to);
  const over =
    facts.planOverTime && order.keptAttempt === attemptNo ? { planOverTime: facts.planOverTime } : {};
  return { ...withAttempt(order, moved), ...over };
}

function attemptTarget(from: AttemptState, theirs: string): AttemptState | undefined {
  if (from === 'stopped' || from === 'ended') return undefined;
  switch (theirs) {
    case 'UNSIGNED':
      // Without a package there is nothing to sign with; a new attempt is made instead.
      return from === 'preparing' ? 'lapsed' : undefined;
    case 'SIGNED':
      return from === 'signed' || from === 'stopping' ? undefined : 'signed';
    case 'SIGN_PLAN_CANCEL':
    case 'COMPLETE':
    case 'EXPIRE':
      return endOf(from);
    default:
      return undefined;
  }
}

function endOf(from: AttemptState): AttemptState {
  if (from === 'stopping') return 'stopped';
  // Not signed as far as we knew: it is signed first, its end is seen by the next query.
  return from === 'signed' || from === 'unsigned' ? 'ended' : 'signed';
}
