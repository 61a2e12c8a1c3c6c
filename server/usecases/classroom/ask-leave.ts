import type { RequestOf } from '../../../protocol';
import type { Seat } from '../../domain/class/class';
import { AppError } from '../../domain/errors';
import { move } from '../../domain/machine';
import { SEAT_MACHINE } from '../../domain/machines';
import { changeOrder } from '../orders/change-order';
import { ownOrder } from '../orders/read-order';
import type { Ports } from '../ports';
import { taskId } from '../tasks/raise-task';

/** Who gave a mark that no member of staff gave. */
const BY_LEARNER = 'learner';

/**
 * The learner asks for leave before the class begins: her place is given back and nothing is charged; the unit stays for
 * the next class she comes to.
 * @throws AppError NOT_FOUND, WRONG_STATE once the class has begun or the seat is marked
 */
export async function askLeave(
  ports: Ports,
  openid: string,
  { classId, orderId, reason }: RequestOf<'classroom', 'askLeave'>,
): Promise<void> {
  await ownOrder(ports, openid, orderId);
  await changeOrder(ports, orderId, async (order, now, tx) => {
    const seat = await tx.get('seats', `${classId}-${orderId}`);
    if (seat === undefined) throw new AppError('NOT_FOUND', `no seat of ${orderId} in ${classId}`);
    const waits = seat.state === 'booked' || seat.state === 'on_hold';
    if (!waits || seat.startsAt <= now)
      throw new AppError('WRONG_STATE', `seat ${seat._id} is ${seat.state}`);
    const onLeave: Seat = {
      ...seat,
      state: move('seat', SEAT_MACHINE, seat.state, 'on_leave'),
      marks: [...seat.marks, { mark: 'on_leave', by: BY_LEARNER, at: now, note: reason }],
    };
    return { order, seats: [onLeave], settled: [taskId('seat_on_hold', { orderId, classId })] };
  });
}
