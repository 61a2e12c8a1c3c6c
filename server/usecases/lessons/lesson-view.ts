import type { ResponseOf } from '../../../protocol';
import { AppError } from '../../domain/errors';
import { lessonUnit } from '../../domain/order/lessons';
import type { Order } from '../../domain/order/order';
import { versionOf } from '../charging/version-of';
import type { Ports } from '../ports';

type LessonView = NonNullable<ResponseOf<'classroom', 'startLesson'>['lesson']>;

/** Links to content live this long, so that a copied one is soon worth nothing. */
const LINK_SECONDS = 600;

/** A lesson with its content; only for a unit that is open, or was. */
export async function lessonView(ports: Ports, order: Order, lessonNo: number): Promise<LessonView> {
  const version = await versionOf(ports.store, order);
  const lesson = version.lessons[lessonNo - 1];
  if (lesson === undefined) throw new AppError('NOT_FOUND', `no lesson ${lessonNo}`);
  const progress = await ports.store.get('lesson_progress', `${order._id}-${lessonNo}`);
  const links = await ports.files.links(lesson.content ?? [], LINK_SECONDS);
  return {
    orderId: order._id,
    lessonNo,
    unitNo: lessonUnit(order, lessonNo).no,
    title: lesson.title,
    content: links.filter((link): link is string => link !== undefined),
    seconds: progress?.seconds ?? 0,
    finished: progress?.finishedAt !== undefined,
  };
}
