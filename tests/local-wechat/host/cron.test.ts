import { parseCron } from '../../../local-wechat/cloud/timers/cron';

function ticks(expression: string, from: string, count: number): string[] {
  const cron = parseCron(expression);
  const found: string[] = [];
  let at = Date.parse(from);
  for (let index = 0; index < count; index += 1) {
    const next = cron.next(at);
    if (next === undefined) break;
    found.push(new Date(next + 8 * 3_600_000).toISOString().slice(0, 19));
    at = next;
  }
  return found;
}

describe('Timer expressions of seven fields at Beijing time', () => {
  test.each([
    ['every minute', '0 * * * * * *', ['2026-03-02T09:01:00', '2026-03-02T09:02:00']],
    ['every day at half past two', '0 30 2 * * * *', ['2026-03-03T02:30:00', '2026-03-04T02:30:00']],
    ['every 15 seconds', '*/15 * * * * * *', ['2026-03-02T09:00:15', '2026-03-02T09:00:30']],
    ['from minute 50 on in steps', '0 50/5 * * * * *', ['2026-03-02T09:50:00', '2026-03-02T09:55:00']],
    ['a range with a step', '0 10-30/10 23 * * * *', ['2026-03-02T23:10:00', '2026-03-02T23:20:00']],
    ['a list of hours', '0 0 8,20 * * * *', ['2026-03-02T20:00:00', '2026-03-03T08:00:00']],
    ['weekdays by name', '0 0 9 * * MON-FRI *', ['2026-03-03T09:00:00', '2026-03-04T09:00:00']],
    ['Sundays by number', '0 0 9 * * 0 *', ['2026-03-08T09:00:00', '2026-03-15T09:00:00']],
    [
      'a day of the month or a weekday',
      '0 0 9 15 * SAT *',
      ['2026-03-07T09:00:00', '2026-03-14T09:00:00', '2026-03-15T09:00:00'],
    ],
    ['months by name', '0 0 0 1 APR,JUN * *', ['2026-04-01T00:00:00', '2026-06-01T00:00:00']],
    ['the 29th of February', '0 0 0 29 2 * *', ['2028-02-29T00:00:00', '2032-02-29T00:00:00']],
    ['one year only', '0 0 0 31 12 * 2026', ['2026-12-31T00:00:00']],
  ])('%s: %s', (_, expression, expected) => {
    expect(ticks(expression, '2026-03-02T09:00:00+08:00', 3).slice(0, expected.length)).toEqual(expected);
  });

  test('a moment between two ticks leads to the next one, a tick leads to the one after it', () => {
    expect(ticks('0 * * * * * *', '2026-03-02T09:00:59.999+08:00', 1)).toEqual(['2026-03-02T09:01:00']);
    expect(ticks('0 * * * * * *', '2026-03-02T08:59:59.999+08:00', 1)).toEqual(['2026-03-02T09:00:00']);
  });

  test('an expression that never comes has no tick', () => {
    expect(ticks('0 0 0 30 2 * *', '2026-03-02T09:00:00+08:00', 1)).toEqual([]);
    expect(ticks('0 0 0 1 1 * 2020', '2026-03-02T09:00:00+08:00', 1)).toEqual([]);
  });

  test.each([
    ['0 * * * *', /7 fields/],
    ['60 * * * * * *', /"60" is no second/],
    ['0 0 0 * * FUN *', /"FUN" is no weekday/],
    ['0 0 5-2 * * * *', /runs backwards/],
    ['0 */0 * * * * *', /no usable step/],
    ['0 0 0 1.5 * * *', /"1.5" is no day/],
  ])('%s is refused with the reason', (expression, reason) => {
    expect(() => parseCron(expression)).toThrow(reason);
  });
});
