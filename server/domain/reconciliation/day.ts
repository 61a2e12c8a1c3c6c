import type { Fen } from '../money';
import type { Time } from '../time';
import type { Drift } from './drift';

/** The reconciliation of one day. `_id` is the day in China, `YYYY-MM-DD`. */
export interface ReconciledDay {
  _id: string;
  institutionId: string;
  at: Time;
  /** Rows of WeChat's trade bill. */
  billRows: number;
  /** Rows of PayScore's bill; absent where WeChat gave none that could be read, and two books were compared. */
  serviceRows?: number;
  /** Taken and given back that day, by WeChat's bill. */
  paidFen: Fen;
  refundedFen: Fen;
  /** The same by our ledger, and of what was taken, what has a roll call behind it. */
  ledgerPaidFen: Fen;
  ledgerRefundedFen: Fen;
  rolledFen: Fen;
  /** Classes by roll call behind what was taken. */
  classes: number;
  drifts: Drift[];
  /** The number that must be 0. */
  unexplainedFen: Fen;
}
