import { createHash } from 'node:crypto';
import { AppError } from '../../domain/errors';
import { dayOf } from '../../domain/time';
import { readStudent, type StudentRow } from '../../domain/transfer/columns';
import type { ExpectedStudent } from '../../domain/transfer/transfer';
import { DuplicateDocument } from '../../ports/store';
import { campusNamed, courseNamed, type HouseNames, houseNames } from './house-names';
import { type Importer, isGood, type ParsedRow } from './importer';

/** A list of the institution's own students: whom it expects to enrol. Nobody is enrolled by it. */
export const importStudents: Importer<StudentRow> = {
  parse: (row, now) => readStudent(row, Number(dayOf(now).slice(0, 4))),

  async check(ports, staff, rows) {
    const names = await houseNames(ports, staff);
    const seen = new Map<string, number>();
    const known = new Set<number>();
    await Promise.all(
      rows.map(async (row) => {
        const place = placeOf(names, row);
        if (place === undefined || !isGood(row)) return;
        const id = expectedId(place.courseId, row.value);
        const first = seen.get(id);
        if (first !== undefined) row.reader.wrong('name', `和第 ${first} 行重复`, undefined);
        else seen.set(id, row.row);
        if ((await ports.store.get('expected_students', id)) !== undefined) known.add(row.row);
      }),
    );
    return { known, order: rows.map(({ row }) => row) };
  },

  async carryOut(ports, staff, value, { transferId }) {
    const names = await houseNames(ports, staff);
    const course = courseNamed(names, value.course);
    const campus = 'found' in course ? campusNamed(names, value.campus, course.found) : course;
    if ('fault' in course || 'fault' in campus) throw new AppError('NOT_FOUND', 'course or campus is gone');
    const { name, birthYear, studentNo } = value;
    const expected: ExpectedStudent = {
      _id: expectedId(course.found._id, value),
      institutionId: ports.settings.institutionId,
      campusId: campus.found,
      courseId: course.found._id,
      ...{ name, birthYear, studentNo, transferId },
      at: ports.clock.now(),
    };
    try {
      await ports.store.insert('expected_students', expected);
      return 'imported';
    } catch (error) {
      if (error instanceof DuplicateDocument) return 'known';
      throw error;
    }
  },
};

function placeOf(
  names: HouseNames,
  { value, reader }: ParsedRow<StudentRow>,
): { courseId: string } | undefined {
  if (value.course === '') return undefined;
  const course = courseNamed(names, value.course);
  if ('fault' in course) return reader.wrong('course', course.fault, undefined);
  const campus = campusNamed(names, value.campus, course.found);
  if ('fault' in campus) return reader.wrong('campus', campus.fault, undefined);
  return { courseId: course.found._id };
}

/** The same person in the same course, in whatever file. */
function expectedId(courseId: string, { name, birthYear, studentNo }: StudentRow): string {
  return createHash('sha256')
    .update(JSON.stringify([courseId, name, birthYear, studentNo]))
    .digest('hex')
    .slice(0, 32);
}
