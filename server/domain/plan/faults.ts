import type { CourseContent, PlanDetail } from '../course/course';
import { type Fen, isPositive, sum, yuanText } from '../money';
import { minimumPlanDays } from './duration';
import { PLAN_TEXT_CHARS, type TextFault, wechatTextFault } from './text';

/** What WeChat's operations set on a `service_id`; not published, so a deployment's settings name them. */
export interface PlanLimits {
  maxDays: number;
  maxQuantity: number;
  /** The most one service order may charge. */
  maxUnitFen: Fen;
}

export type PlanFaultCode =
  | 'PLAN_NAME'
  | 'NO_DETAIL'
  | 'TOO_MANY_DETAILS'
  | 'DURATION_NOT_WHOLE'
  | 'DURATION_TOO_LONG'
  | 'DURATION_TOO_SHORT'
  | 'TOTAL_MISMATCH'
  | 'ORIGINAL_MISMATCH'
  | 'NUMBERING'
  | 'DETAIL_NAME'
  | 'UNIT_BELOW_ONE_FEN'
  | 'UNIT_ABOVE_CAP'
  | 'ABOVE_ORIGINAL'
  | 'PRICE_RISES'
  | 'CLASS_PRICES_MISMATCH';

/** One reason why WeChat Pay would refuse the plan, in the course editor's words. */
export interface PlanFault {
  code: PlanFaultCode;
  /** The charge unit it is about; absent when it is about the whole plan. */
  detailNo?: number;
  text: string;
}

const TEXT_FAULTS: Record<TextFault, string> = {
  empty: '不能为空',
  too_long: `不能超过 ${PLAN_TEXT_CHARS} 个字`,
  forbidden_character: '含有微信支付不支持的字符（如表情符号）',
};

/**
 * Everything for which WeChat Pay (create payscore plan) would refuse this price list, and what would leave us
 * unable to charge later, all at once; empty when there is nothing.
 * @param spanDays days from signing to the last class, where a timetable is known
 */
export function planFaults(
  details: readonly PlanDetail[],
  content: CourseContent,
  limits: PlanLimits,
  spanDays = 0,
): PlanFault[] {
  return [
    ...nameFaults(content),
    ...quantityFaults(details, limits),
    ...durationFaults(content, limits, spanDays),
    ...totalFaults(details, content),
    ...details.flatMap((detail, index) => detailFaults(detail, index, details[index - 1], limits)),
  ];
}

function nameFaults(content: CourseContent): PlanFault[] {
  const fault = wechatTextFault(content.title, PLAN_TEXT_CHARS);
  return fault ? [{ code: 'PLAN_NAME', text: `课程名称${TEXT_FAULTS[fault]}。` }] : [];
}

function quantityFaults(details: readonly PlanDetail[], limits: PlanLimits): PlanFault[] {
  if (details.length === 0) return [{ code: 'NO_DETAIL', text: '至少要有一个扣费节点。' }];
  if (details.length <= limits.maxQuantity) return [];
  const text = `扣费节点有 ${details.length} 个，微信支付最多允许 ${limits.maxQuantity} 个，可以改为按阶段扣费。`;
  return [{ code: 'TOO_MANY_DETAILS', text }];
}

function durationFaults(content: CourseContent, limits: PlanLimits, spanDays: number): PlanFault[] {
  const days = content.planDays;
  if (!Number.isSafeInteger(days) || days < 1) {
    return [{ code: 'DURATION_NOT_WHOLE', text: '扣费计划的有效期要是整数天。' }];
  }
  const least = minimumPlanDays(content.mode, spanDays, content.windowHours);
  if (days > limits.maxDays) {
    return [
      { code: 'DURATION_TOO_LONG', text: `有效期 ${days} 天，微信支付最多允许 ${limits.maxDays} 天。` },
    ];
  }
  if (days >= least) return [];
  const text = `有效期 ${days} 天太短，至少 ${least} 天，才来得及补课和扣最后一次费。`;
  return [{ code: 'DURATION_TOO_SHORT', text }];
}

function totalFaults(details: readonly PlanDetail[], content: CourseContent): PlanFault[] {
  const faults: PlanFault[] = [];
  const total = sum(details.map((detail) => detail.priceFen));
  if (total !== content.totalFen) {
    const text = `各节点价格之和 ${yuanText(total)} 不等于课程总价 ${yuanText(content.totalFen)}。`;
    faults.push({ code: 'TOTAL_MISMATCH', text });
  }
  const original = sum(details.map((detail) => detail.originalFen));
  if (original !== content.originalFen) {
    const text = `各节点原价之和 ${yuanText(original)} 不等于课程原价 ${yuanText(content.originalFen)}。`;
    faults.push({ code: 'ORIGINAL_MISMATCH', text });
  }
  return faults;
}

function detailFaults(
  detail: PlanDetail,
  index: number,
  before: PlanDetail | undefined,
  limits: PlanLimits,
): PlanFault[] {
  const { no: detailNo, priceFen, originalFen } = detail;
  const faults: PlanFault[] = [];
  const add = (code: PlanFaultCode, text: string) => faults.push({ code, detailNo, text });

  if (detailNo !== index + 1) add('NUMBERING', `第 ${index + 1} 个节点的编号是 ${detailNo}。`);
  const name = wechatTextFault(detail.name, PLAN_TEXT_CHARS);
  if (name) add('DETAIL_NAME', `第 ${detailNo} 个节点的名称${TEXT_FAULTS[name]}。`);
  if (!isPositive(priceFen)) add('UNIT_BELOW_ONE_FEN', `第 ${detailNo} 个节点的价格不能低于 1 分。`);
  if (priceFen > limits.maxUnitFen) {
    add(
      'UNIT_ABOVE_CAP',
      `第 ${detailNo} 个节点 ${yuanText(priceFen)}，每次最多扣 ${yuanText(limits.maxUnitFen)}。`,
    );
  }
  if (priceFen > originalFen) add('ABOVE_ORIGINAL', `第 ${detailNo} 个节点的价格高于原价。`);
  if (before && priceFen > before.priceFen) {
    add(
      'PRICE_RISES',
      `第 ${detailNo} 个节点比前一个贵，微信支付不允许价格上升。请让后面阶段的课次不多于前面。`,
    );
  }
  if (sum(detail.classPricesFen) !== priceFen) {
    add('CLASS_PRICES_MISMATCH', `第 ${detailNo} 个节点的价格不等于其中各次课之和。`);
  }
  return faults;
}
