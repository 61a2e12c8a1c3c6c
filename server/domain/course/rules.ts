import { isPositive } from '../money';
import { PLAN_TEXT_CHARS, wechatTextFault } from '../plan/text';
import type { Time } from '../time';
import type { Audience, CourseContent, CourseMode, RungTerms, UnitTerms } from './course';

/** Bounds of the objection window, hours: shorter can't be used by a working parent, longer delays every class. */
export const WINDOW_HOURS = { least: 2, most: 72 } as const;

/** One thing that stands against publishing a course, in the editor's words; `field` is its path in the content. */
export interface ContentFault {
  code: string;
  field: string;
  text: string;
}

/**
 * What is wrong with a course by itself, all at once; empty when nothing is. What WeChat Pay would refuse of its
 * price lists is found by `planFaults`, what the region forbids by `decide`.
 */
export function contentFaults(content: CourseContent): ContentFault[] {
  return [
    ...titleFaults(content.title),
    ...priceFaults(content),
    ...lessonFaults(content),
    ...rungFaults(content),
    ...termFaults(content),
  ];
}

function titleFaults(title: string): ContentFault[] {
  switch (wechatTextFault(title, PLAN_TEXT_CHARS)) {
    case 'empty':
      return [{ code: 'TITLE_EMPTY', field: 'title', text: '请填写课程名称。' }];
    case 'too_long':
      return [{ code: 'TITLE_TOO_LONG', field: 'title', text: `课程名称最多 ${PLAN_TEXT_CHARS} 个字。` }];
    case 'forbidden_character':
      return [
        {
          code: 'TITLE_CHARACTERS',
          field: 'title',
          text: '课程名称里有微信支付不支持的字符（如表情符号）。',
        },
      ];
    default:
      return [];
  }
}

function priceFaults({ totalFen, originalFen }: CourseContent): ContentFault[] {
  const faults: ContentFault[] = [];
  if (!isPositive(totalFen)) faults.push({ code: 'NO_PRICE', field: 'totalFen', text: '请填写课程总价。' });
  if (originalFen < totalFen) {
    faults.push({ code: 'ORIGINAL_TOO_LOW', field: 'originalFen', text: '原价不能低于总价。' });
  }
  return faults;
}

function lessonFaults({ mode, lessons }: CourseContent): ContentFault[] {
  if (lessons.length === 0) return [{ code: 'NO_LESSONS', field: 'lessons', text: '至少要有一次课。' }];
  return lessons.flatMap((lesson, index) => {
    const field = `lessons.${index}`;
    const faults: ContentFault[] = [];
    if (lesson.title.trim() === '') {
      faults.push({ code: 'LESSON_TITLE', field, text: `请填写第 ${index + 1} 次课的名称。` });
    }
    if (mode === 'on-demand' && (lesson.content ?? []).length === 0) {
      faults.push({ code: 'LESSON_CONTENT', field, text: `第 ${index + 1} 课还没有上传内容。` });
    }
    return faults;
  });
}

function rungFaults({ rungs, lessons }: CourseContent): ContentFault[] {
  if (rungs.length === 0) return [{ code: 'NO_RUNG', field: 'rungs', text: '至少要有一种扣费方式。' }];
  return rungs.flatMap((rung, index) => {
    const field = `rungs.${index}`;
    const before = rungs.slice(0, index);
    const faults: ContentFault[] = [];
    if (before.some((other) => other.key === rung.key)) {
      faults.push({ code: 'RUNG_REPEATED', field, text: '扣费方式的名称重复了。' });
    }
    if (before.some((other) => sameTerms(other, rung))) {
      faults.push({ code: 'RUNG_SAME_UNIT', field, text: '有两种扣费方式的扣费节点一样，请只留一种。' });
    }
    return [...faults, ...stageFaults(rung.unit, lessons.length, field)];
  });
}

function sameTerms(a: RungTerms, b: RungTerms): boolean {
  return JSON.stringify(a.unit) === JSON.stringify(b.unit);
}

function stageFaults(unit: UnitTerms, classCount: number, field: string): ContentFault[] {
  if (unit.kind !== 'stage') return [];
  if (unit.sizes.length === 0 || unit.sizes.some((size) => !Number.isSafeInteger(size) || size < 1)) {
    return [{ code: 'STAGE_SIZE', field, text: '每个阶段至少要有一次课。' }];
  }
  const inStages = unit.sizes.reduce((total, size) => total + size, 0);
  if (inStages === classCount) return [];
  const text = `各阶段共 ${inStages} 次课，课程有 ${classCount} 次课。`;
  return [{ code: 'STAGES_MISMATCH', field, text }];
}

function termFaults(content: CourseContent): ContentFault[] {
  const faults: ContentFault[] = [];
  const { least, most } = WINDOW_HOURS;
  if (!isWhole(content.windowHours, least, most)) {
    const text = `异议时间要在 ${least} 到 ${most} 小时之间。`;
    faults.push({ code: 'WINDOW', field: 'windowHours', text });
  }
  if (!isWhole(content.planDays, 1, Number.MAX_SAFE_INTEGER)) {
    faults.push({ code: 'PLAN_DAYS', field: 'planDays', text: '扣费计划的有效期要是整数天。' });
  }
  if (!isWhole(content.classMinutes, 1, 24 * 60)) {
    faults.push({ code: 'CLASS_MINUTES', field: 'classMinutes', text: '请填写每次课的分钟数。' });
  }
  if (content.contractText.trim() === '') {
    faults.push({ code: 'NO_CONTRACT', field: 'contractText', text: '请填写合同正文。' });
  }
  return faults;
}

function isWhole(value: number, least: number, most: number): boolean {
  return Number.isSafeInteger(value) && value >= least && value <= most;
}

/** Ages a course is for, by the birthday in the running year; bounds belong to both neighbours. */
const AGES: Record<Audience, { from: number; to: number }> = {
  preschool: { from: 3, to: 6 },
  child: { from: 6, to: 12 },
  teenager: { from: 12, to: 18 },
  adult: { from: 18, to: 120 },
};

/**
 * Whether a course is for this student. Only the year of birth is known, so the age is the one reached in the year
 * of `at`: someone who turns 18 this year may take a teenager's course or an adult's.
 */
export function fitsAudience(audience: Audience, birthYear: number, at: Time): boolean {
  const age = Number(at.slice(0, 4)) - birthYear;
  return age >= AGES[audience].from && age <= AGES[audience].to;
}

/**
 * Whether a course can be paid class by class without a signature. Lessons on demand can't: each is opened by a service
 * order of its unit, and there is none without a signed plan.
 */
export function takesOrdinaryPayment({
  mode,
  ordinaryPayment,
}: Pick<CourseContent, 'mode' | 'ordinaryPayment'>): boolean {
  return ordinaryPayment && mode === 'scheduled';
}

/** What a charge unit is called beside its price: `¥100.00 每次课`. */
export function unitLabel(unit: UnitTerms, mode: CourseMode): string {
  switch (unit.kind) {
    case 'class':
      return mode === 'scheduled' ? '每次课' : '每课';
    case 'stage':
      return '每阶段';
    case 'course':
      return '全部课程';
  }
}
