import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import {
  between,
  clockOf,
  compact,
  DAY,
  dayOf,
  earliest,
  HOUR,
  isDay,
  latest,
  msOf,
  parseTime,
  plus,
  type Time,
  timeOf,
} from '../../server/domain/time';

const moments = fc.integer({ min: Date.UTC(2000, 0), max: Date.UTC(2099, 0) });

describe('a time', () => {
  test('is RFC 3339 at +08:00 with milliseconds', () => {
    expect(timeOf(Date.UTC(2026, 10, 22, 1, 41))).toBe('2026-11-22T09:41:00.000+08:00');
  });

  test('goes there and back, sorts as text, and moves by its milliseconds', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: -500 * DAY, max: 500 * DAY }), (ms, span) => {
        const time = timeOf(ms);
        expect(msOf(time)).toBe(ms);
        expect(parseTime(time)).toBe(time);
        expect(msOf(plus(time, span))).toBe(ms + span);
        expect(between(time, plus(time, span))).toBe(span);
        expect(plus(time, span) > time).toBe(span > 0);
        expect([earliest(time, plus(time, span)), latest(time, plus(time, span))]).toEqual(
          span > 0 ? [time, plus(time, span)] : [plus(time, span), time],
        );
      }),
    );
  });

  test('does not depend on the zone of the machine, also in the hours it skips or repeats', () => {
    const source =
      "const { timeOf } = require('./server/domain/time');" +
      'let all = 0; for (let ms = Date.UTC(2026, 0); ms < Date.UTC(2027, 0); ms += 1_800_000) {' +
      "if (Date.parse(timeOf(ms)) !== ms || !timeOf(ms).endsWith('+08:00')) throw new Error(timeOf(ms)); all += 1; }" +
      'console.log(all);';
    for (const zone of ['America/New_York', 'Europe/London', 'Australia/Lord_Howe', 'Asia/Shanghai']) {
      const halfHours = execFileSync(process.execPath, ['--import', 'tsx', '-e', source], {
        env: { ...process.env, TZ: zone },
        encoding: 'utf8',
      });
      expect(halfHours.trim()).toBe(String(365 * 48));
    }
  });

  test.each([
    ['2026-11-22T01:41:00Z', '2026-11-22T09:41:00.000+08:00'],
    ['2026-11-22T09:41:00+08:00', '2026-11-22T09:41:00.000+08:00'],
    ['2026-11-22T09:41:00.5+08:00', '2026-11-22T09:41:00.500+08:00'],
  ])('%s is brought into the one form', (text, time) => {
    expect(parseTime(text)).toBe(time);
  });

  test.each([
    ...['', '2026-11-22', '2026-11-22T09:41:00', '2026-13-01T00:00:00Z', '2026-11-22T25:00:00Z', 'now'],
    ...[
      '+002026-11-22T09:41:00Z',
      '2026-11-22T09:41:00Z (noon)',
      '2026-11-22T09:41:00.1234Z',
      '2026-02-30T09:41:00Z',
    ],
  ])('%j is not a moment', (text) => {
    expect(parseTime(text)).toBeUndefined();
  });

  test('its day and clock are those of China, its compact form that of WeChat Pay', () => {
    const time = parseTime('2026-11-22T20:05:09Z') as Time;
    expect([dayOf(time), clockOf(time), compact(time)]).toEqual(['2026-11-23', '04:05', '20261123040509']);
    expect(dayOf(plus(time, -5 * HOUR))).toBe('2026-11-22');
  });
});

test.each([
  ['2026-02-28', true],
  ['2028-02-29', true],
  ['2026-02-29', false],
  ['2026-13-01', false],
  ['0026-02-28', false],
  ['12026-02-28', false],
  ['2026-02-281', false],
  ['2026-2-28', false],
  ['', false],
])('%j is a day: %s', (text, is) => {
  expect(isDay(text)).toBe(is);
});
