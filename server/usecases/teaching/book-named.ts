import type { CourseClass } from '../../domain/class/class';
import { AppError } from '../../domain/errors';
import type { Order } from '../../domain/order/order';
import type { StaffMember } from '../../domain/people/people';
import type { Transaction } from '../../ports/store';
import { byId } from '../browsing/by-id';
import type { Ports } from '../ports';
import { recordAct } from '../staffing/audit';
import { authorise } from '../staffing/authorise';
import { bookSeats, fitWith, freePlaces } from './book-seats';
import { classOf } from './class-of';
import { misfitError } from './misfit';
import { namedOrders } from './planned-classes';
import { standings } from './standings';

/**
 * Gives further orders a seat in a class that is scheduled already (a make-up, a late joiner): looked at together, so that
 * one who can't come stops all, and then each in a transaction of its own. Repeatable: who has a seat keeps it.
 * @returns how many of them have a seat
 * @throws AppError NOT_FOUND, FORBIDDEN, WRONG_STATE when an order has no class left, TOO_CLOSE, CLASS_FULL,
 *   PAST_PLAN_END
 */
export async function bookNamed(
  ports: Ports,
  staff: StaffMember,
  request: { classId: string; orderIds: string[] },
): Promise<{ seats: number }> {
  const cls = await classOf(ports, request.classId);
  authorise(staff, 'bookSeats', { campusIds: [cls.campusId] });
  if (cls.state !== 'scheduled') throw new AppError('WRONG_STATE', `class ${cls._id} is ${cls.state}`);
  const orders = await namedOrders(ports, request.orderIds);
  if (orders.some((order) => order.courseId !== cls.courseId))
    throw new AppError('BAD_REQUEST', 'an order of another course', { field: 'orderIds' });
  const seatOf = (order: Order) => `${cls._id}-${order._id}`;
  const seated = await byId(ports, 'seats', orders.map(seatOf));
  const toSeat = orders.filter((order) => !seated.has(seatOf(order)));
  await refuseUnfit(ports, toSeat, cls);
  for (const order of toSeat) {
    const act = { by: staff._id, action: 'bookSeats', subject: seatOf(order) };
    const also = (tx: Transaction) => recordAct(tx, ports, act, ports.clock.now());
    const got = await bookSeats(ports, order._id, [cls], { makeUp: true, also });
    if (got.length > 0 || (await ports.store.get('seats', seatOf(order))) !== undefined) continue;
    // Somebody else was faster and has the last place.
    await refuseUnfit(ports, [order], cls);
  }
  return { seats: orders.length };
}

/** @throws AppError for the first of the orders that can't come, were they seated in this order */
async function refuseUnfit(ports: Ports, orders: readonly Order[], cls: CourseClass): Promise<void> {
  const standing = await standings(ports, orders);
  let free = await freePlaces(ports, cls);
  for (const order of orders) {
    const fit = fitWith(ports, order, standing(order), [{ ...cls, free }]);
    if (fit.seats.length === 0) throw await misfitError(ports, order, fit.misfits[0]);
    free -= 1;
  }
}
