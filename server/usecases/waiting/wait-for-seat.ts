import type { CourseClass, WaitingSeat } from '../../domain/class/class';
import { AppError } from '../../domain/errors';
import type { Order } from '../../domain/order/order';
import type { StaffMember } from '../../domain/people/people';
import type { Transaction } from '../../ports/store';
import { ownOrder } from '../orders/read-order';
import type { Ports } from '../ports';
import { recordAct } from '../staffing/audit';
import { authorise } from '../staffing/authorise';
import { activeOrder, fitOf, withRoom } from '../teaching/book-seats';
import { classOf } from '../teaching/class-of';
import { classWaiting } from './waiting-list';

/** Written in the same transaction. */
type Also = (tx: Transaction) => Promise<void>;

interface Place {
  classId: string;
  orderId: string;
}

/** A learner waits for a seat in a full class of her course. @throws AppError NOT_FOUND, WRONG_STATE, TOO_CLOSE … */
export async function waitAsLearner(ports: Ports, openid: string, asked: Place): Promise<{ place: number }> {
  await ownOrder(ports, openid, asked.orderId);
  return wait(ports, await classOf(ports, asked.classId), asked.orderId);
}

/** Staff put an order on the list. @throws AppError FORBIDDEN and as for the learner */
export async function waitByStaff(
  ports: Ports,
  staff: StaffMember,
  asked: Place,
): Promise<{ place: number }> {
  const cls = await classOf(ports, asked.classId);
  authorise(staff, 'waitForSeat', { campusIds: [cls.campusId] });
  return wait(ports, cls, asked.orderId, (tx) => record(tx, ports, staff, 'waitForSeat', asked));
}

async function wait(
  ports: Ports,
  cls: CourseClass,
  orderId: string,
  also?: Also,
): Promise<{ place: number }> {
  const order = await activeOrder(ports, orderId);
  refuseStranger(order, cls);
  const fit = await fitOf(ports, order, await withRoom(ports, [cls]));
  const code = fit.misfits[0]?.code;
  if (code !== 'CLASS_FULL') {
    throw new AppError(code ?? 'WRONG_STATE', `order ${orderId} needs not or can't wait for ${cls._id}`);
  }
  await ports.store.transaction(async (tx) => {
    const _id = waitingId(cls._id, orderId);
    if ((await tx.get('waiting', _id)) !== undefined) return;
    await tx.insert('waiting', newWaiting(_id, order, cls, ports));
    await also?.(tx);
  });
  const list = await classWaiting(ports, cls._id);
  const index = list.findIndex((row) => row.orderId === orderId);
  return { place: index < 0 ? list.length + 1 : index + 1 };
}

function newWaiting(_id: string, order: Order, cls: CourseClass, ports: Ports): WaitingSeat {
  const { studentId, payerOpenid } = order;
  return { _id, classId: cls._id, orderId: order._id, studentId, payerOpenid, since: ports.clock.now() };
}

function refuseStranger(order: Order, cls: CourseClass): void {
  const fits = order.courseId === cls.courseId && order.campusId === cls.campusId && !cls.makeUp;
  if (!fits) throw new AppError('NOT_FOUND', `class ${cls._id} is not for order ${order._id}`);
}

export async function stopWaitingAsLearner(ports: Ports, openid: string, asked: Place): Promise<void> {
  await ownOrder(ports, openid, asked.orderId);
  await remove(ports, asked);
}

export async function stopWaitingByStaff(ports: Ports, staff: StaffMember, asked: Place): Promise<void> {
  const cls = await classOf(ports, asked.classId);
  authorise(staff, 'stopWaiting', { campusIds: [cls.campusId] });
  await remove(ports, asked, (tx) => record(tx, ports, staff, 'stopWaiting', asked));
}

async function remove(ports: Ports, { classId, orderId }: Place, also?: Also): Promise<void> {
  await ports.store.transaction(async (tx) => {
    const _id = waitingId(classId, orderId);
    if ((await tx.get('waiting', _id)) === undefined) return;
    await tx.remove('waiting', _id);
    await also?.(tx);
  });
}

function record(
  tx: Transaction,
  ports: Ports,
  staff: StaffMember,
  action: 'waitForSeat' | 'stopWaiting',
  { classId, orderId }: Place,
): Promise<void> {
  const act = { by: staff._id, action, subject: waitingId(classId, orderId) };
  return recordAct(tx, ports, act, ports.clock.now());
}

export function waitingId(classId: string, orderId: string): string {
  return `${classId}-${orderId}`;
}
