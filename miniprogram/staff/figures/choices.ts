import { read } from '../../api/call';
import { access } from '../access';

/** A place the figures may be narrowed to; the one without id is all. */
export interface Place {
  id: string;
  name: string;
}

/** Campuses she works at and courses, as she may choose from them. @throws Failure */
export async function choicesOf(): Promise<{ campuses: Place[]; courses: Place[] }> {
  const [me, institution, { courses }] = await Promise.all([
    access(),
    read('staff', 'readInstitution', {}),
    read('staff', 'listCourses', {}),
  ]);
  const own = institution.campuses.filter(({ id }) => me.campusIds.length === 0 || me.campusIds.includes(id));
  const all = me.campusIds.length === 0 ? [{ id: '', name: '全部校区' }] : [];
  return {
    campuses: [...all, ...own.map(({ id, name }) => ({ id, name }))],
    courses: [
      { id: '', name: '全部课程' },
      ...courses.map(({ courseId, title }) => ({ id: courseId, name: title })),
    ],
  };
}
