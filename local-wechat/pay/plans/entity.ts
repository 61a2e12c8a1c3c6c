import type { PayContext } from '../context';
import type { Plan, SignedDetail, SignPlan } from '../model';
import { rfc3339 } from '../times';

/** The plan as "create, query and stop plan" answer it. */
export function planEntity(context: PayContext, plan: Plan): object {
  return {
    plan_id: plan.planId,
    service_id: plan.serviceId,
    mchid: context.mchid,
    appid: context.appid,
    merchant_plan_no: plan.merchantPlanNo,
    plan_name: plan.planName,
    plan_duration: plan.planDuration,
    plan_state: plan.planState,
    total_original_price: plan.totalOriginalPrice,
    deduction_quantity: plan.details.length,
    total_actual_price: plan.totalActualPrice,
    plan_detail_list: plan.details.map((detail) => ({
      plan_detail_no: detail.planDetailNo,
      plan_detail_name: detail.planDetailName,
      original_price: detail.originalPrice,
      plan_discount_description: detail.planDiscountDescription,
      actual_price: detail.actualPrice,
    })),
    ...(plan.stopTime === undefined ? {} : { stop_mchid: context.mchid, stop_time: rfc3339(plan.stopTime) }),
  };
}

function detailEntity(detail: SignedDetail): object {
  return {
    plan_detail_no: detail.planDetailNo,
    original_price: detail.originalPrice,
    plan_discount_description: detail.planDiscountDescription,
    actual_price: detail.actualPrice,
    plan_detail_state: detail.state,
    ...(detail.orderId === undefined ? {} : { order_id: detail.orderId }),
    merchant_plan_detail_no: detail.merchantPlanDetailNo,
    plan_detail_name: detail.planDetailName,
    ...(detail.actualPayPrice === undefined ? {} : { actual_pay_price: detail.actualPayPrice }),
    use_time: rfc3339(detail.useTime),
    complete_time: rfc3339(detail.completeTime),
    cancel_time: rfc3339(detail.cancelTime),
  };
}

/**
 * The user's sign plan as its API and its callbacks show it. Mind WeChat's spelling: `total_origin_price` here,
 * `total_original_price` on the plan; absent times are empty strings.
 */
export function signPlanEntity(
  context: PayContext,
  plan: SignPlan,
  signState: string = plan.signState,
): object {
  return {
    sign_plan_id: plan.signPlanId,
    openid: plan.openid,
    service_id: plan.serviceId,
    mchid: context.mchid,
    appid: context.appid,
    merchant_sign_plan_no: plan.merchantSignPlanNo,
    merchant_callback_url: plan.notifyUrl,
    plan_id: plan.planId,
    going_detail_no: plan.goingDetailNo,
    sign_state: signState,
    cancel_sign_time: rfc3339(plan.cancelSignTime),
    cancel_sign_type: plan.cancelSignType,
    cancel_reason: plan.cancelReason ?? '',
    plan_name: plan.planName,
    plan_over_time: rfc3339(plan.planOverTime),
    total_origin_price: plan.totalOriginalPrice,
    deduction_quantity: plan.details.length,
    total_actual_price: plan.totalActualPrice,
    signed_detail_list: plan.details.map(detailEntity),
    sign_time: rfc3339(plan.signTime),
  };
}
