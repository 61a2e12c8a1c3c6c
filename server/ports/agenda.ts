import type { Time } from '../domain/time';

/** What kind of due work a row stands for; each kind has one handler. */
export type AgendaKind =
  | 'order'
  | 'notification'
  | 'class'
  | 'push'
  | 'plan'
  | 'payment'
  | 'refund'
  | 'act'
  | 'erasure'
  | 'transfer';

/**
 * One piece of due work. `_id` = `{kind}:{subject}`, so that putting it twice is putting it once; a worker holds
 * it by a lease with owner and expiry, and a crashed worker's lease simply runs out.
 */
export interface AgendaRow {
  _id: string;
  kind: AgendaKind;
  subject: string;
  dueAt: Time;
  leaseOwner: string;
  leaseUntil: Time;
  /** +1 whenever somebody asks for the subject to be looked at; a worker only lets go what it has seen. */
  pokes: number;
  /** Failures in a row; the back-off counts them. */
  failures: number;
}
