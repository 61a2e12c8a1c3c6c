import type { Fen } from '../money';
import type { Time } from '../time';

/** One row of WeChat Pay's trade bill (交易账单), read. */
export interface BillRow {
  at: Time;
  /** WeChat's number of the payment. */
  transactionId: string;
  /** The number WeChat shows as the merchant's; for automatic deductions it is WeChat's own. */
  outTradeNo: string;
  /** `AUTH`: deducted by PayScore; `JSAPI`: paid by the user herself. */
  tradeType: string;
  kind: 'payment' | 'refund';
  /** What the payment took; for a refund row, what was given back. */
  amountFen: Fen;
  /** Merchant's refund number, in refund rows. */
  outRefundNo?: string;
  /** 商户数据包. */
  dataPackage: string;
}

/** One row of PayScore's bill (支付分账单), read: a service order as WeChat Pay has it at the end of the day. */
export interface ScoreBillRow {
  /** The service order's number, which is ours. */
  number: string;
  /** What it was completed with, or lowered to. */
  totalFen: Fen;
  /** Being collected; paid to WeChat Pay; paid elsewhere and told to it; nothing to pay. */
  state: 'collecting' | 'by_wechat' | 'elsewhere' | 'nothing';
  transactionId?: string;
}

/**
 * Our number of a bill row: an automatic deduction carries it in the data package as `wxzff|order_id|out_order_no`, a
 * payment by hand directly.
 * Source: WeChat Pay, PayScore, reconciliation (支付分订单对账).
 */
export function businessNo(row: Pick<BillRow, 'tradeType' | 'outTradeNo' | 'dataPackage'>): string {
  if (row.tradeType !== 'AUTH') return row.outTradeNo;
  const [mark, , outOrderNo] = row.dataPackage.split('|');
  return mark === 'wxzff' && outOrderNo ? outOrderNo : '';
}
