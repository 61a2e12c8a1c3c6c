import { isOwing, unitOf } from '../../domain/order/units';
import { changeOrder } from '../orders/change-order';
import type { Ports } from '../ports';
import { owingTask } from '../tasks/order-tasks';
import { applyFacts } from './apply-facts';
import { queryUnit } from './open-unit';
import type { Progress } from './progress';
import { owingPush } from './texts';

/** Polls a deduction in case its callback is lost. WeChat retries by itself and without end; the poll slows down. */
export async function queryOrder(ports: Ports, orderId: string, unitNo: number): Promise<Progress> {
  const order = await ports.store.get('orders', orderId);
  if (order === undefined) return 'no-news';
  const answer = await queryUnit(ports, order, unitOf(order, unitNo));
  if (answer.kind !== 'done') return 'no-news';
  const progress = await applyFacts(ports, orderId, unitNo, answer.value, { quiet: true });
  if (progress === 'no-news') await tellOwing(ports, orderId, unitNo);
  return progress;
}

/** After an ordinary deduction's time the payer and finance are told, once. */
async function tellOwing(ports: Ports, orderId: string, unitNo: number): Promise<void> {
  const order = await ports.store.get('orders', orderId);
  if (!order || !isOwing(unitOf(order, unitNo), ports.clock.now())) return;
  await changeOrder(
    ports,
    orderId,
    (current, now) => {
      const unit = unitOf(current, unitNo);
      if (!isOwing(unit, now)) return undefined;
      return {
        order: current,
        pushes: [{ id: `owing-${orderId}-${unitNo}`, draft: owingPush(current, unit) }],
        tasks: [owingTask(current, unit, now)],
      };
    },
    { quiet: true },
  );
}
