import { fen, split } from '../../../server/domain/money';
import { finishLesson, finishUnit, lessonUnit } from '../../../server/domain/order/lessons';
import { unitOf } from '../../../server/domain/order/units';
import { hours, MONDAY, openUnit, order, unit } from './orders';

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
    const objected = { ...unitOf(taught, 1), teaching: 'objected' as const };
    expect(() => finishUnit(taught, objected, hours(1), 24)).toThrow(
      expect.objectContaining({ code: 'WRONG_STATE' }),
    );
  });
});
