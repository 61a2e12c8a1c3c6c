import { sum } from '../../domain/money';
import type { WriteInputs } from '../../ports/pay-score';
import { isNumber, requireAll, shownText } from './limits';
import { type Draft, type RequestContext, serviceOf } from './requests';

const PLANS = '/v3/payscore/plan/payscore-plans';
const SIGN_PLANS = '/v3/payscore/sign-plan/user-sign-plans';

export function planPath(merchantPlanNo: string): string {
  requireAll([[isNumber(merchantPlanNo), 'merchant_plan_no']]);
  return `${PLANS}/merchant-plan-no/${merchantPlanNo}`;
}

export function signPlanPath(merchantSignPlanNo: string): string {
  requireAll([[isNumber(merchantSignPlanNo), 'merchant_sign_plan_no']]);
  return `${SIGN_PLANS}/merchant-sign-plan-no/${merchantSignPlanNo}`;
}

/** WeChat Pay Score: create plan (创建支付分计划). WeChat numbers the details in the order given. */
export function createPlan(context: RequestContext, input: WriteInputs['create-plan']): Draft {
  const { serviceId, maxDays, maxQuantity, maxUnitFen } = serviceOf(context, input.serviceKey);
  const { details, durationDays, merchantPlanNo } = input;
  requireAll([
    [isNumber(merchantPlanNo), 'merchant_plan_no'],
    [Number.isInteger(durationDays) && durationDays >= 1, 'plan_duration is no number of days'],
    [durationDays <= maxDays, `plan_duration ${durationDays} is above the service's ${maxDays}`],
    [details.length >= 1, 'a plan needs a detail'],
    [details.length <= maxQuantity, `${details.length} details are more than the service's ${maxQuantity}`],
    ...details.flatMap((detail, at): [boolean, string][] => [
      [detail.priceFen <= detail.originalFen, `detail ${at + 1}: price above its original price`],
      [detail.priceFen <= (details[at - 1]?.priceFen ?? detail.priceFen), `detail ${at + 1}: price rises`],
      [detail.priceFen <= maxUnitFen, `detail ${at + 1}: price above the service's ${maxUnitFen} fen`],
    ]),
  ]);
  const body = {
    service_id: serviceId,
    appid: context.config.appid,
    merchant_plan_no: merchantPlanNo,
    plan_name: shownText(input.name, 20, 'plan_name'),
    plan_duration: durationDays,
    deduction_quantity: details.length,
    total_original_price: sum(details.map((detail) => detail.originalFen)),
    total_actual_price: sum(details.map((detail) => detail.priceFen)),
    plan_detail_list: details.map((detail) => ({
      plan_detail_name: shownText(detail.name, 20, 'plan_detail_name'),
      original_price: detail.originalFen,
      ...(detail.discount === undefined
        ? {}
        : { plan_discount_description: shownText(detail.discount, 20, 'plan_discount_description') }),
      actual_price: detail.priceFen,
    })),
  };
  return { number: merchantPlanNo, path: PLANS, body };
}

/** WeChat Pay Score: stop plan (停止支付分计划). Without a body; those who signed go on. */
export function stopPlan(_context: RequestContext, input: WriteInputs['stop-plan']): Draft {
  return { number: input.merchantPlanNo, path: `${planPath(input.merchantPlanNo)}/stop` };
}

/** WeChat Pay Score: create user sign plan (创建用户的签约计划). Fixes the number of every service order to come. */
export function createSignPlan(context: RequestContext, input: WriteInputs['create-sign-plan']): Draft {
  const { serviceId } = serviceOf(context, input.serviceKey);
  const { details, openid, planId, merchantSignPlanNo } = input;
  requireAll([
    [isNumber(merchantSignPlanNo), 'merchant_sign_plan_no'],
    [/^\d{1,32}$/.test(planId), 'plan_id'],
    [/^[0-9A-Za-z_-]{1,128}$/.test(openid), 'openid'],
    [details.length >= 1, 'a sign plan needs a detail'],
    [new Set(details.map((detail) => detail.outTradeNo)).size === details.length, 'detail numbers repeat'],
    ...details.flatMap((detail, at): [boolean, string][] => [
      [detail.no === at + 1, `detail ${at + 1} has number ${detail.no}`],
      [isNumber(detail.outTradeNo), `detail ${at + 1}: merchant_plan_detail_no`],
    ]),
  ]);
  const body = {
    service_id: serviceId,
    plan_id: planId,
    appid: context.config.appid,
    openid,
    merchant_sign_plan_no: merchantSignPlanNo,
    notify_url: context.config.notifyUrl,
    sign_plan_detail: details.map((detail) => ({
      plan_detail_no: detail.no,
      merchant_plan_detail_no: detail.outTradeNo,
    })),
  };
  return { number: merchantSignPlanNo, path: SIGN_PLANS, body };
}

/** WeChat Pay Score: stop user sign plan (取消用户的签约计划). The reason may be shown to the learner. */
export function stopSignPlan(_context: RequestContext, input: WriteInputs['stop-sign-plan']): Draft {
  return {
    number: input.merchantSignPlanNo,
    path: `${signPlanPath(input.merchantSignPlanNo)}/stop`,
    body: { stop_reason: shownText(input.reason, 128, 'stop_reason') },
  };
}
