import { unitOf } from '../../domain/order/units';
import type { PreparedCall } from '../../ports/pay-score';
import { changeOrder } from '../orders/change-order';
import { sendStored } from '../orders/intents';
import type { Ports } from '../ports';
import { applyFacts } from './apply-facts';
import { queryUnit } from './open-unit';
import type { Progress } from './progress';
import { keptPlan, versionOf } from './version-of';

/** Cancels the live service order of a unit on which nothing was taught: its detail is spent, nothing is charged. */
export async function cancelUnit(ports: Ports, orderId: string, unitNo: number): Promise<Progress> {
  let call: PreparedCall<'cancel-order'> | undefined;
  await changeOrder(
    ports,
    orderId,
    async (order, _now, tx) => {
      call = undefined;
      const unit = unitOf(order, unitNo);
      if (unit.collection !== 'open' || unit.teaching !== 'dropped') return undefined;
      const version = await versionOf(tx, order);
      call = ports.payScore.prepare('cancel-order', {
        serviceKey: keptPlan(version, order).serviceKey,
        outTradeNo: unit.outTradeNo,
        // Shown to the user by WeChat.
        reason: '未上课，已关闭扣费',
      });
      return { order, intents: [call] };
    },
    { quiet: true },
  );
  if (call === undefined) return 'no-news';
  await sendStored(ports, call);
  // The answer to a cancellation holds ids only, and a refusal may mean that it is cancelled already: ask.
  const order = await ports.store.get('orders', orderId);
  if (order === undefined) return 'no-news';
  const answer = await queryUnit(ports, order, unitOf(order, unitNo));
  if (answer.kind !== 'done') return 'no-news';
  return applyFacts(ports, orderId, unitNo, answer.value, { quiet: true });
}
