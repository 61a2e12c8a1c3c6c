import { type Fen, parseYuan } from '../../domain/money';
import type { BillRow } from '../../domain/reconciliation/bill';
import { parseTime } from '../../domain/time';

/** Columns by which a trade bill is read; WeChat may add further ones. */
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
 * Reads a trade bill: a line of names, a line a payment or refund with every value behind a backtick, then the sums.
 * @throws Error when a column is missing or a row makes no sense: half a bill must not pass for a whole one
 */
export function readTradeBill(text: string): BillRow[] {
  const [head = '', ...lines] = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const columns = head.split(',');
  const place = (name: string): number => {
    const index = columns.indexOf(name);
    if (index < 0) throw new Error(`the bill has no column ${name}`);
    return index;
  };
  const at = Object.fromEntries(Object.entries(NAMES).map(([key, name]) => [key, place(name)])) as Columns;
  const end = lines.findIndex((line) => line.startsWith('总交易单数'));
  if (end < 0) throw new Error('the bill has no sums: it is not whole');
  return lines.slice(0, end).map((line) => readRow(values(line), at));
}

type Columns = Record<keyof typeof NAMES, number>;

function values(line: string): string[] {
  return line.replace(/^`/, '').split(',`');
}

function readRow(row: string[], at: Columns): BillRow {
  const value = (name: keyof Columns): string => row[at[name]] ?? '';
  const refunded = value('tradeState') === 'REFUND';
  const time = parseTime(`${value('at').replace(' ', 'T')}+08:00`);
  const amount: Fen | undefined = parseYuan(value(refunded ? 'refund' : 'amount'));
  if (time === undefined || amount === undefined) throw new Error('a row of the bill makes no sense');
  return {
    at: time,
    transactionId: value('transactionId'),
    outTradeNo: value('outTradeNo'),
    tradeType: value('tradeType'),
    kind: refunded ? 'refund' : 'payment',
    amountFen: amount,
    dataPackage: value('dataPackage'),
    ...(refunded ? { outRefundNo: value('outRefundNo') } : {}),
  };
}
