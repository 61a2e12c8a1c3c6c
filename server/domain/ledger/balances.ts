import { invariant } from '../errors';
import { type Fen, subtract, sum } from '../money';
import type { Account, LedgerEntry } from './entry';
import { POSTINGS } from './postings';

export interface Turnover {
  debitFen: Fen;
  creditFen: Fen;
}

const ACCOUNTS: readonly Account[] = [
  'receivable',
  'income',
  'wechat_clearing',
  'paid_elsewhere',
  'refunds',
  'overpaid',
];

/** What went into and out of every account. */
export function balances(entries: readonly LedgerEntry[]): Record<Account, Turnover> {
  const turnovers = ACCOUNTS.map((account) => [
    account,
    {
      debitFen: sum(entries.filter((entry) => entry.debit === account).map((entry) => entry.amountFen)),
      creditFen: sum(entries.filter((entry) => entry.credit === account).map((entry) => entry.amountFen)),
    },
  ]);
  return Object.fromEntries(turnovers) as Record<Account, Turnover>;
}

/**
 * The trial balance over all accounts.
 * @throws InvariantBroken (1) when debits and credits differ: some entry names an account that doesn't exist
 */
export function trialBalance(entries: readonly LedgerEntry[]): Turnover {
  const all = Object.values(balances(entries));
  const debitFen = sum(all.map((turnover) => turnover.debitFen));
  const creditFen = sum(all.map((turnover) => turnover.creditFen));
  const total = sum(entries.map((entry) => entry.amountFen));
  invariant(1, debitFen === total && creditFen === total, `${debitFen} debited, ${creditFen} credited`);
  return { debitFen, creditFen };
}

/** One unit's money, as its entries tell it. */
export interface UnitBalance {
  /** What was charged, after lowering and writing off. */
  chargedFen: Fen;
  /** Kept payments: by WeChat Pay or elsewhere. */
  paidFen: Fen;
  /** Charged and not paid yet. */
  owedFen: Fen;
  /** Given back of what was charged. */
  refundedFen: Fen;
  /** Paid a second time and not given back yet. */
  overpaidFen: Fen;
}

/** @throws InvariantBroken (2) when more was collected than charged, or more refunded than collected */
export function unitBalance(entries: readonly LedgerEntry[], unitNo: number): UnitBalance {
  const own = entries.filter((entry) => entry.unitNo === unitNo);
  const posted = (...names: (keyof typeof POSTINGS)[]): Fen =>
    sum(own.filter((entry) => names.some((name) => isOf(entry, name))).map((entry) => entry.amountFen));
  const least = (from: Fen, amount: Fen, what: string): Fen => {
    invariant(2, from >= amount, `unit ${unitNo}: ${amount} fen ${what}, ${from} fen at most`);
    return subtract(from, amount);
  };
  const chargedFen = least(posted('charge'), posted('lower', 'writeOff'), 'lowered');
  const paidFen = posted('collect', 'collectElsewhere');
  const refundedFen = posted('refundCharge');
  least(posted('collect'), refundedFen, 'refunded');
  return {
    chargedFen,
    paidFen,
    owedFen: least(chargedFen, paidFen, 'collected'),
    refundedFen,
    overpaidFen: least(posted('overpaid'), posted('refundOverpaid'), 'refunded of an overpayment'),
  };
}

function isOf(entry: LedgerEntry, name: keyof typeof POSTINGS): boolean {
  const { kind, debit, credit } = POSTINGS[name];
  return entry.kind === kind && entry.debit === debit && entry.credit === credit;
}
