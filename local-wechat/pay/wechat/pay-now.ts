import type { PayContext } from '../context';
import { isPaying, settleByWeChat } from '../orders/collection';
import { WeChatActError } from './errors';

export interface PayNowResult {
  result: 'paid';
  transactionId: string;
  amount: number;
}

/**
 * The person pays a completed order by hand, on WeChat's to-be-paid list or the order's page. She may use another
 * card than the one that deductions use, so this works without balance; what the balance holds is used.
 */
export function payNow(context: PayContext, openid: string, outOrderNo: string): PayNowResult {
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
  settleByWeChat(context, order, 'JSAPI');
  const [paid] = context.transactions.where('outTradeNo', outOrderNo);
  return { result: 'paid', transactionId: paid?.transactionId ?? '', amount };
}
