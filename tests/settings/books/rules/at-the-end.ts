import type { Evidence } from '../evidence';

type Order = Evidence['orders'][number];

const TERMINAL = ['closed', 'completed', 'expired', 'abandoned'];
const ON_THEIR_WAY = ['opening', 'completing'];

/** When faults have stopped, everything comes to an end or to the staff's work list, and nothing stays unknown. */
export function atTheEnd(evidence: Evidence): string[] {
  const { notifications, orders } = evidence;
  return [
    ...orders.flatMap((order) => orderAtEnd(evidence, order)),
    ...notifications
      .filter((one) => one.state === 'stored')
      .map((one) => `callback ${one._id} (${one.eventType}) was never applied`),
  ];
}

function orderAtEnd(evidence: Evidence, order: Order): string[] {
  const { payments, refunds, acts, books } = evidence;
  const where = `order ${order._id} (${order.state})`;
  const told = openTasks(evidence, order);
  const broken: string[] = [];
  if (order.parked && !told.includes('order_parked')) broken.push(`${where}: parked, and nobody is told`);
  if (!TERMINAL.includes(order.state) && told.length === 0)
    broken.push(`${where}: neither ended nor on the work list`);
  for (const unit of order.units) {
    if (ON_THEIR_WAY.includes(unit.collection) && told.length === 0)
      broken.push(`${where} unit ${unit.no}: still ${unit.collection}`);
  }
  for (const payment of payments.filter((one) => one.orderId === order._id))
    if (!['paid', 'closed'].includes(payment.state))
      broken.push(`payment ${payment._id}: still ${payment.state}`);
  for (const refund of refunds.filter((one) => one.orderId === order._id)) {
    const over = ['succeeded', 'closed', 'declined'].includes(refund.state);
    if (!over && told.length === 0) broken.push(`refund ${refund._id}: ${refund.state}, and nobody is told`);
  }
  for (const act of acts.filter((one) => one.orderId === order._id)) {
    const over = ['done', 'failed', 'declined', 'withdrawn'].includes(act.state);
    if (!over && told.length === 0)
      broken.push(`act ${act._id} (${act.kind}): ${act.state}, and nobody is told`);
  }
  const signed = books.signPlans.filter(
    (plan) => plan.merchantSignPlanNo.startsWith(order._id) && plan.signState === 'SIGNED',
  );
  if (TERMINAL.includes(order.state) && signed.length > 0 && told.length === 0)
    broken.push(`${where}: a plan is still signed at WeChat`);
  return broken;
}

/** Kinds of the open tasks about an order; one without a reason tells nobody anything. */
function openTasks({ tasks }: Evidence, order: Order): string[] {
  return tasks
    .filter((task) => task.subject.orderId === order._id && task.state === 'open' && task.reason !== '')
    .map((task) => task.kind);
}
