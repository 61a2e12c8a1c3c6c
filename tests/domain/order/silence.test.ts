import type { Order } from '../../../server/domain/order/order';
import { quietSince, silenceCandidates, silenceEnds } from '../../../server/domain/order/silence';
import { hours, MONDAY, openUnit, order, paidUnit, taughtClass, taughtUnit, unit } from './orders';

const day = (n: number) => hours(24 * n);
/** Signed on day −2, silent orders being stopped after sixty days. */
const silent = order({ silenceDays: 60, units: [unit(1), unit(2)] });

describe('since when an order is quiet', () => {
  const { signedAt: _at, ...unsigned } = silent;

  test.each<[string, Order, string]>([
    ['since it was signed', silent, day(-2)],
    ['since it was made, when it was never signed', unsigned, hours(-49)],
    [
      'since the last class that was taught',
      order({
        units: [
          taughtUnit(1, { taught: [taughtClass('k1'), taughtClass('k2', { at: day(3) })] }, 2),
          openUnit(2),
        ],
      }),
      day(3),
    ],
    ['since something was scheduled', order({ units: [taughtUnit(1)], quietSince: day(9) }), day(9)],
    [
      'not since something older was scheduled',
      order({ units: [taughtUnit(1)], quietSince: day(-9) }),
      hours(1),
    ],
  ])('%s', (_, given, since) => {
    expect(quietSince(given)).toBe(since);
  });
});

describe('a silent order', () => {
  test('is warned fourteen days before it is stopped', () => {
    expect(silenceCandidates(silent)).toEqual([{ step: { do: 'watch-silence' }, at: day(-2 + 60 - 14) }]);
  });

  test('once warned, is looked at when it ends', () => {
    const warned = { ...silent, silenceWarnedAt: day(44) };
    expect(silenceCandidates(warned)).toEqual([{ step: { do: 'watch-silence' }, at: day(58) }]);
  });

  test('that was warned late has fourteen days all the same', () => {
    expect(silenceEnds({ ...silent, silenceWarnedAt: day(50) }, 60)).toBe(day(64));
    expect(silenceEnds({ ...silent, silenceWarnedAt: day(40) }, 60)).toBe(day(58));
    expect(silenceEnds(silent, 60)).toBe(day(58));
  });

  const { silenceDays: _days, ...bound } = silent;
  test.each<[string, Order]>([
    ['whose contract knows no such end', bound],
    ['on which everything was taught', { ...silent, units: [paidUnit(1)] }],
  ])('%s is left alone', (_, given) => {
    expect(silenceCandidates(given)).toEqual([]);
  });

  test('on which a part is still to be taught is not', () => {
    expect(silenceCandidates({ ...silent, units: [paidUnit(1), unit(2)], signedAt: MONDAY })).toHaveLength(1);
  });
});
