import { confirm } from '../../domain/order/objection';
import { unitOf } from '../../domain/order/units';
import { changeOrder } from '../orders/change-order';
import type { Ports } from '../ports';
import type { Progress } from './progress';

/** The objection window is over and nobody objected: the unit becomes chargeable. */
export async function endWindow(ports: Ports, orderId: string, unitNo: number): Promise<Progress> {
  await changeOrder(
    ports,
    orderId,
    (order, now) => {
      const unit = unitOf(order, unitNo);
      const over = unit.teaching === 'taught' && unit.windowEndsAt !== undefined && unit.windowEndsAt <= now;
      return over ? { order: confirm(order, unitNo, now, 'window') } : undefined;
    },
    { quiet: true },
  );
  return 'news';
}
