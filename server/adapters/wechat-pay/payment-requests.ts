import type { PaymentInputs } from '../../ports/payments';
import type { PayConfig } from './config';
import { isNumber, requireAll, shownText } from './limits';

const JSAPI = '/v3/pay/transactions/jsapi';
const TRANSACTIONS = '/v3/pay/transactions/out-trade-no';
const REFUNDS = '/v3/refund/domestic/refunds';

interface PaymentDraft {
  number: string;
  path: string;
  body: object;
}

type Context = Pick<PayConfig, 'appid' | 'mchid' | 'notifyUrl'>;

/** JSAPI payment: create (下单). The same number with the same parameters answers a prepay_id again. */
export function createPayment(context: Context, input: PaymentInputs['create-payment']): PaymentDraft {
  requireAll([
    [isNumber(input.outTradeNo) && input.outTradeNo.length >= 6, 'out_trade_no'],
    [input.amountFen >= 1, 'an amount below 1 fen'],
  ]);
  return {
    number: input.outTradeNo,
    path: JSAPI,
    body: {
      appid: context.appid,
      mchid: context.mchid,
      description: shownText(input.description, 127, 'description'),
      out_trade_no: input.outTradeNo,
      time_expire: `${input.expiresAt.slice(0, 19)}+08:00`,
      notify_url: context.notifyUrl,
      amount: { total: input.amountFen, currency: 'CNY' },
      payer: { openid: input.openid },
    },
  };
}

/** JSAPI payment: close (关闭订单). Answered 204. */
export function closePayment(context: Context, input: PaymentInputs['close-payment']): PaymentDraft {
  requireAll([[isNumber(input.outTradeNo), 'out_trade_no']]);
  return {
    number: input.outTradeNo,
    path: `${TRANSACTIONS}/${input.outTradeNo}/close`,
    body: { mchid: context.mchid },
  };
}

/** Refund (申请退款) by transaction: a PayScore order's own number does not exist there. */
export function createRefund(context: Context, input: PaymentInputs['create-refund']): PaymentDraft {
  requireAll([
    [isNumber(input.outRefundNo), 'out_refund_no'],
    [/^\d{20,32}$/.test(input.transactionId), 'transaction_id'],
    [input.refundFen >= 1 && input.refundFen <= input.totalFen, 'refund is not between 1 fen and the total'],
  ]);
  return {
    number: input.outRefundNo,
    path: REFUNDS,
    body: {
      transaction_id: input.transactionId,
      out_refund_no: input.outRefundNo,
      reason: shownText(input.reason, 80, 'reason'),
      notify_url: context.notifyUrl,
      amount: { refund: input.refundFen, total: input.totalFen, currency: 'CNY' },
    },
  };
}

export function paymentQueryPath(context: Context, outTradeNo: string): string {
  requireAll([[isNumber(outTradeNo), 'out_trade_no']]);
  return `${TRANSACTIONS}/${outTradeNo}?mchid=${context.mchid}`;
}

export function refundQueryPath(outRefundNo: string): string {
  requireAll([[isNumber(outRefundNo), 'out_refund_no']]);
  return `${REFUNDS}/${outRefundNo}`;
}
