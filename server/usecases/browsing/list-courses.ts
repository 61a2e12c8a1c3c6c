import type { RequestOf, ResponseOf } from '../../../protocol';
import { categoryName } from '../../domain/course/categories';
import type { Course } from '../../domain/course/course';
import type { Time } from '../../domain/time';
import type { Ports } from '../ports';
import { LINK_SECONDS, onSale } from './listed-course';
import { type Place, readPage } from './paging';

type CourseList = ResponseOf<'catalog', 'list'>;
type Asked = RequestOf<'catalog', 'list'>;

/** Courses on sale, newest first, by region, campus and category, and by words. */
export async function listCourses(ports: Ports, asked: Asked): Promise<CourseList> {
  const page = await readPage(asked, publishedAt, (place, limit) =>
    asked.search === undefined ? filtered(ports, asked, place, limit) : found(ports, asked, place, limit),
  );
  const covers = await coverLinks(ports, page.items);
  return {
    courses: page.items.flatMap((course) => card(course, covers)),
    ...(page.nextCursor === undefined ? {} : { nextCursor: page.nextCursor }),
  };
}

function filtered(ports: Ports, asked: Asked, place: Place | undefined, limit: number): Promise<Course[]> {
  const { region, campusId, category } = asked;
  return ports.store.find(
    'courses',
    {
      institutionId: ports.settings.institutionId,
      state: 'published',
      ...(region === undefined ? {} : { region }),
      ...(campusId === undefined ? {} : { campusIds: campusId }),
      ...(category === undefined ? {} : { category }),
      ...(place === undefined ? {} : { 'listing.publishedAt': { $lte: place.at } }),
    },
    { sort: { 'listing.publishedAt': -1, _id: 1 }, limit, skip: place?.seen ?? 0 },
  );
}

/** Words are looked for in what one institution sells, which is read in one go: the database has no such index. */
async function found(ports: Ports, asked: Asked, place: Place | undefined, limit: number): Promise<Course[]> {
  const words = plain(asked.search ?? '')
    .split(/\s+/)
    .filter(Boolean);
  const courses = (await onSale(ports)).filter(
    (course) =>
      (asked.region === undefined || course.region === asked.region) &&
      (asked.campusId === undefined || course.campusIds.includes(asked.campusId)) &&
      (asked.category === undefined || course.category === asked.category) &&
      (place === undefined || publishedAt(course) <= place.at) &&
      words.every((word) => wordsOf(course).includes(word)),
  );
  const seen = place?.seen ?? 0;
  return courses.slice(seen, seen + limit);
}

function wordsOf({ listing, category }: Course): string {
  return plain(`${listing?.title} ${listing?.teacherName} ${categoryName(category)}`);
}

/** Full-width letters and capitals are no other words. */
function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

function publishedAt(course: Course): Time {
  return course.listing?.publishedAt ?? course.createdAt;
}

async function coverLinks(ports: Ports, courses: readonly Course[]): Promise<Map<string, string>> {
  const fileIds = [...new Set(courses.flatMap((course) => course.listing?.cover ?? []))];
  if (fileIds.length === 0) return new Map();
  const links = await ports.files.links(fileIds, LINK_SECONDS);
  return new Map(fileIds.flatMap((id, index) => (links[index] === undefined ? [] : [[id, links[index]]])));
}

function card(course: Course, covers: ReadonlyMap<string, string>): CourseList['courses'] {
  const { listing } = course;
  if (listing === undefined) return [];
  const { cover: coverId, ...facts } = listing;
  const cover = coverId === undefined ? undefined : covers.get(coverId);
  const { category, region, campusIds } = course;
  return [{ courseId: course._id, ...facts, category, region, campusIds, ...(cover ? { cover } : {}) }];
}
