import type { StaffClassView } from '../../../protocol/staff-classes';

/** Which classes are shown; an empty key is all of them. */
export interface Filter {
  campusId: string;
  courseId: string;
  teacherId: string;
}

export const NO_FILTER: Filter = { campusId: '', courseId: '', teacherId: '' };

export interface Choice {
  key: string;
  name: string;
}

export interface FilterChoices {
  campuses: Choice[];
  courses: Choice[];
  teachers: Choice[];
}

/** What can be chosen; a list of one or none is left out, since there is nothing to choose. */
export function filterChoices(
  campuses: readonly { id: string; name: string }[],
  courses: readonly { courseId: string; title: string; state: string }[],
  classes: readonly StaffClassView[],
): FilterChoices {
  const teachers = new Map(classes.map(({ teacherId, teacherName }) => [teacherId, teacherName]));
  return {
    campuses: several(campuses.map(({ id, name }) => ({ key: id, name }))),
    courses: several(
      courses
        .filter(({ state }) => state !== 'draft')
        .map(({ courseId, title }) => ({ key: courseId, name: title })),
    ),
    teachers: several([...teachers].map(([key, name]) => ({ key, name: name || '未署名' }))),
  };
}

function several(choices: Choice[]): Choice[] {
  return choices.length > 1 ? choices : [];
}

/** The filter in words: what was chosen, or that everything is shown. */
export function filterText(filter: Filter, choices: FilterChoices): string {
  const names = [
    nameOf(choices.campuses, filter.campusId),
    nameOf(choices.courses, filter.courseId),
    nameOf(choices.teachers, filter.teacherId),
  ].filter((name) => name !== '');
  return names.length === 0 ? '全部' : names.join('、');
}

function nameOf(choices: readonly Choice[], key: string): string {
  return choices.find((choice) => choice.key === key)?.name ?? '';
}

/** What the server has not filtered: it takes course or campus, and knows no teacher. */
export function filtered(classes: readonly StaffClassView[], filter: Filter): StaffClassView[] {
  return classes.filter(
    ({ campusId, courseId, teacherId }) =>
      (filter.campusId === '' || campusId === filter.campusId) &&
      (filter.courseId === '' || courseId === filter.courseId) &&
      (filter.teacherId === '' || teacherId === filter.teacherId),
  );
}
