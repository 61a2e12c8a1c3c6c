import {
  applySignPlan,
  attemptOf,
  moveAttempt,
  serviceOrderNo,
  withAttempt,
  withPackage,
} from '../../domain/order/attempts';
import type { Order, SigningAttempt } from '../../domain/order/order';
import type { Answers, CallOutcome, PreparedCall } from '../../ports/pay-score';
import type { DocumentReader } from '../../ports/store';
import type { Progress } from '../charging/progress';
import { planOf, versionOf } from '../charging/version-of';
import { changeOrder } from '../orders/change-order';
import { sendStored, storedCall } from '../orders/intents';
import type { Ports } from '../ports';

type SignCall = PreparedCall<'create-sign-plan'>;

/** The call that creates an attempt's sign plan, with every service order number of the plan fixed. */
export async function prepareSignPlan(
  ports: Ports,
  reader: DocumentReader,
  order: Order,
  attempt: SigningAttempt,
): Promise<SignCall> {
  const plan = planOf(await versionOf(reader, order), attempt.rungKey);
  return ports.payScore.prepare('create-sign-plan', {
    serviceKey: plan.serviceKey,
    planId: plan.planId ?? '',
    openid: order.payerOpenid,
    merchantSignPlanNo: attempt.merchantSignPlanNo,
    details: plan.details.map((d) => ({ no: d.no, outTradeNo: serviceOrderNo(order._id, attempt.no, d.no) })),
  });
}

/**
 * Creates the user sign plan at WeChat (G1). The attempt and the bytes were stored when it was asked for; after an
 * unknown outcome the plan is asked for first, then the same bytes are sent again.
 */
export async function createAttempt(ports: Ports, orderId: string, attemptNo: number): Promise<Progress> {
  const order = await ports.store.get('orders', orderId);
  const attempt = order && attemptOf(order, attemptNo);
  if (!order || attempt?.state !== 'preparing') return 'no-news';
  const intent = await ports.store.get('intents', `create-sign-plan:${attempt.merchantSignPlanNo}`);
  const sentBefore = (intent?.attempts.length ?? 0) > 0;
  if (sentBefore) {
    const known = await ports.payScore.querySignPlan(attempt.merchantSignPlanNo);
    if (known.kind === 'busy' || known.kind === 'unknown') return 'no-news';
  }
  const call = await storedCall(ports, 'create-sign-plan', attempt.merchantSignPlanNo);
  if (call === undefined) return 'no-news';
  return afterCreation(ports, orderId, attemptNo, await sendStored(ports, call));
}

async function afterCreation(
  ports: Ports,
  orderId: string,
  attemptNo: number,
  outcome: CallOutcome<Answers['create-sign-plan']>,
): Promise<Progress> {
  if (outcome.kind === 'done') {
    const { signPlan, package: pack } = outcome.value;
    await changeOrder(
      ports,
      orderId,
      (order, now) => {
        const handedOut = withPackage(attemptOf(order, attemptNo), signPlan, pack, now);
        return { order: applySignPlan(withAttempt(order, handedOut), attemptNo, signPlan) };
      },
      { quiet: true },
    );
    return 'news';
  }
  if (outcome.kind !== 'refused') return 'no-news';
  ports.log.warn('signing.refused', { order: orderId, attempt: attemptNo, code: outcome.code });
  await changeOrder(
    ports,
    orderId,
    (order) => {
      const attempt = attemptOf(order, attemptNo);
      if (attempt.state !== 'preparing') return undefined;
      return { order: withAttempt(order, moveAttempt(attempt, 'lapsed')) };
    },
    { quiet: true },
  );
  return 'news';
}
