import type { Order } from '../../domain/order/order';
import { stepKey } from '../../domain/order/step';
import { runNow } from '../agenda/run-agenda';
import { applyNotification } from '../callbacks/apply-notification';
import { advanceOrder } from '../charging/advance-order';
import { changeOrder } from '../orders/change-order';
import type { Ports } from '../ports';

/**
 * What a learner waits for is done at once instead of at the timer's next minute: stored callbacks of the order are
 * applied, WeChat is asked for what is open, and the next steps are taken.
 */
export async function lookAgain(ports: Ports, order: Order): Promise<void> {
  await applyStored(ports, order);
  if (waitsForWeChat(order)) await changeOrder(ports, order._id, (current) => ({ order: askedNow(current) }));
  await runNow(ports, 'order', order._id, advanceOrder);
}

async function applyStored(ports: Ports, order: Order): Promise<void> {
  const numbers = [
    ...order.attempts.map((a) => a.merchantSignPlanNo),
    ...order.units.filter((u) => u.collection !== 'none').map((u) => u.outTradeNo),
  ];
  if (numbers.length === 0) return;
  const stored = await ports.store.find('notifications', { businessNo: { $in: numbers }, state: 'stored' });
  for (const notification of stored) await runNow(ports, 'notification', notification._id, applyNotification);
}

function waitsForWeChat(order: Order): boolean {
  return Object.keys(askedNow(order).pace).length < Object.keys(order.pace).length;
}

/** Steps that wait for WeChat's news are due at once; those that back off from its refusals keep their pace. */
function askedNow(order: Order): Order {
  const asked = new Set([
    ...order.attempts.map((a) => stepKey({ do: 'query-attempt', attemptNo: a.no })),
    ...order.units.map((u) => stepKey({ do: 'query-order', unitNo: u.no })),
  ]);
  return {
    ...order,
    pace: Object.fromEntries(Object.entries(order.pace).filter(([key]) => !asked.has(key))),
  };
}
