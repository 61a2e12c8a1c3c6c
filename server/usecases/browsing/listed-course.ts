import type { ResponseOf } from '../../../protocol';
import type { Course, CourseVersion } from '../../domain/course/course';
import { AppError } from '../../domain/errors';
import type { Offer } from '../../domain/ladder';
import { type Fen, split } from '../../domain/money';
import type { Ports } from '../ports';

type RungView = ResponseOf<'catalog', 'read'>['rungs'][number];

/** Links to pictures in public pages live this long, seconds. */
export const LINK_SECONDS = 2 * 60 * 60;

/** A course that was ever on sale, with the version that new learners get. @throws AppError NOT_FOUND */
export async function listedCourse(
  ports: Ports,
  courseId: string,
): Promise<{ course: Course; version: CourseVersion }> {
  const course = await ports.store.get('courses', courseId);
  if (course?.publishedVersionId === undefined || course.institutionId !== ports.settings.institutionId) {
    throw new AppError('NOT_FOUND', `no course ${courseId} in the catalogue`);
  }
  const version = await ports.store.get('course_versions', course.publishedVersionId);
  if (version === undefined) throw new AppError('NOT_FOUND', `no version ${course.publishedVersionId}`);
  return { course, version };
}

/** More courses than this no institution sells at a time. */
const MOST_ON_SALE = 500;

/** Every course on sale, newest first. */
export function onSale(ports: Ports): Promise<Course[]> {
  return ports.store.find(
    'courses',
    { institutionId: ports.settings.institutionId, state: 'published' },
    { sort: { 'listing.publishedAt': -1, _id: 1 }, limit: MOST_ON_SALE },
  );
}

/** What one class costs by itself; the first is the dearest, since a remainder goes to it. */
export function classPrice(version: CourseVersion): Fen {
  if (version.lessons.length === 0) return version.totalFen;
  const [first = version.totalFen] = split(version.totalFen, version.lessons.length);
  return first;
}

/** A rung with its price list. Service and threshold stay with us and WeChat. */
export function rungView(offer: Offer): RungView {
  return {
    rungKey: offer.rungKey,
    unit: offer.unit,
    units: offer.details.map(({ no, name, priceFen, originalFen, classPricesFen }) => ({
      no,
      name,
      priceFen,
      originalFen,
      classCount: classPricesFen.length,
    })),
    totalFen: offer.totalFen,
  };
}
