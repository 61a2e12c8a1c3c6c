import { conversionRatio } from '../../../server/domain/figures/comparison';
import { AMOUNTS, addFigures } from '../../../server/domain/figures/figures';
import { orderFigures } from '../../../server/domain/figures/order-figures';
import { chartWeeks, comparedDays, periodDays } from '../../../server/domain/figures/periods';
import type { LedgerEntry } from '../../../server/domain/ledger/entry';
import { POSTINGS } from '../../../server/domain/ledger/postings';
import { fen } from '../../../server/domain/money';
import type { Order } from '../../../server/domain/order/order';
import type { Time } from '../../../server/domain/time';

const at = (text: string) => text as Time;
const NOON = at('2026-11-20T12:00:00.000+08:00');

const ORDER = {
  ...{ _id: 'o1', state: 'signing', createdAt: at('2026-11-01T09:00:00.000+08:00') },
  ...{ attempts: [], units: [] },
} as object as Order;

describe('the ledger in figures', () => {
  test.each(Object.entries(POSTINGS))('%s is counted once, on the day it was booked', (_name, posting) => {
    const entry = { ...posting, orderId: 'o1', at: NOON, amountFen: fen(123), unitNo: 1 };
    const days = orderFigures({ order: ORDER, entries: [entry as object as LedgerEntry], seats: [] });
    const figures = days.get('2026-11-20') ?? {};
    expect(AMOUNTS.flatMap((name) => figures[name] ?? [])).toEqual([123]);
  });

  test('a payment of one who pays class by class is counted as such beside the whole', () => {
    const order = { ...ORDER, ordinary: true } as Order;
    const entry = { ...POSTINGS.collect, at: NOON, amountFen: fen(50), unitNo: 1 } as object as LedgerEntry;
    const figures = orderFigures({ order, entries: [entry], seats: [] }).get('2026-11-20');
    expect(figures).toEqual({ collectedFen: 50, ordinaryFen: 50 });
  });
});

test('sums leave out what is nothing', () => {
  expect(addFigures([{ ordered: 1, taughtFen: fen(5) }, { ordered: 2 }, {}])).toEqual({
    ordered: 3,
    taughtFen: 5,
  });
});

describe('the ratio of the two ways', () => {
  test('agrees with a worked example of the log method', () => {
    // 30 of 50 against 20 of 60: 0.6 / 0.3333 = 1.8; se = √(1/30 − 1/50 + 1/20 − 1/60) = 0.2160
    expect(conversionRatio({ begun: 50, came: 30 }, { begun: 60, came: 20 })).toEqual({
      ratio: 1800,
      low: 1179,
      high: 2749,
    });
  });

  test('is the same the other way round', () => {
    const a = conversionRatio({ begun: 50, came: 30 }, { begun: 60, came: 20 });
    const b = conversionRatio({ begun: 60, came: 20 }, { begun: 50, came: 30 });
    expect(((a?.ratio ?? 0) * (b?.ratio ?? 0)) / 1_000_000).toBeCloseTo(1, 2);
    expect(((a?.low ?? 0) * (b?.high ?? 0)) / 1_000_000).toBeCloseTo(1, 2);
  });

  test('says something from twenty who chose each way, and five of them who came', () => {
    const ratio = conversionRatio({ begun: 20, came: 5 }, { begun: 20, came: 5 });
    expect(ratio?.ratio).toBe(1000);
  });

  test.each([
    ['few of one way', { begun: 19, came: 18 }, { begun: 500, came: 400 }],
    ['hardly anybody came', { begun: 500, came: 400 }, { begun: 200, came: 4 }],
    ['nobody yet', { begun: 0, came: 0 }, { begun: 0, came: 0 }],
  ])('says nothing while the counts are small: %s', (_why, score, ordinary) => {
    expect(conversionRatio(score, ordinary)).toBeUndefined();
  });
});

describe('periods', () => {
  test.each([
    ['week', '2026-11-22T09:41:00.000+08:00', '2026-11-16', '2026-11-22'],
    ['week', '2026-11-23T00:00:00.000+08:00', '2026-11-23', '2026-11-23'],
    ['month', '2026-11-22T09:41:00.000+08:00', '2026-10-24', '2026-11-22'],
    ['quarter', '2026-11-22T09:41:00.000+08:00', '2026-10-01', '2026-11-22'],
    ['quarter', '2026-01-01T00:00:00.000+08:00', '2026-01-01', '2026-01-01'],
    ['quarter', '2026-09-30T23:59:59.999+08:00', '2026-07-01', '2026-09-30'],
  ] as const)('a %s on %s goes from %s', (period, now, from, to) => {
    expect(periodDays(period, at(now))).toEqual({ from, to });
  });

  test('the chart ends with this week', () => {
    const weeks = chartWeeks(at('2026-11-22T09:41:00.000+08:00'));
    expect(weeks.map((week) => week.from)).toEqual([
      ...['2026-09-28', '2026-10-05', '2026-10-12', '2026-10-19', '2026-10-26', '2026-11-02'],
      ...['2026-11-09', '2026-11-16'],
    ]);
    expect(weeks.at(-1)?.to).toBe('2026-11-22');
  });

  test('the comparison leaves out who has had no time for a first class', () => {
    expect(comparedDays(at('2026-11-22T09:41:00.000+08:00'))).toEqual({
      from: '2026-05-13',
      to: '2026-11-08',
    });
  });
});
