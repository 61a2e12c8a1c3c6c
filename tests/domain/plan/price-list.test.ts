import fc from 'fast-check';
import type { UnitTerms } from '../../../server/domain/course/course';
import { fen, sum } from '../../../server/domain/money';
import { planFaults } from '../../../server/domain/plan/faults';
import { priceList } from '../../../server/domain/plan/price-list';
import { content } from '../courses';

const wide = { maxDays: 10_000, maxQuantity: 1_000, maxUnitFen: fen(100_000_000) };

describe('the price list of a course', () => {
  test('by class: every class is a unit', () => {
    const list = priceList(content({ totalFen: fen(1000), originalFen: fen(1001) }, 3), { kind: 'class' });
    expect(list).toEqual([
      { no: 1, name: '第1次课', priceFen: 334, originalFen: 334, classPricesFen: [334] },
      { no: 2, name: '第2次课', priceFen: 333, originalFen: 334, classPricesFen: [333] },
      { no: 3, name: '第3次课', priceFen: 333, originalFen: 333, classPricesFen: [333] },
    ]);
  });

  test('by stage: each stage names its classes and costs their sum', () => {
    const list = priceList(content({ totalFen: fen(1001) }, 11), { kind: 'stage', sizes: [5, 5, 1] });
    expect(list.map((detail) => detail.name)).toEqual([
      '第1阶段（第1–5次课）',
      '第2阶段（第6–10次课）',
      '第3阶段（第11次课）',
    ]);
    expect(list.map((detail) => detail.priceFen)).toEqual([455, 455, 91]);
  });

  test('by course: one unit', () => {
    const [unit, ...others] = priceList(content({}, 10), { kind: 'course' });
    expect(others).toEqual([]);
    expect(unit).toMatchObject({ no: 1, name: '全部课程', priceFen: 100_000, originalFen: 120_000 });
    expect(unit?.classPricesFen).toHaveLength(10);
  });

  test('digital content speaks of lessons, not of meetings', () => {
    const list = priceList(content({ mode: 'on-demand' }, 2), { kind: 'class' });
    expect(list.map((detail) => detail.name)).toEqual(['第1课', '第2课']);
  });

  test('stages that do not add up to the classes are refused', () => {
    expect(() => priceList(content({}, 10), { kind: 'stage', sizes: [5, 4] })).toThrow(RangeError);
  });

  test('every rung has the same price, class by class, and passes every check of WeChat Pay', () => {
    const course = fc
      .record({ size: fc.integer({ min: 1, max: 12 }), count: fc.integer({ min: 1, max: 20 }) })
      .chain(({ size, count }) =>
        fc.record({
          sizes: fc.constant(Array<number>(count).fill(size)),
          total: fc.integer({ min: size * count, max: 5_000_000 }),
          discount: fc.nat({ max: 1_000_000 }),
        }),
      );
    fc.assert(
      fc.property(course, ({ sizes, total, discount }) => {
        const classCount = sizes.reduce((a, b) => a + b, 0);
        const frozen = content({ totalFen: fen(total), originalFen: fen(total + discount) }, classCount);
        const units: UnitTerms[] = [{ kind: 'class' }, { kind: 'stage', sizes }, { kind: 'course' }];
        const lists = units.map((unit) => priceList(frozen, unit));
        const perClass = lists.map((list) => list.flatMap((detail) => detail.classPricesFen));
        expect(perClass[1]).toEqual(perClass[0]);
        expect(perClass[2]).toEqual(perClass[0]);
        for (const list of lists) {
          expect(sum(list.map((detail) => detail.priceFen))).toBe(total);
          expect(planFaults(list, frozen, wide)).toEqual([]);
        }
      }),
    );
  });
});
