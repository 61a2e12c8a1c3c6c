import { canMove, move } from '../machine';
import { REFUND_MACHINE, type RefundState } from '../machines';
import type { Fen } from '../money';
import type { Time } from '../time';

/** One refund (退款), by its refund number: asked by the payer, or owed for a second payment. */
export interface Refund {
  /** `out_refund_no`: `{orderId}R{n}`. */
  _id: string;
  institutionId: string;
  campusId: string;
  orderId: string;
  unitNo: number;
  payerOpenid: string;
  /** `charge`: money of a kept payment given back; `overpaid`: a second payment, refunded without being asked. */
  kind: 'charge' | 'overpaid';
  transactionId: string;
  /** What the transaction was. */
  totalFen: Fen;
  askedFen: Fen;
  /** What is given back, decided at approval. */
  refundFen?: Fen;
  reason: string;
  state: RefundState;
  askedAt: Time;
  decidedBy?: string;
  decidedAt?: Time;
  /** The institution's words to the payer. */
  explanation?: string;
  endedAt?: Time;
  /** The act of finance that granted it. */
  actId?: string;
  /** Polls without news: the back-off counts them. */
  polls: number;
  revision: number;
}

/** A refund as WeChat tells it. */
export interface RefundFacts {
  outRefundNo: string;
  /** `SUCCESS`, `CLOSED`, `PROCESSING`, `ABNORMAL`. */
  status: string;
  refundFen?: Fen;
}

/**
 * Brings a refund to what WeChat says; unknown and older states change nothing.
 * Source: WeChat Pay, refunds, `status`. "Accepted" is not "refunded".
 */
export function applyRefund(refund: Refund, facts: RefundFacts, now: Time): Refund {
  const to = target(facts.status);
  if (to === undefined || !canMove(REFUND_MACHINE, refund.state, to)) return refund;
  const state = move('refund', REFUND_MACHINE, refund.state, to);
  return { ...refund, state, ...(to === 'succeeded' || to === 'closed' ? { endedAt: now } : {}) };
}

function target(status: string): RefundState | undefined {
  switch (status) {
    case 'SUCCESS':
      return 'succeeded';
    case 'CLOSED':
      return 'closed';
    case 'ABNORMAL':
      return 'abnormal';
    default:
      return undefined;
  }
}

/** `out_refund_no`: the n-th that was asked for, or `O{…}` for a second payment's. */
export function refundNo(orderId: string, n: string): string {
  return `${orderId}R${n}`;
}
