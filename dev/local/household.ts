import { STAFF } from '../demo/institution';
import { sixtyPeople } from '../term/people';

/** Somebody whose phone can be opened in the workbench. */
export interface Resident {
  openid: string;
  name: string;
  role: string;
}

const STAFF_NAMES: { [role in keyof typeof STAFF]: { name: string; role: string } } = {
  owner: { name: '沈知远', role: '校长' },
  academic: { name: '何婉', role: '教务' },
  teacher: { name: '刘砚秋', role: '老师' },
  finance: { name: '宋清', role: '财务' },
};

/**
 * Whose phones the workbench offers: a learner first and a teacher beside her, then the rest of the staff, further
 * learners of the living institution (one of them owes), and somebody who has never been here.
 */
export function household(): Resident[] {
  const [first, ...others] = sixtyPeople().map(({ openid, name }) => ({ openid, name, role: '学员' }));
  const staff = (Object.keys(STAFF) as (keyof typeof STAFF)[]).map((key) => ({
    openid: STAFF[key],
    ...STAFF_NAMES[key],
  }));
  const teacher = staff.filter((person) => person.openid === STAFF.teacher);
  const rest = staff.filter((person) => person.openid !== STAFF.teacher);
  const newcomer = { openid: 'oLearner_new_00000000000000', name: '新学员', role: '没有报过名' };
  return [...(first ? [first] : []), ...teacher, ...rest, ...others.slice(0, 30), newcomer];
}
