import { quietSince, SILENCE_WARNING_DAYS, silenceEnds } from '../../domain/order/silence';
import { DAY, latest, plus, type Time } from '../../domain/time';
import type { Progress } from '../charging/progress';
import { silencePush } from '../charging/texts';
import { changeOrder } from '../orders/change-order';
import type { Ports } from '../ports';
import { auditEntry } from '../staffing/audit';
import { silentOrderTask } from '../tasks/order-tasks';
import { taskId } from '../tasks/raise-task';
import { closingChange } from './closing-change';

/** Who acts when a rule does: the name in the record of acts. */
export const BY_RULE = 'timer';

/**
 * The silence protocol: looks when the last class was, or will be. Nothing for so many days: the institution and the
 * learner are warned; still nothing: the plan is stopped and the closing statement goes out.
 */
export async function watchSilence(ports: Ports, orderId: string): Promise<Progress> {
  const ends = await lastSeatEnd(ports, orderId);
  await changeOrder(
    ports,
    orderId,
    async (order, now, tx) => {
      const { silenceDays } = order;
      if (order.state !== 'active' || silenceDays === undefined) return undefined;
      const since = latest(quietSince(order), ...ends);
      if (now < plus(since, (silenceDays - SILENCE_WARNING_DAYS) * DAY)) {
        const { silenceWarnedAt: _spoken, ...rest } = order;
        return { order: { ...rest, quietSince: since }, settled: [taskId('silent_order', { orderId })] };
      }
      const warned = { ...order, quietSince: since, silenceWarnedAt: order.silenceWarnedAt ?? now };
      const endsAt = silenceEnds(warned, silenceDays);
      if (order.silenceWarnedAt === undefined) {
        return {
          order: warned,
          pushes: [{ id: `silence-${orderId}-${since.slice(0, 10)}`, draft: silencePush(order, endsAt) }],
          tasks: [silentOrderTask(order, endsAt)],
        };
      }
      if (now < endsAt) return { order: warned };
      const change = await closingChange(ports, tx, order, 'institution', now);
      const { closing } = change.order;
      const act = {
        by: BY_RULE,
        action: 'silence.stopped',
        subject: orderId,
        before: { since },
        after: { silenceDays },
      };
      return {
        ...change,
        order: closing ? { ...change.order, closing: { ...closing, silence: true } } : change.order,
        settled: [...change.settled, taskId('silent_order', { orderId })],
        also: (t) => t.insert('audit', auditEntry(ports, act, now)),
      };
    },
    { quiet: true },
  );
  return 'news';
}

/** End of the last class in which the order has or had a seat, to come or over; empty when there is none. */
async function lastSeatEnd(ports: Ports, orderId: string): Promise<Time[]> {
  const last = await ports.store.find(
    'seats',
    { orderId, state: { $ne: 'released' } },
    { sort: { startsAt: -1 }, limit: 1 },
  );
  return last.map(({ endsAt }) => endsAt);
}
