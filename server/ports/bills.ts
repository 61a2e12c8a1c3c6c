import type { BillRow, ScoreBillRow } from '../domain/reconciliation/bill';

/** `not_ready`: WeChat makes a day's bill until ten o'clock of the next. */
export type BillAnswer = { rows: BillRow[] } | 'not_ready' | 'unknown';

/** `unavailable`: WeChat does not give this bill to the merchant, or gives one that can't be read. */
export type ScoreBillAnswer = { rows: ScoreBillRow[] } | 'not_ready' | 'unknown' | 'unavailable';

/** WeChat Pay's bills, each of one day in China, `YYYY-MM-DD`; a day without trade has no rows. */
export interface Bills {
  /** The trade bill (交易账单): payments and refunds. */
  tradeBill(day: string): Promise<BillAnswer>;
  /** PayScore's bill (支付分账单): service orders completed or paid that day. */
  scoreBill(day: string): Promise<ScoreBillAnswer>;
}
