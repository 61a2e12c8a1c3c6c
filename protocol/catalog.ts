import { type Static, Type } from '@sinclair/typebox';
import { reading } from './action';
import { AUDIENCE, MODE, MOST_PICTURES, RUNG_VIEW, SUBJECT } from './course-view';
import {
  CURSOR,
  exact,
  FEN,
  HASH,
  ID,
  KEY,
  LINK,
  listOf,
  maybeEmpty,
  PAGE,
  TIME,
  text,
  whole,
  word,
} from './fields';

const CAMPUS = exact({ id: KEY, name: text(40), address: maybeEmpty(120), region: KEY });

const COURSE_CARD = exact({
  courseId: ID,
  title: text(60),
  teacherName: maybeEmpty(20),
  mode: MODE,
  audience: AUDIENCE,
  category: KEY,
  region: KEY,
  campusIds: listOf(KEY, 100),
  /** What the smallest charge unit is called and costs, e.g. 每次课. */
  unitLabel: text(20),
  unitKind: word('class', 'stage', 'course'),
  /** How many such units the course has. */
  unitCount: whole(1, 500),
  unitPriceFen: FEN,
  totalFen: FEN,
  classCount: whole(1, 500),
  publishedAt: TIME,
  cover: Type.Optional(LINK),
});

export const COURSE_PAGE = exact({
  courseId: ID,
  versionId: ID,
  version: whole(1, 10_000),
  state: word('published', 'stopped'),
  title: text(60),
  summary: maybeEmpty(2000),
  teacherName: maybeEmpty(20),
  mode: MODE,
  audience: AUDIENCE,
  subject: SUBJECT,
  category: KEY,
  region: KEY,
  campuses: listOf(CAMPUS, 100),
  classMinutes: whole(1, 1440),
  lessons: listOf(exact({ no: whole(1, 500), title: text(60), minutes: Type.Optional(whole(1, 1440)) }), 500),
  totalFen: FEN,
  originalFen: FEN,
  rungs: listOf(RUNG_VIEW, 5),
  /** Each class may be paid directly after it was taught, without signing. */
  ordinaryPayment: Type.Boolean(),
  /** What a class costs that way; the first is the dearest. */
  classPriceFen: FEN,
  planDays: whole(1, 3650),
  windowHours: whole(1, 240),
  contract: exact({ version: whole(1, 10_000), hash: HASH, text: maybeEmpty(20_000) }),
  institution: exact({ name: text(40), licence: maybeEmpty(60), servicePhone: maybeEmpty(30) }),
  cover: Type.Optional(LINK),
  /** Further pictures, in order. */
  pictures: listOf(LINK, MOST_PICTURES),
  /** The next classes of its timetable, for who wonders whether the times fit. */
  coming: listOf(exact({ startsAt: TIME, endsAt: TIME, place: maybeEmpty(120), online: Type.Boolean() }), 4),
});

/** One thing to choose from. */
const SHELF = exact({ key: KEY, name: text(32) });

/** Function `catalog`: public reading. */
export const catalog = {
  institution: reading(
    {},
    exact({
      name: text(40),
      licence: maybeEmpty(60),
      servicePhone: maybeEmpty(30),
      mode: word('pay-after', 'prepaid'),
      campuses: listOf(CAMPUS, 100),
    }),
  ),
  /** What courses can be filtered by: regions and categories that have one on sale. */
  shelves: reading({}, exact({ regions: listOf(SHELF, 50), categories: listOf(SHELF, 200) })),
  /** Courses on sale, newest first. */
  list: reading(
    {
      region: Type.Optional(KEY),
      campusId: Type.Optional(KEY),
      category: Type.Optional(KEY),
      /** Words of which a title, a teacher or a category must have every one. */
      search: Type.Optional(text(40)),
      ...PAGE,
    },
    exact({ courses: listOf(COURSE_CARD, 50), nextCursor: Type.Optional(CURSOR) }),
  ),
  /** A published course: price list by unit, terms, contract text with its hash, the institution's licence. */
  read: reading({ courseId: ID }, COURSE_PAGE),
};

export type CourseCard = Static<typeof COURSE_CARD>;
export type CoursePage = Static<typeof COURSE_PAGE>;
