import type { PayContext } from '../context';
import type { ServiceOrder, SignPlan } from '../model';

/** Not finished: waiting, in service, or completed and unpaid. */
export function isLive(order: ServiceOrder): boolean {
  return order.state === 'CREATED' || order.state === 'DOING';
}

export function liveOrdersOf(context: PayContext, signPlan: SignPlan): ServiceOrder[] {
  return context.orders.where('signPlanId', signPlan.signPlanId).filter(isLive);
}

export function liveOrdersOfPerson(context: PayContext, openid: string): ServiceOrder[] {
  return context.orders.where('openid', openid).filter(isLive);
}
