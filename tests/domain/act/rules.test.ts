import type { ActKind } from '../../../server/domain/act/act';
import {
  type AskedAct,
  amountsOf,
  mostOf,
  ORDER_ACTS,
  refundLeft,
  UNIT_ACTS,
} from '../../../server/domain/act/rules';
import { type Fen, fen } from '../../../server/domain/money';
import type { Order, Unit } from '../../../server/domain/order/order';
import {
  confirmedUnit,
  hours,
  openUnit,
  order,
  paidUnit,
  taughtClass,
  taughtUnit,
  unit,
} from '../order/orders';

/** Units of ¥100 in every situation in which finance may be asked about one. */
const UNITS = {
  untouched: unit(1),
  'open, nothing taught': openUnit(1),
  'open, to be cancelled': openUnit(1, { teaching: 'dropped' }),
  'open, half taught': openUnit(1, { taught: [taughtClass('k1')] }, 2),
  'in its window': taughtUnit(1),
  'under objection': taughtUnit(1, { teaching: 'objected' }),
  'to be completed': confirmedUnit(1),
  'at WeChat, being collected': confirmedUnit(1, { collection: 'paying', completedAt: hours(25) }),
  'at WeChat, lowered once': confirmedUnit(1, {
    ...{ collection: 'paying', completedAt: hours(25) },
    ...{ chargeFen: fen(6_000), loweredAt: hours(26) },
  }),
  'to be paid by hand': confirmedUnit(1, { collection: 'refused' }),
  'being paid by hand': confirmedUnit(1, { collection: 'refused', livePayment: 'p1' }),
  paid: paidUnit(1),
  'paid by hand': { ...paidUnit(1), collection: 'paid_by_hand' },
  'paid, half given back': { ...paidUnit(1), refundedFen: fen(5_000) },
  'paid, all given back': { ...paidUnit(1), refundedFen: fen(10_000) },
  // The transaction is that of a second payment, which is given back by itself.
  'paid elsewhere': confirmedUnit(1, {
    ...{ collection: 'paid_elsewhere', collectedFen: fen(10_000), transactionIds: ['t9'] },
  }),
  waived: taughtUnit(1, { teaching: 'waived', chargeFen: fen(0) }),
} satisfies Record<string, Unit>;

/** The most each act may be about, in fen; what is not named is not possible. */
const POSSIBLE: Record<keyof typeof UNITS, Partial<Record<ActKind, number>>> = {
  untouched: {},
  'open, nothing taught': { cancel_order: 0 },
  'open, to be cancelled': {},
  'open, half taught': {},
  'in its window': { waive: 10_000 },
  'under objection': { lower: 10_000, waive: 10_000 },
  'to be completed': {},
  'at WeChat, being collected': {
    lower: 10_000,
    waive: 10_000,
    paid_elsewhere: 10_000,
    charge_again: 10_000,
    cancel_order: 10_000,
  },
  'at WeChat, lowered once': { paid_elsewhere: 6_000, charge_again: 6_000, cancel_order: 6_000 },
  'to be paid by hand': { lower: 10_000, waive: 10_000, paid_elsewhere: 10_000 },
  'being paid by hand': {},
  paid: { refund: 10_000 },
  'paid by hand': { refund: 10_000 },
  'paid, half given back': { refund: 5_000 },
  'paid, all given back': {},
  'paid elsewhere': {},
  waived: {},
};

const situations = Object.keys(UNITS) as (keyof typeof UNITS)[];

function possible(given: Order, one: Unit | undefined, kinds: readonly ActKind[]) {
  return Object.fromEntries(
    kinds
      .map((kind) => [kind, mostOf(given, kind, one)] as const)
      .filter((pair): pair is readonly [ActKind, Fen] => pair[1] !== undefined),
  );
}

describe('what finance can do about a unit', () => {
  test.each(situations)('%s', (situation) => {
    const one: Unit = UNITS[situation];
    expect(possible(order({ units: [one] }), one, UNIT_ACTS)).toEqual(POSSIBLE[situation]);
  });

  test.each(situations)('%s, but its order is parked: nothing until it was looked at', (situation) => {
    const one: Unit = UNITS[situation];
    const parked = order({ units: [one], parked: { reason: 'the books differ', at: hours(1) } });
    expect(possible(parked, one, UNIT_ACTS)).toEqual({});
  });

  test('a single fen can be let off, and not be lowered', () => {
    const one = taughtUnit(1, { teaching: 'objected', priceFen: fen(1) });
    expect(possible(order({ units: [one] }), one, ['lower', 'waive'])).toEqual({ waive: 1 });
  });

  test('two fen can be lowered', () => {
    const one = taughtUnit(1, { teaching: 'objected', priceFen: fen(2) });
    expect(mostOf(order({ units: [one] }), 'lower', one)).toBe(2);
  });

  test('what is owed no fen is not let off', () => {
    const one = taughtUnit(1, { teaching: 'objected', priceFen: fen(0) });
    expect(mostOf(order({ units: [one] }), 'waive', one)).toBeUndefined();
  });

  test('without a unit none of it is possible', () => {
    expect(possible(order(), undefined, UNIT_ACTS)).toEqual({});
  });

  test('money that WeChat has not got is not given back: no transaction, no refund', () => {
    const { transactionIds: _ids, ...withoutTransaction } = paidUnit(1);
    expect(refundLeft(withoutTransaction)).toBeUndefined();
    expect(refundLeft({ ...withoutTransaction, transactionIds: [] })).toBeUndefined();
  });

  test('a unit that was collected, yet without an amount, has nothing to give back', () => {
    const { collectedFen: _fen, ...withoutAmount } = paidUnit(1);
    expect(refundLeft(withoutAmount)).toBeUndefined();
  });
});

