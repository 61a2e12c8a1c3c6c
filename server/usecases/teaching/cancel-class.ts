import { AppError } from '../../domain/errors';
import { move } from '../../domain/machine';
import { CLASS_MACHINE } from '../../domain/machines';
import type { StaffMember } from '../../domain/people/people';
import { putAgenda } from '../agenda/agenda';
import type { Ports } from '../ports';
import { recordAct } from '../staffing/audit';
import { authorise } from '../staffing/authorise';
import { settleTask, taskId } from '../tasks/raise-task';
import { classOf } from './class-of';

/**
 * Cancels a class that was not held. From now on nobody can be seated or marked in it; its seats are given back and its
 * students told after it (`giveBackSeats`), nothing is charged.
 * @returns how many seats are to be given back
 * @throws AppError NOT_FOUND, FORBIDDEN, WRONG_STATE, BUSY
 */
export async function cancelClass(
  ports: Ports,
  staff: StaffMember,
  request: { classId: string; reason: string },
): Promise<{ released: number }> {
  const cls = await classOf(ports, request.classId);
  authorise(staff, 'cancelClass', { campusIds: [cls.campusId] });
  const open = { classId: cls._id, state: { $in: ['booked', 'on_hold'] } };
  const released = await ports.store.count('seats', open);
  await ports.store.transaction(async (tx) => {
    const now = ports.clock.now();
    const before = await tx.get('classes', cls._id);
    if (before?.state !== 'scheduled')
      throw new AppError('WRONG_STATE', `class ${cls._id} is ${before?.state}`);
    if (before.revision !== cls.revision) throw new AppError('BUSY', `class ${cls._id} has just changed`);
    const state = move('class', CLASS_MACHINE, before.state, 'cancelled');
    const revision = before.revision + 1;
    await tx.put('classes', { ...before, state, cancelReason: request.reason, revision });
    await putAgenda(tx, 'class', cls._id, now);
    await settleTask(tx, taskId('roll_call_missing', { classId: cls._id }), now);
    const act = { by: staff._id, action: 'cancelClass', subject: cls._id, after: { reason: request.reason } };
    await recordAct(tx, ports, act, now);
  });
  return { released };
}
