import fc from 'fast-check';
import { MOST_CLASSES, type Weekly, weekdayOf, weeklyClasses } from '../../../server/domain/class/recurrence';
import { between, clockOf, dayOf, MINUTE, parseTime, type Time } from '../../../server/domain/time';

const weekly: Weekly = {
  fromDay: '2026-11-23',
  weekdays: [1, 4],
  startsAtClock: '19:00',
  classMinutes: 90,
  skipDays: [],
  end: { count: 4 },
};

function days(changes: Partial<Weekly>): string[] {
  return weeklyClasses({ ...weekly, ...changes }).map((span) => dayOf(span.startsAt));
}

describe('a weekly timetable', () => {
  test('gives so many classes on the chosen weekdays', () => {
    expect(weeklyClasses(weekly)).toEqual([
      { startsAt: '2026-11-23T19:00:00.000+08:00', endsAt: '2026-11-23T20:30:00.000+08:00' },
      { startsAt: '2026-11-26T19:00:00.000+08:00', endsAt: '2026-11-26T20:30:00.000+08:00' },
      { startsAt: '2026-11-30T19:00:00.000+08:00', endsAt: '2026-11-30T20:30:00.000+08:00' },
      { startsAt: '2026-12-03T19:00:00.000+08:00', endsAt: '2026-12-03T20:30:00.000+08:00' },
    ]);
  });

  test('a day left out is made up at the end, so the number of classes stays', () => {
    expect(days({ skipDays: ['2026-11-26', '2026-11-24'] })).toEqual([
      '2026-11-23',
      '2026-11-30',
      '2026-12-03',
      '2026-12-07',
    ]);
  });

  test('until a day, that day included', () => {
    expect(days({ end: { untilDay: '2026-12-03' } })).toEqual([
      '2026-11-23',
      '2026-11-26',
      '2026-11-30',
      '2026-12-03',
    ]);
    expect(days({ end: { untilDay: '2026-12-02' } })).toHaveLength(3);
    expect(days({ end: { untilDay: '2026-11-22' } })).toEqual([]);
  });

  test('goes over the end of a year and a leap day', () => {
    expect(days({ fromDay: '2027-12-30', weekdays: [4], end: { count: 10 } }).slice(0, 2)).toEqual([
      '2027-12-30',
      '2028-01-06',
    ]);
    expect(days({ fromDay: '2028-02-28', weekdays: [1, 2, 3], end: { count: 3 } })).toEqual([
      '2028-02-28',
      '2028-02-29',
      '2028-03-01',
    ]);
  });

  test.each<[string, Partial<Weekly>, string]>([
    ['a day that does not exist', { fromDay: '2026-02-30' }, 'no such moment: 2026-02-30 19:00'],
    ['no day', { fromDay: 'soon' }, 'no such moment: soon 19:00'],
    ['a clock that does not exist', { startsAtClock: '25:00' }, 'no such moment: 2026-11-23 25:00'],
    ['no weekday', { weekdays: [], end: { untilDay: '2026-12-03' } }, 'no weekday'],
    ['an eighth weekday', { weekdays: [1, 8] }, 'no weekday'],
    ['half a weekday', { weekdays: [1, 1.5] }, 'no weekday'],
    ['a weekday before Monday', { weekdays: [0, 1] }, 'no weekday'],
  ])('%s is refused', (_, changes, message) => {
    expect(() => weeklyClasses({ ...weekly, ...changes })).toThrow(new RangeError(message));
  });

  test('a count that skipped days make unreachable is refused instead of cut short', () => {
    const everyMonday = days({ weekdays: [1], end: { untilDay: '2029-12-31' } });
    expect(() => weeklyClasses({ ...weekly, weekdays: [1], skipDays: everyMonday })).toThrow(
      'the count is never reached',
    );
  });

  test('a mistyped last day does not fill the timetable', () => {
    expect(days({ weekdays: [1, 2, 3, 4, 5, 6, 7], end: { untilDay: '9999-12-31' } })).toHaveLength(
      MOST_CLASSES,
    );
  });

  test('weekdays are those of China', () => {
    expect(weekdayOf(parseTime('2026-11-22T23:59:00+08:00') as Time)).toBe(7);
    expect(weekdayOf(parseTime('2026-11-23T00:00:00+08:00') as Time)).toBe(1);
    expect(weekdayOf(parseTime('2026-11-22T16:00:00Z') as Time)).toBe(1);
  });

  test('every class lies on a chosen weekday at the chosen hour, none on a skipped day, in order', () => {
    const timetable = fc.record({
      fromDay: fc
        .date({ min: new Date('2024-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
        .map((d) => d.toISOString().slice(0, 10)),
      weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
      startsAtClock: fc.constantFrom('00:00', '07:30', '19:00', '23:59'),
      classMinutes: fc.integer({ min: 1, max: 600 }),
      end: fc.record({ count: fc.integer({ min: 1, max: 60 }) }),
      skipped: fc.array(fc.nat({ max: 40 }), { maxLength: 5 }),
    });
    fc.assert(
      fc.property(timetable, ({ skipped, ...plan }) => {
        const all = weeklyClasses({ ...plan, skipDays: [] }).map((span) => dayOf(span.startsAt));
        const skipDays = skipped.map((index) => all[index % all.length] ?? '');
        const spans = weeklyClasses({ ...plan, skipDays });
        expect(spans).toHaveLength(plan.end.count);
        for (const [index, span] of spans.entries()) {
          expect(plan.weekdays).toContain(weekdayOf(span.startsAt));
          expect(clockOf(span.startsAt)).toBe(plan.startsAtClock);
          expect(skipDays).not.toContain(dayOf(span.startsAt));
          expect(dayOf(span.startsAt) >= plan.fromDay).toBe(true);
          expect(between(span.startsAt, span.endsAt)).toBe(plan.classMinutes * MINUTE);
          expect(index === 0 || span.startsAt > (spans[index - 1]?.startsAt ?? '')).toBe(true);
        }
      }),
    );
  });
});
