import type { ActState } from '../machines';
import type { Fen } from '../money';
import type { Time } from '../time';

/**
 * What finance can do about money beyond what the order does by itself; see `rules.ts` for when each is possible.
 * The words are those of the protocol (`ACT_KIND`).
 */
export type ActKind =
  | 'lower'
  | 'waive'
  | 'refund'
  | 'paid_elsewhere'
  | 'charge_again'
  | 'cancel_order'
  | 'stop_plan'
  | 'resume'
  | 'settle';

/** One act about money, from the first word to its outcome; never deleted. */
export interface MoneyAct {
  _id: string;
  institutionId: string;
  campusId: string;
  orderId: string;
  /** Absent: about the whole order. */
  unitNo?: number;
  kind: ActKind;
  state: ActState;
  /** What the learner pays less, gets back, or paid elsewhere; the limit for four eyes is held against it. */
  amountFen: Fen;
  /** For `lower`: what is charged instead. */
  chargeFen?: Fen;
  /** For `refund`: the learner's own request that it grants, or the refund it made. */
  refundId?: string;
  /** For `paid_elsewhere`. */
  paidAt?: Time;
  reason: string;
  /** File ids in cloud storage. */
  proof: string[];
  /** A second person must approve. */
  fourEyes: boolean;
  askedBy: string;
  askedAt: Time;
  decidedBy?: string;
  decidedAt?: Time;
  decisionReason?: string;
  endedAt?: Time;
  /** What came of it, in words. */
  outcome?: string;
  /** Tries without news: the back-off counts them. */
  tries: number;
  revision: number;
}

/** An act that is neither over nor refused; an order has one at a time for each unit, and one for itself. */
export interface LiveAct {
  actId: string;
  /** Absent: about the whole order. */
  unitNo?: number;
}
