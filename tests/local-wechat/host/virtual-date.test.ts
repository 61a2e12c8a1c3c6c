import { runInNewContext } from 'node:vm';
import { virtualDate } from '../../../local-wechat/cloud/functions/worker/virtual-date';

const NOON = Date.parse('2026-03-02T12:00:00+08:00');

describe('The Date that functions see', () => {
  // A Date of another realm, since the virtual one leaves its mark on the prototype.
  const RealDate = runInNewContext('Date') as DateConstructor;
  let now = NOON;
  const VDate = virtualDate(RealDate, () => now);

  beforeEach(() => {
    now = NOON;
  });

  test('tells virtual time wherever it tells the present', () => {
    expect(VDate.now()).toBe(NOON);
    expect(new VDate().getTime()).toBe(NOON);
    expect(VDate()).toBe(new VDate(NOON).toString());
    now += 1000;
    expect(new VDate().getTime()).toBe(NOON + 1000);
  });

  test('takes arguments as Date does', () => {
    expect(new VDate(0).getTime()).toBe(0);
    expect(new VDate('2026-01-01T00:00:00Z').toISOString()).toBe('2026-01-01T00:00:00.000Z');
    expect(new VDate(2026, 0, 15).getDate()).toBe(15);
    expect(VDate.UTC(2026, 0, 1)).toBe(RealDate.UTC(2026, 0, 1));
    expect(VDate.parse('2026-01-01T00:00:00Z')).toBe(RealDate.parse('2026-01-01T00:00:00Z'));
  });

  test('its dates are dates to everyone', () => {
    const date = new VDate();
    expect(date instanceof VDate).toBe(true);
    expect(date instanceof RealDate).toBe(true);
    expect(date.constructor === VDate).toBe(true);
    expect(Object.prototype.toString.call(date)).toBe('[object Date]');
  });

  test('can be subclassed', () => {
    class Day extends VDate {
      isNoon(): boolean {
        return this.getTime() === NOON;
      }
    }
    expect(new Day().isNoon()).toBe(true);
    expect(new Day() instanceof VDate).toBe(true);
  });
});
