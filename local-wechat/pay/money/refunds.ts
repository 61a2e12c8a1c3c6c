import type { PayContext } from '../context';
import { digestOf } from '../digest';
import { refuse, refuseField } from '../errors';
import type { CREATE_REFUND } from '../limits/money';
import type { Checked } from '../limits/table';
import type { Refund, Transaction } from '../model';
import { DAY, MINUTE, rfc3339, SECOND } from '../times';

/** "Refunds: within one year, at most 50 partial refunds of a payment, at least a minute apart." */
const REFUNDABLE_FOR = 365 * DAY;
const MOST_REFUNDS = 50;
const LEAST_GAP = MINUTE;

type CreateRefund = Checked<typeof CREATE_REFUND>;

/**
 * "WeChat Pay: apply for refund"; idempotent by `out_refund_no`. Accepted is not refunded: the result comes later, as
 * REFUND.* or by a query. A refund changes nothing about the service order.
 */
export function createRefund(context: PayContext, request: CreateRefund): object {
  const digest = digestOf(request);
  const before = context.refunds.get(request.out_refund_no);
  if (before) {
    if (before.digest !== digest) refuse('reentryMismatch');
    return refundEntity(before);
  }
  const payment = paymentOf(context, request);
  checkRefundable(context, payment, request);
  const refund = newRefund(context, payment, request, digest);
  context.refunds.put(refund);
  scheduleSettling(context, refund);
  return refundEntity(refund);
}

/**
 * The payment to give back. An automatic deduction is not found by the merchant's order number, since its trade has
 * a number of WeChat's own.
 */
function paymentOf(context: PayContext, request: CreateRefund): Transaction {
  const { transaction_id, out_trade_no } = request;
  if (transaction_id !== undefined && out_trade_no !== undefined)
    refuseField('/out_trade_no', out_trade_no, 'transaction_id与out_trade_no只能填一个');
  if (transaction_id !== undefined)
    return context.transactions.get(transaction_id) ?? refuse('resourceUnknown', '订单不存在');
  if (out_trade_no === undefined)
    return refuseField('/transaction_id', undefined, 'transaction_id与out_trade_no须填一个');
  return context.transactions.one('outTradeNo', out_trade_no) ?? refuse('resourceUnknown', '订单不存在');
}

function checkRefundable(context: PayContext, payment: Transaction, request: CreateRefund): void {
  const { refund, total } = request.amount;
  const now = context.clock.now();
  if (total !== payment.amount) refuse('rule', '订单金额或退款金额与之前请求不一致，请核实后再试');
  const others = context.refunds.where('transactionId', payment.transactionId);
  const kept = others.filter((one) => one.status !== 'CLOSED');
  const given = kept.reduce((sum, one) => sum + one.amount, 0);
  if (given + refund > total) refuse('rule', '累计退款金额不能超过订单金额');
  if (kept.length >= MOST_REFUNDS) refuse('rule', `同一笔订单最多退款${MOST_REFUNDS}次`);
  if (now - payment.paidAt > REFUNDABLE_FOR) refuse('rule', '订单已超过退款期限');
  if (others.some((one) => now - one.createdAt < LEAST_GAP))
    refuse('tooFrequent', '同一笔订单的退款须间隔1分钟');
}

function newRefund(context: PayContext, payment: Transaction, request: CreateRefund, digest: string): Refund {
  const now = context.clock.now();
  return {
    outRefundNo: request.out_refund_no,
    refundId: context.numbers.refundId(now),
    transactionId: payment.transactionId,
    outTradeNo: payment.outTradeNo,
    amount: request.amount.refund,
    total: request.amount.total,
    ...(request.reason === undefined ? {} : { reason: request.reason }),
    ...(request.notify_url ? { notifyUrl: request.notify_url } : {}),
    status: 'PROCESSING',
    createdAt: now,
    digest,
  };
}

const RECEIVED_BY = '支付用户零钱';

function refundEntity(refund: Refund): object {
  const { amount, total } = refund;
  return {
    refund_id: refund.refundId,
    out_refund_no: refund.outRefundNo,
    transaction_id: refund.transactionId,
    out_trade_no: refund.outTradeNo,
    channel: 'ORIGINAL',
    user_received_account: RECEIVED_BY,
    ...(refund.successAt === undefined ? {} : { success_time: rfc3339(refund.successAt) }),
    create_time: rfc3339(refund.createdAt),
    status: refund.status,
    funds_account: 'AVAILABLE',
    amount: {
      total,
      refund: amount,
      payer_total: total,
      payer_refund: amount,
      settlement_refund: amount,
      settlement_total: total,
      discount_refund: 0,
      currency: 'CNY',
    },
  };
}

/** "WeChat Pay: query refund". */
export function queryRefund(context: PayContext, outRefundNo: string): object {
  return refundEntity(context.refunds.get(outRefundNo) ?? refuse('resourceUnknown', '退款单不存在'));
}

/**
 * "WeChat Pay: send an abnormal refund again": the bank refused the money, and it goes to another account of the
 * user's, or back to the merchant.
 */
export function repeatRefund(context: PayContext, refundId: string, outRefundNo: string): object {
  const refund = context.refunds.get(outRefundNo);
  if (refund?.refundId !== refundId) refuse('resourceUnknown', '退款单不存在');
  if (refund.status === 'PROCESSING') return refundEntity(refund);
  if (refund.status !== 'ABNORMAL') refuse('rule', '仅退款异常的退款单可以发起异常退款处理');
  refund.status = 'PROCESSING';
  context.refunds.put(refund);
  scheduleSettling(context, refund);
  return refundEntity(refund);
}

function scheduleSettling(context: PayContext, refund: Refund): void {
  const at = context.clock.now() + context.switches().refundSeconds * SECOND;
  context.agenda.add(at, 'settle-refund', refund.outRefundNo);
}

/** What becomes of an accepted refund, by the switch `refundResult`; the merchant is told if it asked for that. */
export function settleRefund(context: PayContext, outRefundNo: string): void {
  const refund = context.refunds.get(outRefundNo);
  if (refund?.status !== 'PROCESSING') return;
  const payment = context.transactions.get(refund.transactionId);
  refund.status = context.switches().refundResult;
  if (refund.status === 'SUCCESS') {
    refund.successAt = context.clock.now();
    if (payment) context.people.give(payment.openid, refund.amount);
  }
  context.refunds.put(refund);
  if (refund.notifyUrl === undefined) return;
  context.callbacks.tell({
    eventType: `REFUND.${refund.status}`,
    url: refund.notifyUrl,
    subject: refund.outRefundNo,
    resource: refundResource(context, refund),
  });
}

function refundResource(context: PayContext, refund: Refund): object {
  return {
    mchid: context.mchid,
    out_trade_no: refund.outTradeNo,
    transaction_id: refund.transactionId,
    out_refund_no: refund.outRefundNo,
    refund_id: refund.refundId,
    refund_status: refund.status,
    ...(refund.successAt === undefined ? {} : { success_time: rfc3339(refund.successAt) }),
    user_received_account: RECEIVED_BY,
    amount: {
      total: refund.total,
      refund: refund.amount,
      payer_total: refund.total,
      payer_refund: refund.amount,
    },
  };
}
