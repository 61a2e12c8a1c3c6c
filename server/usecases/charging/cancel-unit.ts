import type { Unit } from '../../domain/order/order';
import { unitOf } from '../../domain/order/units';
import type { PreparedCall } from '../../ports/pay-score';
import { changeOrder } from '../orders/change-order';
import { asStored, sendStored } from '../orders/intents';
import type { Ports } from '../ports';
import { reportStuck } from '../tasks/report-stuck';
import { applyFacts } from './apply-facts';
import type { Progress } from './progress';
import { queryUnit } from './query-unit';
import { keptPlan, versionOf } from './version-of';

/**
 * Cancels the service order of a unit on which nothing was taught, or which WeChat refuses to complete: its detail is
 * spent, WeChat charges nothing for it. One that still waits for its user can be cancelled as well.
 */
export async function cancelUnit(ports: Ports, orderId: string, unitNo: number): Promise<Progress> {
  let call: PreparedCall<'cancel-order'> | undefined;
  const order = await changeOrder(
    ports,
    orderId,
    async (current, _now, tx) => {
      call = undefined;
      const unit = unitOf(current, unitNo);
      if (!isToBeCancelled(unit)) return undefined;
      const version = await versionOf(tx, current);
      const prepared = ports.payScore.prepare('cancel-order', {
        serviceKey: keptPlan(version, current).serviceKey,
        outTradeNo: unit.outTradeNo,
        // Shown to the user by WeChat.
        reason: unit.completionRefused ? '改为直接支付' : '未上课，已关闭扣费',
      });
      call = await asStored(tx, prepared);
      return { order: current, intents: [call] };
    },
    { quiet: true },
  );
  if (call === undefined) return 'no-news';
  const outcome = await sendStored(ports, call);
  // The answer to a cancellation holds ids only, and a refusal may mean that it is cancelled already: ask.
  const answer = await queryUnit(ports, order, unitOf(order, unitNo));
  if (answer.kind !== 'done') return 'no-news';
  const progress = await applyFacts(ports, orderId, unitNo, answer.value, { quiet: true });
  if (progress === 'no-news' && outcome.kind === 'refused')
    await reportStuck(ports, orderId, `cancel ${outcome.code}`, unitNo);
  return progress;
}

function isToBeCancelled(unit: Unit): boolean {
  if (unit.collection === 'opening') return unit.teaching === 'dropped';
  return unit.collection === 'open' && (unit.teaching === 'dropped' || unit.completionRefused === true);
}
