import type { ResponseOf } from '../../../protocol';
import { relationName } from '../../components/student-form/student-form-view';
import { joined } from '../../format/joined';

type Students = ResponseOf<'signing', 'listStudents'>['students'];

/** A student as the list shows her. */
export interface StudentRow {
  studentId: string;
  name: string;
  /** What the round mark shows. */
  initial: string;
  note: string;
}

export function studentRows(students: Students): StudentRow[] {
  return students.map(({ studentId, name, birthYear, relation }) => ({
    ...{ studentId, name },
    initial: [...name][0] ?? '',
    note: joined(relationName(relation), `${birthYear} 年出生`),
  }));
}
