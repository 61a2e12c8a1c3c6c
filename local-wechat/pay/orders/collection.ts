import type { PayContext } from '../context';
import type { Collected, ServiceOrder, TradeType } from '../model';
import { moveDetail } from '../plans/progress';
import { DAY, MINUTE, SECOND } from '../times';
import { fullOrderEntity } from './entity';

/** Unpaid for longer than this after completion harms the user's record, and blocks further orders. */
const OVERDUE_AFTER = 30 * DAY;

export function isPaying(order: ServiceOrder): boolean {
  return order.state === 'DOING' && order.stateDescription === 'MCH_COMPLETE';
}

export function startCollection(context: PayContext, order: ServiceOrder): void {
  const now = context.clock.now();
  order.stateDescription = 'MCH_COMPLETE';
  order.needCollection = true;
  context.orders.put(order);
  context.agenda.add(now + context.switches().firstDeductionSeconds * SECOND, 'deduct', order.outOrderNo);
  context.agenda.add(now + OVERDUE_AFTER, 'mark-overdue', order.outOrderNo);
}

/** One automatic deduction; when the balance does not suffice the next follows, without end. */
export function deduct(context: PayContext, outOrderNo: string): void {
  const order = context.orders.get(outOrderNo);
  if (!order || !isPaying(order) || tryDeduction(context, order)) return;
  const gaps = context.switches().deductionRetryMinutes;
  const gap = gaps[Math.min(order.attempts, gaps.length) - 1] ?? 0;
  context.agenda.add(context.clock.now() + gap * MINUTE, 'deduct', outOrderNo);
}

/** Takes the order's amount from the user's balance and settles it; false, noting the attempt, when it can't. */
export function tryDeduction(context: PayContext, order: ServiceOrder): boolean {
  const amount = order.totalAmount ?? 0;
  order.lastAttemptAt = context.clock.now();
  if (!context.people.take(order.openid, amount)) {
    order.attempts += 1;
    context.orders.put(order);
    return false;
  }
  settleByWeChat(context, order, 'AUTH');
  return true;
}

/**
 * Money has come in through WeChat. In the trade bill a deduction is AUTH under a number of WeChat's own, with the
 * merchant's number in the data package; a payment by hand is JSAPI under the merchant's number. Answers the transaction_id.
 */
export function settleByWeChat(context: PayContext, order: ServiceOrder, tradeType: TradeType): string {
  const now = context.clock.now();
  const transactionId = context.numbers.transactionId(now);
  const amount = order.totalAmount ?? 0;
  context.transactions.put({
    transactionId,
    tradeType,
    outTradeNo: tradeType === 'AUTH' ? context.numbers.deductionTradeNo(now) : order.outOrderNo,
    openid: order.openid,
    amount,
    paidAt: now,
    attach: `wxzff|${order.orderId}|${order.outOrderNo}`,
    description: order.introduction,
    outOrderNo: order.outOrderNo,
  });
  finish(context, order, { amount, paidType: 'NEWTON', paidTime: now, transactionId });
  tellPaid(context, order);
  return transactionId;
}

/** The merchant says that the user paid elsewhere: no transaction and no callback. */
export function settleElsewhere(context: PayContext, order: ServiceOrder, paidTime: number): void {
  finish(context, order, { amount: order.totalAmount ?? 0, paidType: 'MCH', paidTime });
}

export function finishWithoutMoney(context: PayContext, order: ServiceOrder): void {
  order.needCollection = false;
  finish(context, order);
  if (context.switches().zeroSendsPaid) tellPaid(context, order);
}

function finish(context: PayContext, order: ServiceOrder, collected?: Collected): void {
  order.state = 'DONE';
  delete order.stateDescription;
  order.overdue = false;
  if (collected) order.collected = collected;
  context.orders.put(order);
  context.agenda.strike('deduct', order.outOrderNo);
  context.agenda.strike('mark-overdue', order.outOrderNo);
  moveDetail(context, order, 'USED', { completeTime: context.clock.now() });
}

function tellPaid(context: PayContext, order: ServiceOrder): void {
  context.callbacks.tell({
    eventType: 'PAYSCORE.USER_PAID',
    url: order.notifyUrl,
    subject: order.outOrderNo,
    resource: fullOrderEntity(context, order),
  });
}

export function markOverdue(context: PayContext, outOrderNo: string): void {
  const order = context.orders.get(outOrderNo);
  if (!order || !isPaying(order)) return;
  order.overdue = true;
  context.orders.put(order);
}
