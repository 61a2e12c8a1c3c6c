import { type Applied, applyOrderFacts } from '../../domain/order/collection';
import type { Order } from '../../domain/order/order';
import { unitOf } from '../../domain/order/units';
import type { Time } from '../../domain/time';
import type { OrderFacts } from '../../ports/pay-score';
import type { Transaction } from '../../ports/store';
import { changeOrder, type OrderChange } from '../orders/change-order';
import { withoutUnitPace } from '../orders/pace';
import type { Ports } from '../ports';
import { payByHandTask } from '../tasks/order-tasks';
import { taskId } from '../tasks/raise-task';
import type { Progress } from './progress';
import { voucherPush } from './texts';

/**
 * "Apply": brings an order to what WeChat says of one of its service orders, with ledger and voucher. The same for
 * callbacks, answers and queries, in any order and any number of times.
 */
export async function applyFacts(
  ports: Ports,
  orderId: string,
  unitNo: number,
  facts: OrderFacts,
  options: { quiet: boolean; also?: (tx: Transaction) => Promise<void> },
): Promise<Progress> {
  let progress: Progress = 'no-news';
  await changeOrder(
    ports,
    orderId,
    (order, now) => {
      const applied = applyOrderFacts(order, unitNo, facts, now);
      progress = applied.news ? 'news' : 'no-news';
      if (!applied.news && !options.also) return undefined;
      return { ...factsChange(applied, unitNo, now), ...(options.also ? { also: options.also } : {}) };
    },
    { quiet: options.quiet },
  );
  return progress;
}

function factsChange(applied: Applied, unitNo: number, now: Time): OrderChange {
  if (!applied.news) return { order: applied.order };
  const order = withoutUnitPace(applied.order, unitNo);
  const unit = unitOf(order, unitNo);
  const settled = ['owing', 'stuck_call'] as const;
  return {
    order,
    postings: applied.postings,
    pushes: applied.justPaid
      ? [{ id: `voucher-${order._id}-${unitNo}`, draft: voucherPush(order, unit) }]
      : [],
    settled: settled.map((kind) => taskId(kind, { orderId: order._id, unitNo })),
    tasks: needsHand(order, unitNo) ? [payByHandTask(order, unit, now)] : [],
  };
}

/** The service order is gone, but classes were taught on it: that can only be paid by hand. */
function needsHand(order: Order, unitNo: number): boolean {
  const unit = unitOf(order, unitNo);
  return unit.collection === 'cancelled' && unit.taught.length > 0 && unit.teaching !== 'waived';
}
