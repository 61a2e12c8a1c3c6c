import type { Evidence } from '../evidence';

type Order = Evidence['orders'][number];
type Unit = Order['units'][number];

/**
 * From when on nothing but a closing statement is charged for a unit; undefined while nothing is closed. A closing
 * inside WeChat counts from WeChat's moment but is heard of later, and only then the statement is written: a unit that
 * was taught by WeChat's moment may have been charged until then, and stands in it as charged.
 */
export function closedFor({ closingPushes }: Evidence, order: Order, unit: Unit): string | undefined {
  if (order.closing?.by !== 'wechat') return order.closing?.at;
  const { at } = order.closing;
  const written = closingPushes.find((push) => push._id === `closing-${order._id}`)?.createdAt ?? at;
  return unit.taught.every((cls) => cls.at <= at) ? written : at;
}
