import { fen } from '../../../server/domain/money';
import type { Unit } from '../../../server/domain/order/order';
import {
  atMostFromNow,
  chargedSoFar,
  classesLeft,
  currentUnit,
  isClear,
  isLive,
  isOwing,
  isSettled,
  layUnits,
  needsHand,
  owedFen,
  taughtFen,
  type UnitStatus,
  unitOf,
  unitStatus,
  unsettledBefore,
} from '../../../server/domain/order/units';
import { confirmedUnit, hours, openUnit, order, paidUnit, taughtClass, taughtUnit, unit } from './orders';

test('a signed plan lays down one unit for each detail, with its number at WeChat', () => {
  const details = [1, 2].map((no) => ({
    no,
    name: `第${no}次课`,
    priceFen: fen(5_000),
    originalFen: fen(6_000),
    classPricesFen: [fen(5_000)],
  }));
  const units = layUnits(details, (no) => `o1S1U${no}`);
  expect(units).toMatchObject([
    { no: 1, outTradeNo: 'o1S1U1', teaching: 'planned', collection: 'none', taught: [] },
    { no: 2, outTradeNo: 'o1S1U2' },
  ]);
  expect(() => unitOf(order({ units }), 3)).toThrow('order order1 has no unit 3');
});

describe('the unit on which the next class is taught', () => {
  test.each<[string, Unit[], number | undefined]>([
    ['the first, at the beginning', [unit(1), unit(2)], 1],
    ['the open one, also after an absence', [paidUnit(1), openUnit(2), unit(3)], 2],
    ['the next, while one is in its window', [taughtUnit(1), unit(2)], 2],
    ['the next, when a detail is spent', [unit(1, { collection: 'cancelled' }), unit(2)], 2],
    ['none, when all are taught', [paidUnit(1), taughtUnit(2)], undefined],
    ['none, when the rest was dropped', [paidUnit(1), unit(2, { teaching: 'dropped' })], undefined],
  ])('is %s', (_, units, no) => {
    expect(currentUnit(order({ units }))?.no).toBe(no);
  });

  test.each<[string, boolean, Unit]>([
    ['in its window', true, taughtUnit(1)],
    ['paying', true, confirmedUnit(1, { collection: 'paying' })],
    ['paid', false, paidUnit(1)],
    ['let off', false, taughtUnit(1, { teaching: 'waived', collection: 'zero', chargeFen: fen(0) })],
    ['cancelled', false, taughtUnit(1, { collection: 'cancelled' })],
    ['paid by hand', false, confirmedUnit(1, { collection: 'paid_by_hand' })],
  ])('after one that is %s waits for it: %p', (_, waits, first) => {
    const second = unit(2);
    expect(unsettledBefore(order({ units: [first, second] }), second) !== undefined).toBe(waits);
  });

  test('classes left are those of units still to be taught', () => {
    const begun = openUnit(2, { taught: [taughtClass('k2')] }, 3);
    expect(classesLeft(order({ units: [paidUnit(1), begun, unit(3)] }))).toBe(3);
    expect(classesLeft(order({ units: [unit(1, { collection: 'cancelled' })] }))).toBe(0);
    expect(classesLeft(order({ units: [unit(1, { teaching: 'dropped' })] }))).toBe(0);
  });
});

describe('a confirmed unit by what has come of its service order', () => {
  /** Settled, nothing owed any more, live at WeChat, to be paid by hand. */
  test.each([
    ['none', [false, false, false, true]],
    ['opening', [false, false, true, false]],
    ['open', [false, false, true, false]],
    ['refused', [false, false, false, true]],
    ['completing', [false, false, true, false]],
    ['paying', [false, false, true, false]],
    ['paid', [true, true, false, false]],
    ['paid_elsewhere', [true, true, false, false]],
    ['paid_by_hand', [true, true, false, false]],
    ['zero', [true, true, false, false]],
    ['cancelled', [true, false, false, true]],
  ] as const)('%s', (collection, expected) => {
    const given = confirmedUnit(1, { collection });
    expect([isSettled(given), isClear(given), isLive(given), needsHand(given)]).toEqual(expected);
  });

  test.each([
    ['waived before it was opened', unit(1, { teaching: 'waived' }), true],
    ['waived while it is open', openUnit(1, { teaching: 'waived' }), false],
    ['only planned', unit(1), false],
  ])('%s: settled %s, and never to be paid by hand', (_, given, settled) => {
    expect([isSettled(given), needsHand(given)]).toEqual([settled, false]);
  });

  test('what costs nothing is not to be paid by hand', () => {
    expect(needsHand(confirmedUnit(1, { collection: 'refused', chargeFen: fen(0) }))).toBe(false);
  });
});

