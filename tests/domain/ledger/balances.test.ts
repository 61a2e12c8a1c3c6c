import fc from 'fast-check';
import { balances, trialBalance, unitBalance } from '../../../server/domain/ledger/balances';
import { append, FIRST_HEAD } from '../../../server/domain/ledger/chain';
import type { Account, LedgerEntry } from '../../../server/domain/ledger/entry';
import {
  charge,
  collect,
  collectElsewhere,
  type EntryDraft,
  lower,
  overpaid,
  refundCharge,
  refundOverpaid,
  writeOff,
} from '../../../server/domain/ledger/postings';
import { fen } from '../../../server/domain/money';
import { anyChain, occasion } from './ledgers';

function ledgerOf(...drafts: EntryDraft[]): LedgerEntry[] {
  return append(FIRST_HEAD, drafts).entries;
}

describe('what each event posts', () => {
  const at = occasion(1);
  test.each<[string, EntryDraft, Account, Account]>([
    ['a charge is owed and earned', charge(at, fen(5)), 'receivable', 'income'],
    ['lowering turns the difference back', lower(at, fen(5)), 'income', 'receivable'],
    ['WeChat Pay takes what is owed', collect(at, fen(5)), 'wechat_clearing', 'receivable'],
    ['paid outside WeChat', collectElsewhere(at, fen(5)), 'paid_elsewhere', 'receivable'],
    ['written off', writeOff(at, fen(5)), 'income', 'receivable'],
    ['a second payment is a liability', overpaid(at, fen(5)), 'wechat_clearing', 'overpaid'],
    ['a refund of a charge', refundCharge(at, fen(5)), 'refunds', 'wechat_clearing'],
    ['a second payment given back', refundOverpaid(at, fen(5)), 'overpaid', 'wechat_clearing'],
  ])('%s', (_, draft, debit, credit) => {
    expect([draft.debit, draft.credit, draft.amountFen, draft.orderId]).toEqual([debit, credit, 5, 'o1']);
  });
});

describe('balances', () => {
  test('debits equal credits for any history', () => {
    fc.assert(
      fc.property(anyChain, (chain) => {
        const { debitFen, creditFen } = trialBalance(chain);
        expect(debitFen).toBe(creditFen);
        expect(debitFen).toBe(chain.reduce((total, entry) => total + entry.amountFen, 0));
      }),
    );
  });

  test('an entry on an account that does not exist breaks invariant 1', () => {
    const [entry] = ledgerOf(charge(occasion(1), fen(5)));
    if (!entry) throw new Error('there is one entry');
    expect(() => trialBalance([{ ...entry, debit: 'pocket' as Account }])).toThrow(
      'invariant 1: 0 debited, 5 credited',
    );
    expect(() => trialBalance([{ ...entry, credit: 'pocket' as Account }])).toThrow(
      'invariant 1: 5 debited, 0 credited',
    );
  });

  test('a paid unit leaves income against WeChat clearing', () => {
    const all = balances(ledgerOf(charge(occasion(1), fen(9000)), collect(occasion(1), fen(9000))));
    expect(all.receivable).toEqual({ debitFen: 9000, creditFen: 9000 });
    expect(all.income).toEqual({ debitFen: 0, creditFen: 9000 });
    expect(all.wechat_clearing).toEqual({ debitFen: 9000, creditFen: 0 });
    expect(all.refunds).toEqual({ debitFen: 0, creditFen: 0 });
  });
});

describe("one unit's money", () => {
  test('charged, lowered and not paid yet is owed; other units do not count', () => {
    const ledger = ledgerOf(
      charge(occasion(1), fen(9000)),
      charge(occasion(2), fen(8000)),
      lower(occasion(1), fen(1000)),
    );
    expect(unitBalance(ledger, 1)).toEqual({
      chargedFen: 8000,
      paidFen: 0,
      owedFen: 8000,
      refundedFen: 0,
      overpaidFen: 0,
    });
    expect(unitBalance(ledger, 3).owedFen).toBe(0);
  });

  test('a second payment is kept apart until it is given back', () => {
    const twice = [
      charge(occasion(1), fen(9000)),
      collectElsewhere(occasion(1), fen(9000)),
      overpaid(occasion(1), fen(9000)),
    ];
    expect(unitBalance(ledgerOf(...twice), 1)).toMatchObject({
      paidFen: 9000,
      owedFen: 0,
      overpaidFen: 9000,
    });
    const back = ledgerOf(...twice, refundOverpaid(occasion(1), fen(9000)));
    expect(unitBalance(back, 1)).toMatchObject({ paidFen: 9000, refundedFen: 0, overpaidFen: 0 });
  });

  test('written off is owed no more', () => {
    const ledger = ledgerOf(charge(occasion(1), fen(9000)), writeOff(occasion(1), fen(9000)));
    expect(unitBalance(ledger, 1)).toMatchObject({ chargedFen: 0, owedFen: 0 });
  });

  test('a refund lowers nothing of what was charged', () => {
    const ledger = ledgerOf(
      charge(occasion(1), fen(9000)),
      collect(occasion(1), fen(9000)),
      refundCharge(occasion(1), fen(4000)),
    );
    expect(unitBalance(ledger, 1)).toMatchObject({ chargedFen: 9000, owedFen: 0, refundedFen: 4000 });
  });

  test.each([
    [
      'more collected than charged',
      [charge(occasion(1), fen(5)), collect(occasion(1), fen(6))],
      '6 fen collected, 5',
    ],
    [
      'more lowered than charged',
      [charge(occasion(1), fen(5)), lower(occasion(1), fen(6))],
      '6 fen lowered, 5',
    ],
    [
      'refunded without a payment',
      [charge(occasion(1), fen(5)), refundCharge(occasion(1), fen(1))],
      '1 fen refunded, 0',
    ],
    [
      'a liability given back twice',
      [overpaid(occasion(1), fen(5)), refundOverpaid(occasion(1), fen(6))],
      '6 fen refunded of an overpayment, 5',
    ],
  ])('%s breaks invariant 2', (_, drafts, what) => {
    expect(() => unitBalance(ledgerOf(...drafts), 1)).toThrow(`invariant 2: unit 1: ${what} fen at most`);
  });
});
