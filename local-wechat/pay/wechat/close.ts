import type { PayContext } from '../context';
import type { SignPlan } from '../model';
import { cancelSignPlan } from '../plans/cancel';
import { liveOrdersOf } from '../plans/live';
import { WeChatActError } from './errors';

export interface CloseResult {
  result: 'cancelled' | 'refused';
  /** Sign plans that were ended. */
  signPlanIds: string[];
  /** What WeChat's page says to the person. */
  message: string;
}

const REFUSED: CloseResult = { result: 'refused', signPlanIds: [], message: '存在未完成订单，暂不能关闭' };

function close(context: PayContext, signPlans: SignPlan[], type: 'USER' | 'REVOKE_SERVICE'): CloseResult {
  const live = signPlans.some((signPlan) => liveOrdersOf(context, signPlan).length > 0);
  if (live && context.switches().userCloseWithLiveOrder === 'refuse') return REFUSED;
  const reason = type === 'USER' ? '用户主动解约' : '用户关闭服务';
  for (const signPlan of signPlans) cancelSignPlan(context, signPlan, { type, reason, tell: true });
  return { result: 'cancelled', signPlanIds: signPlans.map((one) => one.signPlanId), message: '已关闭' };
}

/** The person closes one sign plan in WeChat (Wallet → Pay Score → My services, or from a deduction voucher). */
export function cancelPlan(context: PayContext, signPlanId: string): CloseResult {
  const signPlan = context.signPlans.get(signPlanId);
  if (!signPlan)
    throw new WeChatActError(
      'UNKNOWN_SIGN_PLAN',
      `No sign plan ${signPlanId}. Take sign_plan_id from the API or the books.`,
    );
  if (signPlan.signState !== 'SIGNED')
    throw new WeChatActError(
      'NOT_SIGNED',
      `The sign plan is ${signPlan.signState}; only a SIGNED one can be closed.`,
    );
  return close(context, [signPlan], 'USER');
}

/** The person revokes the whole service: every signed plan of it ends, each with its own callback. */
export function revokeService(context: PayContext, openid: string, serviceId: string): CloseResult {
  if (!context.services.some((one) => one.serviceId === serviceId))
    throw new WeChatActError(
      'UNKNOWN_SERVICE',
      `No service ${serviceId}. There are: ${context.services.map((one) => one.serviceId).join(', ')}.`,
    );
  const signed = context.signPlans
    .where('openid', openid)
    .filter((one) => one.serviceId === serviceId && one.signState === 'SIGNED');
  return close(context, signed, 'REVOKE_SERVICE');
}
