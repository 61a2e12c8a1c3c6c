import type { PayContext } from '../context';
import { PayRefusal, REFUSALS, refuse, refuseField } from '../errors';
import type {
  CANCEL_ORDER,
  COLLECT_ORDER,
  MODIFY_ORDER,
  QUERY_ORDER,
  SYNC_ORDER,
} from '../limits/service-order';
import type { Checked } from '../limits/table';
import type { ServiceOrder } from '../model';
import { moveDetail } from '../plans/progress';
import { MINUTE, readCompact } from '../times';
import { finishWithoutMoney, isPaying, settleElsewhere, tryDeduction } from './collection';
import { checkBill } from './complete';
import { fullOrderEntity, orderIds } from './entity';
import { ownOrder, ownOrderByQueryId } from './find';
import { revokeOrder } from './revoke';

/** With `cancelWhilePaying: busy`, how long after a deduction attempt WeChat refuses to cancel. */
const BUSY_AFTER_ATTEMPT = 3 * MINUTE;

/** "WeChat Pay Score: query service order", by the merchant's number or by the page's query_id. */
export function queryOrder(context: PayContext, request: Checked<typeof QUERY_ORDER>): object {
  const { out_order_no, query_id } = request;
  if (out_order_no !== undefined && query_id !== undefined)
    refuse('param', 'out_order_no与query_id只能填一个', { field: 'query_id', location: 'query' });
  if (out_order_no !== undefined) return fullOrderEntity(context, ownOrder(context, out_order_no, request));
  if (query_id === undefined)
    refuse('param', 'out_order_no与query_id须填一个', { field: 'out_order_no', location: 'query' });
  return fullOrderEntity(context, ownOrderByQueryId(context, query_id, request));
}

function payingOrder(order: ServiceOrder): ServiceOrder {
  if (order.state === 'DONE') refuse('orderDone');
  if (order.state === 'REVOKED') refuse('orderCancelled');
  if (!isPaying(order)) refuse('notPaying');
  return order;
}

/** "WeChat Pay Score: modify the amount": only while to be paid, and only downwards. */
export function modifyOrder(
  context: PayContext,
  outOrderNo: string,
  request: Checked<typeof MODIFY_ORDER>,
): object {
  const order = payingOrder(ownOrder(context, outOrderNo, request));
  checkBill(request);
  if (request.total_amount > (order.totalAmount ?? 0))
    refuseField('/total_amount', request.total_amount, '修改后的总金额不能大于原总金额');
  order.postPayments = request.post_payments;
  order.postDiscounts = request.post_discounts ?? [];
  order.totalAmount = request.total_amount;
  context.orders.put(order);
  moveDetail(context, order, 'USING', { actualPayPrice: request.total_amount });
  if (request.total_amount === 0) finishWithoutMoney(context, order);
  return fullOrderEntity(context, order);
}

/** "WeChat Pay Score: cancel service order"; may be repeated. The documents disagree about USER_PAYING: a switch. */
export function cancelOrder(
  context: PayContext,
  outOrderNo: string,
  request: Checked<typeof CANCEL_ORDER>,
): object {
  const order = ownOrder(context, outOrderNo, request);
  if (order.state === 'REVOKED') return orderIds(context, order);
  if (order.state === 'DONE') refuse('orderDone');
  if (order.state === 'EXPIRED') refuse('cancelState');
  if (isPaying(order)) checkCancelWhilePaying(context, order);
  revokeOrder(context, order);
  return orderIds(context, order);
}

function checkCancelWhilePaying(context: PayContext, order: ServiceOrder): void {
  const { cancelWhilePaying } = context.switches();
  if (cancelWhilePaying === 'deny') refuse('cancelState');
  const busySince = order.lastAttemptAt ?? order.completedAt ?? 0;
  if (cancelWhilePaying === 'busy' && context.clock.now() < busySince + BUSY_AFTER_ATTEMPT)
    refuse('deducting');
}

/**
 * "WeChat Pay Score: collect payment": one more attempt now; it does not replace the automatic ones. A failed attempt
 * is returned, not thrown, since what it wrote is kept.
 */
export function collectOrder(
  context: PayContext,
  outOrderNo: string,
  request: Checked<typeof COLLECT_ORDER>,
): object {
  const order = payingOrder(ownOrder(context, outOrderNo, request));
  const paid = tryDeduction(context, order);
  return paid ? orderIds(context, order) : new PayRefusal(REFUSALS.deductionFailed);
}

/** "WeChat Pay Score: synchronise the state": the user has paid the merchant elsewhere. */
export function syncOrder(
  context: PayContext,
  outOrderNo: string,
  request: Checked<typeof SYNC_ORDER>,
): object {
  const order = payingOrder(ownOrder(context, outOrderNo, request));
  const paid = readCompact(request.detail.paid_time);
  if (!paid || paid.at > context.clock.now())
    refuseField('/detail/paid_time', request.detail.paid_time, '支付时间不能晚于当前时间');
  settleElsewhere(context, order, paid.at);
  return fullOrderEntity(context, order);
}
