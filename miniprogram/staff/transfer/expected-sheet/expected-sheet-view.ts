import type { ResponseOf } from '../../../../protocol';
import { joined } from '../../../format/joined';

export type Expected = ResponseOf<'transfer', 'expectedStudents'>['students'];

export interface ExpectedView {
  summary: string;
  rows: { key: number; name: string; line: string; enrolled: boolean }[];
}

/** Who of the institution's list has been enrolled; those who have not come first. */
export function expectedView(students: Expected): ExpectedView {
  const enrolled = students.filter((student) => student.enrolled).length;
  const ordered = [...students].sort((a, b) => Number(a.enrolled) - Number(b.enrolled));
  return {
    summary: students.length === 0 ? '' : `名单 ${students.length} 人，已报名 ${enrolled} 人`,
    rows: ordered.map((student, key) => ({
      ...{ key, name: student.name, enrolled: student.enrolled },
      line: joined(`${student.birthYear} 年生`, student.studentNo),
    })),
  };
}
