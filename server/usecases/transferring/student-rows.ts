import type { Course } from '../../domain/course/course';
import { AppError } from '../../domain/errors';
import type { Order } from '../../domain/order/order';
import type { StaffMember } from '../../domain/people/people';
import { dayOf } from '../../domain/time';
import { COLUMNS } from '../../domain/transfer/columns';
import type { Sheet } from '../../ports/tables';
import { UNKNOWN_STUDENT } from '../browsing/student-names';
import type { Ports } from '../ports';
import { worksAt } from '../staffing/authorise';
import { expectedIn, personOf, studentsById } from './expected-students';
import { type HouseNames, houseNames, titleOf } from './house-names';
import { MOST_EXPORTED, tooMany } from './pages-of';

/** Students with running orders, then those who are expected and have not enrolled. */
export async function studentRows(
  ports: Ports,
  staff: StaffMember,
  courseId: string | undefined,
): Promise<Sheet['rows']> {
  const names = await houseNames(ports, staff);
  const courses = names.courses.filter((course) => courseId === undefined || course._id === courseId);
  if (courses.length === 0)
    throw new AppError('NOT_FOUND', `no course ${courseId} of this member's campuses`);
  const rows: (string | number)[][] = [];
  for (const course of courses) {
    rows.push(...(await rowsOfCourse(ports, staff, names, course)));
    if (rows.length > MOST_EXPORTED) throw tooMany();
  }
  return [[...COLUMNS.students.map(({ title }) => title), '状态', '报名日期', '已上课次', '总课次'], ...rows];
}

async function rowsOfCourse(
  ports: Ports,
  staff: StaffMember,
  { campuses }: HouseNames,
  course: Course,
): Promise<(string | number)[][]> {
  const campusName = (id: string) => campuses.find((campus) => campus.id === id)?.name ?? '';
  const [found, { expected, enrolled }] = await Promise.all([
    ports.store.find(
      'orders',
      { courseId: course._id, state: { $in: ['active', 'closing'] } },
      { sort: { createdAt: 1 }, limit: 1000 },
    ),
    expectedIn(ports, course._id),
  ]);
  const orders = found.filter((order) => worksAt(staff, order.campusId));
  const students = await studentsById(
    ports,
    orders.map((order) => order.studentId),
  );
  const numbers = new Map(expected.map((one) => [personOf(one), one.studentNo]));
  const title = titleOf(course);
  const running = orders.map((order) => {
    const student = students.get(order.studentId);
    const [name, birthYear] = [student?.name ?? UNKNOWN_STUDENT, student?.birthYear ?? ''];
    const number = student === undefined ? '' : (numbers.get(personOf(student)) ?? '');
    return [name, birthYear, title, campusName(order.campusId), number, ...progressOf(order)];
  });
  const awaited = expected
    .filter((one) => worksAt(staff, one.campusId) && !enrolled.has(personOf(one)))
    .map((one) => [
      one.name,
      one.birthYear,
      title,
      campusName(one.campusId),
      one.studentNo,
      '未报名',
      '',
      '',
      '',
    ]);
  return [...running, ...awaited];
}

function progressOf({ state, createdAt, units }: Order): (string | number)[] {
  const taught = units.reduce((count, unit) => count + unit.taught.length, 0);
  const all = units.reduce((count, unit) => count + unit.classPricesFen.length, 0);
  return [state === 'active' ? '上课中' : '关闭中', dayOf(createdAt), taught, all];
}
