import { move } from '../../domain/machine';
import { ORDER_MACHINE } from '../../domain/machines';
import { endTeaching } from '../../domain/order/closing';
import type { Progress } from '../charging/progress';
import { completedPush, planEndingPush } from '../charging/texts';
import { versionOf } from '../charging/version-of';
import { changeOrder } from '../orders/change-order';
import type { Ports } from '../ports';
import { enrolmentLock } from '../signing/abandon';
import { planEndingTask } from '../tasks/order-tasks';
import { taskId } from '../tasks/raise-task';
import { openSeats, released } from './release-seats';

/** What staff had to see to before the end. */
const ENDED_TASKS = ['closing_owed', 'plan_ending', 'stuck_call'] as const;

/** Everything on the order is settled: it ends, and the student may enrol anew. */
export async function finish(
  ports: Ports,
  orderId: string,
  state: 'completed' | 'closed' | 'expired',
): Promise<Progress> {
  const seatIds = await openSeats(ports.store, orderId);
  await changeOrder(
    ports,
    orderId,
    async (order, now, tx) => {
      if (order.state !== 'active' && order.state !== 'closing') return undefined;
      const { seats, settled } = await released(tx, seatIds);
      const ended = { ...order, state: move('order', ORDER_MACHINE, order.state, state), endedAt: now };
      return {
        order: ended,
        seats,
        pushes: state === 'closed' ? [] : [{ id: `ended-${orderId}`, draft: completedPush(ended) }],
        settled: [...settled, ...ENDED_TASKS.map((kind) => taskId(kind, { orderId }))],
        also: (t) => t.remove('locks', enrolmentLock(order)),
      };
    },
    { quiet: true },
  );
  return 'news';
}

/** The plan is over: what was not taught is dropped and never charged; what was taught is settled first. */
export async function dropRest(ports: Ports, orderId: string): Promise<Progress> {
  const seatIds = await openSeats(ports.store, orderId);
  await changeOrder(
    ports,
    orderId,
    async (order, now, tx) => {
      if (order.state !== 'active') return undefined;
      const { windowHours } = await versionOf(tx, order);
      return {
        order: { ...order, units: endTeaching(order.units, { windowHours, now }) },
        ...(await released(tx, seatIds)),
      };
    },
    { quiet: true },
  );
  return 'news';
}

/** Both sides are told in time that the plan will end with classes untaught. */
export async function warnEnding(ports: Ports, orderId: string, daysBefore: number): Promise<Progress> {
  await changeOrder(
    ports,
    orderId,
    (order, now) => {
      if (order.warnedDays?.includes(daysBefore)) return undefined;
      return {
        order: { ...order, warnedDays: [...(order.warnedDays ?? []), daysBefore] },
        pushes: [{ id: `ending-${orderId}-${daysBefore}`, draft: planEndingPush(order, daysBefore) }],
        tasks: [planEndingTask(order, daysBefore, now)],
      };
    },
    { quiet: true },
  );
  return 'news';
}
