import type { Seat } from '../../domain/class/class';
import { AppError } from '../../domain/errors';
import type { Order } from '../../domain/order/order';
import { byId } from '../browsing/by-id';
import { findAll, inFew } from '../browsing/find-all';
import type { Ports } from '../ports';

/** What it depends on, beside the order itself, whether an order can come to a class. */
export interface Standing {
  /** All seats of the order that are not released, by start. */
  seats: Seat[];
  windowHours: number;
}

/** Orders whose seats are asked for in one query: some fifty seats each, of the thousand that an answer may hold. */
const ORDERS_A_QUERY = 20;

/**
 * Reads how these orders stand, many in one query: two hundred orders are a dozen queries, not four hundred.
 * @throws AppError INTERNAL when a version that an order was signed on is gone
 */
export async function standings(ports: Ports, orders: readonly Order[]): Promise<(order: Order) => Standing> {
  const ids = orders.map((order) => order._id);
  const [versions, found] = await Promise.all([
    byId(
      ports,
      'course_versions',
      orders.map((order) => order.versionId),
    ),
    Promise.all(inFew(ids, ORDERS_A_QUERY).map((few) => seatsOf(ports, few))),
  ]);
  const seats = new Map<string, Seat[]>(ids.map((id) => [id, []]));
  for (const seat of found.flat()) seats.get(seat.orderId)?.push(seat);
  return (order) => {
    const version = versions.get(order.versionId);
    if (version === undefined)
      throw new AppError('INTERNAL', `order ${order._id} has no version ${order.versionId}`);
    return { seats: seats.get(order._id) ?? [], windowHours: version.windowHours };
  };
}

/** A released seat still counts as having been in that class, so it is not among them. */
function seatsOf(ports: Ports, orderIds: readonly string[]): Promise<Seat[]> {
  const query = { orderId: { $in: orderIds }, state: { $ne: 'released' } };
  return findAll(ports, 'seats', query, { orderId: 1, startsAt: 1 });
}
