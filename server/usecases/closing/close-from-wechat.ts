import { keptAttempt } from '../../domain/order/attempts';
import { close } from '../../domain/order/closing';
import type { Progress } from '../charging/progress';
import { closingPush } from '../charging/texts';
import { versionOf } from '../charging/version-of';
import { changeOrder } from '../orders/change-order';
import type { Ports } from '../ports';
import { closingOwedTask } from '../tasks/order-tasks';
import { openSeats, released } from './release-seats';

/**
 * The payer closed the deduction inside WeChat, or revoked the whole service: the closing statement is made as of
 * that moment, and nothing outside it is ever charged.
 */
export async function closeFromWeChat(ports: Ports, orderId: string): Promise<Progress> {
  const seatIds = await openSeats(ports.store, orderId);
  await changeOrder(
    ports,
    orderId,
    async (order, now, tx) => {
      const kept = keptAttempt(order);
      if (order.state !== 'active' || kept?.state !== 'ended') return undefined;
      const version = await versionOf(tx, order);
      const closed = close(order, kept.cancelledAt ?? now, 'wechat', {
        windowHours: version.windowHours,
        now,
      });
      return {
        order: closed,
        ...(await released(tx, seatIds)),
        pushes: [{ id: `closing-${orderId}`, draft: closingPush(closed) }],
        tasks: closed.closing?.lines.length ? [closingOwedTask(closed, now)] : [],
      };
    },
    { quiet: true },
  );
  return 'news';
}
