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
  test.each<[string, number, Order, Order]>([
    [
      'charging more than the price',
      2,
      withUnits(taughtUnit(1)),
      withUnits(confirmedUnit(1, { chargeFen: fen(10_001) })),
    ],
    [
      'charging more than the classes taught',
      2,
      withUnits(taughtUnit(1, { taught: [] })),
      withUnits(confirmedUnit(1, { taught: [] })),
    ],
    [
      'charging more than was decided',
      2,
      withUnits(confirmedUnit(1, { chargeFen: fen(5) })),
      withUnits(confirmedUnit(1, { chargeFen: fen(6) })),
    ],
    [
      'collecting more than is charged',
      2,
      withUnits(completing({ chargeFen: fen(5) })),
      withUnits(confirmedUnit(1, { collection: 'paid', chargeFen: fen(5), collectedFen: fen(6) })),
    ],
    [
      'completing in the window',
      4,
      withUnits(taughtUnit(1, { chargeFen: fen(5) })),
      withUnits(taughtUnit(1, { chargeFen: fen(5), collection: 'completing' })),
    ],
    [
      'completing under objection',
      4,
      withUnits(taughtUnit(1, { teaching: 'objected' })),
      withUnits(taughtUnit(1, { teaching: 'objected', collection: 'completing' })),
    ],
    [
      'completing without a decided amount',
      4,
      withUnits(taughtUnit(1, { teaching: 'waived' })),
      withUnits(taughtUnit(1, { teaching: 'waived', collection: 'completing' })),
    ],
    ['completing outside the closing statement', 4, closed([], confirmedUnit(1)), closed([], completing())],
    ['completing beyond it', 4, closed([[1, 9_999]], confirmedUnit(1)), closed([[1, 9_999]], completing())],
    ['raising the closing statement', 4, closed([[1, 5]], taughtUnit(1)), closed([[1, 6]], taughtUnit(1))],
    ['adding to it', 4, closed([], taughtUnit(1)), closed([[1, 1]], taughtUnit(1))],
    ['forgetting it', 4, closed([], taughtUnit(1)), order({ state: 'closing', units: [taughtUnit(1)] })],
    [
      'opening a unit before the last is settled',
      5,
      withUnits(taughtUnit(1), unit(2)),
      withUnits(taughtUnit(1), unit(2, { collection: 'opening' })),
    ],
    [
      'opening a unit without a kept signing',
      5,
      { ...unkept, units: [unit(1)] },
      { ...unkept, units: [unit(1, { collection: 'opening' })] },
    ],
    ['keeping another signing', 5, order(), order({ keptAttempt: 2 })],
    ['losing a signing', 6, order(), order({ attempts: [] })],
  ])('%s', (_, invariant, before, after) => {
    expect(() => assertChange(before, after, [])).toThrow(
      expect.objectContaining({ name: 'InvariantBroken', invariant }),
    );
  });

  test.each<[string, Order, Order]>([
    ['of the order', order({ state: 'completed' }), order({ state: 'active' })],
    ['of a signing', order({ attempts: [signedAttempt({ state: 'ended' })] }), order()],
    ['of the teaching', withUnits(confirmedUnit(1)), withUnits(taughtUnit(1))],
    ['of the money', withUnits(paidUnit(1)), withUnits(confirmedUnit(1))],
  ])('leaving the table of states %s', (_, before, after) => {
    expect(() => assertChange(before, after, [])).toThrow('is not in the table');
  });

  test('booking a charge that the closing statement does not know', () => {
    const before = closed([], completing());
    expect(() => assertChange(before, before, [charge])).toThrow('invariant 4');
    const known = closed([[1, 10_000]], completing());
    expect(() => assertChange(known, known, [charge])).not.toThrow();
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
])('what is right may be written: %s', (_, before, after) => {
  expect(() => assertChange(before, after, [])).not.toThrow();
});
