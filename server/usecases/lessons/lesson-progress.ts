import type { RequestOf, ResponseOf } from '../../../protocol';
import { AppError } from '../../domain/errors';
import { finishLesson, lessonUnit } from '../../domain/order/lessons';
import { versionOf } from '../charging/version-of';
import { changeOrder } from '../orders/change-order';
import { unitView } from '../orders/order-view';
import { ownOrder } from '../orders/read-order';
import type { Ports } from '../ports';

/** How far she is, so that leaving costs nothing. It only grows. @throws AppError CONTENT_LOCKED before the start */
export async function saveProgress(
  ports: Ports,
  openid: string,
  request: RequestOf<'classroom', 'lessonProgress'>,
): Promise<ResponseOf<'classroom', 'lessonProgress'>> {
  await ownOrder(ports, openid, request.orderId);
  await ports.store.transaction(async (tx) => {
    const known = await tx.get('lesson_progress', `${request.orderId}-${request.lessonNo}`);
    if (known === undefined)
      throw new AppError('CONTENT_LOCKED', `lesson ${request.lessonNo} was not started`);
    const seconds = Math.max(known.seconds, request.seconds);
    await tx.put('lesson_progress', { ...known, seconds, updatedAt: ports.clock.now() });
  });
  return { done: true };
}

/** The lesson is finished; with the last one of its unit the objection window opens. */
export async function endLesson(
  ports: Ports,
  openid: string,
  request: RequestOf<'classroom', 'finishLesson'>,
): Promise<ResponseOf<'classroom', 'finishLesson'>> {
  const { orderId, lessonNo } = request;
  await ownOrder(ports, openid, orderId);
  const order = await changeOrder(ports, orderId, async (current, now, tx) => {
    const progress = await tx.get('lesson_progress', `${orderId}-${lessonNo}`);
    if (progress === undefined) throw new AppError('CONTENT_LOCKED', `lesson ${lessonNo} was not started`);
    if (progress.finishedAt !== undefined) return undefined;
    const { windowHours } = await versionOf(tx, current);
    return {
      order: finishLesson(current, lessonNo, now, windowHours),
      also: (t) => t.put('lesson_progress', { ...progress, finishedAt: now, updatedAt: now }),
    };
  });
  return unitView(order, lessonUnit(order, lessonNo), ports.clock.now());
}
