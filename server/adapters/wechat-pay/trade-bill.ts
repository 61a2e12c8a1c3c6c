import { type Fen, parseYuan } from '../../domain/money';
import type { BillRow } from '../../domain/reconciliation/bill';
import { type BillLine, readBillLines, readBillTime } from './bill-table';

/** Columns by which a trade bill is read. */
const NAMES = {
  at: '交易时间',
  transactionId: '微信订单号',
  outTradeNo: '商户订单号',
  tradeType: '交易类型',
  tradeState: '交易状态',
  outRefundNo: '商户退款单号',
  refund: '退款金额',
  dataPackage: '商户数据包',
  amount: '订单金额',
} as const;

/**
 * Reads a trade bill (交易账单).
 * @throws Error when a column is missing or a row makes no sense
 */
export function readTradeBill(text: string): BillRow[] {
  return readBillLines(text, Object.values(NAMES), '总交易单数').map(readRow);
}

function readRow(line: BillLine): BillRow {
  const refunded = line(NAMES.tradeState) === 'REFUND';
  const time = readBillTime(line(NAMES.at));
  const amount: Fen | undefined = parseYuan(line(refunded ? NAMES.refund : NAMES.amount));
  if (time === undefined || amount === undefined) throw new Error('a row of the bill makes no sense');
  return {
    at: time,
    transactionId: line(NAMES.transactionId),
    outTradeNo: line(NAMES.outTradeNo),
    tradeType: line(NAMES.tradeType),
    kind: refunded ? 'refund' : 'payment',
    amountFen: amount,
    dataPackage: line(NAMES.dataPackage),
    ...(refunded ? { outRefundNo: line(NAMES.outRefundNo) } : {}),
  };
}
