import { fen, ZERO } from '../../../server/domain/money';
import type { Posting } from '../../../server/domain/order/collection';
import type { Closing, Order, Unit } from '../../../server/domain/order/order';
import { assertChange } from '../../../server/usecases/orders/assert-change';
import {
  confirmedUnit,
  hours,
  openUnit,
  order,
  paidUnit,
  signedAttempt,
  taughtUnit,
  unit,
} from '../../domain/order/orders';

function withUnits(...units: Unit[]): Order {
  return order({ units });
}

function closing(...lines: [number, number][]): Closing {
  const at = { at: hours(2), by: 'payer', neverChargedFen: ZERO } as const;
  return { ...at, lines: lines.map(([unitNo, most]) => ({ unitNo, atMostFen: fen(most) })) };
}

function closed(lines: [number, number][], ...units: Unit[]): Order {
  return order({ state: 'closing', units, closing: closing(...lines) });
}

const completing = (changes: Partial<Unit> = {}) =>
  confirmedUnit(1, { collection: 'completing', ...changes });
const charge: Posting = { kind: 'charge', unitNo: 1, amountFen: fen(10_000) };
const { keptAttempt: _kept, ...unkept } = order();

describe('a change that breaks an invariant is never written', () => {
  test.each<[string, string, Order, Order]>([
    [
      'charging more than the price',
      'invariant 2: unit 1 charges 10001 fen',
      withUnits(taughtUnit(1)),
      withUnits(confirmedUnit(1, { chargeFen: fen(10_001) })),
    ],
    [
      'charging more than the price, though its classes would be worth it',
      'invariant 2: unit 1 charges 15000 fen',
      withUnits(taughtUnit(1, { classPricesFen: [fen(20_000)] })),
      withUnits(confirmedUnit(1, { classPricesFen: [fen(20_000)], chargeFen: fen(15_000) })),
    ],
    [
      'charging more than the classes taught',
      'invariant 2: unit 1 charges 10000 fen',
      withUnits(taughtUnit(1, { taught: [] })),
      withUnits(confirmedUnit(1, { taught: [] })),
    ],
    [
      'charging more than was decided',
      'invariant 2: unit 1 charges 6 fen, 5 were decided',
      withUnits(confirmedUnit(1, { chargeFen: fen(5) })),
      withUnits(confirmedUnit(1, { chargeFen: fen(6) })),
    ],
    [
      'collecting more than is charged',
      'invariant 2: unit 1 collected 6 of 5',
      withUnits(completing({ chargeFen: fen(5) })),
      withUnits(confirmedUnit(1, { collection: 'paid', chargeFen: fen(5), collectedFen: fen(6) })),
    ],
    [
      'completing in the window',
      'invariant 4: unit 1 completes while it is taught',
      withUnits(taughtUnit(1, { chargeFen: fen(5) })),
      withUnits(taughtUnit(1, { chargeFen: fen(5), collection: 'completing' })),
    ],
    [
      'completing under objection',
      'invariant 4: unit 1 completes while it is objected',
      withUnits(taughtUnit(1, { teaching: 'objected' })),
      withUnits(taughtUnit(1, { teaching: 'objected', collection: 'completing' })),
    ],
    [
      'completing without a decided amount',
      'invariant 4: unit 1 completes without a decided amount',
      withUnits(taughtUnit(1, { teaching: 'waived' })),
      withUnits(taughtUnit(1, { teaching: 'waived', collection: 'completing' })),
    ],
    [
      'completing outside the closing statement',
      'invariant 4: unit 1: 10000 fen is outside the closing statement',
      closed([], confirmedUnit(1)),
      closed([], completing()),
    ],
    [
      'completing beyond it',
      'invariant 4: unit 1: 10000 fen is outside the closing statement',
      closed([[1, 9_999]], confirmedUnit(1)),
      closed([[1, 9_999]], completing()),
    ],
    [
      'raising the closing statement',
      'invariant 4: unit 1 grew in the closing statement',
      closed([[1, 5]], taughtUnit(1)),
      closed([[1, 6]], taughtUnit(1)),
    ],
    [
      'adding to it',
      'invariant 4: unit 1 grew in the closing statement',
      closed([], taughtUnit(1)),
      closed([[1, 1]], taughtUnit(1)),
    ],
    [
      'forgetting it',
      'invariant 4: the closing statement is gone',
      closed([], taughtUnit(1)),
      order({ state: 'closing', units: [taughtUnit(1)] }),
    ],
    [
      'opening a unit before the last is settled',
      'invariant 5: unit 2 has a service order before the last one is settled',
      withUnits(taughtUnit(1), unit(2)),
      withUnits(taughtUnit(1), unit(2, { collection: 'opening' })),
    ],
    [
      'opening a unit without a kept signing',
      'invariant 5: a service order without a kept signing',
      { ...unkept, units: [unit(1)] },
      { ...unkept, units: [unit(1, { collection: 'opening' })] },
    ],
    [
      'keeping another signing',
      'invariant 5: signing attempt 1 is not kept any more',
      order(),
      order({ keptAttempt: 2 }),
    ],
    ['losing a signing', 'invariant 6: signing attempt 1 is gone', order(), order({ attempts: [] })],
  ])('%s', (_, message, before, after) => {
    expect(() => assertChange(before, after, [])).toThrow(
      expect.objectContaining({ name: 'InvariantBroken', message }),
    );
  });

  test.each<[string, Order, Order]>([
    ['order: completed → active', order({ state: 'completed' }), order({ state: 'active' })],
    ['signing attempt: ended → signed', order({ attempts: [signedAttempt({ state: 'ended' })] }), order()],
    ['unit, teaching: confirmed → taught', withUnits(confirmedUnit(1)), withUnits(taughtUnit(1))],
    ['unit, collection: paid → open', withUnits(paidUnit(1)), withUnits(confirmedUnit(1))],
  ])('leaving the table of states: %s', (step, before, after) => {
    expect(() => assertChange(before, after, [])).toThrow(`${step} is not in the table`);
  });

  test('booking a charge that the closing statement does not know', () => {
    const before = closed([], completing());
    expect(() => assertChange(before, before, [charge])).toThrow('invariant 4');
    const known = closed([[1, 10_000]], completing());
    expect(() => assertChange(known, known, [charge])).not.toThrow();
  });

  test('but money that came twice is booked, whatever the closing statement knows', () => {
    const before = closed([], completing());
    expect(() => assertChange(before, before, [{ ...charge, kind: 'overpaid' }])).not.toThrow();
  });
});

