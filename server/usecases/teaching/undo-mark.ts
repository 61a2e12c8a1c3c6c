import { undoFault } from '../../domain/class/roll-call';
import { AppError } from '../../domain/errors';
import { undoTaught } from '../../domain/order/teaching';
import { unitOf } from '../../domain/order/units';
import type { StaffMember } from '../../domain/people/people';
import { versionOf } from '../charging/version-of';
import { changeOrder } from '../orders/change-order';
import type { Ports } from '../ports';
import { recordAct } from '../staffing/audit';
import { authorise } from '../staffing/authorise';
import { classOf } from './class-of';
import { markUndonePush } from './class-texts';

/**
 * Takes a mark back while nothing has come of it; the act stays on the seat as evidence, and the learner is told.
 * @throws AppError NOT_FOUND, FORBIDDEN, WRONG_STATE, WINDOW_OVER
 */
export async function undoMark(ports: Ports, staff: StaffMember, seatId: string): Promise<void> {
  const seen = await ports.store.get('seats', seatId);
  if (seen === undefined) throw new AppError('NOT_FOUND', `no seat ${seatId}`);
  const cls = await classOf(ports, seen.classId);
  authorise(staff, 'undoMark', { campusIds: [cls.campusId], teacherOpenid: cls.teacherOpenid });
  await changeOrder(ports, seen.orderId, async (order, now, tx) => {
    const seat = await tx.get('seats', seatId);
    if (seat === undefined) throw new AppError('NOT_FOUND', `no seat ${seatId}`);
    const { windowHours } = await versionOf(tx, order);
    const windowEndsAt = seat.unitNo === undefined ? undefined : unitOf(order, seat.unitNo).windowEndsAt;
    const terms = { windowHours, ...(windowEndsAt === undefined ? {} : { windowEndsAt }) };
    const fault = undoFault(seat, now, terms);
    if (fault !== undefined)
      throw new AppError(fault, `the mark of seat ${seatId} can't be taken back any more`);
    const undone = undoTaught(order, seat, { by: staff._id, at: now });
    const draft = markUndonePush(order.payerOpenid, undone.seat, cls);
    const act = { by: staff._id, action: 'undoMark', subject: seatId, before: { state: seat.state } };
    return {
      order: undone.order,
      seats: [undone.seat],
      pushes: [{ id: `u-${seatId}-${seat.revision}`, draft }],
      also: (t) => recordAct(t, ports, act, now),
    };
  });
}
