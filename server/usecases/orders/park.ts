import { InvariantBroken } from '../../domain/errors';
import { ForbiddenTransition } from '../../domain/machine';
import type { Ports } from '../ports';
import { parkedTask } from '../tasks/order-tasks';
import { changeOrder } from './change-order';

/**
 * An error that means: our books and the world contradict each other, or our code is wrong. A RangeError is one too:
 * an amount below zero, a unit that isn't there. Trying again would not help.
 */
export function isBreach(error: unknown): error is Error {
  return (
    error instanceof InvariantBroken || error instanceof ForbiddenTransition || error instanceof RangeError
  );
}

/** Stops everything about an order's money until a person has looked; the reason is the evidence. */
export async function park(ports: Ports, orderId: string, reason: string): Promise<void> {
  ports.log.error('order.parked', { order: orderId, reason });
  await changeOrder(
    ports,
    orderId,
    (order, now) =>
      order.parked
        ? undefined
        : { order: { ...order, parked: { reason, at: now } }, tasks: [parkedTask(order, reason, now)] },
    { quiet: true },
  );
}
