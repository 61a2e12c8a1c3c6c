import type { Evidence } from '../evidence';

type Order = Evidence['orders'][number];
type Unit = Order['units'][number];

/**
 * From when on nothing but a closing statement is charged for a unit; undefined while nothing is closed. A closing
 * inside WeChat counts from its moment but is heard of later, and only then the statement is written: a unit that was
 * taught by that moment may have been charged until then, and stands in it as charged. The moment is that of WeChat's
 * books: the statement has it by WeChat's clock, which may be off by as much as minutes.
 */
export function closedFor(evidence: Evidence, order: Order, unit: Unit): string | undefined {
  if (order.closing?.by !== 'wechat') return order.closing?.at;
  const at = cancelledAt(evidence, order) ?? order.closing.at;
  const push = evidence.closingPushes.find((one) => one._id === `closing-${order._id}`);
  return unit.taught.every((cls) => cls.at <= at) ? (push?.createdAt ?? at) : at;
}

function cancelledAt({ books }: Evidence, order: Order): string | undefined {
  const kept = order.attempts.find((attempt) => attempt.no === order.keptAttempt);
  const plan = books.signPlans.find((one) => one.signPlanId === kept?.signPlanId);
  if (plan?.cancelSignTime === undefined) return undefined;
  return new Date(plan.cancelSignTime + 8 * 3_600_000).toISOString().replace('Z', '+08:00');
}
