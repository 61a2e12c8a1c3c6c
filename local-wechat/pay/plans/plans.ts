import { boundService, type PayContext } from '../context';
import { digestOf } from '../digest';
import { refuse, refuseField } from '../errors';
import type { CREATE_PLAN } from '../limits/plan';
import type { Checked } from '../limits/table';
import type { Plan } from '../model';
import type { ServiceSetup } from '../services';
import { planEntity } from './entity';

type CreatePlan = Checked<typeof CREATE_PLAN>;

/** "WeChat Pay: create plan" (P1). Idempotent by `merchant_plan_no`. */
export function createPlan(context: PayContext, request: CreatePlan): object {
  const service = boundService(context, request.service_id, request.appid);
  const digest = digestOf(request);
  const before = context.plans.one('merchantPlanNo', request.merchant_plan_no);
  if (before) {
    if (before.digest !== digest) refuse('reentryMismatch');
    if (context.switches().p1Reentry === 'refuse') refuse('reentryRefused');
    return planEntity(context, before);
  }
  checkSize(service, request);
  checkPrices(request);
  const plan = newPlan(context, request, digest);
  context.plans.put(plan);
  return planEntity(context, plan);
}

function newPlan(context: PayContext, request: CreatePlan, digest: string): Plan {
  return {
    planId: context.numbers.planId(context.clock.now()),
    merchantPlanNo: request.merchant_plan_no,
    serviceId: request.service_id,
    planName: request.plan_name,
    planDuration: request.plan_duration,
    planState: 'NORMAL',
    totalOriginalPrice: request.total_original_price,
    totalActualPrice: request.total_actual_price,
    details: request.plan_detail_list.map((detail, index) => ({
      planDetailNo: index + 1,
      planDetailName: detail.plan_detail_name,
      originalPrice: detail.original_price,
      planDiscountDescription: detail.plan_discount_description ?? '',
      actualPrice: detail.actual_price,
    })),
    digest,
  };
}

/** What operations staff allow for the service, and the count that must match the list. */
function checkSize(service: ServiceSetup, request: CreatePlan): void {
  const { plan_duration, deduction_quantity, plan_detail_list } = request;
  if (plan_duration > service.maxDurationDays)
    refuseField('/plan_duration', plan_duration, `计划有效期不能超过${service.maxDurationDays}天`, 'range');
  if (deduction_quantity > service.maxDeductions)
    refuseField(
      '/deduction_quantity',
      deduction_quantity,
      `扣费次数不能超过${service.maxDeductions}次`,
      'range',
    );
  if (deduction_quantity !== plan_detail_list.length)
    refuseField('/deduction_quantity', deduction_quantity, '扣费次数须与扣费明细的条数一致');
}

/** Prices never rise along the list, none is above its original price, and both totals are sums. */
function checkPrices(request: CreatePlan): void {
  let previous = Number.MAX_SAFE_INTEGER;
  let original = 0;
  let actual = 0;
  request.plan_detail_list.forEach((detail, index) => {
    const pointer = `/plan_detail_list/${index}/actual_price`;
    if (detail.actual_price > detail.original_price)
      refuseField(pointer, detail.actual_price, '实际价格不能大于原价');
    if (detail.actual_price > previous)
      refuseField(pointer, detail.actual_price, '实际价格不能大于前一项的实际价格');
    previous = detail.actual_price;
    original += detail.original_price;
    actual += detail.actual_price;
  });
  if (request.total_original_price !== original)
    refuseField(
      '/total_original_price',
      request.total_original_price,
      '原总价须等于各项原价之和',
      'amountFormula',
    );
  if (request.total_actual_price !== actual)
    refuseField(
      '/total_actual_price',
      request.total_actual_price,
      '实际总价须等于各项实际价格之和',
      'amountFormula',
    );
}

function planOf(context: PayContext, merchantPlanNo: string): Plan {
  return context.plans.one('merchantPlanNo', merchantPlanNo) ?? refuse('resourceUnknown', '计划不存在');
}

/** "WeChat Pay: query plan" (P2). */
export function queryPlan(context: PayContext, merchantPlanNo: string): object {
  return planEntity(context, planOf(context, merchantPlanNo));
}

/** "WeChat Pay: stop plan" (P3): nobody new can sign, signed users go on; there is no way back. */
export function stopPlan(context: PayContext, merchantPlanNo: string): object {
  const plan = planOf(context, merchantPlanNo);
  if (plan.planState === 'NORMAL') {
    plan.planState = 'STOP';
    plan.stopTime = context.clock.now();
    context.plans.put(plan);
  }
  return planEntity(context, plan);
}
