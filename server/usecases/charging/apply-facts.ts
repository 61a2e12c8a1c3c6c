import { isPositive } from '../../domain/money';
import { type Applied, applyOrderFacts } from '../../domain/order/collection';
import type { Unit } from '../../domain/order/order';
import { owedFen, unitOf } from '../../domain/order/units';
import type { Time } from '../../domain/time';
import type { OrderFacts } from '../../ports/pay-score';
import type { Transaction } from '../../ports/store';
import { changeOrder, type OrderChange } from '../orders/change-order';
import { withoutUnitPace } from '../orders/pace';
import type { Ports } from '../ports';
import { refundOverpaid } from '../refunding/refund-overpaid';
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
      const before = unitOf(order, unitNo);
      return {
        ...factsChange(applied, before, now),
        also: async (tx) => {
          await refundOverpaid(tx, ports, applied.order, applied.postings, now);
          await options.also?.(tx);
        },
      };
    },
    { quiet: options.quiet },
  );
  return progress;
}

/** What an applied answer changes: order, ledger, voucher, tasks. */
export function factsChange(applied: Applied, before: Unit, now: Time): OrderChange {
  if (!applied.news) return { order: applied.order };
  const unitNo = before.no;
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
    tasks: needsHand(before, unit) ? [payByHandTask(order, unit, now)] : [],
  };
}

/** The service order has just gone, but classes were taught on it: that can only be paid by hand. */
function needsHand(before: Unit, after: Unit): boolean {
  return after.collection === 'cancelled' && before.collection !== 'cancelled' && isPositive(owedFen(after));
}
