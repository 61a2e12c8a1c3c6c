import type { PayContext } from '../context';
import { digestOf } from '../digest';
import { refuse, refuseField } from '../errors';
import type { COMPLETE_ORDER } from '../limits/service-order';
import type { Checked } from '../limits/table';
import type { Charge, ServiceOrder } from '../model';
import { moveDetail } from '../plans/progress';
import { finishWithoutMoney, startCollection } from './collection';
import { orderEntity } from './entity';
import { ownOrder } from './find';
import { completedTimes } from './times-of-service';

type CompleteOrder = Checked<typeof COMPLETE_ORDER>;

interface Bill {
  post_payments: Charge[];
  post_discounts?: Charge[];
  total_amount: number;
}

const sum = (charges: readonly Charge[]): number => charges.reduce((total, one) => total + one.amount, 0);

/** total = payments − discounts; the names of discounts differ. */
export function checkBill(bill: Bill): void {
  const discounts = bill.post_discounts ?? [];
  if (new Set(discounts.map((one) => one.name)).size < discounts.length)
    refuseField('/post_discounts', undefined, '优惠名称不能重复');
  if (bill.total_amount !== sum(bill.post_payments) - sum(discounts))
    refuseField(
      '/total_amount',
      bill.total_amount,
      '总金额须等于后付费金额之和减去优惠金额之和',
      'amountFormula',
    );
}

/** After the sign plan ended, an order in service can be completed unless a switch says otherwise. */
function checkSignPlan(context: PayContext, order: ServiceOrder): void {
  const state = context.signPlans.get(order.signPlanId)?.signState;
  const { liveOrderAfterCancel, liveOrderAtExpiry } = context.switches();
  if (state === 'SIGN_PLAN_CANCEL' && liveOrderAfterCancel === 'refused') refuse('noAuth');
  if (state === 'EXPIRE' && liveOrderAtExpiry === 'refused') refuse('noAuth');
}

function checkState(order: ServiceOrder): void {
  if (order.state === 'CREATED') refuse('orderUnconfirmed');
  if (order.state === 'DONE') refuse('orderDone');
  if (order.state === 'REVOKED') refuse('orderCancelled');
  if (order.state !== 'DOING' || order.stateDescription !== 'USER_CONFIRM') refuse('orderState');
}

/**
 * "WeChat Pay Score: complete service order". 200 does not mean paid: the order is then DOING/MCH_COMPLETE with
 * collection USER_PAYING, and deductions follow. With 0 fen it is DONE and there is nothing to collect.
 */
export function completeOrder(context: PayContext, outOrderNo: string, request: CompleteOrder): object {
  const order = ownOrder(context, outOrderNo, request);
  const digest = digestOf(request);
  const repeats = order.stateDescription === 'MCH_COMPLETE' && order.completeDigest === digest;
  if (repeats && context.switches().completeWhilePaying === 'same') return orderEntity(context, order);
  checkState(order);
  checkSignPlan(context, order);
  checkBill(request);
  if (request.total_amount > order.riskAmount) refuse('riskAmount');
  order.timeRange = completedTimes(context, order, request.time_range ?? {});
  if (request.location) order.location = { ...order.location, ...request.location };
  order.postPayments = request.post_payments;
  order.postDiscounts = request.post_discounts ?? [];
  order.totalAmount = request.total_amount;
  order.completeDigest = digest;
  order.completedAt = context.clock.now();
  moveDetail(context, order, 'USING', { actualPayPrice: request.total_amount });
  if (request.total_amount === 0) finishWithoutMoney(context, order);
  else startCollection(context, order);
  return orderEntity(context, order);
}
