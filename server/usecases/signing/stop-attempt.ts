import { applySignPlan, attemptOf, moveAttempt, withAttempt } from '../../domain/order/attempts';
import type { PreparedCall } from '../../ports/pay-score';
import type { Progress } from '../charging/progress';
import { changeOrder } from '../orders/change-order';
import { sendStored } from '../orders/intents';
import type { Ports } from '../ports';
import { queryAttempt } from './query-attempt';

/**
 * Stops a signed plan at WeChat (G3): a second signature at once, the kept one when everything on it is settled.
 * Repeatable; a refusal is answered by asking, since it may be stopped already.
 */
export async function stopAttempt(ports: Ports, orderId: string, attemptNo: number): Promise<Progress> {
  let call: PreparedCall<'stop-sign-plan'> | undefined;
  await changeOrder(
    ports,
    orderId,
    (order) => {
      const attempt = attemptOf(order, attemptNo);
      if (attempt.state !== 'signed' && attempt.state !== 'stopping') return undefined;
      call = ports.payScore.prepare('stop-sign-plan', {
        merchantSignPlanNo: attempt.merchantSignPlanNo,
        reason: order.keptAttempt === attemptNo ? '扣费服务已关闭' : '已通过其他方式签约',
      });
      const stopping = attempt.state === 'signed' ? moveAttempt(attempt, 'stopping') : attempt;
      return { order: withAttempt(order, stopping), intents: [call] };
    },
    { quiet: true },
  );
  if (call === undefined) return 'no-news';
  const outcome = await sendStored(ports, call);
  if (outcome.kind !== 'done') return queryAttempt(ports, orderId, attemptNo);
  let progress: Progress = 'no-news';
  await changeOrder(
    ports,
    orderId,
    (order) => {
      const after = applySignPlan(order, attemptNo, outcome.value);
      progress = attemptOf(after, attemptNo).state === 'stopping' ? 'no-news' : 'news';
      return progress === 'news' ? { order: after } : undefined;
    },
    { quiet: true },
  );
  return progress;
}
