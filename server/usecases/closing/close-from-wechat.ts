import { keptAttempt } from '../../domain/order/attempts';
import type { Progress } from '../charging/progress';
import { changeOrder } from '../orders/change-order';
import type { Ports } from '../ports';
import { closingChange } from './closing-change';

/**
 * The payer closed the deduction inside WeChat, or revoked the whole service: the closing statement is made as of
 * that moment, and nothing outside it is ever charged.
 */
export async function closeFromWeChat(ports: Ports, orderId: string): Promise<Progress> {
  await changeOrder(
    ports,
    orderId,
    async (order, now, tx) => {
      const kept = keptAttempt(order);
      if (order.state !== 'active' || kept?.state !== 'ended') return undefined;
      return closingChange(ports, tx, order, 'wechat', now, kept.cancelledAt);
    },
    { quiet: true },
  );
  return 'news';
}
