import type { Fen } from '../money';
import type { Time } from '../time';
import type { Drift } from './reconcile';

/** The reconciliation of one day. `_id` is the day in China, `YYYY-MM-DD`. */
export interface ReconciledDay {
  _id: string;
  institutionId: string;
  at: Time;
  /** Rows of WeChat's bill. */
  billRows: number;
  /** Taken and given back that day, by WeChat's bill. */
  paidFen: Fen;
  refundedFen: Fen;
  drifts: Drift[];
  /** The number that must be 0. */
  unexplainedFen: Fen;
}
