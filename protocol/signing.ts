import { Type } from '@sinclair/typebox';
import { DONE, mutating, reading } from './action';
import { CURSOR, exact, HASH, ID, KEY, listOf, PAGE, TIME, text, UNIT_NO, whole, word } from './fields';
import { CLOSING_STATEMENT, ORDER_CARD, ORDER_VIEW } from './order-view';

const STUDENT_FIELDS = {
  name: text(20),
  birthYear: whole(1900, 2100),
  relation: word('self', 'child', 'other'),
};

/** Function `signing`: students, orders, the WeChat sign plan, closing. */
export const signing = {
  /** Who is taught: the payer herself or a child of hers. */
  addStudent: mutating(STUDENT_FIELDS, exact({ studentId: ID })),
  listStudents: reading({}, exact({ students: listOf(exact({ studentId: ID, ...STUDENT_FIELDS }), 50) })),
  /** Forgets a student who was never enrolled; one with an order stays, since the order's books name her. */
  removeStudent: mutating({ studentId: ID }, DONE),
  /** Enrols without paying; accepts the contract text by its version and hash, as it was shown. */
  order: mutating(
    {
      courseId: ID,
      studentId: ID,
      campusId: Type.Optional(KEY),
      rungKey: KEY,
      contractVersion: whole(1, 10_000),
      contractHash: HASH,
    },
    exact({ orderId: ID }),
  ),
  /** Creates the WeChat sign plan (a new attempt after expiry or on another rung) and hands out its package. */
  sign: mutating(
    { orderId: ID, rungKey: KEY },
    exact({
      attemptNo: whole(1, 100),
      /** For `wx.openBusinessView({businessType: 'wxpayScorePlan', extraData: {package}})`, valid two hours. */
      package: Type.String({ minLength: 1, maxLength: 2048 }),
      packageExpiresAt: TIME,
    }),
  ),
  /** Asks WeChat at once instead of waiting for news; repeatable without harm, therefore without `requestId`. */
  refresh: reading({ orderId: ID }, ORDER_VIEW),
  list: reading(PAGE, exact({ orders: listOf(ORDER_CARD, 50), nextCursor: Type.Optional(CURSOR) })),
  read: reading({ orderId: ID }, ORDER_VIEW),
  /** What closing now would still cost and what would never be charged. */
  closingPreview: reading({ orderId: ID }, CLOSING_STATEMENT),
  /** Closes the deduction; nothing outside the answered statement is ever charged. */
  close: mutating({ orderId: ID }, CLOSING_STATEMENT),
  /** WeChat's own pay page for a unit that could not be deducted. */
  payPage: reading(
    { orderId: ID, unitNo: UNIT_NO },
    exact({
      businessType: Type.Literal('wxpayScoreDetail'),
      extraData: Type.Record(KEY, Type.String({ maxLength: 512 })),
    }),
  ),
};
