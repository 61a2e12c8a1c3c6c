import { fen, split } from '../../../server/domain/money';
import {
  finishLesson,
  finishUnit,
  isBegun,
  lessonGate,
  lessonNoOf,
  lessonUnit,
} from '../../../server/domain/order/lessons';
import type { Order, Unit } from '../../../server/domain/order/order';
import { unitOf } from '../../../server/domain/order/units';
import { confirmedUnit, hours, MONDAY, openUnit, order, paidUnit, taughtUnit, unit } from './orders';

/** Three units of 1, 3 and 2 lessons. */
const digital = order({
  units: [
    openUnit(1),
    unit(2, { classPricesFen: split(fen(10_000), 3) }),
    unit(3, { classPricesFen: split(fen(10_000), 2) }),
  ],
});

function secondOpen() {
  return {
    ...digital,
    units: digital.units.map((u) => (u.no === 2 ? { ...u, collection: 'open' as const } : u)),
  };
}

test('lessons are counted through the units', () => {
  expect([1, 2, 3, 4, 5, 6].map((no) => lessonUnit(digital, no).no)).toEqual([1, 2, 2, 2, 3, 3]);
  expect(() => lessonUnit(digital, 7)).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
});

test.each([
  ['lesson-1', 1],
  ['lesson-12', 12],
  ['lesson-', 0],
  ['lesson-x', 0],
  ['k1', 0],
  ['my-lesson-1', 0],
  ['lesson-1b', 0],
])('%s is lesson %d', (name, no) => {
  expect(lessonNoOf(name)).toBe(no);
});

test('a lesson that does not exist is named to the operator', () => {
  expect(() => lessonUnit(digital, 7)).toThrow('order order1 has no lesson 7');
});

describe('what stands between a learner and a lesson', () => {
  /** The gate of lesson 2, the first of its unit, after a first unit like this. */
  function gateAfter(first: Unit, changes: Partial<Order> = {}, second: Unit = unit(2)) {
    const { gate, confirms } = lessonGate(order({ units: [first, second], ...changes }), 2);
    return confirms === undefined ? gate : `${gate}, confirms ${confirms.no}`;
  }

  test.each<[string, Unit, string]>([
    ['not begun', unit(1), 'locked'],
    ['being opened', unit(1, { collection: 'opening' }), 'locked'],
    ['refused by WeChat', unit(1, { collection: 'refused' }), 'locked'],
    ['open', openUnit(1), 'free, confirms 1'],
    ['in its window', taughtUnit(1), 'free, confirms 1'],
    ['under objection', taughtUnit(1, { teaching: 'objected' }), 'locked'],
    ['confirmed', confirmedUnit(1), 'free'],
    ['at WeChat', confirmedUnit(1, { collection: 'paying' }), 'free'],
    ['paid', paidUnit(1), 'free'],
    ['cancelled', confirmedUnit(1, { collection: 'cancelled' }), 'free'],
    ['waived before it was opened', unit(1, { teaching: 'waived' }), 'free'],
  ])('after a unit that is %s', (_, first, gate) => {
    expect(gateAfter(first)).toBe(gate);
  });

  test('the first lesson of all is free', () => {
    expect(lessonGate(order(), 1)).toEqual({ gate: 'free' });
  });

  test.each<[string, Partial<Order>]>([
    ['being closed', { state: 'closing' }],
    ['parked', { parked: { reason: 'the books differ', at: MONDAY } }],
  ])('on an order %s what was not begun is locked, and what was begun stays open', (_, changes) => {
    expect(gateAfter(paidUnit(1), changes)).toBe('locked');
    expect(gateAfter(paidUnit(1), changes, openUnit(2))).toBe('open');
  });

  test('a unit that is settled without having been begun is locked', () => {
    expect(gateAfter(paidUnit(1), {}, unit(2, { collection: 'cancelled' }))).toBe('locked');
  });

  test.each([
    ...(['none', 'refused', 'opening', 'cancelled'] as const).map((state) => [state, false] as const),
    ...(['open', 'completing', 'paying', 'paid', 'zero'] as const).map((state) => [state, true] as const),
  ])('a unit whose order is %s: begun %s', (collection, begun) => {
    expect(isBegun(unit(1, { collection }))).toBe(begun);
  });
});

describe('finishing a lesson', () => {
  test('that is a unit of its own opens its window', () => {
    const after = unitOf(finishLesson(digital, 1, MONDAY, 24), 1);
    expect(after).toMatchObject({
      teaching: 'taught',
      windowEndsAt: hours(24),
      taught: [{ classId: 'lesson-1' }],
    });
  });

  test('twice is once', () => {
    const once = finishLesson(digital, 1, MONDAY, 24);
    expect(finishLesson(once, 1, hours(5), 24)).toBe(once);
  });

  test('names who took it and where', () => {
    expect(unitOf(finishLesson(digital, 1, MONDAY, 24), 1).taught).toEqual([
      { classId: 'lesson-1', seatId: 'order1-1', mark: 'attended', at: MONDAY, by: 'o-payer' },
    ]);
  });

  test('of a unit that is open though already let off is locked', () => {
    const letOff = order({ units: [openUnit(1, { teaching: 'waived' })] });
    expect(() => finishLesson(letOff, 1, MONDAY, 24)).toThrow('lesson 1: unit 1 is open');
  });

  test('of a unit not open yet is locked', () => {
    expect(() => finishLesson(digital, 2, MONDAY, 24)).toThrow(
      expect.objectContaining({ code: 'CONTENT_LOCKED' }),
    );
  });

  test('of a stage, in whatever order, ends it with the last', () => {
    const two = finishLesson(finishLesson(secondOpen(), 4, MONDAY, 24), 2, hours(1), 24);
    expect(unitOf(two, 2).teaching).toBe('planned');
    expect(unitOf(finishLesson(two, 3, hours(2), 24), 2)).toMatchObject({
      teaching: 'taught',
      taughtAt: hours(2),
    });
  });
});

describe('ending a unit because the next one is started', () => {
  test('counts all its lessons as taught', () => {
    const begun = finishLesson(secondOpen(), 2, MONDAY, 24);
    const ended = unitOf(finishUnit(begun, unitOf(begun, 2), hours(1), 24), 2);
    expect(ended.taught.map((t) => t.classId)).toEqual(['lesson-2', 'lesson-3', 'lesson-4']);
    expect(ended).toMatchObject({ teaching: 'taught', taughtAt: hours(1) });
  });

  test('leaves one that is taught as it is, and refuses one under objection', () => {
    const taught = finishLesson(digital, 1, MONDAY, 24);
    expect(finishUnit(taught, unitOf(taught, 1), hours(1), 24)).toBe(taught);
    const letOff = unit(2, { teaching: 'waived' });
    expect(finishUnit(digital, letOff, hours(1), 24)).toBe(digital);
    const objected = { ...unitOf(taught, 1), teaching: 'objected' as const };
    expect(() => finishUnit(taught, objected, hours(1), 24)).toThrow('unit 1 is under objection');
    expect(() => finishUnit(taught, objected, hours(1), 24)).toThrow(
      expect.objectContaining({ code: 'WRONG_STATE' }),
    );
  });
});
