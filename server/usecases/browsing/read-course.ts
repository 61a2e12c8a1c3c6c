import type { ResponseOf } from '../../../protocol';
import type { Course, CourseVersion } from '../../domain/course/course';
import { takesOrdinaryPayment } from '../../domain/course/rules';
import { type Offer, offers } from '../../domain/ladder';
import type { Ports } from '../ports';
import { institutionOf } from '../staffing/institution';
import { classPrice, LINK_SECONDS, listedCourse, rungView } from './listed-course';

/** Enough to see the rhythm of the timetable. */
const SHOWN_CLASSES = 4;

/**
 * A course as anyone may read it: what is taught, the price list of every rung, terms, contract text and hash,
 * the institution's licence.
 * @throws AppError NOT_FOUND
 */
export async function readCourse(
  ports: Ports,
  request: { courseId: string },
): Promise<ResponseOf<'catalog', 'read'>> {
  const { course, version } = await listedCourse(ports, request.courseId);
  return coursePage(ports, course, version, offers(version));
}

/** The page of a version with the rungs it offers; also of a draft that is only looked at. */
export async function coursePage(
  ports: Ports,
  course: Course,
  version: CourseVersion,
  rungs: readonly Offer[],
): Promise<ResponseOf<'catalog', 'read'>> {
  const institution = await institutionOf(ports);
  const { cover, pictures } = await pictureLinks(ports, version);
  const { title, summary, teacherName, mode, audience, subject, category, region } = version;
  const { classMinutes, totalFen, originalFen, planDays, windowHours } = version;
  return {
    courseId: course._id,
    versionId: version._id,
    version: version.version,
    state: course.state === 'published' ? 'published' : 'stopped',
    ...{ title, summary, teacherName, mode, audience, subject, category, region },
    campuses: institution.campuses.filter((campus) => version.campusIds.includes(campus.id)),
    ...{ classMinutes, totalFen, originalFen, planDays, windowHours },
    ordinaryPayment: takesOrdinaryPayment(version),
    classPriceFen: classPrice(version),
    lessons: version.lessons.map((lesson, index) => ({
      no: index + 1,
      title: lesson.title,
      ...(lesson.minutes === undefined ? {} : { minutes: lesson.minutes }),
    })),
    rungs: rungs.map(rungView),
    contract: { version: version.contract.version, hash: version.contract.hash, text: version.contract.text },
    institution: {
      name: institution.name,
      licence: institution.licence,
      servicePhone: institution.servicePhone,
    },
    ...(cover === undefined ? {} : { cover }),
    pictures,
    coming: await comingClasses(ports, course._id),
  };
}

/** What the timetable has from now on; make-up classes are for the ones they were made for. */
async function comingClasses(
  ports: Ports,
  courseId: string,
): Promise<ResponseOf<'catalog', 'read'>['coming']> {
  const classes = await ports.store.find(
    'classes',
    { courseId, state: 'scheduled', makeUp: false, startsAt: { $gt: ports.clock.now() } },
    { sort: { startsAt: 1 }, limit: SHOWN_CLASSES },
  );
  // Anyone may read this: the link of an online class is for those who have a seat.
  return classes.map(({ startsAt, endsAt, place, online }) => ({
    ...{ startsAt, endsAt, online },
    place: online ? '' : place,
  }));
}

/** A file that storage no longer has is left out. */
async function pictureLinks(
  ports: Ports,
  { cover, pictures = [] }: Pick<CourseVersion, 'cover' | 'pictures'>,
): Promise<{ cover: string | undefined; pictures: string[] }> {
  const fileIds = [...(cover === undefined ? [] : [cover]), ...pictures];
  if (fileIds.length === 0) return { cover: undefined, pictures: [] };
  const links = await ports.files.links(fileIds, LINK_SECONDS);
  const [coverLink, ...others] = cover === undefined ? [undefined, ...links] : links;
  return { cover: coverLink, pictures: others.filter((found) => found !== undefined) };
}
