import { AppError } from '../../domain/errors';
import { move } from '../../domain/machine';
import { CLASS_MACHINE, SEAT_MACHINE } from '../../domain/machines';
import type { StaffMember } from '../../domain/people/people';
import { pokeOrder } from '../agenda/agenda';
import type { Ports } from '../ports';
import { createPush } from '../pushing/create-push';
import { recordAct } from '../staffing/audit';
import { authorise } from '../staffing/authorise';
import { settleTask, taskId } from '../tasks/raise-task';
import { classOf } from './class-of';
import { cancelledPush } from './class-texts';
import { openSeats } from './open-seats';

/**
 * Cancels a class that was not held: its seats are released, its students told, nothing is charged.
 * @returns how many seats were released
 * @throws AppError NOT_FOUND, FORBIDDEN, WRONG_STATE
 */
export async function cancelClass(
  ports: Ports,
  staff: StaffMember,
  request: { classId: string; reason: string },
): Promise<{ released: number }> {
  const cls = await classOf(ports, request.classId);
  authorise(staff, 'cancelClass', { campusIds: [cls.campusId] });
  const seats = await openSeats(ports, cls._id);
  return ports.store.transaction(async (tx) => {
    const now = ports.clock.now();
    const before = await tx.get('classes', cls._id);
    if (before?.state !== 'scheduled')
      throw new AppError('WRONG_STATE', `class ${cls._id} is ${before?.state}`);
    if (before.revision !== cls.revision) throw new AppError('BUSY', `class ${cls._id} has just changed`);
    const state = move('class', CLASS_MACHINE, before.state, 'cancelled');
    await tx.put('classes', {
      ...before,
      state,
      cancelReason: request.reason,
      revision: before.revision + 1,
    });
    let released = 0;
    for (const { _id } of seats) {
      const seat = await tx.get('seats', _id);
      if (seat === undefined || (seat.state !== 'booked' && seat.state !== 'on_hold')) continue;
      const freed = move('seat', SEAT_MACHINE, seat.state, 'released');
      await tx.put('seats', { ...seat, state: freed, revision: seat.revision + 1 });
      await createPush(tx, `x-${_id}`, cancelledPush(seat.payerOpenid, before, request.reason), now);
      await settleTask(tx, taskId('seat_on_hold', { orderId: seat.orderId, classId: cls._id }), now);
      await pokeOrder(tx, seat.orderId, now);
      released += 1;
    }
    await settleTask(tx, taskId('roll_call_missing', { classId: cls._id }), now);
    const act = { by: staff._id, action: 'cancelClass', subject: cls._id, after: { reason: request.reason } };
    await recordAct(tx, ports, act, now);
    return { released };
  });
}
