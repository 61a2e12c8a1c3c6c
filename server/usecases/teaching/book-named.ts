import { AppError } from '../../domain/errors';
import type { StaffMember } from '../../domain/people/people';
import type { Transaction } from '../../ports/store';
import type { Ports } from '../ports';
import { recordAct } from '../staffing/audit';
import { authorise } from '../staffing/authorise';
import { activeOrder, bookSeats, fitOf, withRoom } from './book-seats';
import { classOf } from './class-of';
import { misfitError } from './misfit';

/**
 * Gives further orders a seat in a class that is scheduled already (a make-up, a late joiner).
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
  let seats = 0;
  for (const orderId of new Set(request.orderIds)) {
    const order = await activeOrder(ports, orderId);
    if (order.courseId !== cls.courseId) {
      throw new AppError('BAD_REQUEST', 'an order of another course', { field: 'orderIds' });
    }
    if ((await ports.store.get('seats', `${cls._id}-${orderId}`)) !== undefined) continue;
    const fit = await fitOf(ports, order, await withRoom(ports, [cls]));
    if (fit.seats.length === 0) {
      throw await misfitError(ports, order, fit.misfits[0]);
    }
    const act = { by: staff._id, action: 'bookSeats', subject: `${cls._id}-${orderId}` };
    const also = (tx: Transaction) => recordAct(tx, ports, act, ports.clock.now());
    seats += (await bookSeats(ports, orderId, [cls], { makeUp: true, also })).length;
  }
  return { seats };
}
