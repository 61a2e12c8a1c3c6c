import type { Course } from '../../domain/course/course';
import type { Institution, StaffMember } from '../../domain/people/people';
import type { Ports } from '../ports';
import { worksAt } from '../staffing/authorise';
import { institutionOf } from '../staffing/institution';

/** What files call by name: courses, campuses, teachers, as far as the member may touch them. */
export interface HouseNames {
  courses: Course[];
  campuses: Institution['campuses'];
  holidays: ReadonlyMap<string, string>;
  teachers: StaffMember[];
}

export type Found<T> = { found: T } | { fault: string };

export async function houseNames(ports: Ports, staff: StaffMember): Promise<HouseNames> {
  const { institutionId } = ports.settings;
  const [institution, courses, members] = await Promise.all([
    institutionOf(ports),
    ports.store.find('courses', { institutionId }, { sort: { updatedAt: -1 }, limit: 1000 }),
    ports.store.find('staff', { institutionId, state: 'active' }, { limit: 1000 }),
  ]);
  return {
    courses: courses.filter(
      ({ publishedVersionId, campusIds }) =>
        publishedVersionId !== undefined && campusIds.some((id) => worksAt(staff, id)),
    ),
    campuses: institution.campuses.filter((campus) => worksAt(staff, campus.id)),
    holidays: new Map((institution.holidays ?? []).map(({ day, name }) => [day, name])),
    teachers: members,
  };
}

/** Under which a course is known outside: the title it is on sale with. */
export function titleOf(course: Course): string {
  return course.listing?.title ?? course.draft.title;
}

export function courseNamed({ courses }: HouseNames, title: string): Found<Course> {
  return only(
    courses.filter((course) => titleOf(course) === title),
    '没有这门课，或它还没有发布',
    '有几门课叫这个名字',
  );
}

/** The campus of that name; without a name the only one of the course. */
export function campusNamed({ campuses }: HouseNames, name: string, course: Course): Found<string> {
  const own = campuses.filter((campus) => course.campusIds.includes(campus.id));
  const named = name === '' ? own : own.filter((campus) => campus.name === name);
  const campus = only(named, '这门课不在这个校区，或校区不归你管', '这门课在几个校区，请填校区');
  return 'fault' in campus ? campus : { found: campus.found.id };
}

export function teacherNamed({ teachers }: HouseNames, name: string, campusId: string): Found<StaffMember> {
  const named = teachers.filter((member) => member.name === name && worksAt(member, campusId));
  return only(named, '这个校区的同事里没有这个名字', '有几位同事叫这个名字，请在课表里单独排');
}

function only<T>(found: readonly T[], none: string, many: string): Found<T> {
  const [first, second] = found;
  if (first === undefined) return { fault: none };
  return second === undefined ? { found: first } : { fault: many };
}
