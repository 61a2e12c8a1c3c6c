import { Type } from '@sinclair/typebox';
import { DONE, mutating, reading } from './action';
import { CURSOR, exact, FEN, HASH, ID, KEY, listOf, PAGE, TIME, text, UNIT_NO, whole, word } from './fields';
import { learnerInvoices } from './invoices';
import { learnerData } from './learner-data';
import { CLOSING_STATEMENT, ORDER_CARD, ORDER_VIEW } from './order-view';
import { REFUND_VIEW } from './refund-view';

const STUDENT_FIELDS = {
  name: text(20),
  birthYear: whole(1900, 2100),
  relation: word('self', 'child', 'other'),
};

/** Function `signing`: students, orders, the WeChat sign plan, closing. */
export const signing = {
  ...learnerInvoices,
  ...learnerData,
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
  /** Goes on without a signature: each class is paid directly after it was taught. */
  payEachClass: mutating({ orderId: ID }, DONE),
  /** An ordinary payment of a unit that was taught, for `wx.requestPayment`; never while WeChat deducts it. */
  payByHand: mutating(
    { orderId: ID, unitNo: UNIT_NO },
    exact({
      paymentId: ID,
      amountFen: FEN,
      expiresAt: TIME,
      parameters: exact({
        timeStamp: Type.String({ maxLength: 20 }),
        nonceStr: Type.String({ maxLength: 64 }),
        package: Type.String({ maxLength: 160 }),
        signType: Type.String({ maxLength: 10 }),
        paySign: Type.String({ maxLength: 1024 }),
      }),
    }),
  ),
  /** What became of an ordinary payment; WeChat is asked, since coming back from its sheet proves nothing. */
  payment: reading(
    { paymentId: ID },
    exact({
      paymentId: ID,
      orderId: ID,
      unitNo: UNIT_NO,
      amountFen: FEN,
      state: word('creating', 'open', 'closing', 'paid', 'closed'),
    }),
  ),
  /** Asks for money of a voucher back; without an amount, for all that is left of it. */
  askRefund: mutating(
    { orderId: ID, unitNo: UNIT_NO, amountFen: Type.Optional(FEN), reason: text(80) },
    REFUND_VIEW,
  ),
  refunds: reading({ orderId: ID }, exact({ refunds: listOf(REFUND_VIEW, 200) })),
};
