import { type Static, Type } from '@sinclair/typebox';
import { MARK, reading } from './action';
import { exact, FEN, FILE_ID, ID, listOf, maybeEmpty, TIME, UNIT_NO, word } from './fields';
import { UNIT_VIEW } from './order-view';

/** One class taught on a unit, as evidence: its facts and every act of roll call on the student's seat. */
const TAUGHT_CLASS = exact({
  classId: ID,
  title: maybeEmpty(60),
  startsAt: TIME,
  endsAt: TIME,
  place: maybeEmpty(120),
  teacherName: maybeEmpty(20),
  /** Oldest first; undone ones stay. None: a lesson that the learner finished herself. */
  marks: listOf(
    exact({
      mark: MARK,
      at: TIME,
      byName: maybeEmpty(20),
      note: maybeEmpty(200),
      pictures: listOf(FILE_ID, 9),
      undoneAt: Type.Optional(TIME),
    }),
    50,
  ),
});

const UNIT_EVIDENCE = exact({
  orderId: ID,
  studentName: maybeEmpty(20),
  courseTitle: maybeEmpty(60),
  /** With the learner's objection, her photographs, and what both sides have added. */
  unit: UNIT_VIEW,
  /** What the classes taught on it cost by the signed prices: an objection is decided between this and nothing. */
  taughtFen: FEN,
  classes: listOf(TAUGHT_CLASS, 500),
  /** Letting off more than this needs a second person. */
  fourEyesAboveFen: FEN,
  /** decide: the caller may decide the objection now · ask: above the limit she may ask for an act · add: evidence. */
  actions: listOf(word('decide', 'ask', 'add'), 3),
});

/** Action of `staff` by which an objection is judged. */
export const unitEvidence = {
  /** What speaks for and against a charge: both sides of an objection, classes and roll calls. */
  unitEvidence: reading({ orderId: ID, unitNo: UNIT_NO }, UNIT_EVIDENCE),
};

export type UnitEvidenceView = Static<typeof UNIT_EVIDENCE>;
