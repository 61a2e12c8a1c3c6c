import { type Static, Type } from '@sinclair/typebox';
import { DONE, FAULTS, mutating, reading } from './action';
import { COURSE_CONTENT, MODE, MOST_PICTURES, VERDICT } from './course-view';
import { exact, FEN, FILE_ID, ID, KEY, LINK, listOf, maybeEmpty, TIME, text, whole, word } from './fields';

const COURSE_HEAD = {
  campusIds: listOf(KEY, 100, 1),
  region: KEY,
  category: KEY,
};

const COURSE_STATE = word('draft', 'published', 'stopped');

/** A draft saved since the version on sale was frozen waits to be published. */
const CHANGED = Type.Boolean();

const COURSE_ROW = exact({
  courseId: ID,
  ...COURSE_HEAD,
  state: COURSE_STATE,
  title: maybeEmpty(60),
  teacherName: maybeEmpty(20),
  mode: MODE,
  totalFen: FEN,
  classCount: whole(0, 500),
  version: Type.Optional(whole(1, 10_000)),
  changed: CHANGED,
  /** How much stands against publishing the draft, timetable aside; nothing where nothing waits to be published. */
  faultCount: whole(0, 10_000),
  updatedAt: TIME,
  revision: whole(1, 1_000_000),
});

/** A thing to choose, by its key. */
const CHOICE = exact({ key: KEY, name: text(40) });

/** Actions of `staff` about courses. */
export const staffCourses = {
  listCourses: reading({}, exact({ courses: listOf(COURSE_ROW, 1000) })),
  /** What an editor of courses can choose from. */
  courseChoices: reading(
    {},
    exact({
      institutionName: text(40),
      /** The campuses at which the asker works. */
      campuses: listOf(exact({ id: KEY, name: text(40), region: KEY }), 100),
      regions: listOf(CHOICE, 50),
      categories: listOf(CHOICE, 100),
      /** Names of those who teach. */
      teachers: listOf(text(20), 500),
      /** Services of WeChat Pay Score that a rung may use, with what each allows; no threshold is known here. */
      services: listOf(
        exact({
          key: KEY,
          maxDays: whole(1, 100_000),
          maxQuantity: whole(1, 100_000),
          maxUnitFen: whole(1, Number.MAX_SAFE_INTEGER),
        }),
        20,
      ),
    }),
  ),
  readCourse: reading(
    { courseId: ID },
    exact({
      courseId: ID,
      ...COURSE_HEAD,
      state: COURSE_STATE,
      revision: whole(1, 1_000_000),
      changed: CHANGED,
      version: Type.Optional(whole(1, 10_000)),
      savedAt: TIME,
      /** Who saved last. */
      savedBy: Type.Optional(text(20)),
      content: COURSE_CONTENT,
      /** Links to its cover and pictures. */
      pictureLinks: listOf(exact({ fileId: FILE_ID, link: LINK }), MOST_PICTURES + 1),
      /** Everything that still stands against publishing. */
      faults: FAULTS,
      verdict: VERDICT,
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
