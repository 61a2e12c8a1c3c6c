import type { ResponseOf } from '../../../../protocol';
import type { Course } from '../../../domain/course/course';
import type { StaffMember } from '../../../domain/people/people';
import type { Ports } from '../../ports';
import { authorise, worksAt } from '../../staffing/authorise';
import { courseFaults } from './course-faults';
import { courseOf } from './course-of';

type CourseRow = ResponseOf<'staff', 'listCourses'>['courses'][number];

/** Courses of the member's campuses, last changed first. */
export async function listStaffCourses(
  ports: Ports,
  staff: StaffMember,
): Promise<ResponseOf<'staff', 'listCourses'>> {
  const { institutionId } = ports.settings;
  const courses = await ports.store.find(
    'courses',
    { institutionId },
    { sort: { updatedAt: -1 }, limit: 1000 },
  );
  const own = courses.filter((course) => course.campusIds.some((id) => worksAt(staff, id)));
  return { courses: own.map(row) };
}

function row({
  _id,
  campusIds,
  region,
  category,
  state,
  draft,
  publishedVersionId,
  updatedAt,
  revision,
}: Course): CourseRow {
  const version = Number(publishedVersionId?.split('-v').at(-1) ?? 0);
  return {
    courseId: _id,
    ...{ campusIds, region, category, state, updatedAt, revision },
    title: draft.title,
    ...(version > 0 ? { version } : {}),
  };
}

/** The draft under edit, with everything that stands against publishing it. @throws AppError NOT_FOUND, FORBIDDEN */
export async function readStaffCourse(
  ports: Ports,
  staff: StaffMember,
  courseId: string,
): Promise<ResponseOf<'staff', 'readCourse'>> {
  const course = await courseOf(ports, courseId);
  authorise(staff, 'readCourse', { campusIds: course.campusIds });
  const { campusIds, region, category, state, revision, draft: content, publishedVersionId } = course;
  const version =
    publishedVersionId === undefined
      ? undefined
      : await ports.store.get('course_versions', publishedVersionId);
  return {
    courseId,
    ...{ campusIds, region, category, state, revision, content },
    faults: await courseFaults(ports, course),
    plans: (version?.plans ?? []).map((plan) => ({ rungKey: plan.rungKey, state: plan.state })),
  };
}
