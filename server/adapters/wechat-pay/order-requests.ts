import { compact } from '../../domain/time';
import type { WriteInputs } from '../../ports/pay-score';
import { isNumber, requireAll, shownText } from './limits';
import { type Draft, type RequestContext, serviceOf } from './requests';

const ORDERS = '/v3/payscore/serviceorder';

/** Every act on a service order goes to its number. */
function actOn(
  outTradeNo: string,
  act: 'complete' | 'modify' | 'cancel' | 'sync' | 'pay',
  body: object,
): Draft {
  requireAll([[isNumber(outTradeNo), 'out_order_no']]);
  return { number: outTradeNo, path: `${ORDERS}/${outTradeNo}/${act}`, body };
}

/** WeChat Pay Score: query service order. The three parameters need no encoding. */
export function orderQueryPath(context: RequestContext, serviceKey: string, outTradeNo: string): string {
  const { serviceId } = serviceOf(context, serviceKey);
  requireAll([[isNumber(outTradeNo), 'out_order_no']]);
  return `${ORDERS}?out_order_no=${outTradeNo}&service_id=${serviceId}&appid=${context.config.appid}`;
}

/**
 * WeChat Pay Score: create service order of a sign plan (创建支付分签约计划的服务订单). The amount lies in the plan.
 * A start time with seconds may have to lie in the future: the order is opened before its class starts.
 */
export function openOrder(context: RequestContext, input: WriteInputs['open-order']): Draft {
  const { serviceId } = serviceOf(context, input.serviceKey);
  const { outTradeNo, startTime, endTime, place } = input;
  requireAll([
    [isNumber(outTradeNo), 'out_trade_no'],
    [/^\d{1,32}$/.test(input.signPlanId), 'sign_plan_id'],
    [Number.isInteger(input.detailNo) && input.detailNo >= 1, 'plan_detail_no'],
    [/^[0-9A-Za-z_-]{1,128}$/.test(input.openid), 'openid'],
    [endTime === undefined || endTime > startTime, 'end_time is not after start_time'],
  ]);
  const body = {
    service_id: serviceId,
    sign_plan_id: input.signPlanId,
    plan_detail_no: input.detailNo,
    appid: context.config.appid,
    openid: input.openid,
    notify_url: context.config.notifyUrl,
    service_introduction: shownText(input.introduction, 20, 'service_introduction'),
    time_range: {
      start_time: compact(startTime),
      ...(endTime === undefined ? {} : { end_time: compact(endTime) }),
    },
    ...(place === undefined ? {} : { location: { start_location: shownText(place, 50, 'start_location') } }),
    out_trade_no: outTradeNo,
  };
  return { number: outTradeNo, path: '/v3/payscore/sign-plan/serviceorder', body };
}

/**
 * WeChat Pay Score: complete service order (完结支付分订单). The end must have passed at WeChat's clock: callers keep it
 * a minute behind theirs. 0 fen completes without a payment, so that the next unit may open.
 */
export function completeOrder(context: RequestContext, input: WriteInputs['complete-order']): Draft {
  const { serviceId, maxUnitFen } = serviceOf(context, input.serviceKey);
  const { chargeFen, startTime, endTime } = input;
  requireAll([
    [compact(endTime) > compact(startTime), 'end_time is not after start_time'],
    [chargeFen <= maxUnitFen, `total_amount ${chargeFen} is above the service's ${maxUnitFen}`],
  ]);
  return actOn(input.outTradeNo, 'complete', {
    appid: context.config.appid,
    service_id: serviceId,
    ...payments(input),
    time_range: { start_time: compact(startTime), end_time: compact(endTime) },
  });
}

/**
 * WeChat Pay Score: modify amount (修改订单金额): only down, only while the user is paying, and we do it once.
 * service_id is sent although called optional: without it WeChat answers 403.
 */
export function modifyOrder(context: RequestContext, input: WriteInputs['modify-order']): Draft {
  const { serviceId, maxUnitFen } = serviceOf(context, input.serviceKey);
  requireAll([[input.chargeFen <= maxUnitFen, `total_amount ${input.chargeFen} is above ${maxUnitFen}`]]);
  return actOn(input.outTradeNo, 'modify', {
    appid: context.config.appid,
    service_id: serviceId,
    ...payments(input),
    reason: shownText(input.reason, 50, 'reason'),
  });
}

/** WeChat Pay Score: cancel service order (取消支付分订单). 30 characters: an older page's limit, shown to the learner. */
export function cancelOrder(context: RequestContext, input: WriteInputs['cancel-order']): Draft {
  const { serviceId } = serviceOf(context, input.serviceKey);
  return actOn(input.outTradeNo, 'cancel', {
    appid: context.config.appid,
    service_id: serviceId,
    reason: shownText(input.reason, 30, 'reason'),
  });
}

/** WeChat Pay Score: sync service order (同步服务订单信息): the learner paid us in another way. */
export function syncOrder(context: RequestContext, input: WriteInputs['sync-order']): Draft {
  const { serviceId } = serviceOf(context, input.serviceKey);
  return actOn(input.outTradeNo, 'sync', {
    appid: context.config.appid,
    service_id: serviceId,
    type: 'Order_Paid',
    detail: { paid_time: compact(input.paidAt) },
  });
}

/**
 * WeChat Pay Score: collect payment (商户发起催收扣款): one more attempt to take the money now; WeChat's own attempts go on
 * all the same.
 */
export function payOrder(context: RequestContext, input: WriteInputs['pay-order']): Draft {
  const { serviceId } = serviceOf(context, input.serviceKey);
  return actOn(input.outTradeNo, 'pay', { appid: context.config.appid, service_id: serviceId });
}

/** One line for the whole charge: total_amount = sum of payments − sum of discounts holds without arithmetic. */
function payments(input: { lineName: string; chargeFen: number }): object {
  return {
    post_payments: [{ name: shownText(input.lineName, 20, 'name'), amount: input.chargeFen, count: 1 }],
    total_amount: input.chargeFen,
  };
}