describe('what a unit costs', () => {
  const twoOfThree = openUnit(1, { taught: [taughtClass('k1'), taughtClass('k2')] }, 3);

  test('is the exact share of the classes taught', () => {
    expect(taughtFen(unit(1))).toBe(0);
    expect(taughtFen(twoOfThree)).toBe(3_334 + 3_333);
    expect(taughtFen(taughtUnit(1, {}, 3))).toBe(10_000);
  });

  test.each<[string, Unit, number]>([
    ['not taught', unit(1), 0],
    ['partly taught', twoOfThree, 6_667],
    ['in its window', taughtUnit(1), 10_000],
    ['lowered', confirmedUnit(1, { chargeFen: fen(2_000) }), 2_000],
    ['let off', taughtUnit(1, { teaching: 'waived', chargeFen: fen(0) }), 0],
    ['being paid', confirmedUnit(1, { collection: 'paying' }), 10_000],
    ['paid', paidUnit(1), 0],
    ['taught, but cancelled at WeChat', confirmedUnit(1, { collection: 'cancelled' }), 10_000],
    ['dropped', unit(1, { teaching: 'dropped', taught: [taughtClass('k1')] }), 0],
  ])('is owed when %s: %d', (_, given, owed) => {
    expect(owedFen(given)).toBe(owed);
  });

  test('over the order: charged so far, and at most from now', () => {
    const active = order({ units: [paidUnit(1), confirmedUnit(2, { chargeFen: fen(100) }), unit(3)] });
    expect(chargedSoFar(active)).toBe(10_000);
    expect(atMostFromNow(active)).toBe(100 + 10_000);
    expect(atMostFromNow(order({ units: [paidUnit(1), unit(2, { collection: 'cancelled' })] }))).toBe(0);
  });

  test('at most from now follows the closing statement, and falls with an objection', () => {
    const closing = { at: hours(2), by: 'payer', neverChargedFen: fen(10_000) } as const;
    const lines = [{ unitNo: 1, atMostFen: fen(10_000) }];
    const closed = (first: Unit) =>
      order({
        state: 'closing',
        closing: { ...closing, lines },
        units: [first, unit(2, { teaching: 'dropped' })],
      });
    expect(atMostFromNow(closed(taughtUnit(1)))).toBe(10_000);
    expect(atMostFromNow(closed(confirmedUnit(1, { chargeFen: fen(1) })))).toBe(1);
    expect(atMostFromNow(closed(paidUnit(1)))).toBe(0);
    // Nothing beyond the statement, though a unit that it does not name were owed.
    const unnamed = { ...closed(taughtUnit(1)), units: [taughtUnit(1), confirmedUnit(2)] };
    expect(atMostFromNow(unnamed)).toBe(10_000);
  });
});

describe('what a learner sees of a unit', () => {
  const paying = confirmedUnit(1, { collection: 'paying', completedAt: hours(25) });
  const { completedAt: _at, ...withoutTime } = paying;

  test('a deduction is owing after half an hour without money', () => {
    expect(isOwing(paying, hours(25.49))).toBe(false);
    expect(isOwing(paying, hours(25.5))).toBe(true);
    expect(isOwing(confirmedUnit(1, { collection: 'completing', completedAt: hours(25) }), hours(99))).toBe(
      false,
    );
  });

  test.each<[UnitStatus, Unit]>([
    ['planned', unit(1)],
    ['open', openUnit(1)],
    ['in_window', taughtUnit(1)],
    ['objected', taughtUnit(1, { teaching: 'objected' })],
    ['charging', confirmedUnit(1)],
    ['charging', confirmedUnit(1, { collection: 'completing' })],
    ['owing', paying],
    ['paid', paidUnit(1)],
    ['paid_elsewhere', confirmedUnit(1, { collection: 'paid_elsewhere' })],
    ['paid_by_hand', confirmedUnit(1, { collection: 'paid_by_hand' })],
    ['waived', taughtUnit(1, { teaching: 'waived', collection: 'zero' })],
    ['zero', confirmedUnit(1, { collection: 'zero' })],
    ['dropped', unit(1, { teaching: 'dropped' })],
    ['pay_by_hand', confirmedUnit(1, { collection: 'cancelled' })],
    ['pay_by_hand', confirmedUnit(1, { collection: 'none' })],
    ['pay_by_hand', confirmedUnit(1, { collection: 'refused' })],
    ['charging', withoutTime],
  ])('%s', (status, given) => {
    expect(unitStatus(given, hours(48))).toBe(status);
  });
});
