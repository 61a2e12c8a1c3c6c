import { type Static, Type } from '@sinclair/typebox';
import { DONE, FAULTS, mutating, reading } from './action';
import { COURSE_CONTENT } from './course-view';
import { exact, ID, KEY, listOf, maybeEmpty, TIME, whole, word } from './fields';

const COURSE_HEAD = {
  campusIds: listOf(KEY, 100, 1),
  region: KEY,
  category: KEY,
};

const COURSE_ROW = exact({
  courseId: ID,
  ...COURSE_HEAD,
  state: word('draft', 'published', 'stopped'),
  title: maybeEmpty(60),
  version: Type.Optional(whole(1, 10_000)),
  updatedAt: TIME,
  revision: whole(1, 1_000_000),
});

/** Actions of `staff` about courses. */
export const staffCourses = {
  listCourses: reading({}, exact({ courses: listOf(COURSE_ROW, 1000) })),
  readCourse: reading(
    { courseId: ID },
    exact({
      courseId: ID,
      ...COURSE_HEAD,
      state: word('draft', 'published', 'stopped'),
      revision: whole(1, 1_000_000),
      content: COURSE_CONTENT,
      /** Everything that still stands against publishing. */
      faults: FAULTS,
      /** The WeChat plans of the published version: on sale once every one is `normal`. */
      plans: listOf(exact({ rungKey: KEY, state: word('preparing', 'normal', 'stopping', 'stopped') }), 5),
    }),
  ),
  /** Saves the draft; what learners have signed never changes. `revision`: the one that was edited. */
  saveCourse: mutating(
    {
      courseId: Type.Optional(ID),
      revision: Type.Optional(whole(1, 1_000_000)),
      ...COURSE_HEAD,
      content: COURSE_CONTENT,
    },
    exact({ courseId: ID, revision: whole(1, 1_000_000), faults: FAULTS }),
  ),
  /** Freezes the draft as a version and creates its WeChat plans; refused with every fault at once. */
  publishCourse: mutating(
    { courseId: ID },
    exact({
      published: Type.Boolean(),
      versionId: Type.Optional(ID),
      version: Type.Optional(whole(1, 10_000)),
      faults: FAULTS,
    }),
  ),
  /** Nobody new can order; whoever has signed goes on. */
  stopSelling: mutating({ courseId: ID }, DONE),
};

export type CourseRow = Static<typeof COURSE_ROW>;
