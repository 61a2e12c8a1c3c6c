import type { PayContext } from '../context';
import type { SignPlan } from '../model';
import { maySign } from '../people/standing';
import { signPlanEntity } from '../plans/entity';
import { chinaMidnight, DAY } from '../times';
import { WeChatActError } from './errors';

export type SignOutcome = 'sign' | 'leave';

export interface SignResult {
  result: 'signed' | 'refused' | 'left' | 'expired' | 'already-used';
  signPlanId: string;
  merchantSignPlanNo: string;
  /** What WeChat's page says to the person; a merchant never learns it. */
  message: string;
}

export interface SignPage {
  merchantSignPlanNo: string;
  openid: string;
  planName: string;
  serviceId: string;
  planDurationDays: number;
  totalOriginalPrice: number;
  totalActualPrice: number;
  details: { no: number; name: string; originalPrice: number; actualPrice: number; discount: string }[];
  /** `open` until it was signed, stopped, or two hours have passed. */
  state: 'open' | 'expired' | 'already-used';
}

function ticketOf(context: PayContext, ticket: string): SignPlan {
  const signPlan = context.signPlans.one('package', ticket);
  if (signPlan) return signPlan;
  throw new WeChatActError(
    'UNKNOWN_PACKAGE',
    'No sign plan has this package. Take `package` from the answer of "create user sign plan", unchanged.',
  );
}

function stateOf(context: PayContext, signPlan: SignPlan): SignPage['state'] {
  if (signPlan.signState !== 'UNSIGNED') return 'already-used';
  return context.clock.now() < signPlan.packageDiesAt ? 'open' : 'expired';
}

/** What WeChat's signing page (`wx.openBusinessView`, wxpayScorePlan) shows for a package. */
export function signPage(context: PayContext, ticket: string): SignPage {
  const signPlan = ticketOf(context, ticket);
  return {
    merchantSignPlanNo: signPlan.merchantSignPlanNo,
    openid: signPlan.openid,
    planName: signPlan.planName,
    serviceId: signPlan.serviceId,
    planDurationDays: signPlan.planDuration,
    totalOriginalPrice: signPlan.totalOriginalPrice,
    totalActualPrice: signPlan.totalActualPrice,
    details: signPlan.details.map((detail) => ({
      no: detail.planDetailNo,
      name: detail.planDetailName,
      originalPrice: detail.originalPrice,
      actualPrice: detail.actualPrice,
      discount: detail.planDiscountDescription,
    })),
    state: stateOf(context, signPlan),
  };
}

const MESSAGES: Readonly<Record<SignResult['result'], string>> = {
  signed: '签约成功',
  refused: '综合评估未通过，暂无法使用该服务',
  left: '',
  expired: '页面已过期，请返回商户重新发起',
  'already-used': '订单未获得权益，系统繁忙',
};

function isAdmitted(context: PayContext, signPlan: SignPlan): boolean {
  const service = context.services.find((one) => one.serviceId === signPlan.serviceId);
  const onSale = context.plans.get(signPlan.planId)?.planState === 'NORMAL';
  return service !== undefined && onSale && maySign(context, signPlan.openid, service);
}

/** The signing page decides: expired and used packages first, then the person, then WeChat. */
function decide(context: PayContext, signPlan: SignPlan, outcome: SignOutcome): SignResult['result'] {
  const state = stateOf(context, signPlan);
  if (state !== 'open') return state;
  if (outcome === 'leave') return 'left';
  return isAdmitted(context, signPlan) ? 'signed' : 'refused';
}

/**
 * A person on WeChat's signing page signs or leaves. For the merchant a refusal looks exactly like leaving: no
 * callback, no error, and the sign plan stays UNSIGNED.
 */
export function sign(context: PayContext, ticket: string, outcome: SignOutcome): SignResult {
  const signPlan = ticketOf(context, ticket);
  const result = decide(context, signPlan, outcome);
  if (result === 'signed') markSigned(context, signPlan);
  const { signPlanId, merchantSignPlanNo } = signPlan;
  return { result, signPlanId, merchantSignPlanNo, message: MESSAGES[result] };
}

/** Valid to the end of the day on which `plan_duration` days have passed. */
function markSigned(context: PayContext, signPlan: SignPlan): void {
  const now = context.clock.now();
  signPlan.signState = 'SIGNED';
  signPlan.signTime = now;
  signPlan.planOverTime = chinaMidnight(now) + (signPlan.planDuration + 1) * DAY;
  context.signPlans.put(signPlan);
  context.agenda.add(signPlan.planOverTime, 'expire-sign-plan', signPlan.signPlanId);
  context.callbacks.tell({
    eventType: 'PAYSCORE.USER_SIGN_PLAN',
    url: signPlan.notifyUrl,
    subject: signPlan.merchantSignPlanNo,
    resource: signPlanEntity(context, signPlan),
  });
}
