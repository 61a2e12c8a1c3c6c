import type { PayContext } from '../context';
import { digestOf } from '../digest';
import { refuse, refuseField } from '../errors';
import type { CREATE_PREPAYMENT } from '../limits/money';
import type { Checked } from '../limits/table';
import type { Prepayment, Transaction } from '../model';
import { HOUR, rfc3339 } from '../times';

/** How long a prepay_id is good for. */
const PREPAY_LIFE = 2 * HOUR;

type CreatePrepayment = Checked<typeof CREATE_PREPAYMENT>;

export function checkMchid(context: PayContext, mchid: string): void {
  if (mchid !== context.mchid) refuse('mchidMismatch');
}

/**
 * "WeChat Pay: JSAPI or Mini Program order"; idempotent by `out_trade_no` while it is unpaid: the same request gets
 * its prepay_id, or a new one when that is too old.
 */
export function createPrepayment(context: PayContext, request: CreatePrepayment): object {
  checkMchid(context, request.mchid);
  if (request.appid !== context.appid) refuse('appidUnbound');
  const digest = digestOf(request);
  const before = context.prepayments.get(request.out_trade_no);
  if (before) return { prepay_id: repeated(context, before, digest).prepayId };
  if (context.orders.get(request.out_trade_no)) refuse('outTradeNoUsed');
  const prepayment = newPrepayment(context, request, digest);
  context.prepayments.put(prepayment);
  if (prepayment.closesAt !== undefined)
    context.agenda.add(prepayment.closesAt, 'close-prepayment', prepayment.outTradeNo);
  return { prepay_id: prepayment.prepayId };
}

function repeated(context: PayContext, before: Prepayment, digest: string): Prepayment {
  if (before.state === 'CLOSED') refuse('prepaidClosed');
  if (before.state !== 'NOTPAY') refuse('prepaidPaid');
  if (before.digest !== digest) refuse('outTradeNoUsed');
  const now = context.clock.now();
  if (now < before.diesAt) return before;
  before.prepayId = context.numbers.prepayId(now);
  before.diesAt = now + PREPAY_LIFE;
  context.prepayments.put(before);
  return before;
}

function newPrepayment(context: PayContext, request: CreatePrepayment, digest: string): Prepayment {
  const now = context.clock.now();
  const closesAt = request.time_expire ? Date.parse(request.time_expire) : undefined;
  if (closesAt !== undefined && closesAt <= now)
    refuseField('/time_expire', request.time_expire, '交易结束时间须晚于当前时间');
  return {
    outTradeNo: request.out_trade_no,
    prepayId: context.numbers.prepayId(now),
    openid: request.payer.openid,
    amount: request.amount.total,
    description: request.description,
    ...(request.attach === undefined ? {} : { attach: request.attach }),
    notifyUrl: request.notify_url,
    state: 'NOTPAY',
    diesAt: now + PREPAY_LIFE,
    ...(closesAt === undefined ? {} : { closesAt }),
    digest,
  };
}

const STATE_TEXTS: Readonly<Record<Prepayment['state'], string>> = {
  NOTPAY: '订单未支付',
  SUCCESS: '支付成功',
  REFUND: '转入退款',
  CLOSED: '订单已关闭',
};

/** Paid orders show as REFUND once any refund was accepted. */
function stateOf(context: PayContext, prepayment: Prepayment): Prepayment['state'] {
  const { state, transactionId } = prepayment;
  if (state !== 'SUCCESS' || transactionId === undefined) return state;
  return context.refunds.one('transactionId', transactionId) ? 'REFUND' : state;
}

function transactionEntity(context: PayContext, prepayment: Prepayment): object {
  const paid =
    prepayment.transactionId === undefined ? undefined : context.transactions.get(prepayment.transactionId);
  const state = stateOf(context, prepayment);
  return {
    appid: context.appid,
    mchid: context.mchid,
    out_trade_no: prepayment.outTradeNo,
    ...(paid
      ? {
          transaction_id: paid.transactionId,
          trade_type: paid.tradeType,
          bank_type: 'OTHERS',
          success_time: rfc3339(paid.paidAt),
        }
      : {}),
    trade_state: state,
    trade_state_desc: STATE_TEXTS[state],
    ...(prepayment.attach === undefined ? {} : { attach: prepayment.attach }),
    payer: { openid: prepayment.openid },
    amount: {
      total: prepayment.amount,
      currency: 'CNY',
      ...(paid ? { payer_total: prepayment.amount, payer_currency: 'CNY' } : {}),
    },
  };
}

/** "WeChat Pay: query order by merchant number". */
export function queryByOutTradeNo(context: PayContext, outTradeNo: string): object {
  return transactionEntity(context, context.prepayments.get(outTradeNo) ?? refuse('orderUnknown'));
}

/** "WeChat Pay: query order by WeChat's number"; finds what was paid through this API only. */
export function queryByTransactionId(context: PayContext, transactionId: string): object {
  const paid = context.transactions.get(transactionId) ?? refuse('orderUnknown');
  return queryByOutTradeNo(context, paid.outTradeNo);
}

/** "WeChat Pay: close order"; may be repeated. */
export function closePrepayment(context: PayContext, outTradeNo: string): undefined {
  const prepayment = context.prepayments.get(outTradeNo) ?? refuse('orderUnknown');
  if (prepayment.state === 'SUCCESS') refuse('prepaidPaid');
  closeUnpaid(context, outTradeNo);
}

export function closeUnpaid(context: PayContext, outTradeNo: string): void {
  const prepayment = context.prepayments.get(outTradeNo);
  if (prepayment?.state !== 'NOTPAY') return;
  prepayment.state = 'CLOSED';
  context.prepayments.put(prepayment);
  context.agenda.strike('close-prepayment', outTradeNo);
}

/** Takes the payer's money for an order and tells the merchant by TRANSACTION.SUCCESS. */
export function settlePrepayment(context: PayContext, prepayment: Prepayment): Transaction {
  const now = context.clock.now();
  const transaction: Transaction = {
    transactionId: context.numbers.transactionId(now),
    tradeType: 'JSAPI',
    outTradeNo: prepayment.outTradeNo,
    openid: prepayment.openid,
    amount: prepayment.amount,
    paidAt: now,
    attach: prepayment.attach ?? '',
    description: prepayment.description,
  };
  context.transactions.put(transaction);
  prepayment.state = 'SUCCESS';
  prepayment.transactionId = transaction.transactionId;
  context.prepayments.put(prepayment);
  context.agenda.strike('close-prepayment', prepayment.outTradeNo);
  context.callbacks.tell({
    eventType: 'TRANSACTION.SUCCESS',
    url: prepayment.notifyUrl,
    subject: prepayment.outTradeNo,
    resource: transactionEntity(context, prepayment),
  });
  return transaction;
}
