import { fen } from '../../../server/domain/money';
import type { Posting } from '../../../server/domain/order/collection';
import type { Unit } from '../../../server/domain/order/order';
import { entryDrafts } from '../../../server/usecases/orders/ledger-entries';
import { hours, order, taughtClass, taughtUnit } from '../../domain/order/orders';

/*
 * Every line of the books says why: the classes and their roll calls, what was accepted, the rule, the decision.
 */

const TAUGHT = { classId: 'k1', mark: 'attended', rollCalledAt: hours(1), priceFen: 10_000 };
const WHY = {
  ...{ classes: [TAUGHT], regionRule: 'rule' },
  ...{ contractVersion: 1, contractHash: 'ab'.repeat(32), contractAcceptedAt: hours(-49) },
};

function booked(posting: Posting, changes: Partial<Unit> = {}, classes = 1) {
  return entryDrafts(order({ units: [taughtUnit(1, changes, classes)] }), [posting], hours(25));
}

test.each<[Posting['kind'], object]>([
  ['charge', { kind: 'charge', debit: 'receivable', credit: 'income' }],
  ['lower', { kind: 'lower', debit: 'income', credit: 'receivable' }],
  ['collect', { kind: 'collect', debit: 'wechat_clearing', credit: 'receivable' }],
  ['collect_elsewhere', { kind: 'collect_elsewhere', debit: 'paid_elsewhere', credit: 'receivable' }],
  ['write_off', { kind: 'write_off', debit: 'income', credit: 'receivable' }],
  ['overpaid', { kind: 'overpaid', debit: 'wechat_clearing', credit: 'overpaid' }],
  ['refund', { kind: 'refund', debit: 'refunds', credit: 'wechat_clearing' }],
  ['refund_overpaid', { kind: 'refund', debit: 'overpaid', credit: 'wechat_clearing' }],
])('%s is booked between its accounts', (kind, accounts) => {
  expect(booked({ kind, unitNo: 1, amountFen: fen(10_000) })).toStrictEqual([
    {
      ...{ orderId: 'order1', institutionId: 'inst', unitNo: 1, at: hours(25), amountFen: 10_000 },
      ...{ ...accounts, why: WHY },
    },
  ]);
});

test('what was decided and which payment it was stand with it', () => {
  const decision = {
    ...{ kind: 'lowered' as const, chargeFen: fen(6_000), explanation: '老师迟到了' },
    ...{ by: 'o-owner', at: hours(5) },
  };
  const objection = { id: 'obj1', raisedAt: hours(2), reason: 'quality' as const, text: '', pictures: [] };
  const [entry] = booked(
    { kind: 'collect', unitNo: 1, amountFen: fen(6_000), transactionId: 't1' },
    { objection: { ...objection, decision } },
  );
  expect(entry?.why).toStrictEqual({ ...WHY, decision: 'lowered: 老师迟到了', transactionId: 't1' });
});

test('each class stands with its own share of the price; one more than was priced is worth nothing', () => {
  const [entry] = booked(
    { kind: 'charge', unitNo: 1, amountFen: fen(10_000) },
    { taught: [taughtClass('k1'), taughtClass('k2', { mark: 'late', at: hours(9) }), taughtClass('k3')] },
    2,
  );
  expect(entry?.why.classes).toEqual([
    { ...TAUGHT, priceFen: 5_000 },
    { classId: 'k2', mark: 'late', rollCalledAt: hours(9), priceFen: 5_000 },
    { ...TAUGHT, classId: 'k3', priceFen: 0 },
  ]);
});
