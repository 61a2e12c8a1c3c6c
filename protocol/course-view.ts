import { type Static, Type } from '@sinclair/typebox';
import { exact, FEN, FILE_ID, KEY, LINK, listOf, maybeEmpty, text, UNIT_NO, whole, word } from './fields';

/** The parts of a course (课程) that both its readers and its editors see. */

export const MODE = word('scheduled', 'on-demand');
export const AUDIENCE = word('adult', 'teenager', 'child', 'preschool');
export const SUBJECT = word(
  'art',
  'sport',
  'language',
  'coding',
  'vocational',
  'driving',
  'reading',
  'academic',
  'other',
);

/** Pictures of a course beside its cover. */
export const MOST_PICTURES = 8;

/** The charge unit of a rung: every class, stages of so many classes each, or the whole course. */
export const UNIT_TERMS = Type.Union([
  exact({ kind: Type.Literal('class') }),
  exact({ kind: Type.Literal('stage'), sizes: listOf(whole(1, 500), 100, 1) }),
  exact({ kind: Type.Literal('course') }),
]);

/** One line of the price list. */
export const PRICE_LINE = exact({
  no: UNIT_NO,
  name: text(40),
  priceFen: FEN,
  originalFen: FEN,
  /** How many classes it pays for. */
  classCount: whole(1, 500),
});

/** One step of the ladder with its price list. No step tells a score. */
export const RUNG_VIEW = exact({
  rungKey: KEY,
  unit: UNIT_TERMS,
  units: listOf(PRICE_LINE, 500),
  totalFen: FEN,
});

/** What an editor saves. A draft may be unfinished, so texts may be empty; publishing names every fault at once. */
export const COURSE_CONTENT = exact({
  title: maybeEmpty(60),
  summary: maybeEmpty(2000),
  teacherName: maybeEmpty(20),
  mode: MODE,
  audience: AUDIENCE,
  subject: SUBJECT,
  classMinutes: whole(1, 1440),
  lessons: listOf(
    exact({
      title: maybeEmpty(60),
      minutes: Type.Optional(whole(1, 1440)),
      content: Type.Optional(listOf(FILE_ID, 20)),
    }),
    500,
  ),
  totalFen: FEN,
  originalFen: FEN,
  rungs: listOf(exact({ key: KEY, serviceKey: KEY, unit: UNIT_TERMS }), 5),
  ordinaryPayment: Type.Boolean(),
  planDays: whole(1, 3650),
  windowHours: whole(2, 240),
  contractText: maybeEmpty(20_000),
  cover: Type.Optional(FILE_ID),
  /** Further pictures of the course page, in order. */
  pictures: Type.Optional(listOf(FILE_ID, MOST_PICTURES)),
});

const RULE_SAYS = exact({ text: text(300), source: Type.Optional(LINK) });

/** What the region's rules say of a course, with the texts that say so. */
export const VERDICT = exact({
  /** Whether 先学后付 may be offered. */
  allowed: Type.Boolean(),
  /** The rule that decided: the one that refused, or the one that opened the region. */
  decided: RULE_SAYS,
  /** What else binds the course or is to be known: hours, caps, advice. */
  also: listOf(RULE_SAYS, 30),
});

export type CourseContentView = Static<typeof COURSE_CONTENT>;
export type Verdict = Static<typeof VERDICT>;
export type RungView = Static<typeof RUNG_VIEW>;
