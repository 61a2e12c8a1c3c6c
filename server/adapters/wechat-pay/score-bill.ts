import { parseYuan } from '../../domain/money';
import type { ScoreBillRow } from '../../domain/reconciliation/bill';
import { type BillLine, readBillLines } from './bill-table';

/**
 * Columns of PayScore's bill. WeChat publishes none: they are those of the local WeChat Pay, named after the fields of
 * "query service order". A bill with other columns is not read, and the day is compared without it, which it says.
 */
const NAMES = {
  outOrderNo: '商户服务订单号',
  total: '收款总金额',
  state: '收款状态',
  paidType: '收款成功渠道',
  transactionId: '微信支付交易单号',
} as const;

/**
 * Reads PayScore's bill (支付分账单).
 * @throws Error when a column is missing or a row makes no sense
 */
export function readScoreBill(text: string): ScoreBillRow[] {
  return readBillLines(text, Object.values(NAMES), '总单数').map(readRow);
}

function readRow(line: BillLine): ScoreBillRow {
  const totalFen = parseYuan(line(NAMES.total));
  const state = line(NAMES.state);
  if (totalFen === undefined || (state !== 'USER_PAYING' && state !== 'USER_PAID')) {
    throw new Error('a row of the bill makes no sense');
  }
  const paid = line(NAMES.paidType) === 'MCH' ? 'elsewhere' : 'by_wechat';
  const transactionId = line(NAMES.transactionId);
  return {
    number: line(NAMES.outOrderNo),
    totalFen,
    state: state === 'USER_PAYING' ? 'collecting' : totalFen === 0 ? 'nothing' : paid,
    ...(transactionId === '' ? {} : { transactionId }),
  };
}