describe('what finance can do about an order', () => {
  const owing = [confirmedUnit(1, { collection: 'refused' }), taughtUnit(2), unit(3)];

  test('an active one: its plan can be stopped', () => {
    expect(possible(order({ units: owing }), undefined, ORDER_ACTS)).toEqual({ stop_plan: 0 });
  });

  test.each(['drafted', 'signing', 'abandoned', 'closing', 'closed', 'completed', 'expired'] as const)(
    'one that is %s: nothing',
    (state) => {
      expect(possible(order({ state, units: owing }), undefined, ORDER_ACTS)).toEqual({});
    },
  );

  test('a parked one goes on, or all that is owed on it is let off', () => {
    const parked = order({ units: owing, parked: { reason: 'the books differ', at: hours(1) } });
    expect(possible(parked, undefined, ORDER_ACTS)).toEqual({ resume: 0, settle: 20_000 });
  });
});

describe('what is asked for', () => {
  const proof = ['cloud://receipt.jpg'];
  const paidAt = '2026-03-04T10:00:00+08:00';

  function amounts(situation: keyof typeof UNITS, asked: Omit<AskedAct, 'proof'> & { proof?: string[] }) {
    const one: Unit = UNITS[situation];
    return amountsOf(order({ units: [one] }), one, { proof: [], ...asked });
  }

  test.each<[string, keyof typeof UNITS, Parameters<typeof amounts>[1], object]>([
    [
      'lowered to a fen',
      'under objection',
      { kind: 'lower', amountFen: 1 },
      { amountFen: 9_999, chargeFen: 1 },
    ],
    [
      'lowered by a fen',
      'under objection',
      { kind: 'lower', amountFen: 9_999 },
      { amountFen: 1, chargeFen: 9_999 },
    ],
    ['let off', 'in its window', { kind: 'waive' }, { amountFen: 10_000 }],
    [
      'given back in full, unless said otherwise',
      'paid, half given back',
      { kind: 'refund' },
      { amountFen: 5_000 },
    ],
    [
      'given back to the fen',
      'paid, half given back',
      { kind: 'refund', amountFen: 5_000 },
      { amountFen: 5_000 },
    ],
    ['given back a fen', 'paid', { kind: 'refund', amountFen: 1 }, { amountFen: 1 }],
    [
      'paid elsewhere, with time and proof',
      'to be paid by hand',
      { kind: 'paid_elsewhere', paidAt, proof },
      { amountFen: 10_000 },
    ],
    [
      'charged again: no money changes',
      'at WeChat, being collected',
      { kind: 'charge_again' },
      { amountFen: 0 },
    ],
    [
      'its order cancelled: no money changes',
      'at WeChat, being collected',
      { kind: 'cancel_order' },
      { amountFen: 0 },
    ],
  ])('%s', (_, situation, asked, expected) => {
    expect(amounts(situation, asked)).toEqual(expected);
  });

  test.each<[string, keyof typeof UNITS, Parameters<typeof amounts>[1], string]>([
    [
      'lowered to nothing',
      'under objection',
      { kind: 'lower', amountFen: 0 },
      'amountFen: between 1 and 10000 fen',
    ],
    [
      'lowered to what it costs',
      'under objection',
      { kind: 'lower', amountFen: 10_000 },
      'amountFen: between 1 and 10000 fen',
    ],
    [
      'lowered, nobody says to what',
      'under objection',
      { kind: 'lower' },
      'amountFen: between 1 and 10000 fen',
    ],
    ['nothing given back', 'paid', { kind: 'refund', amountFen: 0 }, 'amountFen: between 1 and 10000 fen'],
    [
      'a fen more given back than is left',
      'paid, half given back',
      { kind: 'refund', amountFen: 5_001 },
      'amountFen: between 1 and 5000 fen',
    ],
    [
      'let off by an amount',
      'in its window',
      { kind: 'waive', amountFen: 5_000 },
      'amountFen: this act takes no amount',
    ],
    [
      'paid elsewhere, nobody says when',
      'to be paid by hand',
      { kind: 'paid_elsewhere', proof },
      'paidAt: when it was paid',
    ],
    [
      'paid elsewhere without proof',
      'to be paid by hand',
      { kind: 'paid_elsewhere', paidAt },
      'proof: proof of the payment',
    ],
    [
      'let off, with a time of payment',
      'in its window',
      { kind: 'waive', paidAt },
      'paidAt: when it was paid',
    ],
  ])('%s is refused at its field', (_, situation, asked, message) => {
    expect(() => amounts(situation, asked)).toThrow(
      expect.objectContaining({
        code: 'BAD_REQUEST',
        message,
        detail: { field: message.split(':')[0] },
      }),
    );
  });

  test('what is not possible says to the operator how things stand', () => {
    expect(() => amounts('paid', { kind: 'waive' })).toThrow(
      expect.objectContaining({
        code: 'WRONG_STATE',
        message: 'waive: order order1 is active, unit 1 confirmed, paid',
      }),
    );
    expect(() => amountsOf(order(), undefined, { kind: 'resume', proof: [] })).toThrow(
      expect.objectContaining({ message: 'resume: order order1 is active, no unit' }),
    );
  });

  test('a parked order is let off by all that is owed on it, and goes on by nothing', () => {
    const parked = order({
      units: [taughtUnit(1), unit(2)],
      parked: { reason: 'the books differ', at: hours(1) },
    });
    expect(amountsOf(parked, undefined, { kind: 'settle', proof: [] })).toEqual({ amountFen: 10_000 });
    expect(amountsOf(parked, undefined, { kind: 'resume', proof: [] })).toEqual({ amountFen: 0 });
  });
});
