import { staffPrivacy } from './learner-data';
import { staffClasses } from './staff-classes';
import { staffCourses } from './staff-courses';
import { staffHouse } from './staff-house';
import { staffPeople } from './staff-people';
import { staffWork } from './staff-work';
import { unitEvidence } from './unit-evidence';

/** Function `staff`: the institution's people, courses, timetable, roll call and work list. */
export const staff = {
  ...staffPeople,
  ...staffCourses,
  ...staffClasses,
  ...staffWork,
  ...staffHouse,
  ...staffPrivacy,
  ...unitEvidence,
};
