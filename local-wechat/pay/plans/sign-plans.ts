import { boundService, type PayContext } from '../context';
import { digestOf } from '../digest';
import { refuse, refuseField } from '../errors';
import type { CREATE_SIGN_PLAN } from '../limits/sign-plan';
import type { Checked } from '../limits/table';
import type { Plan, SignedDetail, SignPlan } from '../model';
import { HOUR } from '../times';
import { cancelSignPlan } from './cancel';
import { signPlanEntity } from './entity';
import { liveOrdersOf } from './live';

/** How long the ticket of WeChat's signing page lives. */
export const PACKAGE_LIFE = 2 * HOUR;

type CreateSignPlan = Checked<typeof CREATE_SIGN_PLAN>;

/**
 * "WeChat Pay: create user sign plan" (G1). It never says anything about the user's score: that is decided later, on
 * WeChat's own page.
 */
export function createSignPlan(context: PayContext, request: CreateSignPlan): object {
  boundService(context, request.service_id, request.appid);
  const digest = digestOf(request);
  const before = context.signPlans.one('merchantSignPlanNo', request.merchant_sign_plan_no);
  if (before) return answer(context, repeated(context, before, digest));
  const plan = context.plans.get(request.plan_id) ?? refuse('resourceUnknown', '计划不存在');
  if (plan.serviceId !== request.service_id) refuse('rule', '计划不属于该服务');
  if (plan.planState !== 'NORMAL') refuse('rule', '计划已停用');
  const signPlan = newSignPlan(context, request, plan, digest);
  context.signPlans.put(signPlan);
  return answer(context, signPlan);
}

function answer(context: PayContext, signPlan: SignPlan): object {
  return { sign_plan: signPlanEntity(context, signPlan), package: signPlan.package };
}

function repeated(context: PayContext, before: SignPlan, digest: string): SignPlan {
  const { g1Reentry } = context.switches();
  if (before.digest !== digest) refuse('reentryMismatch');
  if (g1Reentry === 'refuse') refuse('reentryRefused');
  if (g1Reentry === 'same' || before.signState !== 'UNSIGNED') return before;
  before.package = context.numbers.package();
  before.packageDiesAt = context.clock.now() + PACKAGE_LIFE;
  context.signPlans.put(before);
  return before;
}

function newSignPlan(context: PayContext, request: CreateSignPlan, plan: Plan, digest: string): SignPlan {
  const now = context.clock.now();
  const details = numberedDetails(context, request, plan);
  return {
    signPlanId: context.numbers.signPlanId(now),
    merchantSignPlanNo: request.merchant_sign_plan_no,
    openid: request.openid,
    serviceId: request.service_id,
    planId: plan.planId,
    planName: plan.planName,
    notifyUrl: request.notify_url,
    package: context.numbers.package(),
    packageDiesAt: now + PACKAGE_LIFE,
    signState: 'UNSIGNED',
    cancelSignType: 'NOT_CANCEL',
    planDuration: plan.planDuration,
    goingDetailNo: 0,
    totalOriginalPrice: plan.totalOriginalPrice,
    totalActualPrice: plan.totalActualPrice,
    details,
    digest,
  };
}

/** The plan's details with the merchant's numbers: one for each, 1 to N, none ever used before by this merchant. */
function numberedDetails(context: PayContext, request: CreateSignPlan, plan: Plan): SignedDetail[] {
  const numbers = new Map<number, string>();
  request.sign_plan_detail.forEach((given, index) => {
    const { plan_detail_no, merchant_plan_detail_no } = given;
    const pointer = `/sign_plan_detail/${index}`;
    if (plan_detail_no > plan.details.length || numbers.has(plan_detail_no))
      refuseField(`${pointer}/plan_detail_no`, plan_detail_no, '须为计划的扣费明细序号且不能重复');
    if ([...numbers.values()].includes(merchant_plan_detail_no))
      refuseField(`${pointer}/merchant_plan_detail_no`, merchant_plan_detail_no, '商户扣费明细号重复');
    if (context.detailNumbers.get(merchant_plan_detail_no))
      refuse('rule', `商户扣费明细号${merchant_plan_detail_no}已存在`);
    numbers.set(plan_detail_no, merchant_plan_detail_no);
  });
  return plan.details.map((detail) => {
    const merchantPlanDetailNo = numbers.get(detail.planDetailNo);
    if (merchantPlanDetailNo === undefined)
      refuseField('/sign_plan_detail', numbers.size, '条数须与计划的扣费明细一致');
    context.detailNumbers.put({ number: merchantPlanDetailNo });
    return { ...detail, merchantPlanDetailNo, state: 'NOT_USED' };
  });
}

export function signPlanByMerchantNo(context: PayContext, number: string): SignPlan {
  return context.signPlans.one('merchantSignPlanNo', number) ?? refuse('resourceUnknown', '签约计划不存在');
}

/** "WeChat Pay: query user sign plan" (G2). */
export function querySignPlan(context: PayContext, number: string): object {
  return signPlanEntity(context, signPlanByMerchantNo(context, number));
}

/** "WeChat Pay: stop user sign plan" (G3), by the merchant. */
export function stopSignPlan(context: PayContext, number: string, reason: string): object {
  const signPlan = signPlanByMerchantNo(context, number);
  if (signPlan.signState === 'SIGN_PLAN_CANCEL') return signPlanEntity(context, signPlan);
  if (signPlan.signState !== 'SIGNED' && signPlan.signState !== 'UNSIGNED')
    refuse('rule', '签约计划已结束，不能解约');
  const { stopWithLiveOrder, stopSendsCallback } = context.switches();
  if (stopWithLiveOrder === 'refuse' && liveOrdersOf(context, signPlan).length > 0)
    refuse('rule', '存在未完成订单，不能解约');
  cancelSignPlan(context, signPlan, { type: 'MERCHANT', reason, tell: stopSendsCallback });
  return querySignPlan(context, number);
}
