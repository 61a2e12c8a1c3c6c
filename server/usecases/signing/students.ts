import type { RequestOf, ResponseOf } from '../../../protocol';
import { AppError } from '../../domain/errors';
import type { Student } from '../../domain/people/people';
import { dayOf } from '../../domain/time';
import type { Ports } from '../ports';

const MOST_STUDENTS = 20;

/** Adds somebody who is taught: the payer herself or a child of hers. Only a name and a birth year are asked. */
export async function addStudent(
  ports: Ports,
  openid: string,
  request: RequestOf<'signing', 'addStudent'>,
): Promise<ResponseOf<'signing', 'addStudent'>> {
  const now = ports.clock.now();
  if (request.birthYear > Number(dayOf(now).slice(0, 4))) {
    throw new AppError('BAD_REQUEST', `born in ${request.birthYear}`, { field: 'birthYear' });
  }
  if (
    (await ports.store.count('students', { payerOpenid: openid, erasedAt: { $exists: false } })) >=
    MOST_STUDENTS
  ) {
    throw new AppError('BAD_REQUEST', `more than ${MOST_STUDENTS} students`, { most: MOST_STUDENTS });
  }
  const { name, birthYear, relation } = request;
  const student: Student = {
    _id: ports.ids.next(),
    payerOpenid: openid,
    name,
    birthYear,
    relation,
    createdAt: now,
  };
  await ports.store.insert('students', student);
  return { studentId: student._id };
}

export async function listStudents(
  ports: Ports,
  openid: string,
): Promise<ResponseOf<'signing', 'listStudents'>> {
  const students = await ports.store.find(
    'students',
    { payerOpenid: openid, erasedAt: { $exists: false } },
    { sort: { createdAt: 1 }, limit: MOST_STUDENTS },
  );
  return {
    students: students.map(({ _id, name, birthYear, relation }) => ({
      studentId: _id,
      name,
      birthYear,
      relation,
    })),
  };
}

/** @throws AppError NOT_FOUND also for somebody else's student */
export async function ownStudent(ports: Ports, openid: string, studentId: string): Promise<Student> {
  const student = await ports.store.get('students', studentId);
  if (student?.payerOpenid !== openid)
    throw new AppError('NOT_FOUND', `no student ${studentId} of this payer`);
  return student;
}

/**
 * Forgets a student: what is not needed is not kept (Personal Information Protection Law of China, article 47).
 * @throws AppError NOT_FOUND, WRONG_STATE once she was enrolled: contract and ledger must be kept
 */
export async function removeStudent(
  ports: Ports,
  openid: string,
  request: RequestOf<'signing', 'removeStudent'>,
): Promise<ResponseOf<'signing', 'removeStudent'>> {
  const { _id } = await ownStudent(ports, openid, request.studentId);
  if ((await ports.store.count('orders', { studentId: _id })) > 0)
    throw new AppError('WRONG_STATE', `student ${_id} has orders`);
  await ports.store.transaction((tx) => tx.remove('students', _id));
  return { done: true };
}
