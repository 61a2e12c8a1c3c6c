import type { ResponseOf } from '../../../protocol';
import { lessonGate, lessonUnit } from '../../domain/order/lessons';
import { versionOf } from '../charging/version-of';
import { ownOrder } from '../orders/read-order';
import type { Ports } from '../ports';

type LessonList = ResponseOf<'classroom', 'lessons'>;

/** The lessons of an on-demand order with the learner's progress; none before the plan is signed. */
export async function listLessons(
  ports: Ports,
  openid: string,
  { orderId }: { orderId: string },
): Promise<LessonList> {
  const order = await ownOrder(ports, openid, orderId);
  const [version, progress] = await Promise.all([
    versionOf(ports.store, order),
    ports.store.find('lesson_progress', { orderId }, { limit: 500 }),
  ]);
  const byLesson = new Map(progress.map((known) => [known.lessonNo, known]));
  const signed = order.units.length > 0 && version.mode === 'on-demand';
  return {
    orderId,
    courseTitle: version.title,
    lessons: !signed
      ? []
      : version.lessons.map(({ title, minutes }, index) => {
          const lessonNo = index + 1;
          const { gate, confirms } = lessonGate(order, lessonNo);
          const known = byLesson.get(lessonNo);
          return {
            ...{ lessonNo, unitNo: lessonUnit(order, lessonNo).no, title, gate },
            ...(minutes === undefined ? {} : { minutes }),
            ...(confirms === undefined
              ? {}
              : { confirms: { unitNo: confirms.no, name: confirms.name, priceFen: confirms.priceFen } }),
            seconds: known?.seconds ?? 0,
            finished: known?.finishedAt !== undefined,
          };
        }),
  };
}
