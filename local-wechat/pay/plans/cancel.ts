import type { PayContext } from '../context';
import type { CancelSignType, ServiceOrder, SignPlan } from '../model';
import { revokeOrder } from '../orders/revoke';
import { signPlanEntity } from './entity';
import { liveOrdersOf } from './live';

export interface Cancellation {
  type: Exclude<CancelSignType, 'NOT_CANCEL'>;
  reason: string;
  /** Whether the merchant is told by USER_CANCEL_SIGN_PLAN. */
  tell: boolean;
}

/** Ends a sign plan before its time. Orders in service are still deducted, unless `liveOrderAfterCancel` says otherwise. */
export function cancelSignPlan(context: PayContext, signPlan: SignPlan, how: Cancellation): void {
  signPlan.signState = 'SIGN_PLAN_CANCEL';
  signPlan.cancelSignType = how.type;
  signPlan.cancelReason = how.reason;
  signPlan.cancelSignTime = context.clock.now();
  context.signPlans.put(signPlan);
  context.agenda.strike('expire-sign-plan', signPlan.signPlanId);
  const { liveOrderAfterCancel, cancelEventUnsigned } = context.switches();
  if (liveOrderAfterCancel === 'revoked') revokeUntaken(context, signPlan);
  if (!how.tell) return;
  const told = context.signPlans.get(signPlan.signPlanId) ?? signPlan;
  context.callbacks.tell({
    eventType: 'PAYSCORE.USER_CANCEL_SIGN_PLAN',
    url: signPlan.notifyUrl,
    subject: signPlan.merchantSignPlanNo,
    resource: signPlanEntity(context, told, cancelEventUnsigned ? 'UNSIGNED' : told.signState),
  });
}

/** A signed plan whose time is over. */
export function expireSignPlan(context: PayContext, signPlanId: string): void {
  const signPlan = context.signPlans.get(signPlanId);
  if (signPlan?.signState !== 'SIGNED') return;
  signPlan.signState = 'EXPIRE';
  context.signPlans.put(signPlan);
  if (context.switches().liveOrderAtExpiry === 'revoked') revokeUntaken(context, signPlan);
}

const isUntaken = (order: ServiceOrder): boolean => order.stateDescription !== 'MCH_COMPLETE';

function revokeUntaken(context: PayContext, signPlan: SignPlan): void {
  for (const order of liveOrdersOf(context, signPlan).filter(isUntaken)) revokeOrder(context, order);
}
