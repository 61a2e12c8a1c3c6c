import { fen } from '../../../server/domain/money';
import { type BillRow, businessNo } from '../../../server/domain/reconciliation/bill';
import type { DriftKind } from '../../../server/domain/reconciliation/drift';
import { type Books, reconcile } from '../../../server/domain/reconciliation/reconcile';
import { parseTime, type Time } from '../../../server/domain/time';

const AT = parseTime('2026-11-21T15:36:00+08:00') as Time;
const NO = 'o1S1U7';
const TX = '4200000000202611210000000001';

const paid: BillRow = {
  at: AT,
  transactionId: TX,
  outTradeNo: '1000000000000000000000000001',
  tradeType: 'AUTH',
  kind: 'payment',
  amountFen: fen(12_000),
  dataPackage: `wxzff|01000000|${NO}`,
};
const refunded: BillRow = { ...paid, kind: 'refund', amountFen: fen(4_000), outRefundNo: 'o1R1' };

/** One class taught, charged, collected and partly refunded, the same in all three books. */
const AGREED: Books = {
  bill: [paid, refunded],
  ledger: [
    {
      ...{ transactionId: TX, number: NO, orderId: 'o1', unitNo: 7 },
      ...{ collectedFen: fen(12_000), overpaidFen: fen(0) },
    },
  ],
  refunds: [{ number: 'o1R1', orderId: 'o1', unitNo: 7, amountFen: fen(4_000) }],
  units: [{ number: NO, orderId: 'o1', unitNo: 7, classesTaught: 1, unchargedFen: fen(0) }],
  score: {
    bill: [{ number: NO, totalFen: fen(12_000), state: 'by_wechat', transactionId: TX }],
    units: [
      {
        ...{ number: NO, orderId: 'o1', unitNo: 7, asked: [fen(12_000)] },
        ...{ elsewhereFen: fen(0), transactionIds: [TX] },
      },
    ],
  },
  isOurs: (number) => /^o\d+(S\d+U\d+|P\d+)$/.test(number),
};
const [money] = AGREED.ledger;
const [unit] = AGREED.units;
const [scored] = AGREED.score?.bill ?? [];
const scoreUnits = AGREED.score?.units ?? [];
if (!money || !unit || !scored) throw new Error('the agreed books are empty');

test('three books that agree leave nothing to explain', () => {
  expect(reconcile(AGREED)).toEqual({ drifts: [], unexplainedFen: 0 });
});

test.each<[string, DriftKind, Partial<Books>, number]>([
  ['a payment that our ledger lacks', 'missing_with_us', { ledger: [] }, 12_000],
  ['a payment that the bill lacks', 'missing_at_wechat', { bill: [refunded] }, 12_000],
  [
    'a payment of another amount',
    'amount_differs',
    { bill: [{ ...paid, amountFen: fen(11_999) }, refunded] },
    1,
  ],
  [
    'a charge without a roll call',
    'charged_without_roll_call',
    { units: [{ ...unit, classesTaught: 0 }] },
    12_000,
  ],
  [
    'a class taught and never charged',
    'taught_without_charge',
    { units: [unit, { ...unit, number: 'o1S1U8', unitNo: 8, unchargedFen: fen(12_000) }] },
    0,
  ],
  [
    'a refund of another amount',
    'refund_differs',
    { bill: [paid, { ...refunded, amountFen: fen(5_000) }] },
    1_000,
  ],
  [
    'a second payment of the same unit',
    'second_payment',
    { bill: [paid, refunded, { ...paid, transactionId: '4200000000202611210000000002' }] },
    12_000,
  ],
  [
    'a payment under a number that is none of ours',
    'unknown_number',
    { bill: [paid, refunded, { ...paid, transactionId: '42', dataPackage: 'wxzff|1|else' }] },
    12_000,
  ],
  [
    'a service order completed with an amount that we did not ask for',
    'charge_unasked',
    { score: { bill: [{ ...scored, totalFen: fen(12_500), state: 'collecting' }], units: scoreUnits } },
    500,
  ],
  [
    'a service order that somebody has told WeChat was paid elsewhere',
    'elsewhere_unknown',
    { score: { bill: [{ number: NO, totalFen: fen(12_000), state: 'elsewhere' }], units: scoreUnits } },
    12_000,
  ],
])('%s is named, and counted to the fen', (_what, kind, change, unexplainedFen) => {
  const { drifts, unexplainedFen: counted } = reconcile({ ...AGREED, ...change });
  expect(drifts.map((drift) => drift.kind)).toEqual([kind]);
  expect(counted).toBe(unexplainedFen);
});

test('a refund that only the bill knows is named', () => {
  const { drifts } = reconcile({ ...AGREED, refunds: [] });
  expect(drifts).toEqual([{ kind: 'refund_differs', number: 'o1R1', ourFen: 0, wechatFen: 4_000 }]);
});

test('what the two bills of WeChat both show is named once', () => {
  const { drifts } = reconcile({ ...AGREED, ledger: [], score: { bill: [scored], units: scoreUnits } });
  expect(drifts.map((drift) => drift.kind)).toEqual(['missing_with_us']);
});

test('a deduction that only PayScore’s bill shows is missing with us', () => {
  const units = scoreUnits.map((one) => ({ ...one, transactionIds: [] }));
  const books: Books = { ...AGREED, bill: [], ledger: [], refunds: [], score: { bill: [scored], units } };
  expect(reconcile(books).drifts.map((drift) => drift.kind)).toEqual(['missing_with_us']);
});

test('a number that the trade bill has named is not named again by PayScore’s', () => {
  const strange = { ...scored, totalFen: fen(12_500) };
  const { drifts } = reconcile({ ...AGREED, ledger: [], score: { bill: [strange], units: scoreUnits } });
  expect(drifts.map((drift) => drift.kind)).toEqual(['missing_with_us']);
});

test('an amount that was lowered the day after is no drift of the day before', () => {
  const units = scoreUnits.map((one) => ({ ...one, asked: [fen(12_000), fen(6_000)] }));
  expect(reconcile({ ...AGREED, score: { bill: [scored], units } }).drifts).toEqual([]);
});

test('a second payment that is booked as such is explained', () => {
  const second = { ...money, transactionId: 'tx2', collectedFen: fen(0), overpaidFen: fen(12_000) };
  const bill = [paid, refunded, { ...paid, transactionId: 'tx2' }];
  expect(reconcile({ ...AGREED, bill, ledger: [money, second] }).drifts).toEqual([]);
});

test.each([
  ['an automatic deduction', { tradeType: 'AUTH', outTradeNo: '1', dataPackage: 'wxzff|9|o1S1U2' }, 'o1S1U2'],
  ['a payment by hand', { tradeType: 'JSAPI', outTradeNo: 'o1P1', dataPackage: '' }, 'o1P1'],
  ['a deduction of something else', { tradeType: 'AUTH', outTradeNo: '1', dataPackage: 'other' }, ''],
])('%s carries its number where the key rule says', (_what, row, expected) => {
  expect(businessNo(row)).toBe(expected);
});
