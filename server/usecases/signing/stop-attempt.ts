import { attemptOf, moveAttempt, withAttempt } from '../../domain/order/attempts';
import type { PreparedCall } from '../../ports/pay-score';
import type { Progress } from '../charging/progress';
import { changeOrder } from '../orders/change-order';
import { asStored, sendStored } from '../orders/intents';
import type { Ports } from '../ports';
import { reportStuck } from '../tasks/report-stuck';
import { applyPlan, queryAttempt } from './query-attempt';

/**
 * Stops a signed plan at WeChat (G3): a second signature at once, the kept one when everything on it is settled.
 * Repeatable; a refusal is answered by asking, since it may be stopped already.
 */
export async function stopAttempt(ports: Ports, orderId: string, attemptNo: number): Promise<Progress> {
  let call: PreparedCall<'stop-sign-plan'> | undefined;
  await changeOrder(
    ports,
    orderId,
    async (order, _now, tx) => {
      call = undefined;
      const attempt = attemptOf(order, attemptNo);
      if (attempt.state !== 'signed' && attempt.state !== 'stopping') return undefined;
      const prepared = ports.payScore.prepare('stop-sign-plan', {
        merchantSignPlanNo: attempt.merchantSignPlanNo,
        reason: order.keptAttempt === attemptNo ? '扣费服务已关闭' : '已通过其他方式签约',
      });
      call = await asStored(tx, prepared);
      const stopping = attempt.state === 'signed' ? moveAttempt(attempt, 'stopping') : attempt;
      return { order: withAttempt(order, stopping), intents: [call] };
    },
    { quiet: true },
  );
  if (call === undefined) return 'no-news';
  const outcome = await sendStored(ports, call);
  if (outcome.kind === 'done') return applyPlan(ports, orderId, attemptNo, outcome.value, { quiet: true });
  const progress = await queryAttempt(ports, orderId, attemptNo);
  if (progress === 'no-news' && outcome.kind === 'refused')
    await reportStuck(ports, orderId, `stop ${outcome.code}`);
  return progress;
}
