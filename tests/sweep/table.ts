import { COURSE_ROWS } from './course-rows';
import { FIGURES_ROWS } from './figures-rows';
import { HOUSE_ROWS } from './house-rows';
import { LEARNER_ROWS } from './learner-rows';
import { MONEY_ROWS } from './money-rows';
import type { Row } from './rows';
import { TIMETABLE_ROWS } from './timetable-rows';
import { TRANSFER_ROWS } from './transfer-rows';

/** Every page in every state. A page of app.json that is missing here fails a test. */
export const TABLE: readonly Row[] = [
  ...LEARNER_ROWS,
  ...COURSE_ROWS,
  ...HOUSE_ROWS,
  ...TIMETABLE_ROWS,
  ...MONEY_ROWS,
  ...FIGURES_ROWS,
  ...TRANSFER_ROWS,
];

/** The table in an order that changes hands as rarely as possible. */
export function byPerson(rows: readonly Row[]): Row[] {
  return rows.toSorted((a, b) => a.as.localeCompare(b.as));
}

/** `deduction/my-course/my-course` in a state, as its picture is named: `my-course-owing`. */
export function nameOf({ page, state }: Row): string {
  const [root = '', folder = ''] = page.split('/');
  return root === 'staff' ? `staff-${folder}-${state}` : `${folder}-${state}`;
}
