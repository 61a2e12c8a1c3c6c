import type { PayContext } from '../context';
import type { PlanDetailState, ServiceOrder, SignedDetail, SignPlan } from '../model';

const isOver = (detail: SignedDetail): boolean =>
  detail.state === 'USED' || detail.state === 'SIGN_PLAN_DETAIL_CANCEL';

function detailOf(signPlan: SignPlan, planDetailNo: number): SignedDetail {
  const detail = signPlan.details.find((one) => one.planDetailNo === planDetailNo);
  if (!detail) throw new Error(`sign plan ${signPlan.signPlanId} has no detail ${planDetailNo}`);
  return detail;
}

/** Changes the plan detail of an order, and ends the sign plan (COMPLETE) with its last detail. No event tells of it. */
export function moveDetail(
  context: PayContext,
  order: ServiceOrder,
  state: PlanDetailState,
  change: Partial<SignedDetail> = {},
): void {
  const signPlan = context.signPlans.get(order.signPlanId);
  if (!signPlan) throw new Error(`order ${order.outOrderNo} has no sign plan`);
  Object.assign(detailOf(signPlan, order.planDetailNo), change, { state });
  if (signPlan.signState === 'SIGNED' && signPlan.details.every(isOver)) {
    signPlan.signState = 'COMPLETE';
    context.agenda.strike('expire-sign-plan', signPlan.signPlanId);
  }
  context.signPlans.put(signPlan);
}

/** An order begins: its detail is in use, and it is the one going on. */
export function startDetail(context: PayContext, signPlan: SignPlan, order: ServiceOrder): void {
  const detail = detailOf(signPlan, order.planDetailNo);
  detail.state = 'USING';
  detail.orderId = order.orderId;
  detail.useTime = context.clock.now();
  delete detail.cancelTime;
  delete detail.actualPayPrice;
  signPlan.goingDetailNo = order.planDetailNo;
  context.signPlans.put(signPlan);
}
