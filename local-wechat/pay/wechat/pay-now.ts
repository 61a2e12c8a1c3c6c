import type { PayContext } from '../context';
import { isPaying, settleByWeChat } from '../orders/collection';
import { WeChatActError } from './errors';
import { obstacle, takePayment } from './request-payment';

export interface PayNowResult {
  result: 'paid';
  transactionId: string;
  amount: number;
}

/**
 * The person pays by hand: a completed service order by its number (WeChat's to-be-paid list, or the order's page),
 * or an ordinary order by its prepay_id. She may use another card than the one that deductions use, so this works
 * without balance; what the balance holds is used.
 */
export function payNow(context: PayContext, openid: string, number: string): PayNowResult {
  return context.prepayments.one('prepayId', number)
    ? payPrepayment(context, openid, number)
    : payOrder(context, openid, number);
}

function payPrepayment(context: PayContext, openid: string, prepayId: string): PayNowResult {
  const prepayment = context.prepayments.one('prepayId', prepayId);
  if (prepayment?.openid !== openid)
    throw new WeChatActError('UNKNOWN_ORDER', 'This prepay_id belongs to another person.');
  const reason = obstacle(context, prepayment);
  if (reason) throw new WeChatActError('NOTHING_TO_PAY', reason);
  const { transactionId } = takePayment(context, prepayment);
  return { result: 'paid', transactionId, amount: prepayment.amount };
}

function payOrder(context: PayContext, openid: string, outOrderNo: string): PayNowResult {
  const order = context.orders.get(outOrderNo);
  if (order?.openid !== openid)
    throw new WeChatActError(
      'UNKNOWN_ORDER',
      `This person has no order ${outOrderNo}. The books list all orders.`,
    );
  if (!isPaying(order))
    throw new WeChatActError(
      'NOTHING_TO_PAY',
      `The order is ${order.state}; only a completed and unpaid one can be paid.`,
    );
  const amount = order.totalAmount ?? 0;
  context.people.take(openid, Math.min(amount, context.people.get(openid).balanceFen));
  const transactionId = settleByWeChat(context, order, 'JSAPI');
  return { result: 'paid', transactionId, amount };
}
