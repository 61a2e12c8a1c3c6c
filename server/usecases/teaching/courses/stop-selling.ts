import type { CourseVersion } from '../../../domain/course/course';
import { AppError } from '../../../domain/errors';
import type { StaffMember } from '../../../domain/people/people';
import { putAgenda } from '../../agenda/agenda';
import type { Ports } from '../../ports';
import { recordAct } from '../../staffing/audit';
import { authorise } from '../../staffing/authorise';
import { courseOf } from './course-of';

/**
 * Takes a course off sale: nobody new can order or sign, its WeChat plans are stopped. Whoever has signed goes on
 * (WeChat: a stopped plan keeps its signed users).
 * @throws AppError NOT_FOUND, FORBIDDEN, WRONG_STATE when it is not on sale
 */
export async function stopSelling(ports: Ports, staff: StaffMember, courseId: string): Promise<void> {
  const { campusIds } = await courseOf(ports, courseId);
  authorise(staff, 'stopSelling', { campusIds });
  const versions = await ports.store.find('course_versions', { courseId }, { limit: 1000 });
  await ports.store.transaction(async (tx) => {
    const now = ports.clock.now();
    const course = await tx.get('courses', courseId);
    if (course?.state !== 'published')
      throw new AppError('WRONG_STATE', `course ${courseId} is ${course?.state}`);
    await tx.put('courses', { ...course, state: 'stopped', updatedAt: now, revision: course.revision + 1 });
    for (const { _id } of versions) {
      const version = await tx.get('course_versions', _id);
      if (version === undefined || !version.plans.some((plan) => plan.state === 'normal')) continue;
      await tx.put('course_versions', withPlansStopping(version));
      await putAgenda(tx, 'plan', _id, now);
    }
    await recordAct(tx, ports, { by: staff._id, action: 'stopSelling', subject: courseId }, now);
  });
}

function withPlansStopping(version: CourseVersion): CourseVersion {
  return {
    ...version,
    plans: version.plans.map((plan) => (plan.state === 'normal' ? { ...plan, state: 'stopping' } : plan)),
  };
}
