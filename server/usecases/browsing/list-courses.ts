import type { RequestOf, ResponseOf } from '../../../protocol';
import type { Course } from '../../domain/course/course';
import type { Time } from '../../domain/time';
import type { Ports } from '../ports';
import { LINK_SECONDS } from './listed-course';
import { readPage } from './paging';

type CourseList = ResponseOf<'catalog', 'list'>;

/** Courses on sale, newest first, by region, campus and category. */
export async function listCourses(ports: Ports, asked: RequestOf<'catalog', 'list'>): Promise<CourseList> {
  const { region, campusId, category } = asked;
  const page = await readPage(asked, publishedAt, (place, limit) =>
    ports.store.find(
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
    ),
  );
  const covers = await coverLinks(ports, page.items);
  return {
    courses: page.items.flatMap((course) => card(course, covers)),
    ...(page.nextCursor === undefined ? {} : { nextCursor: page.nextCursor }),
  };
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
