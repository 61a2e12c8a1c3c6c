import type { ResponseOf } from '../../../protocol';
import { AppError } from '../../domain/errors';
import type { Order } from '../../domain/order/order';
import type { StaffMember, Student } from '../../domain/people/people';
import type { ExpectedStudent } from '../../domain/transfer/transfer';
import { inFew } from '../browsing/find-all';
import type { Ports } from '../ports';
import { recordAct } from '../staffing/audit';
import { authorise, worksAt } from '../staffing/authorise';
import { courseOf } from '../teaching/courses/course-of';

const MOST = 1000;
/** Removed in one transaction. */
const BATCH = 50;

/** Orders of somebody who has enrolled; a drafted or abandoned one is none. */
const ENROLLED = ['active', 'closing', 'closed', 'completed', 'expired'] as const satisfies Order['state'][];

/** Whom the institution expects in a course, and who of them has been enrolled: same name, same birth year. */
export async function expectedStudents(
  ports: Ports,
  staff: StaffMember,
  asked: { courseId?: string },
): Promise<ResponseOf<'transfer', 'expectedStudents'>> {
  const courseId = asked.courseId ?? (await latestList(ports, staff));
  if (courseId === undefined) return { students: [] };
  const { campusIds } = await courseOf(ports, courseId);
  if (!campusIds.some((id) => worksAt(staff, id)))
    throw new AppError('FORBIDDEN', 'a course of other campuses');
  const { expected, enrolled } = await expectedIn(ports, courseId);
  return {
    courseId,
    students: expected
      .filter(({ campusId }) => worksAt(staff, campusId))
      .map((one) => ({
        ...{ name: one.name, birthYear: one.birthYear, studentNo: one.studentNo },
        enrolled: enrolled.has(personOf(one)),
      })),
  };
}

/** The course for which a list was brought in last, as far as the member works there. */
async function latestList(ports: Ports, staff: StaffMember): Promise<string | undefined> {
  const { institutionId } = ports.settings;
  const latest = await ports.store.find(
    'expected_students',
    { institutionId },
    { sort: { at: -1 }, limit: 100 },
  );
  return latest.find(({ campusId }) => worksAt(staff, campusId))?.courseId;
}

export async function expectedIn(
  ports: Ports,
  courseId: string,
): Promise<{ expected: ExpectedStudent[]; enrolled: ReadonlySet<string> }> {
  const [expected, orders] = await Promise.all([
    ports.store.find('expected_students', { courseId }, { sort: { name: 1 }, limit: MOST }),
    ports.store.find('orders', { courseId, state: { $in: ENROLLED } }, { limit: MOST }),
  ]);
  const students = await studentsById(
    ports,
    orders.map((order) => order.studentId),
  );
  return { expected, enrolled: new Set([...students.values()].map(personOf)) };
}

export async function studentsById(ports: Ports, ids: readonly string[]): Promise<Map<string, Student>> {
  const found = new Map<string, Student>();
  for (const few of inFew(ids)) {
    const students = await ports.store.find('students', { _id: { $in: few } }, { limit: few.length });
    for (const student of students) found.set(student._id, student);
  }
  return found;
}

/** By which a payer's student is found again in the institution's list. */
export function personOf({ name, birthYear }: { name: string; birthYear: number }): string {
  return `${name} ${birthYear}`;
}

/** Forgets the list of a course: it has served its purpose. @throws AppError NOT_FOUND, FORBIDDEN */
export async function forgetExpected(
  ports: Ports,
  staff: StaffMember,
  { courseId }: { courseId: string },
): Promise<void> {
  const { campusIds } = await courseOf(ports, courseId);
  authorise(staff, 'forgetExpected', { campusIds });
  const removed = await removeExpected(ports, { courseId });
  const act = { by: staff._id, action: 'forgetExpected', subject: courseId, after: { removed } };
  await ports.store.transaction((tx) => recordAct(tx, ports, act, ports.clock.now()));
}

/** @returns how many there were */
export async function removeExpected(
  ports: Ports,
  query: { courseId: string } | { transferId: string } | { name: string; birthYear: number },
): Promise<number> {
  let removed = 0;
  for (;;) {
    const found = await ports.store.find('expected_students', query, { limit: BATCH });
    if (found.length === 0) return removed;
    await ports.store.transaction(async (tx) => {
      for (const { _id } of found) await tx.remove('expected_students', _id);
    });
    removed += found.length;
  }
}
