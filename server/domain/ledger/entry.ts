import type { Fen } from '../money';
import type { Time } from '../time';

/**
 * Accounts of the double-entry ledger.
 * receivable: owed by the payer for what was taught · income: the institution's · wechat_clearing: taken by WeChat
 * Pay · paid_elsewhere: taken outside WeChat and synced · refunds: given back · overpaid: a second payment for a
 * unit, a liability until it is refunded.
 */
export type Account = 'receivable' | 'income' | 'wechat_clearing' | 'paid_elsewhere' | 'refunds' | 'overpaid';

export type EntryKind =
  | 'charge'
  | 'lower'
  | 'collect'
  | 'collect_elsewhere'
  | 'write_off'
  | 'overpaid'
  | 'refund';

/** One entry: one amount from one account to another, so that debits equal credits by construction. */
export interface LedgerEntry {
  /** `{orderId}-{seq}`, seq from 1 without gaps. */
  _id: string;
  orderId: string;
  institutionId: string;
  seq: number;
  at: Time;
  kind: EntryKind;
  debit: Account;
  credit: Account;
  /** At least 1. */
  amountFen: Fen;
  unitNo: number;
  why: Why;
  /** Hash of the entry before; 64 zeros for the first. */
  prevHash: string;
  /** SHA-256 over the canonical form of everything above. */
  hash: string;
}

/** Why this charge: class and roll call, accepted contract, rule. */
export interface Why {
  classes: { classId: string; mark: string; rollCalledAt: Time; priceFen: Fen }[];
  contractVersion: number;
  contractHash: string;
  contractAcceptedAt: Time;
  regionRule: string;
  /** Objection decision that changed the amount, in the institution's words. */
  decision?: string;
  /** WeChat Pay's transaction, for money that moved. */
  transactionId?: string;
}
