import { type Static, Type } from '@sinclair/typebox';
import { mutating, reading } from './action';
import { evidenceActions } from './evidence';
import { CURSOR, exact, FEN, ID, listOf, maybeEmpty, PAGE, text } from './fields';
import { financeActs } from './finance-acts';
import { financeInvoices } from './invoices';
import { REFUND_FIELDS, REFUND_STATE, REFUND_VIEW } from './refund-view';

const REFUND_ROW = exact({
  ...REFUND_FIELDS,
  studentName: text(20),
  courseTitle: maybeEmpty(60),
  unitName: maybeEmpty(40),
  /** What was taken for the unit, and what of it was granted to be given back so far, this one included. */
  collectedFen: FEN,
  unitRefundedFen: FEN,
  /** The payment it goes back to. */
  transactionId: Type.String({ maxLength: 64 }),
});

/** Function `finance`: the money work list, acts about money, refunds. */
export const finance = {
  ...financeActs,
  ...evidenceActions,
  ...financeInvoices,
  /** Refunds in a state, by default those that wait for a decision: what is not over oldest first, else newest first. */
  listRefunds: reading(
    { state: Type.Optional(REFUND_STATE), ...PAGE },
    exact({ refunds: listOf(REFUND_ROW, 50), nextCursor: Type.Optional(CURSOR) }),
  ),
  /** Grants a refund, all of what was asked or less, or declines it with its reason. */
  decideRefund: mutating(
    { refundId: ID, approve: Type.Boolean(), amountFen: Type.Optional(FEN), explanation: text(500) },
    REFUND_VIEW,
  ),
};

export type RefundRow = Static<typeof REFUND_ROW>;
