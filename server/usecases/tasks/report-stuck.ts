import { changeOrder } from '../orders/change-order';
import type { Ports } from '../ports';
import { stuckTask } from './order-tasks';
import { taskId } from './raise-task';

/** WeChat refuses a step and nothing has moved: repeating it won't help, a person must look. Told once while open. */
export async function reportStuck(
  ports: Ports,
  orderId: string,
  what: string,
  unitNo?: number,
): Promise<void> {
  const subject = { orderId, ...(unitNo === undefined ? {} : { unitNo }) };
  await changeOrder(
    ports,
    orderId,
    async (order, now, tx) => {
      const known = await tx.get('tasks', taskId('stuck_call', subject));
      return known?.state === 'open' ? undefined : { order, tasks: [stuckTask(order, what, now, unitNo)] };
    },
    { quiet: true },
  );
}
