import { type Fen, fen } from '../../../server/domain/money';
import type { BillRow, ScoreBillRow } from '../../../server/domain/reconciliation/bill';
import { businessNo } from '../../../server/domain/reconciliation/bill';
import { type Books, type LedgerMoney, reconcile } from '../../../server/domain/reconciliation/reconcile';
import { MONDAY } from '../order/orders';

/*
 * A day on which several units of several orders were charged: what is wrong with one of them is said of that one.
 */

function row(no: string, amount: number, changes: Partial<BillRow> = {}): BillRow {
  return {
    ...{ at: MONDAY, transactionId: `tx-${no}`, outTradeNo: `wx-${no}`, tradeType: 'AUTH', kind: 'payment' },
    ...{ amountFen: fen(amount), dataPackage: `wxzff|9|${no}` },
    ...changes,
  };
}

function money(orderId: string, unitNo: number, amount: number): LedgerMoney {
  const number = `${orderId}S1U${unitNo}`;
  return {
    ...{ transactionId: `tx-${number}`, number, orderId, unitNo },
    ...{ collectedFen: fen(amount), overpaidFen: fen(0) },
  };
}

function taught(orderId: string, unitNo: number, classesTaught = 1, unchargedFen: Fen = fen(0)) {
  return { number: `${orderId}S1U${unitNo}`, orderId, unitNo, classesTaught, unchargedFen };
}

/** Unit 1 of two orders and unit 2 of the second, ¥100, ¥200 and ¥300. */
const DAY: Books = {
  bill: [row('o1S1U1', 10_000), row('o2S1U1', 20_000), row('o2S1U2', 30_000)],
  ledger: [money('o1', 1, 10_000), money('o2', 1, 20_000), money('o2', 2, 30_000)],
  refunds: [],
  units: [taught('o1', 1), taught('o2', 1), taught('o2', 2)],
  isOurs: (number) => /^o\d+(S\d+U\d+|P\d+)$/.test(number),
};
const LAST = { number: 'o2S1U2', orderId: 'o2', unitNo: 2 };

test('a day of several units that agrees leaves nothing to explain', () => {
  expect(reconcile(DAY)).toEqual({ drifts: [], unexplainedFen: 0 });
});

test.each<[string, Partial<Books>, object]>([
  [
    'not in the bill',
    { bill: DAY.bill.slice(0, 2) },
    { kind: 'missing_at_wechat', ...LAST, ourFen: 30_000, wechatFen: 0 },
  ],
  [
    'of another amount in the bill',
    { bill: [...DAY.bill.slice(0, 2), row('o2S1U2', 29_000)] },
    { kind: 'amount_differs', ...LAST, ourFen: 30_000, wechatFen: 29_000 },
  ],
  [
    'called by nobody',
    { units: [taught('o1', 1), taught('o2', 1), taught('o2', 2, 0)] },
    { kind: 'charged_without_roll_call', ...LAST, ourFen: 30_000, wechatFen: 30_000 },
  ],
  [
    'not known to the roll calls at all',
    { units: [taught('o1', 1), taught('o1', 2), taught('o2', 1)] },
    { kind: 'charged_without_roll_call', ...LAST, ourFen: 30_000, wechatFen: 30_000 },
  ],
  [
    'paid twice',
    { bill: [...DAY.bill, row('o2S1U2', 30_000, { transactionId: 'tx-again' })] },
    { kind: 'second_payment', ...LAST, ourFen: 0, wechatFen: 30_000 },
  ],
  [
    'paid by hand beside its deduction',
    {
      bill: [
        ...DAY.bill,
        row('', 30_000, { transactionId: 'tx-hand', tradeType: 'JSAPI', outTradeNo: 'o2P1' }),
      ],
      placeOf: (number) => (number === 'o2P1' ? LAST : undefined),
    },
    { kind: 'second_payment', ...LAST, number: 'o2P1', ourFen: 0, wechatFen: 30_000 },
  ],
  [
    'paid by hand, and booked nowhere',
    {
      bill: [
        ...DAY.bill,
        row('', 5_000, { transactionId: 'tx-hand', tradeType: 'JSAPI', outTradeNo: 'o2P2' }),
      ],
      placeOf: (number) => (number === 'o2P2' ? { number: 'o2S1U3', orderId: 'o2', unitNo: 3 } : undefined),
    },
    { kind: 'missing_with_us', number: 'o2P2', orderId: 'o2', unitNo: 3, ourFen: 0, wechatFen: 5_000 },
  ],
  [
    'a deduction of a unit that nobody can place',
    { bill: [...DAY.bill, row('o9S1U1', 5_000)] },
    { kind: 'missing_with_us', number: 'o9S1U1', ourFen: 0, wechatFen: 5_000 },
  ],
  [
    'a payment of something else, named by its number with us',
    { bill: [...DAY.bill, row('else', 5_000)] },
    { kind: 'unknown_number', number: 'else', ourFen: 0, wechatFen: 5_000 },
  ],
  [
    'a payment without a number of ours, named by WeChat’s',
    { bill: [...DAY.bill, row('x', 5_000, { dataPackage: '' })] },
    { kind: 'unknown_number', number: 'wx-x', ourFen: 0, wechatFen: 5_000 },
  ],
])('what is wrong with one unit is said of that one: %s', (_, change, drift) => {
  expect(reconcile({ ...DAY, ...change }).drifts).toEqual([drift]);
});

