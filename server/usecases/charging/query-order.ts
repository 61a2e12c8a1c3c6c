import { isOwing, unitOf } from '../../domain/order/units';
import { changeOrder } from '../orders/change-order';
import { existingOrder } from '../orders/read-order';
import type { Ports } from '../ports';
import { owingTask } from '../tasks/order-tasks';
import { applyFacts } from './apply-facts';
import type { Progress } from './progress';
import { queryUnit } from './query-unit';
import { owingPush } from './texts';

/** Polls a deduction in case its callback is lost. WeChat retries by itself and without end; the poll slows down. */
export async function queryOrder(ports: Ports, orderId: string, unitNo: number): Promise<Progress> {
  const order = await existingOrder(ports, orderId);
  const answer = await queryUnit(ports, order, unitOf(order, unitNo));
  if (answer.kind !== 'done') return 'no-news';
  const progress = await applyFacts(ports, orderId, unitNo, answer.value, { quiet: true });
  if (progress === 'no-news') await tellOwing(ports, orderId, unitNo);
  return progress;
}

/** After an ordinary deduction's time the payer and finance are told, once: later polls change nothing. */
async function tellOwing(ports: Ports, orderId: string, unitNo: number): Promise<void> {
  await changeOrder(
    ports,
    orderId,
    async (order, now, tx) => {
      const unit = unitOf(order, unitNo);
      const id = `owing-${orderId}-${unitNo}`;
      if (!isOwing(unit, now) || (await tx.get('pushes', id)) !== undefined) return undefined;
      return {
        order,
        pushes: [{ id, draft: owingPush(order, unit) }],
        tasks: [owingTask(order, unit, now)],
      };
    },
    { quiet: true },
  );
}