test.each<[string, Order, Order]>([
  ['opening', withUnits(paidUnit(1), unit(2)), withUnits(paidUnit(1), unit(2, { collection: 'opening' }))],
  [
    'opening after a refusal',
    withUnits(unit(1, { collection: 'refused' })),
    withUnits(unit(1, { collection: 'opening' })),
  ],
  ['completing', withUnits(confirmedUnit(1)), withUnits(completing())],
  [
    'completing with 0 fen',
    withUnits(taughtUnit(1, { teaching: 'waived', chargeFen: ZERO })),
    withUnits(taughtUnit(1, { teaching: 'waived', chargeFen: ZERO, collection: 'completing' })),
  ],
  [
    'completing inside the statement',
    closed([[1, 10_000]], confirmedUnit(1)),
    closed([[1, 10_000]], completing()),
  ],
  [
    'lowering',
    closed([[1, 10_000]], taughtUnit(1)),
    closed([[1, 10_000]], confirmedUnit(1, { chargeFen: fen(1) })),
  ],
  ['teaching', withUnits(openUnit(1)), withUnits(taughtUnit(1))],
  ['nothing at all', order(), order()],
  ['what was being completed when the closing came', closed([], completing()), closed([], completing())],
  [
    'a statement of several units, as it was',
    closed(
      [
        [1, 5],
        [2, 10_000],
      ],
      taughtUnit(1),
      taughtUnit(2, { collection: 'none' }),
    ),
    closed(
      [
        [1, 5],
        [2, 10_000],
      ],
      taughtUnit(1),
      taughtUnit(2, { collection: 'none' }),
    ),
  ],
  [
    'a refusal, which is no service order, while the last unit is not settled',
    withUnits(taughtUnit(1), unit(2, { collection: 'refused' })),
    withUnits(taughtUnit(1), unit(2, { collection: 'refused' })),
  ],
  [
    'a direct payment without any signing',
    { ...unkept, units: [confirmedUnit(1, { collection: 'none' })] },
    { ...unkept, units: [confirmedUnit(1, { collection: 'paid_by_hand' })] },
  ],
])('what is right may be written: %s', (_, before, after) => {
  expect(() => assertChange(before, after, [])).not.toThrow();
});
