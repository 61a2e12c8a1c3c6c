import type { ResponseOf } from '../../../protocol';
import type { Task } from '../../domain/task/task';
import { byId } from '../browsing/by-id';
import { studentNames } from '../browsing/student-names';
import type { Ports } from '../ports';

type About = ResponseOf<'staff', 'listTasks'>['tasks'][number]['about'];

/** Names of what tasks are about, read for all of a page at once. */
export async function namesOfSubjects(
  ports: Ports,
  tasks: readonly Task[],
): Promise<(task: Pick<Task, 'subject'>) => About> {
  const [orders, classes] = await Promise.all([
    byId(
      ports,
      'orders',
      tasks.map((task) => task.subject.orderId),
    ),
    byId(
      ports,
      'classes',
      tasks.map((task) => task.subject.classId),
    ),
  ]);
  const [versions, students] = await Promise.all([
    byId(
      ports,
      'course_versions',
      [...orders.values()].map((order) => order.versionId),
    ),
    studentNames(
      ports,
      [...orders.values()].map((order) => order.studentId),
    ),
  ]);
  return ({ subject }) => {
    const order = orders.get(subject.orderId ?? '');
    const version = versions.get(order?.versionId ?? '');
    const unit = order?.units.find(({ no }) => no === subject.unitNo);
    const cls = classes.get(subject.classId ?? '');
    return {
      ...(order === undefined ? {} : { studentName: students.get(order.studentId) ?? '' }),
      ...(version === undefined ? {} : { courseTitle: version.title }),
      ...(unit === undefined ? {} : { unitName: unit.name }),
      ...(cls === undefined ? {} : { classTitle: cls.title, classStartsAt: cls.startsAt }),
    };
  };
}
