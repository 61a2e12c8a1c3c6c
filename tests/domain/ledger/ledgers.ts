import fc from 'fast-check';
import { append, FIRST_HEAD } from '../../../server/domain/ledger/chain';
import type { LedgerEntry, Why } from '../../../server/domain/ledger/entry';
import * as postings from '../../../server/domain/ledger/postings';
import { fen } from '../../../server/domain/money';
import { timeOf } from '../../../server/domain/time';

export const why: Why = {
  classes: [
    { classId: 'k1', mark: 'attended', rollCalledAt: timeOf(1_790_000_000_000), priceFen: fen(9_000) },
  ],
  contractVersion: 3,
  contractHash: 'ab'.repeat(32),
  contractAcceptedAt: timeOf(1_780_000_000_000),
  regionRule: 'national-pay-after-encouraged',
};

export function occasion(unitNo: number, changes: Partial<postings.Occasion> = {}): postings.Occasion {
  return { orderId: 'o1', institutionId: 'i1', unitNo, at: timeOf(1_790_000_100_000), why, ...changes };
}

const ACTS = [
  postings.charge,
  postings.lower,
  postings.collect,
  postings.collectElsewhere,
  postings.writeOff,
  postings.overpaid,
  postings.refundCharge,
  postings.refundOverpaid,
];

/** Chains of any postings in any order, with Chinese texts in them. */
export const anyChain: fc.Arbitrary<LedgerEntry[]> = fc
  .array(
    fc.record({
      act: fc.constantFrom(...ACTS),
      amount: fc.integer({ min: 1, max: 5_000_000 }).map(fen),
      unitNo: fc.integer({ min: 1, max: 20 }),
      at: fc.integer({ min: 1_700_000_000_000, max: 1_900_000_000_000 }).map(timeOf),
      decision: fc.option(fc.constantFrom('老师迟到，减免', 'half of it', ''), { nil: undefined }),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((acts) => {
    const drafts = acts.map(({ act, amount, unitNo, at, decision }) =>
      act(occasion(unitNo, { at, why: { ...why, ...(decision === undefined ? {} : { decision }) } }), amount),
    );
    return append(FIRST_HEAD, drafts).entries;
  });
