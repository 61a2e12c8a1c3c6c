import type { Course } from '../../../domain/course/course';
import { AppError } from '../../../domain/errors';
import type { Ports } from '../../ports';

/** A course of this institution, published or not. @throws AppError NOT_FOUND */
export async function courseOf(ports: Ports, courseId: string): Promise<Course> {
  const course = await ports.store.get('courses', courseId);
  if (course?.institutionId !== ports.settings.institutionId)
    throw new AppError('NOT_FOUND', `no course ${courseId}`);
  return course;
}

/** The course as its draft has it: campuses, region and category wait with the rest of it until it is published. */
export function asDrafted({ draftHead, ...course }: Course): Course {
  return { ...course, ...draftHead };
}
