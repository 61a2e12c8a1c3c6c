import type { RequestOf, ResponseOf } from '../../../protocol';
import type { CourseClass, Seat } from '../../domain/class/class';
import { HOUR, plus } from '../../domain/time';
import { readPage } from '../browsing/paging';
import { studentNames } from '../browsing/student-names';
import type { Ports } from '../ports';
import { staffNames } from '../staffing/staff-names';
import { classHead, seatView } from './class-view';
import { expectedLessons } from './expected-lesson';

type Upcoming = ResponseOf<'classroom', 'upcoming'>;

/** A class that began this recently is still shown. */
const STILL_SHOWN = 3 * HOUR;

/** Classes of all students of a payer, soonest first; one entry for each seat. */
export async function readUpcoming(
  ports: Ports,
  openid: string,
  asked: RequestOf<'classroom', 'upcoming'>,
): Promise<Upcoming> {
  const from = plus(ports.clock.now(), -STILL_SHOWN);
  const page = await readPage(
    asked,
    (seat: Seat) => seat.startsAt,
    (place, limit) =>
      ports.store.find(
        'seats',
        { payerOpenid: openid, state: { $ne: 'released' }, startsAt: { $gte: place?.at ?? from } },
        { sort: { startsAt: 1, _id: 1 }, limit, skip: place?.seen ?? 0 },
      ),
  );
  const classes = await classesById(ports, page.items);
  const [names, teachers, titles, expected] = await Promise.all([
    studentNames(
      ports,
      page.items.map((seat) => seat.studentId),
    ),
    staffNames(
      ports,
      [...classes.values()].map((cls) => cls.teacherOpenid),
    ),
    courseTitles(ports, page.items),
    expectedLessons(
      ports,
      page.items.map((seat) => seat.orderId),
      from,
    ),
  ]);
  return {
    classes: page.items.flatMap((seat) => {
      const cls = classes.get(seat.classId);
      if (cls === undefined) return [];
      return [
        {
          ...classHead(cls),
          courseTitle: titles.get(cls.courseId) ?? cls.title,
          teacherName: teachers.get(cls.teacherOpenid) ?? '老师',
          materialCount: cls.material.length,
          ...expected.get(seat._id),
          seat: seatView(seat, names),
        },
      ];
    }),
    ...(page.nextCursor === undefined ? {} : { nextCursor: page.nextCursor }),
  };
}

async function courseTitles(ports: Ports, seats: readonly Seat[]): Promise<Map<string, string>> {
  const ids = [...new Set(seats.map((seat) => seat.courseId))];
  if (ids.length === 0) return new Map();
  const courses = await ports.store.find('courses', { _id: { $in: ids } }, { limit: ids.length });
  return new Map(courses.flatMap(({ _id, listing }) => (listing ? [[_id, listing.title] as const] : [])));
}

async function classesById(ports: Ports, seats: readonly Seat[]): Promise<Map<string, CourseClass>> {
  const ids = [...new Set(seats.map((seat) => seat.classId))];
  if (ids.length === 0) return new Map();
  const classes = await ports.store.find('classes', { _id: { $in: ids } }, { limit: ids.length });
  return new Map(classes.map((cls) => [cls._id, cls]));
}
