import fc from 'fast-check';
import type { CourseContent, PlanDetail } from '../../../server/domain/course/course';
import { type Fen, fen } from '../../../server/domain/money';
import { minimumPlanDays } from '../../../server/domain/plan/duration';
import { planFaults } from '../../../server/domain/plan/faults';
import { priceList } from '../../../server/domain/plan/price-list';
import { content } from '../courses';

const limits = { maxDays: 365, maxQuantity: 48, maxUnitFen: fen(50_000) };

function details(
  changes: Partial<CourseContent> = {},
  alter: (list: PlanDetail[]) => PlanDetail[] = (list) => list,
) {
  const course = content(changes);
  return { course, list: alter(priceList(course, { kind: 'class' })) };
}

/** Alters one detail, keeping its classes' prices in step with its price. */
function altered(no: number, change: Partial<PlanDetail>) {
  return (list: PlanDetail[]) =>
    list.map((detail) => {
      if (detail.no !== no) return detail;
      const next = { ...detail, ...change };
      return { ...next, classPricesFen: change.classPricesFen ?? [next.priceFen] };
    });
}

function codes(changes: Partial<CourseContent>, alter?: (list: PlanDetail[]) => PlanDetail[]): string[] {
  const { course, list } = details(changes, alter);
  return planFaults(list, course, limits).map(({ code, detailNo }) =>
    detailNo ? `${code} ${detailNo}` : code,
  );
}

