import { boundService, type PayContext } from '../context';
import { digestOf } from '../digest';
import { refuse, refuseField } from '../errors';
import type { OPEN_ORDER } from '../limits/service-order';
import type { Checked } from '../limits/table';
import type { Charge, ServiceOrder, SignedDetail, SignPlan } from '../model';
import { checkStanding } from '../people/standing';
import { isLive } from '../plans/live';
import { startDetail } from '../plans/progress';
import type { ServiceSetup } from '../services';
import { DAY, SECOND } from '../times';
import { tellConfirmed } from './confirm';
import { orderEntity } from './entity';
import { checkOpeningTimes } from './times-of-service';

export type OpenOrder = Checked<typeof OPEN_ORDER>;

/** An order that nobody confirms expires. */
const UNCONFIRMED_LIFE = 30 * DAY;
const CONFIRMED_AFTER = 10 * SECOND;

/**
 * "WeChat Pay: create service order of a sign plan" (O1): opens the order of the next plan detail. Idempotent by
 * `out_trade_no`, which must be the detail's `merchant_plan_detail_no`.
 */
export function openOrder(context: PayContext, request: OpenOrder): object {
  const service = boundService(context, request.service_id, request.appid);
  const digest = digestOf(request);
  const before = context.orders.get(request.out_trade_no);
  const signPlan = context.signPlans.get(request.sign_plan_id);
  const reopened = before?.state === 'REVOKED' && isUnused(signPlan, before);
  if (before && !reopened) return orderEntity(context, repeated(before, digest));
  if (!signPlan || signPlan.serviceId !== request.service_id) refuse('resourceUnknown', '签约计划不存在');
  if (signPlan.openid !== request.openid) refuseField('/openid', request.openid, '与签约用户不一致');
  checkSigned(signPlan);
  const detail = nextDetail(context, signPlan, request);
  checkOpeningTimes(context, request.time_range);
  checkStanding(context, request.openid, service);
  const order = newOrder(context, { request, signPlan, detail, service, digest });
  context.orders.put(order);
  startDetail(context, signPlan, order);
  begin(context, order);
  return orderEntity(context, order);
}

function isUnused(signPlan: SignPlan | undefined, order: ServiceOrder): boolean {
  const detail = signPlan?.details.find((one) => one.merchantPlanDetailNo === order.outOrderNo);
  return detail?.state === 'NOT_USED';
}

function repeated(before: ServiceOrder, digest: string): ServiceOrder {
  if (before.digest !== digest) refuse('reentryMismatch');
  if (before.state === 'REVOKED' || before.state === 'EXPIRED') refuse('orderCancelled');
  return before;
}

function checkSigned(signPlan: SignPlan): void {
  if (signPlan.signState === 'SIGN_PLAN_CANCEL') refuse('noAuth', '用户已解约，不能创建服务订单');
  if (signPlan.signState !== 'SIGNED')
    refuse('rule', `签约计划状态为${signPlan.signState}，不能创建服务订单`);
}

/** One live order at a time, strictly in order, the one before paid or cancelled. */
function nextDetail(context: PayContext, signPlan: SignPlan, request: OpenOrder): SignedDetail {
  const live = context.orders.where('openid', signPlan.openid).filter(isLive);
  const here = live.filter((order) => order.signPlanId === signPlan.signPlanId);
  const there = live.filter((order) => order.serviceId === signPlan.serviceId);
  if (here.length > 0) refuse('rule', '上一扣费明细的服务订单未完成或未支付');
  if (context.switches().liveOrderScope === 'userService' && there.length > 0)
    refuse('rule', '用户在该服务下存在进行中的服务订单');
  const detail = signPlan.details.find((one) => one.planDetailNo === request.plan_detail_no);
  if (!detail) refuseField('/plan_detail_no', request.plan_detail_no, '扣费明细不存在');
  if (detail.merchantPlanDetailNo !== request.out_trade_no)
    refuseField('/out_trade_no', request.out_trade_no, '须与签约时的商户扣费明细号一致');
  if (detail.state !== 'NOT_USED') refuse('rule', '扣费明细已使用');
  const next = signPlan.details.find((one) => one.state === 'NOT_USED');
  if (next !== detail) refuse('rule', '须按扣费明细的顺序创建服务订单');
  return detail;
}

interface Opening {
  request: OpenOrder;
  signPlan: SignPlan;
  detail: SignedDetail;
  service: ServiceSetup;
  digest: string;
}

function newOrder(context: PayContext, opening: Opening): ServiceOrder {
  const { request, signPlan, detail, service, digest } = opening;
  const { completeUpperBound, o1InitialState } = context.switches();
  const discount = detail.originalPrice - detail.actualPrice;
  const payment: Charge = {
    name: signPlan.planName,
    amount: detail.originalPrice,
    description: detail.planDetailName,
  };
  return {
    outOrderNo: request.out_trade_no,
    orderId: context.numbers.orderId(context.clock.now()),
    queryId: context.numbers.queryId(),
    signPlanId: signPlan.signPlanId,
    planDetailNo: detail.planDetailNo,
    openid: request.openid,
    serviceId: request.service_id,
    notifyUrl: request.notify_url,
    introduction: request.service_introduction,
    timeRange: request.time_range,
    ...(request.location ? { location: request.location } : {}),
    ...(request.attach === undefined ? {} : { attach: request.attach }),
    postPayments: [payment],
    postDiscounts: discount > 0 ? [{ name: detail.planDiscountDescription || '优惠', amount: discount }] : [],
    riskAmount:
      completeUpperBound === 'actualPrice'
        ? Math.min(detail.actualPrice, service.riskAmountFen)
        : service.riskAmountFen,
    state: o1InitialState === 'DOING' ? 'DOING' : 'CREATED',
    ...(o1InitialState === 'DOING' ? { stateDescription: 'USER_CONFIRM' } : {}),
    attempts: 0,
    overdue: false,
    digest,
  };
}

function begin(context: PayContext, order: ServiceOrder): void {
  const now = context.clock.now();
  const { o1InitialState, o1ConfirmEvent } = context.switches();
  if (order.state === 'DOING' && o1ConfirmEvent) tellConfirmed(context, order);
  if (order.state === 'CREATED') context.agenda.add(now + UNCONFIRMED_LIFE, 'expire-order', order.outOrderNo);
  if (o1InitialState === 'CREATED')
    context.agenda.add(now + CONFIRMED_AFTER, 'confirm-order', order.outOrderNo);
}
