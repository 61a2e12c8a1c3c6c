import type { PayContext } from '../context';
import { type RefusalName, refuse } from '../errors';
import { liveOrdersOfPerson } from '../plans/live';
import type { ServiceSetup } from '../services';

/** "Comprehensive assessment": with more orders than this in progress, no further one. */
const MOST_ORDERS_IN_PROGRESS = 3;

type Standing = Extract<RefusalName, 'youthMode' | 'overdueOrders' | 'assessment'>;

function passes(context: PayContext, score: number, threshold: number): boolean {
  return score > threshold || (score === threshold && context.switches().thresholdEqualPasses);
}

/** Owes something for more than 30 days, here or elsewhere. */
export function isOverdue(context: PayContext, openid: string): boolean {
  return (
    context.people.get(openid).overdue || liveOrdersOfPerson(context, openid).some((order) => order.overdue)
  );
}

/** Why this person gets no further order of a service now, if there is a reason. Only WeChat may know it. */
function objection(context: PayContext, openid: string, service: ServiceSetup): Standing | undefined {
  const person = context.people.get(openid);
  if (person.teenMode) return 'youthMode';
  if (isOverdue(context, openid)) return 'overdueOrders';
  const tooMany = liveOrdersOfPerson(context, openid).length > MOST_ORDERS_IN_PROGRESS;
  const known = person.realName && passes(context, person.score, service.threshold);
  return known && !tooMany ? undefined : 'assessment';
}

/** Refuses an order to a signed user whose standing has dropped. */
export function checkStanding(context: PayContext, openid: string, service: ServiceSetup): void {
  const reason = objection(context, openid, service);
  if (reason) refuse(reason);
}

/**
 * Whether WeChat's own page lets this person sign. Beside what an order needs, nothing may be unpaid after a failed
 * deduction, and a service that is not launched is open to listed people only.
 */
export function maySign(context: PayContext, openid: string, service: ServiceSetup): boolean {
  const unpaid = liveOrdersOfPerson(context, openid).some((order) => order.attempts > 0);
  const admitted = service.launched || service.whiteList.includes(openid);
  return admitted && !unpaid && objection(context, openid, service) === undefined;
}
