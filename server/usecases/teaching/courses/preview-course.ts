import type { ResponseOf } from '../../../../protocol';
import type { StaffMember } from '../../../domain/people/people';
import { coursePage } from '../../browsing/read-course';
import type { Ports } from '../../ports';
import { authorise } from '../../staffing/authorise';
import { asDrafted, courseOf } from './course-of';
import { draftOffers, draftVersion } from './draft-version';

/** The course page of the saved draft, as a learner would see it after publishing. @throws AppError NOT_FOUND, FORBIDDEN */
export async function previewCourse(
  ports: Ports,
  staff: StaffMember,
  { courseId }: { courseId: string },
): Promise<ResponseOf<'staff', 'previewCourse'>> {
  const stored = await courseOf(ports, courseId);
  authorise(staff, 'previewCourse', { campusIds: stored.campusIds });
  const course = asDrafted(stored);
  const last = await lastVersion(ports, course.publishedVersionId);
  const version = draftVersion(course, last, ports.clock.now());
  return coursePage(ports, course, version, draftOffers(course));
}

async function lastVersion(ports: Ports, versionId: string | undefined): Promise<number> {
  return versionId === undefined ? 0 : ((await ports.store.get('course_versions', versionId))?.version ?? 0);
}

/** Every frozen version of a course, newest first, and how many orders run on it. @throws AppError NOT_FOUND, FORBIDDEN */
export async function courseVersions(
  ports: Ports,
  staff: StaffMember,
  { courseId }: { courseId: string },
): Promise<ResponseOf<'staff', 'courseVersions'>> {
  const course = await courseOf(ports, courseId);
  authorise(staff, 'courseVersions', { campusIds: course.campusIds });
  const versions = await ports.store.find(
    'course_versions',
    { courseId },
    { sort: { version: -1 }, limit: 200 },
  );
  return {
    versions: await Promise.all(
      versions.map(async ({ _id, version, title, totalFen, publishedAt }) => ({
        ...{ version, title, totalFen, publishedAt },
        onSale: course.state === 'published' && course.publishedVersionId === _id,
        runningOrders: await ports.store.count('orders', {
          versionId: _id,
          state: { $in: ['active', 'closing'] },
        }),
      })),
    ),
  };
}
