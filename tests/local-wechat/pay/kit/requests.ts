import type { ApiAnswer } from './merchant';
import { APPID, SECOND, type Town } from './town';
import type { Offered, OrderView, PlanView, SignPlanView } from './views';

export const PLANS = '/v3/payscore/plan/payscore-plans';
export const SIGN_PLANS = '/v3/payscore/sign-plan/user-sign-plans';
export const OPEN = '/v3/payscore/sign-plan/serviceorder';
export const ORDERS = '/v3/payscore/serviceorder';
export const OPENID = 'oTEST_learner_1';

let counter = 0;
/** A number of the merchant's that was never used before. */
export function fresh(prefix: string): string {
  counter += 1;
  return `${prefix}_${counter}`;
}

export const serviceOf = (town: Town, rung = 0): string => town.pay.facts.services[rung]?.serviceId ?? '';

/** A good "create plan" request over the given prices. */
export function planRequest(town: Town, prices: number[] = [9_000, 8_000], rung = 0) {
  const total = prices.reduce((sum, price) => sum + price, 0);
  return {
    service_id: serviceOf(town, rung),
    appid: APPID,
    merchant_plan_no: fresh('PLN'),
    plan_name: '吉他入门',
    plan_duration: 120,
    deduction_quantity: prices.length,
    total_original_price: 10_000 * prices.length,
    total_actual_price: total,
    plan_detail_list: prices.map((price, index) => ({
      plan_detail_name: `第${index + 1}次课`,
      original_price: 10_000,
      plan_discount_description: '新生价',
      actual_price: price,
    })),
  };
}

export function signPlanRequest(plan: PlanView, openid = OPENID) {
  const number = fresh('SGN');
  return {
    service_id: plan.service_id,
    plan_id: plan.plan_id,
    appid: APPID,
    openid,
    merchant_sign_plan_no: number,
    notify_url: 'https://merchant.example/wx/plan',
    sign_plan_detail: Array.from({ length: plan.deduction_quantity }, (_, index) => ({
      plan_detail_no: index + 1,
      merchant_plan_detail_no: `${number}_${index + 1}`,
    })),
  };
}

export function orderRequest(signPlan: SignPlanView, detailNo = 1) {
  const detail = signPlan.signed_detail_list[detailNo - 1];
  return {
    service_id: signPlan.service_id,
    sign_plan_id: signPlan.sign_plan_id,
    plan_detail_no: detailNo,
    appid: APPID,
    openid: signPlan.openid,
    notify_url: 'https://merchant.example/wx/order',
    service_introduction: '吉他第1课',
    time_range: { start_time: '20261201190000', end_time: '20261201200000' },
    out_trade_no: detail?.merchant_plan_detail_no ?? '',
  };
}

export function completeRequest(order: OrderView, amount = 9_000) {
  return {
    appid: APPID,
    service_id: order.service_id,
    post_payments: [{ name: '课时费', amount, description: '第1次课', count: 1 }],
    total_amount: amount,
    time_range: { start_time: '20261201080000', end_time: '20261201095900' },
  };
}

/** The body of an answer that must be a success. */
export async function good<T>(answer: Promise<ApiAnswer>): Promise<T> {
  const { status, body } = await answer;
  if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)}`);
  return body as T;
}

export const orderPath = (number: string, act?: string): string =>
  `${ORDERS}/${number}${act ? `/${act}` : ''}`;

export function queryPath(order: OrderView): string {
  return `${ORDERS}?out_order_no=${order.out_order_no}&service_id=${order.service_id}&appid=${APPID}`;
}

/** A sign plan that waits to be signed, with its package. */
export async function offer(town: Town, prices?: number[], openid?: string, rung?: number): Promise<Offered> {
  const plan = await good<PlanView>(town.merchant.post(PLANS, planRequest(town, prices, rung)));
  return good(town.merchant.post(SIGN_PLANS, signPlanRequest(plan, openid)));
}

/** A signed plan, as the merchant sees it; its callback has been delivered. */
export async function signed(
  town: Town,
  prices?: number[],
  openid?: string,
  rung?: number,
): Promise<SignPlanView> {
  const offered = await offer(town, prices, openid, rung);
  const { result } = town.pay.wechat.sign(offered.package, 'sign');
  if (result !== 'signed') throw new Error(`the learner was ${result}`);
  await town.advance(2_000);
  return signPlanNow(town, offered.sign_plan);
}

export function signPlanNow(town: Town, signPlan: SignPlanView): Promise<SignPlanView> {
  return good(town.merchant.get(`${SIGN_PLANS}/merchant-sign-plan-no/${signPlan.merchant_sign_plan_no}`));
}

export function opened(town: Town, signPlan: SignPlanView, detailNo?: number): Promise<OrderView> {
  return good(town.merchant.post(OPEN, orderRequest(signPlan, detailNo)));
}

/** An order that was completed and waits for its money. */
export async function completed(
  town: Town,
  signPlan: SignPlanView,
  detailNo = 1,
  amount = 8_000,
): Promise<OrderView> {
  const order = await opened(town, signPlan, detailNo);
  const body = completeRequest(order, amount);
  return good(town.merchant.post(orderPath(order.out_order_no, 'complete'), body));
}

export function orderNow(town: Town, order: OrderView): Promise<OrderView> {
  return good(town.merchant.get(queryPath(order)));
}

/** A class that was paid by deduction; its transaction_id. */
export async function deducted(
  town: Town,
  amount = 8_000,
): Promise<{ transactionId: string; outOrderNo: string }> {
  const order = await completed(town, await signed(town), 1, amount);
  await town.advance(10 * SECOND);
  const paid = await orderNow(town, order);
  const transactionId = paid.collection?.details?.[0]?.transaction_id ?? '';
  return { transactionId, outOrderNo: order.out_order_no };
}
