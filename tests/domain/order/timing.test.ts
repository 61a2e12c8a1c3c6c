import fc from 'fast-check';
import { type BackOff, backOff, windowEnd } from '../../../server/domain/order/timing';
import { HOUR, MINUTE, plus } from '../../../server/domain/time';
import { hours, MONDAY } from './orders';

describe('the objection window', () => {
  test('lasts its hours from when the class was taught', () => {
    expect(windowEnd(MONDAY, 24)).toBe(hours(24));
    expect(windowEnd(MONDAY, 24, hours(100))).toBe(hours(24));
  });

  test('ends two hours before the next class, so that its unit can open', () => {
    expect(windowEnd(MONDAY, 24, hours(20))).toBe(hours(18));
    expect(windowEnd(MONDAY, 24, hours(26))).toBe(hours(24));
  });

  test('of a roll called late still leaves two hours', () => {
    expect(windowEnd(MONDAY, 24, hours(3))).toBe(hours(2));
    expect(windowEnd(MONDAY, 24, hours(-5))).toBe(hours(2));
  });

  test('is never shorter than two hours nor longer than agreed', () => {
    const anyHours = fc.integer({ min: 2, max: 72 });
    const next = fc.option(fc.integer({ min: -200, max: 200 }), { nil: undefined });
    fc.assert(
      fc.property(anyHours, next, (windowHours, nextIn) => {
        const end = windowEnd(MONDAY, windowHours, nextIn === undefined ? undefined : hours(nextIn));
        expect(end >= hours(2)).toBe(true);
        expect(end <= hours(windowHours)).toBe(true);
      }),
    );
  });
});

describe('waiting before a step is tried again', () => {
  test('grows, and the last wait repeats', () => {
    const waits = [1, 2, 3, 4, 5, 6, 7, 8, 100].map((tries) => backOff('call', tries) / MINUTE);
    expect(waits).toEqual([1, 1, 2, 5, 10, 30, 60, 60, 60]);
  });

  test.each<[BackOff, number]>([
    ['call', HOUR],
    ['opening', 6 * HOUR],
    ['paying', 12 * HOUR],
    ['signing', 30 * MINUTE],
    ['signed', 24 * HOUR],
    ['refused', 30 * MINUTE],
  ])('for %s never shrinks and stays bounded', (kind, most) => {
    const waits = Array.from({ length: 40 }, (_, i) => backOff(kind, i + 1));
    expect([...waits].sort((a, b) => a - b)).toEqual(waits);
    expect(waits.at(-1)).toBe(most);
    expect(waits[0]).toBeGreaterThanOrEqual(MINUTE);
  });

  test('an opening that stays undecided is asked for five times in its first ten minutes, and 135 times at most in thirty days', () => {
    const asked = (within: number) => {
      let times = 0;
      for (let at = 0; at <= within; times += 1) at += backOff('opening', times + 1);
      return times;
    };
    expect(asked(10 * MINUTE)).toBe(5);
    expect(asked(30 * 24 * HOUR)).toBeLessThanOrEqual(135);
  });

  test('a package lives two hours: it is asked for several times before', () => {
    let asked = MONDAY;
    let times = 0;
    while (asked < hours(2)) {
      times += 1;
      asked = plus(asked, backOff('signing', times));
    }
    expect(times).toBeGreaterThan(8);
  });
});
