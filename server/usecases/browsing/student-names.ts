import type { Ports } from '../ports';

/** Names of students by id. */
export async function studentNames(ports: Ports, ids: readonly string[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const students = await ports.store.find('students', { _id: { $in: wanted } }, { limit: 1000 });
  return new Map(students.map((student) => [student._id, student.name]));
}

/** Shown where a student's document is gone; never empty, since schemas promise a name. */
export const UNKNOWN_STUDENT = '学员';
