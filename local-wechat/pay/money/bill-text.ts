import type { Refund, Transaction } from '../model';
import { billTime } from '../times';

/**
 * The trade bill as text: WeChat's 27 columns, every value behind a backtick, amounts in yuan. Our handling fee is
 * 0.6 %, rounded to the fen.
 */
const COLUMNS =
  '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注';
const SUMMARY =
  '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额';

const FEE_PER_MILLE = 6;

const feeOf = (fen: number): number => Math.round((fen * FEE_PER_MILLE) / 1000);

/** Whole fen as yuan with two decimals, exactly. */
export function yuan(fen: number): string {
  const [whole, rest] = [Math.floor(Math.abs(fen) / 100), Math.abs(fen) % 100];
  return `${fen < 0 ? '-' : ''}${whole}.${String(rest).padStart(2, '0')}`;
}

/** Fees are printed with five decimals. */
const feeText = (fen: number): string => `${yuan(fen)}000`;

const total = (amounts: number[]): number => amounts.reduce((sum, amount) => sum + amount, 0);

export const line = (values: (string | number)[]): string => values.map((value) => `\`${value}`).join(',');

export interface BillFacts {
  appid: string;
  mchid: string;
  payments: Transaction[];
  refunds: { refund: Refund; payment: Transaction }[];
}

function paymentRow(facts: BillFacts, payment: Transaction): string {
  return line([
    billTime(payment.paidAt),
    ...[facts.appid, facts.mchid, 0, ''],
    ...[payment.transactionId, payment.outTradeNo, payment.openid, payment.tradeType],
    ...['SUCCESS', 'OTHERS', 'CNY', yuan(payment.amount), '0.00'],
    ...[0, 0, '0.00', '0.00', '', ''],
    ...[payment.description, payment.attach, feeText(feeOf(payment.amount)), '0.60%'],
    ...[yuan(payment.amount), '0.00', ''],
  ]);
}

function refundRow(facts: BillFacts, refund: Refund, payment: Transaction): string {
  return line([
    billTime(refund.createdAt),
    ...[facts.appid, facts.mchid, 0, ''],
    ...[payment.transactionId, payment.outTradeNo, payment.openid, payment.tradeType],
    ...['REFUND', 'OTHERS', 'CNY', '0.00', '0.00'],
    ...[refund.refundId, refund.outRefundNo, yuan(refund.amount), '0.00', 'ORIGINAL', refund.status],
    ...[payment.description, payment.attach, feeText(-feeOf(refund.amount)), '0.60%'],
    ...['0.00', yuan(refund.amount), ''],
  ]);
}

export function writeBill(facts: BillFacts): string {
  const paid = facts.payments.map((one) => one.amount);
  const refunded = facts.refunds.map((one) => one.refund.amount);
  const fees = total(paid.map(feeOf)) - total(refunded.map(feeOf));
  const rows = [
    ...facts.payments.map((payment) => paymentRow(facts, payment)),
    ...facts.refunds.map(({ refund, payment }) => refundRow(facts, refund, payment)),
  ];
  const sums = line([
    rows.length,
    ...[yuan(total(paid)), yuan(total(refunded)), '0.00', feeText(fees)],
    ...[yuan(total(paid)), yuan(total(refunded))],
  ]);
  return `${[COLUMNS, ...rows, SUMMARY, sums].join('\r\n')}\r\n`;
}
