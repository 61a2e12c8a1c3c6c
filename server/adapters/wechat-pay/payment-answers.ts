import type { PaymentFacts, RefundFacts } from '../../ports/payments';
import { isObject } from '../surroundings/environment';
import { amount, optional, text, time } from './answers';

/** An ordinary payment, in answers to queries and in TRANSACTION.SUCCESS. */
export function readPayment(body: unknown): PaymentFacts | undefined {
  const outTradeNo = text(body, 'out_trade_no');
  const tradeState = text(body, 'trade_state');
  if (outTradeNo === undefined || tradeState === undefined) return undefined;
  return {
    outTradeNo,
    tradeState,
    ...optional('transactionId', text(body, 'transaction_id')),
    ...optional('totalFen', isObject(body) ? amount(body.amount, 'total') : undefined),
    ...optional('paidAt', time(body, 'success_time')),
  };
}

/** A refund; its state is called `status` in answers and `refund_status` in callbacks. */
export function readRefund(body: unknown): RefundFacts | undefined {
  const outRefundNo = text(body, 'out_refund_no');
  const status = text(body, 'status') ?? text(body, 'refund_status');
  if (outRefundNo === undefined || status === undefined) return undefined;
  return {
    outRefundNo,
    status,
    ...optional('refundFen', isObject(body) ? amount(body.amount, 'refund') : undefined),
  };
}
