import { Type } from '@sinclair/typebox';
import { mutating, reading } from './action';
import { exact, FEN, ID, listOf, text } from './fields';
import { financeActs } from './finance-acts';
import { financeInvoices } from './invoices';
import { REFUND_FIELDS, REFUND_STATE, REFUND_VIEW } from './refund-view';

/** Function `finance`: the money work list, acts about money, refunds. */
export const finance = {
  ...financeActs,
  ...financeInvoices,
  /** Refunds in a state, by default those that wait for a decision, oldest first. */
  listRefunds: reading(
    { state: Type.Optional(REFUND_STATE) },
    exact({ refunds: listOf(exact({ ...REFUND_FIELDS, studentName: text(20) }), 200) }),
  ),
  /** Grants a refund, all of what was asked or less, or declines it with its reason. */
  decideRefund: mutating(
    { refundId: ID, approve: Type.Boolean(), amountFen: Type.Optional(FEN), explanation: text(500) },
    REFUND_VIEW,
  ),
};