test('a second payment that is booked as such needs no roll call', () => {
  const again = { ...money('o1', 1, 0), transactionId: 'tx-again', overpaidFen: fen(10_000) };
  const bill = [...DAY.bill, row('o1S1U1', 10_000, { transactionId: 'tx-again' })];
  const units = [taught('o1', 1, 1), taught('o2', 1), taught('o2', 2)];
  expect(reconcile({ ...DAY, bill, units, ledger: [...DAY.ledger, again] }).drifts).toEqual([]);
  const waived = {
    ...DAY,
    bill: [bill[3] ?? bill[0]] as BillRow[],
    ledger: [again],
    units: [taught('o1', 1, 0)],
  };
  expect(reconcile(waived).drifts).toEqual([]);
});

test('each refund is held against its own rows, those of several transactions together', () => {
  const back = (no: string, amount: number) => row('o1S1U1', amount, { kind: 'refund', outRefundNo: no });
  const ours = (number: string, amount: number) => ({
    number,
    orderId: 'o1',
    unitNo: 1,
    amountFen: fen(amount),
  });
  const books = {
    ...DAY,
    bill: [...DAY.bill, back('o1R1', 4_000), back('o1R1', 2_000), back('o1R2', 1_000)],
    refunds: [ours('o1R1', 6_000), ours('o1R2', 1_500), ours('o1R3', 700)],
  };
  expect(reconcile(books)).toEqual({
    drifts: [
      { kind: 'refund_differs', number: 'o1R2', orderId: 'o1', unitNo: 1, ourFen: 1_500, wechatFen: 1_000 },
      { kind: 'refund_differs', number: 'o1R3', orderId: 'o1', unitNo: 1, ourFen: 700, wechatFen: 0 },
    ],
    unexplainedFen: 1_200,
  });
});

test('a refund of the bill that carries no number is named', () => {
  const { outRefundNo: _no, ...nameless } = row('o1S1U1', 300, { kind: 'refund', outRefundNo: '' });
  expect(reconcile({ ...DAY, bill: [...DAY.bill, nameless] }).drifts).toEqual([
    { kind: 'refund_differs', number: '', ourFen: 0, wechatFen: 300 },
  ]);
});

describe('PayScore’s bill', () => {
  const bill = (number: string, changes: Partial<ScoreBillRow> = {}): ScoreBillRow => ({
    ...{ number, totalFen: fen(10_000), state: 'by_wechat', transactionId: `tx-${number}` },
    ...changes,
  });
  const known = (number: string, unitNo: number, changes: object = {}) => ({
    ...{ number, orderId: 'o1', unitNo, asked: [fen(10_000)], elsewhereFen: fen(0) },
    transactionIds: [`tx-${number}`],
    ...changes,
  });
  const units = [known('o1S1U1', 1), known('o1S1U2', 2)];

  function drifts(row: ScoreBillRow, of = units) {
    return reconcile({ ...DAY, bill: [], ledger: [], units: [], score: { bill: [row], units: of } }).drifts;
  }

  test.each<[string, ScoreBillRow]>([
    ['paid to WeChat', bill('o1S1U2')],
    ['being collected', bill('o1S1U2', { state: 'collecting', transactionId: 'tx-not-yet' })],
    ['paid, without a transaction', { number: 'o1S1U2', totalFen: fen(10_000), state: 'by_wechat' }],
  ])('a unit %s agrees', (_, row) => {
    expect(drifts(row)).toEqual([]);
  });

  test('a unit that was paid elsewhere and is booked so agrees, one booked otherwise does not', () => {
    const row = bill('o1S1U2', { state: 'elsewhere' });
    expect(drifts(row, [known('o1S1U2', 2, { elsewhereFen: fen(10_000) })])).toEqual([]);
    expect(drifts(row, [known('o1S1U2', 2, { elsewhereFen: fen(6_000) })])).toEqual([
      {
        kind: 'elsewhere_unknown',
        number: 'o1S1U2',
        orderId: 'o1',
        unitNo: 2,
        ourFen: 6_000,
        wechatFen: 10_000,
      },
    ]);
  });

  test('a unit that nobody knows is named', () => {
    expect(drifts(bill('o1S1U9'))).toEqual([
      { kind: 'unknown_number', number: 'o1S1U9', ourFen: 0, wechatFen: 10_000 },
    ]);
  });

  test('an amount that nobody asked for is held against the last that was', () => {
    const asked = [known('o1S1U1', 1), known('o1S1U2', 2, { asked: [fen(9_000), fen(8_000)] })];
    const drift = { kind: 'charge_unasked', number: 'o1S1U2', orderId: 'o1', unitNo: 2, wechatFen: 10_000 };
    expect(drifts(bill('o1S1U2'), asked)).toEqual([{ ...drift, ourFen: 8_000 }]);
    expect(drifts(bill('o1S1U2'), [known('o1S1U2', 2, { asked: [] })])).toEqual([{ ...drift, ourFen: 0 }]);
  });
});

test.each([
  ['o1P1', { tradeType: 'JSAPI', outTradeNo: 'o1P1', dataPackage: 'wxzff|9|o1S1U2' }],
  ['', { tradeType: 'AUTH', outTradeNo: 'o1P1', dataPackage: 'other|9|o1S1U2' }],
  ['', { tradeType: 'AUTH', outTradeNo: 'o1P1', dataPackage: 'wxzff|9|' }],
])('the number %j is read from %j', (expected, given) => {
  expect(businessNo(given)).toBe(expected);
});
