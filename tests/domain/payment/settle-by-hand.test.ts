import { fen } from '../../../server/domain/money';
import type { Order, Unit } from '../../../server/domain/order/order';
import { unitOf } from '../../../server/domain/order/units';
import type { Payment } from '../../../server/domain/payment/payment';
import { payableByHand, settleByHand } from '../../../server/domain/payment/settle-by-hand';
import { confirmedUnit, hours, MONDAY, order, paidUnit, taughtUnit, unit } from '../order/orders';

const NOW = hours(30);
const owed = confirmedUnit(1, { collection: 'refused', livePayment: 'order1P1' });
const { livePayment: _live, ...freed } = owed;

const payment: Payment = {
  ...{ _id: 'order1P1', institutionId: 'inst', orderId: 'order1', unitNo: 1, payerOpenid: 'o-payer' },
  ...{ amountFen: fen(10_000), title: '第1次课', state: 'paid', createdAt: MONDAY, expiresAt: hours(0.5) },
  ...{ transactionId: 't1', paidAt: hours(29), polls: 0, revision: 1 },
};

describe('what an ordinary payment would take', () => {
  test.each<[string, Unit, number]>([
    ['refused by WeChat', owed, 10_000],
    [
      'cancelled at WeChat, and lowered',
      confirmedUnit(1, { collection: 'cancelled', chargeFen: fen(60) }),
      60,
    ],
    ['never opened', confirmedUnit(1, { collection: 'none' }), 10_000],
  ])('of a unit %s', (_, one, expected) => {
    expect(payableByHand(order({ units: [one] }), 1)).toBe(expected);
  });

  const { chargeFen: _charge, ...undecided } = owed;
  test.each<[string, Partial<Order>]>([
    ['at WeChat', { units: [confirmedUnit(1, { collection: 'paying' })] }],
    ['open', { units: [confirmedUnit(1)] }],
    ['in its window', { units: [taughtUnit(1, { collection: 'refused' })] }],
    ['without a decided charge', { units: [undecided] }],
    ['of a parked order', { units: [owed], parked: { reason: 'the books differ', at: MONDAY } }],
  ])('nothing, of a unit %s', (_, changes) => {
    const given = order(changes);
    const { teaching, collection } = unitOf(given, 1);
    expect(() => payableByHand(given, 1)).toThrow(
      expect.objectContaining({ code: 'WRONG_STATE', message: `unit 1 is ${teaching}, ${collection}` }),
    );
  });

  test('of a unit that is not there is not found', () => {
    expect(() => payableByHand(order(), 9)).toThrow(
      expect.objectContaining({ code: 'NOT_FOUND', message: 'order order1 has no unit 9' }),
    );
  });
});

describe('a payment that has arrived', () => {
  function settled(one: Unit, changes: Partial<Payment> = {}) {
    const result = settleByHand(order({ units: [one, unit(2)] }), { ...payment, ...changes }, NOW);
    return { unit: unitOf(result.order, 1), postings: result.postings };
  }

  test('is the charge and its collection in one, and frees the unit', () => {
    expect(settled(owed)).toEqual({
      unit: {
        ...{ ...freed, collection: 'paid_by_hand', chargedFen: 10_000, collectedFen: 10_000 },
        ...{ paidAt: hours(29), transactionIds: ['t1'] },
      },
      postings: [
        { kind: 'charge', unitNo: 1, amountFen: 10_000 },
        { kind: 'collect', unitNo: 1, amountFen: 10_000, transactionId: 't1' },
      ],
    });
  });

  test('of a unit that was charged before is its collection only', () => {
    const { postings } = settled({ ...owed, chargedFen: fen(10_000) });
    expect(postings).toEqual([{ kind: 'collect', unitNo: 1, amountFen: 10_000, transactionId: 't1' }]);
  });

  test('was made now, when WeChat does not say when, and has no transaction, when it names none', () => {
    const { paidAt: _at, transactionId: _id, ...bare } = payment;
    const result = settleByHand(order({ units: [owed] }), bare, NOW);
    expect(unitOf(result.order, 1)).toMatchObject({ paidAt: NOW, transactionIds: [] });
    expect(result.postings.at(-1)).toEqual({ kind: 'collect', unitNo: 1, amountFen: 10_000 });
  });

  test.each<[string, Unit, Partial<Payment>]>([
    ['another amount than is owed', owed, { amountFen: fen(9_999) }],
    ['a unit that WeChat has been paid for meanwhile', paidUnit(1), { transactionId: 't2' }],
    ['a unit that was let off meanwhile', taughtUnit(1, { teaching: 'waived', chargeFen: fen(0) }), {}],
  ])('of %s is owed back', (_, one, changes) => {
    const { unit: after, postings } = settled({ ...one, livePayment: 'order1P1' }, changes);
    const { amountFen, transactionId } = { ...payment, ...changes };
    expect(postings).toEqual([
      { kind: 'overpaid', unitNo: 1, amountFen, paymentFen: amountFen, transactionId },
    ]);
    const { livePayment: _gone, ...before } = one;
    expect(after).toEqual({ ...before, transactionIds: [...(one.transactionIds ?? []), transactionId] });
  });
});
