import { AppError } from '../../domain/errors';
import { close } from '../../domain/order/closing';
import type { Closing, Order } from '../../domain/order/order';
import type { Time } from '../../domain/time';
import type { Transaction } from '../../ports/store';
import { closingPush } from '../charging/texts';
import { versionOf } from '../charging/version-of';
import type { OrderChange } from '../orders/change-order';
import type { Ports } from '../ports';
import { closingOwedTask } from '../tasks/order-tasks';
import { openSeats, released } from './release-seats';

/**
 * What closing an order means: the statement is frozen, the seats to come are given back, the learner gets the
 * statement, and finance a task when something is owed. WeChat is told by the steps that follow.
 * @param at the moment of closing, when it lies behind us: that of a closing made inside WeChat
 * @throws AppError WRONG_STATE when the order is not active
 */
export async function closingChange(
  ports: Ports,
  tx: Transaction,
  order: Order,
  by: Closing['by'],
  now: Time,
  at: Time = now,
): Promise<OrderChange & Pick<Required<OrderChange>, 'settled'>> {
  if (order.state !== 'active') throw new AppError('WRONG_STATE', `order ${order._id} is ${order.state}`);
  const seatIds = await openSeats(ports.store, order._id);
  const { windowHours } = await versionOf(tx, order);
  const after = close(order, at, by, { windowHours, now });
  return {
    order: after,
    ...(await released(tx, seatIds)),
    pushes: [{ id: `closing-${order._id}`, draft: closingPush(after) }],
    tasks: after.closing?.lines.length ? [closingOwedTask(after, now)] : [],
  };
}
