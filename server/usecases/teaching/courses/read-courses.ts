import type { ResponseOf } from '../../../../protocol';
import type { Course } from '../../../domain/course/course';
import type { Institution, StaffMember } from '../../../domain/people/people';
import { LINK_SECONDS } from '../../browsing/listed-course';
import type { Ports } from '../../ports';
import { authorise, worksAt } from '../../staffing/authorise';
import { institutionOf } from '../../staffing/institution';
import { courseFaults, faultsOf } from './course-faults';
import { asDrafted, courseOf } from './course-of';
import { verdictFor } from './region-verdict';

type CourseRow = ResponseOf<'staff', 'listCourses'>['courses'][number];
type CourseRead = ResponseOf<'staff', 'readCourse'>;

/** Courses of the member's campuses, last changed first. */
export async function listStaffCourses(
  ports: Ports,
  staff: StaffMember,
): Promise<ResponseOf<'staff', 'listCourses'>> {
  const { institutionId } = ports.settings;
  const [institution, courses] = await Promise.all([
    ports.store.get('institutions', institutionId),
    ports.store.find('courses', { institutionId }, { sort: { updatedAt: -1 }, limit: 1000 }),
  ]);
  const own = courses.filter((course) => course.campusIds.some((id) => worksAt(staff, id)));
  return { courses: own.map((course) => row(ports, asDrafted(course), institution)) };
}

function row(ports: Ports, course: Course, institution: Institution | undefined): CourseRow {
  const { _id, campusIds, region, category, state, draft, updatedAt, revision } = course;
  const { title, teacherName, mode, totalFen, lessons } = draft;
  const waits = course.state !== 'published' || course.changed === true;
  return {
    courseId: _id,
    ...{ campusIds, region, category, state, updatedAt, revision },
    ...{ title, teacherName, mode, totalFen, classCount: lessons.length },
    ...versionOf(course),
    changed: course.changed === true,
    // A course never on sale has no timetable yet; of the others the publishing itself looks at it.
    faultCount: waits ? faultsOf(ports, course, institution, 0).length : 0,
  };
}

function versionOf({ publishedVersionId }: Course): { version?: number } {
  const version = Number(publishedVersionId?.split('-v').at(-1) ?? 0);
  return version > 0 ? { version } : {};
}

/** The draft under edit, with everything that stands against publishing it. @throws AppError NOT_FOUND, FORBIDDEN */
export async function readStaffCourse(
  ports: Ports,
  staff: StaffMember,
  courseId: string,
): Promise<CourseRead> {
  const stored = await courseOf(ports, courseId);
  authorise(staff, 'readCourse', { campusIds: stored.campusIds });
  const course = asDrafted(stored);
  const { campusIds, region, category, state, revision, draft: content, publishedVersionId } = course;
  const [institution, version, saver] = await Promise.all([
    institutionOf(ports),
    publishedVersionId === undefined ? undefined : ports.store.get('course_versions', publishedVersionId),
    course.savedBy === undefined ? undefined : ports.store.get('staff', course.savedBy),
  ]);
  return {
    courseId,
    ...{ campusIds, region, category, state, revision, content },
    ...versionOf(course),
    changed: course.changed === true,
    savedAt: course.updatedAt,
    ...(saver === undefined ? {} : { savedBy: saver.name }),
    pictureLinks: await pictureLinks(ports, content),
    faults: await courseFaults(ports, course),
    verdict: verdictFor(course, institution, ports.clock.now()),
    plans: (version?.plans ?? []).map((plan) => ({ rungKey: plan.rungKey, state: plan.state })),
  };
}

async function pictureLinks(
  ports: Ports,
  { cover, pictures = [] }: Course['draft'],
): Promise<CourseRead['pictureLinks']> {
  const fileIds = [...(cover === undefined ? [] : [cover]), ...pictures];
  if (fileIds.length === 0) return [];
  const links = await ports.files.links(fileIds, LINK_SECONDS);
  return fileIds.flatMap((fileId, index) => {
    const link = links[index];
    return link === undefined ? [] : [{ fileId, link }];
  });
}
