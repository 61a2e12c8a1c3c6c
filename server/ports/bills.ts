import type { BillRow } from '../domain/reconciliation/bill';

/** `not_ready`: WeChat makes a day's bill until ten o'clock of the next. */
export type BillAnswer = { rows: BillRow[] } | 'not_ready' | 'unknown';

/** WeChat Pay's bills. */
export interface Bills {
  /** The trade bill (交易账单) of one day in China, `YYYY-MM-DD`; a day without trade has no rows. */
  tradeBill(day: string): Promise<BillAnswer>;
}
