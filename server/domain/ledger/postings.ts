import type { Fen } from '../money';
import type { Time } from '../time';
import type { Account, EntryKind, LedgerEntry, Why } from './entry';

/** An entry before it has its place in the chain. */
export type EntryDraft = Omit<LedgerEntry, '_id' | 'seq' | 'prevHash' | 'hash'>;

/** Whose entry it is, for which unit, when and why. */
export interface Occasion {
  orderId: string;
  institutionId: string;
  unitNo: number;
  at: Time;
  why: Why;
}

interface Posting {
  kind: EntryKind;
  debit: Account;
  credit: Account;
}

/**
 * Everything that may ever be posted. Assets (receivable, clearing, paid elsewhere) and refunds grow by debits;
 * income and the liability `overpaid` grow by credits.
 */
export const POSTINGS = {
  /** A unit was completed: its price is owed and earned. */
  charge: { kind: 'charge', debit: 'receivable', credit: 'income' },
  /** Less is charged after all (WeChat Pay: modify, downward only): the difference turns back. */
  lower: { kind: 'lower', debit: 'income', credit: 'receivable' },
  /** WeChat Pay took the money. */
  collect: { kind: 'collect', debit: 'wechat_clearing', credit: 'receivable' },
  /** Paid outside WeChat Pay and told to it (sync). */
  collectElsewhere: { kind: 'collect_elsewhere', debit: 'paid_elsewhere', credit: 'receivable' },
  /** Will never be asked for again. */
  writeOff: { kind: 'write_off', debit: 'income', credit: 'receivable' },
  /** A second payment of a unit: not ours, owed back until it is refunded. */
  overpaid: { kind: 'overpaid', debit: 'wechat_clearing', credit: 'overpaid' },
  /** Money of a kept payment given back. */
  refundCharge: { kind: 'refund', debit: 'refunds', credit: 'wechat_clearing' },
  /** A second payment given back. */
  refundOverpaid: { kind: 'refund', debit: 'overpaid', credit: 'wechat_clearing' },
} as const satisfies Record<string, Posting>;

export const charge = posting(POSTINGS.charge);
/** The amount is the difference by which the charge falls. */
export const lower = posting(POSTINGS.lower);
export const collect = posting(POSTINGS.collect);
export const collectElsewhere = posting(POSTINGS.collectElsewhere);
export const writeOff = posting(POSTINGS.writeOff);
export const overpaid = posting(POSTINGS.overpaid);
export const refundCharge = posting(POSTINGS.refundCharge);
export const refundOverpaid = posting(POSTINGS.refundOverpaid);

/** Whether these two accounts may meet in an entry of this kind. */
export function isPosting(kind: EntryKind, debit: Account, credit: Account): boolean {
  return Object.values(POSTINGS).some((p) => p.kind === kind && p.debit === debit && p.credit === credit);
}

function posting(accounts: Posting): (occasion: Occasion, amountFen: Fen) => EntryDraft {
  return (occasion, amountFen) => ({ ...occasion, ...accounts, amountFen });
}
