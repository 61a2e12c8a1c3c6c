import type { ResponseOf } from '../../../protocol';
import { AppError } from '../../domain/errors';
import { ownOrder } from '../orders/read-order';
import type { Ports } from '../ports';
import { activeOrder, bookSeats, fitOf, withRoom } from '../teaching/book-seats';
import { classOf } from '../teaching/class-of';
import { classWaiting } from './waiting-list';

/** Enough for the coming weeks. */
const MOST = 50;

/** Coming classes of an order's course in which it has no seat: to move to after leave, or to wait for. */
export async function openClasses(
  ports: Ports,
  openid: string,
  { orderId }: { orderId: string },
): Promise<ResponseOf<'classroom', 'openClasses'>> {
  const order = await ownOrder(ports, openid, orderId);
  if (order.state !== 'active') return { classes: [] };
  const { courseId, campusId } = order;
  const [classes, seats] = await Promise.all([
    ports.store.find(
      'classes',
      { courseId, campusId, state: 'scheduled', makeUp: false, startsAt: { $gt: ports.clock.now() } },
      { sort: { startsAt: 1 }, limit: MOST },
    ),
    ports.store.find('seats', { orderId, state: { $ne: 'released' } }, { limit: 1000 }),
  ]);
  const own = new Set(seats.map((seat) => seat.classId));
  const open = await withRoom(
    ports,
    classes.filter((cls) => !own.has(cls._id)),
  );
  return {
    classes: await Promise.all(
      open.map(async ({ _id, title, startsAt, endsAt, place, online, free }) => {
        const list = await classWaiting(ports, _id);
        const index = list.findIndex((row) => row.orderId === orderId);
        return {
          ...{ classId: _id, title, startsAt, endsAt, online, place: online ? '' : place },
          freeSeats: Math.max(0, free),
          ...(index < 0 ? {} : { waitingPlace: index + 1 }),
        };
      }),
    ),
  };
}

/** A learner takes a free seat herself. @throws AppError NOT_FOUND, WRONG_STATE, CLASS_FULL, TOO_CLOSE, PAST_PLAN_END */
export async function takeSeat(
  ports: Ports,
  openid: string,
  { classId, orderId }: { classId: string; orderId: string },
): Promise<void> {
  await ownOrder(ports, openid, orderId);
  const order = await activeOrder(ports, orderId);
  const cls = await classOf(ports, classId);
  if (cls.courseId !== order.courseId || cls.campusId !== order.campusId || cls.makeUp) {
    throw new AppError('NOT_FOUND', `class ${classId} is not for order ${orderId}`);
  }
  const fit = await fitOf(ports, order, await withRoom(ports, [cls]));
  if (fit.seats.length === 0) {
    throw new AppError(fit.misfits[0]?.code ?? 'WRONG_STATE', `order ${orderId} can't come to ${classId}`);
  }
  await bookSeats(ports, orderId, [cls], { makeUp: true });
}
