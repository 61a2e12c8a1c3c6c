import type { ResponseOf } from '../../../protocol';
import { AppError } from '../../domain/errors';
import type { Order } from '../../domain/order/order';
import { versionOf } from '../charging/version-of';
import type { Ports } from '../ports';
import { type OrderPicture, orderView } from './order-view';

/**
 * An order of this payer's.
 * @throws AppError NOT_FOUND also for somebody else's: whether an id exists is nobody's business
 */
export async function ownOrder(ports: Ports, openid: string, orderId: string): Promise<Order> {
  const order = await ports.store.get('orders', orderId);
  if (order?.payerOpenid !== openid) throw new AppError('NOT_FOUND', `no order ${orderId} of this payer`);
  return order;
}

/** An order that must be there. @throws AppError NOT_FOUND */
export async function existingOrder(ports: Ports, orderId: string): Promise<Order> {
  const order = await ports.store.get('orders', orderId);
  if (order === undefined) throw new AppError('NOT_FOUND', `no order ${orderId}`);
  return order;
}

/** The page of one order. */
export async function readOrder(
  ports: Ports,
  openid: string,
  request: { orderId: string },
): Promise<ResponseOf<'signing', 'read'>> {
  const order = await ownOrder(ports, openid, request.orderId);
  const [version, student, seats] = await Promise.all([
    versionOf(ports.store, order),
    ports.store.get('students', order.studentId),
    seatsOf(ports, order),
  ]);
  const picture: OrderPicture = { order, version, studentName: student?.name ?? '—', seats };
  return orderView(picture, ports.clock.now());
}

async function seatsOf(ports: Ports, order: Order): Promise<OrderPicture['seats']> {
  const seats = await ports.store.find(
    'seats',
    { orderId: order._id, state: { $ne: 'released' } },
    { sort: { startsAt: 1 }, limit: 500 },
  );
  if (seats.length === 0) return [];
  const ids = seats.map((seat) => seat.classId);
  const classes = await ports.store.find('classes', { _id: { $in: ids } }, { limit: ids.length });
  const byId = new Map(classes.map((cls) => [cls._id, cls]));
  return seats.flatMap((seat) => {
    const cls = byId.get(seat.classId);
    return cls === undefined ? [] : [{ seat, title: cls.title, place: cls.place, online: cls.online }];
  });
}
