import type { CourseContent, CourseMode, PlanDetail, UnitTerms } from '../course/course';
import { groupBySizes, split, splitBySizes } from '../money';

/** Number of classes of each charge unit, in order: all ones for `class`, one number for `course`. */
export function unitSizes(unit: UnitTerms, classCount: number): number[] {
  switch (unit.kind) {
    case 'class':
      return Array<number>(classCount).fill(1);
    case 'stage':
      return [...unit.sizes];
    case 'course':
      return [classCount];
  }
}

/**
 * The price list of a course for one rung: what becomes the WeChat plan's `plan_detail_list`. The total is split
 * exactly over the classes, the remainder going to the first ones; a unit costs the exact sum of its classes, so
 * every rung of a course has the same price.
 * @throws RangeError when there is no class, or stages don't add up to the classes (`contentFaults` says so first)
 */
export function priceList(content: CourseContent, unit: UnitTerms): PlanDetail[] {
  const classCount = content.lessons.length;
  const sizes = unitSizes(unit, classCount);
  const classPrices = groupBySizes(split(content.totalFen, classCount), sizes);
  const prices = splitBySizes(content.totalFen, sizes);
  const originals = splitBySizes(content.originalFen, sizes);
  let first = 1;
  return sizes.map((size, index) => {
    const detail: PlanDetail = {
      no: index + 1,
      name: unitName(content.mode, unit, index + 1, first, size),
      priceFen: at(prices, index),
      originalFen: at(originals, index),
      classPricesFen: at(classPrices, index),
    };
    first += size;
    return detail;
  });
}

/** The unit's name on WeChat's pages and ours: 第3次课, 第2阶段（第6–10次课）, 全部课程. */
function unitName(mode: CourseMode, unit: UnitTerms, no: number, first: number, size: number): string {
  const word = mode === 'scheduled' ? '次课' : '课';
  if (unit.kind === 'course') return '全部课程';
  if (unit.kind === 'class') return `第${no}${word}`;
  const classes = size === 1 ? `第${first}${word}` : `第${first}–${first + size - 1}${word}`;
  return `第${no}阶段（${classes}）`;
}

function at<T>(list: readonly T[], index: number): T {
  const item = list[index];
  if (item === undefined) throw new RangeError(`nothing at ${index}`);
  return item;
}
