import type { RequestOf, ResponseOf } from '../../../protocol';
import { AppError } from '../../domain/errors';
import { finishUnit, isBegun, lessonGate, lessonUnit } from '../../domain/order/lessons';
import { confirm } from '../../domain/order/objection';
import type { Order, Unit } from '../../domain/order/order';
import { isOwing, isSettled, unitOf } from '../../domain/order/units';
import { plus, SECOND } from '../../domain/time';
import { openFor } from '../charging/open-unit';
import { versionOf } from '../charging/version-of';
import { changeOrder } from '../orders/change-order';
import { existingOrder, ownOrder } from '../orders/read-order';
import type { Ports } from '../ports';
import { lookAgain } from '../signing/look-again';
import { lessonView } from './lesson-view';

type StartRequest = RequestOf<'classroom', 'startLesson'>;
type StartAnswer = ResponseOf<'classroom', 'startLesson'>;

/** A unit for a lesson that begins now: WeChat wants the start to lie ahead of the call. */
const START_AHEAD = 5 * SECOND;
/** The last unit is settled while she waits, no longer than this; then the page shows 扣款中 or a pay button. */
const SETTLE_WITHIN_MS = 10_000;
const SETTLE_EVERY_MS = 1_000;

/**
 * First half of starting a lesson, done once for each request: the unit before is confirmed, which the dialog said.
 * Two changes, since each is one step of the unit's states; a crash in between is mended by asking again.
 * @throws AppError CONTENT_LOCKED out of sequence; WRONG_STATE with `confirmsUnit` when the dialog was not shown
 */
export async function confirmForLesson(
  ports: Ports,
  openid: string,
  request: StartRequest,
): Promise<{ orderId: string }> {
  const { orderId } = request;
  await ownOrder(ports, openid, orderId);
  await changeOrder(ports, orderId, async (order, now, tx) => {
    const { mode, windowHours } = await versionOf(tx, order);
    if (mode !== 'on-demand') throw new AppError('WRONG_STATE', `course ${order.courseId} has a timetable`);
    const last = unitToConfirm(order, request);
    return last && { order: finishUnit(order, last, now, windowHours) };
  });
  await changeOrder(ports, orderId, (order, now) => {
    const last = unitToConfirm(order, request);
    return last && { order: confirm(order, last.no, now, 'learner') };
  });
  return { orderId };
}

/** The unit that starting a lesson confirms; undefined when there is none, or when it is done. */
function unitToConfirm(order: Order, request: StartRequest): Unit | undefined {
  const { gate, confirms } = lessonGate(order, request.lessonNo);
  if (gate === 'locked')
    throw new AppError('CONTENT_LOCKED', `lesson ${request.lessonNo} of order ${order._id} is locked`);
  if (confirms === undefined || request.confirmsUnit === confirms.no) return confirms;
  throw new AppError('WRONG_STATE', `starting lesson ${request.lessonNo} confirms unit ${confirms.no}`, {
    confirmsUnit: confirms.no,
  });
}

/** Second half, repeatable: settles the last unit in bounded time, opens this one, and gives the content. */
export async function openLesson(ports: Ports, request: StartRequest): Promise<StartAnswer> {
  const { orderId, lessonNo } = request;
  const order = await settled(ports, orderId, lessonNo);
  const unit = lessonUnit(order, lessonNo);
  const last = unit.no > 1 ? unitOf(order, unit.no - 1) : undefined;
  if (last !== undefined && !isSettled(last)) {
    return { state: isOwing(last, ports.clock.now()) ? 'owing' : 'charging' };
  }
  if (!isBegun(unit)) {
    await openFor(ports, orderId, unit.no, async (_tx, now) => plus(now, START_AHEAD));
  }
  const opened = await ports.store.get('orders', orderId);
  if (!opened || !isBegun(lessonUnit(opened, lessonNo))) return { state: 'opening' };
  await remember(ports, opened, lessonNo);
  return { state: 'open', lesson: await lessonView(ports, opened, lessonNo) };
}

async function settled(ports: Ports, orderId: string, lessonNo: number): Promise<Order> {
  const waitUntil = performance.now() + SETTLE_WITHIN_MS;
  for (;;) {
    await lookAgain(ports, await existingOrder(ports, orderId));
    const order = await existingOrder(ports, orderId);
    const unit = lessonUnit(order, lessonNo);
    const last = unit.no > 1 ? unitOf(order, unit.no - 1) : undefined;
    const settles = last !== undefined && !isSettled(last) && !isOwing(last, ports.clock.now());
    if (!settles || order.parked || performance.now() > waitUntil) return order;
    await new Promise((resolve) => setTimeout(resolve, SETTLE_EVERY_MS));
  }
}

async function remember(ports: Ports, order: Order, lessonNo: number): Promise<void> {
  const _id = `${order._id}-${lessonNo}`;
  await ports.store.transaction(async (tx) => {
    if ((await tx.get('lesson_progress', _id)) !== undefined) return;
    const now = ports.clock.now();
    await tx.insert('lesson_progress', {
      _id,
      orderId: order._id,
      lessonNo,
      startedAt: now,
      seconds: 0,
      updatedAt: now,
    });
  });
}
