import { type Static, Type } from '@sinclair/typebox';
import { reading } from './action';
import { RUNG_VIEW } from './course-view';
import { exact, FEN, HASH, ID, listOf, text, whole, word } from './fields';

const OFFERS = exact({
  courseId: ID,
  studentId: ID,
  versionId: ID,
  contract: exact({ version: whole(1, 10_000), hash: HASH }),
  /** All rungs of the institution; the learner chooses. Empty when something stands in the way. */
  rungs: listOf(RUNG_VIEW, 5),
  /** Paying each class directly after it was taught, where the institution allows it. */
  ordinaryPayment: Type.Optional(
    exact({ per: Type.Literal('class'), priceFen: FEN, classCount: whole(1, 500) }),
  ),
  /** What stands in the way, in neutral words. */
  blocks: listOf(
    exact({
      kind: word('not_on_sale', 'region', 'audience', 'guardian', 'already_enrolled', 'owing'),
      text: text(200),
      /** The order to look at: the one that is open, or the one with the unpaid unit. */
      orderId: Type.Optional(ID),
    }),
    5,
  ),
});

/** Function `score-gate`: what this payer may choose for this student and course. Nothing in it tells a score. */
export const scoreGate = {
  offers: reading({ courseId: ID, studentId: ID }, OFFERS),
};

export type Offers = Static<typeof OFFERS>;