describe('what WeChat Pay would refuse is said before it does', () => {
  test('a sound plan has no fault', () => {
    expect(codes({})).toEqual([]);
  });

  test.each<[string, Partial<CourseContent>, ((list: PlanDetail[]) => PlanDetail[]) | undefined, string[]]>([
    ['a long name', { title: '课'.repeat(21) }, undefined, ['PLAN_NAME']],
    ['an emoji in the name', { title: '吉他🎸' }, undefined, ['PLAN_NAME']],
    ['a unit name that is too long', {}, altered(2, { name: '课'.repeat(21) }), ['DETAIL_NAME 2']],
    ['a longer validity than the service allows', { planDays: 366 }, undefined, ['DURATION_TOO_LONG']],
    ['no time for make-up classes', { planDays: 90 }, undefined, ['DURATION_TOO_SHORT']],
    ['half a day of validity', { planDays: 100.5 }, undefined, ['DURATION_NOT_WHOLE']],
    ['a lower original price', { originalFen: fen(90_000) }, undefined, ['ABOVE_ORIGINAL 1']],
    ['numbers out of order', {}, altered(4, { no: 5 }), ['NUMBERING 5']],
    [
      'classes that cost less than their unit',
      {},
      altered(4, { classPricesFen: [fen(1)] }),
      ['CLASS_PRICES_MISMATCH 4'],
    ],
  ])('%s', (_, changes, alter, expected) => {
    expect(codes(changes, alter)).toEqual(expect.arrayContaining(expected));
  });

  test('a plan may stand at every bound of its service', () => {
    expect(codes({ planDays: 365 })).toEqual([]);
    const course = content({ totalFen: fen(2_400_000), originalFen: fen(2_400_000) }, 48);
    expect(planFaults(priceList(course, { kind: 'class' }), course, limits)).toEqual([]);
    expect(codes({ planDays: 1 })).toEqual(['DURATION_TOO_SHORT']);
    expect(codes({ planDays: 0 })).toEqual(['DURATION_NOT_WHOLE']);
  });

  test('more units than the service allows, with a way out', () => {
    const course = content({ totalFen: fen(490_000), originalFen: fen(490_000) }, 49);
    const [fault, ...others] = planFaults(priceList(course, { kind: 'class' }), course, limits);
    expect(others).toEqual([]);
    expect(fault).toMatchObject({ code: 'TOO_MANY_DETAILS', text: expect.stringContaining('按阶段扣费') });
    expect(
      planFaults(priceList(course, { kind: 'stage', sizes: Array(7).fill(7) }), course, {
        ...limits,
        maxUnitFen: fen(70_000),
      }),
    ).toEqual([]);
  });

  test('a unit above the most that one service order may charge', () => {
    const course = content();
    const [fault] = planFaults(priceList(course, { kind: 'course' }), course, limits);
    expect(fault).toMatchObject({ code: 'UNIT_ABOVE_CAP', detailNo: 1 });
    expect(fault?.text).toContain('¥1,000.00');
    expect(fault?.text).toContain('¥500.00');
  });

  test('stages of 5, 10 and 5 classes, whose price rises', () => {
    const course = content({}, 20);
    const list = priceList(course, { kind: 'stage', sizes: [5, 10, 5] });
    const faults = planFaults(list, course, { ...limits, maxUnitFen: fen(100_000) });
    expect(faults.map(({ code, detailNo }) => [code, detailNo])).toEqual([['PRICE_RISES', 2]]);
    const falling = priceList(course, { kind: 'stage', sizes: [10, 5, 5] });
    expect(planFaults(falling, course, { ...limits, maxUnitFen: fen(100_000) })).toEqual([]);
  });

  test.each<[Partial<CourseContent>, ((list: PlanDetail[]) => PlanDetail[]) | undefined, string]>([
    [{ title: '' }, undefined, '课程名称不能为空。'],
    [{}, () => [], '至少要有一个扣费节点。'],
    [{ planDays: 0 }, undefined, '扣费计划的有效期要是整数天。'],
    [{ planDays: 366 }, undefined, '有效期 366 天，微信支付最多允许 365 天。'],
    [{ planDays: 1 }, undefined, '有效期 1 天太短，至少 91 天，才来得及补课和扣最后一次费。'],
    [{}, altered(10, { priceFen: fen(1) }), '各节点价格之和 ¥900.01 不等于课程总价 ¥1,000.00。'],
    [{}, altered(10, { originalFen: fen(20_000) }), '各节点原价之和 ¥1,280.00 不等于课程原价 ¥1,200.00。'],
    [{}, altered(4, { no: 5 }), '第 4 个节点的编号是 5。'],
    [{}, altered(4, { name: '' }), '第 4 个节点的名称不能为空。'],
    [{}, altered(4, { priceFen: fen(0) }), '第 4 个节点的价格不能低于 1 分。'],
    [{}, altered(4, { priceFen: fen(12_001) }), '第 4 个节点的价格高于原价。'],
    [
      {},
      altered(4, { priceFen: fen(10_001) }),
      '第 4 个节点比前一个贵，微信支付不允许价格上升。请让后面阶段的课次不多于前面。',
    ],
    [{}, altered(4, { classPricesFen: [fen(1)] }), '第 4 个节点的价格不等于其中各次课之和。'],
  ])('the editor reads what to change (%#)', (changes, alter, text) => {
    const { course, list } = details(changes, alter);
    expect(planFaults(list, course, limits).map((fault) => fault.text)).toContain(text);
  });

  test('classes that cost nothing', () => {
    expect(codes({ totalFen: fen(9) })).toEqual(['UNIT_BELOW_ONE_FEN 10']);
  });

  test('no unit at all', () => {
    expect(planFaults([], content(), limits).map((fault) => fault.code)).toEqual([
      'NO_DETAIL',
      'TOTAL_MISMATCH',
      'ORIGINAL_MISMATCH',
    ]);
  });

  test('all faults are named at once', () => {
    const faults = codes({ title: '', planDays: 400, originalFen: fen(1) }, (list) =>
      altered(7, { priceFen: fen(60_000), name: '' })(altered(3, { priceFen: fen(0) })(list)),
    );
    expect(faults).toEqual(
      expect.arrayContaining([
        'PLAN_NAME',
        'DURATION_TOO_LONG',
        'TOTAL_MISMATCH',
        'UNIT_BELOW_ONE_FEN 3',
        'PRICE_RISES 4',
        'ABOVE_ORIGINAL 2',
        'DETAIL_NAME 7',
        'UNIT_ABOVE_CAP 7',
        'PRICE_RISES 7',
      ]),
    );
  });

  test('any price that rises is found, at every place where it rises', () => {
    const prices = fc.array(fc.integer({ min: 1, max: 50_000 }).map(fen), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(prices, (list) => {
        const planned: PlanDetail[] = list.map((priceFen, index) => ({
          no: index + 1,
          name: `第${index + 1}次课`,
          priceFen,
          originalFen: priceFen,
          classPricesFen: [priceFen],
        }));
        const rises = list.flatMap((price, index) =>
          index > 0 && price > (list[index - 1] as Fen) ? [index + 1] : [],
        );
        const found = planFaults(planned, content(), limits).filter((fault) => fault.code === 'PRICE_RISES');
        expect(found.map((fault) => fault.detailNo)).toEqual(rises);
      }),
    );
  });
});

describe('how long a plan must last', () => {
  test('last class + 60 days for make-ups + window + 30', () => {
    expect(minimumPlanDays('scheduled', 70, 24)).toBe(161);
    expect(minimumPlanDays('scheduled', 70, 25)).toBe(162);
    expect(minimumPlanDays('on-demand', 0, 24)).toBe(31);
  });

  test('a timetable that needs more days than the plan has is named', () => {
    const { course, list } = details({ planDays: 160 });
    expect(planFaults(list, course, limits, 70).map((fault) => fault.code)).toEqual(['DURATION_TOO_SHORT']);
    expect(planFaults(list, course, limits, 69)).toEqual([]);
  });
});
