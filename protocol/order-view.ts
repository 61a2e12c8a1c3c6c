import { type Static, Type } from '@sinclair/typebox';
import { MARK } from './action';
import { MODE } from './course-view';
import { exact, FEN, FILE_ID, ID, KEY, listOf, maybeEmpty, TIME, text, UNIT_NO, whole, word } from './fields';

/** What a learner sees of her order (先学后付订单) and its charge units (扣费节点). */

export const ORDER_STATE = word(
  'drafted',
  'signing',
  'abandoned',
  'active',
  'closing',
  'closed',
  'completed',
  'expired',
);

/**
 * One word for a unit, derived from teaching and collection.
 * planned: not begun · open: its service order is open at WeChat · in_window: taught, the objection window runs ·
 * objected: an objection is undecided · charging: the deduction is under way · owing: WeChat could not take the
 * money yet · paid · paid_elsewhere · paid_by_hand · zero: charged 0 fen · waived: let off, nothing is charged ·
 * dropped: never taught · pay_by_hand: taught, can only be paid by hand.
 */
export const UNIT_STATUS = word(
  'planned',
  'open',
  'in_window',
  'objected',
  'charging',
  'owing',
  'paid',
  'paid_elsewhere',
  'paid_by_hand',
  'zero',
  'waived',
  'dropped',
  'cancelled',
  'pay_by_hand',
);

export const COLLECTION = word(
  'none',
  'opening',
  'open',
  'refused',
  'completing',
  'paying',
  'paid',
  'paid_elsewhere',
  'zero',
  'cancelled',
  'paid_by_hand',
);

export const SEAT_STATE = word('booked', 'on_hold', 'attended', 'late', 'absent', 'on_leave', 'released');

export const HOLD_REASON = word('previous_unsettled', 'not_opened');

export const OBJECTION_REASON = word('not_attended', 'class_not_held', 'quality', 'wrong_amount', 'other');

export const OBJECTION_VIEW = exact({
  raisedAt: TIME,
  reason: OBJECTION_REASON,
  text: maybeEmpty(500),
  pictures: listOf(FILE_ID, 9),
  /** Undecided by then, it is decided for the learner. */
  decideBy: Type.Optional(TIME),
  /** What both sides have added, oldest first. */
  evidence: listOf(
    exact({ by: word('payer', 'staff'), at: TIME, text: maybeEmpty(500), files: listOf(FILE_ID, 9) }),
    20,
  ),
  decision: Type.Optional(
    exact({
      kind: word('rejected', 'lowered', 'waived'),
      chargeFen: Type.Optional(FEN),
      explanation: maybeEmpty(500),
      at: TIME,
    }),
  ),
});

export const UNIT_VIEW = exact({
  no: UNIT_NO,
  name: text(40),
  priceFen: FEN,
  teaching: word('planned', 'taught', 'objected', 'confirmed', 'waived', 'dropped'),
  collection: COLLECTION,
  status: UNIT_STATUS,
  /** End of the objection window; nothing is deducted before. */
  windowEndsAt: Type.Optional(TIME),
  /** What is or will be charged, once decided. */
  chargeFen: Type.Optional(FEN),
  paidAt: Type.Optional(TIME),
  /** Granted to be given back of what was taken. */
  refundedFen: Type.Optional(FEN),
  objection: Type.Optional(OBJECTION_VIEW),
  /** How many classes it pays for. */
  classCount: whole(1, 500),
  /** Classes taught on this unit. */
  classes: listOf(exact({ classId: ID, mark: MARK, at: TIME }), 500),
  /** What she may do now. */
  actions: listOf(word('confirm', 'object', 'pay'), 3),
});

export const CLOSING_STATEMENT = exact({
  orderId: ID,
  /** When the closing was acknowledged; absent in a preview. */
  at: Type.Optional(TIME),
  by: Type.Optional(word('payer', 'wechat', 'institution')),
  /** Taught and still owed: the most that may be charged for each; never raised afterwards. */
  lines: listOf(exact({ unitNo: UNIT_NO, name: text(40), atMostFen: FEN }), 500),
  atMostFen: FEN,
  /** The rest of the contract, which will never be charged. */
  neverChargedFen: FEN,
});

export const ORDER_VIEW = exact({
  orderId: ID,
  state: ORDER_STATE,
  courseId: ID,
  courseTitle: text(60),
  studentId: ID,
  studentName: text(20),
  createdAt: TIME,
  signedAt: Type.Optional(TIME),
  endedAt: Type.Optional(TIME),
  /** The latest signing attempt (签约). */
  attempt: Type.Optional(
    exact({
      no: whole(1, 100),
      rungKey: KEY,
      state: word('preparing', 'unsigned', 'signed', 'lapsed', 'stopping', 'stopped', 'ended'),
      packageExpiresAt: Type.Optional(TIME),
    }),
  ),
  units: listOf(UNIT_VIEW, 500),
  /** Price of the whole contract. */
  totalFen: FEN,
  /** Taken so far. */
  chargedFen: FEN,
  /** The most that may still be charged. */
  atMostFen: FEN,
  planEndsAt: Type.Optional(TIME),
  mode: MODE,
  /** Nothing is signed: each class is paid directly (直接支付) after it was taught. */
  ordinary: Type.Boolean(),
  /** Length of the objection window. */
  windowHours: whole(1, 240),
  /** What is taught, class by class, through the units in their order. */
  lessons: listOf(exact({ title: maybeEmpty(60), minutes: Type.Optional(whole(1, 1440)) }), 500),
  /** Classes in which the student has, or had, a seat, by start; those given back are left out. */
  classes: listOf(
    exact({
      classId: ID,
      title: text(60),
      startsAt: TIME,
      endsAt: TIME,
      place: maybeEmpty(120),
      online: Type.Boolean(),
      seat: SEAT_STATE,
      /** The unit on which it was taught. */
      unitNo: Type.Optional(UNIT_NO),
    }),
    500,
  ),
  nextClass: Type.Optional(
    exact({
      classId: ID,
      title: text(60),
      startsAt: TIME,
      endsAt: TIME,
      place: maybeEmpty(120),
      online: Type.Boolean(),
    }),
  ),
  /** Seats on hold and why: settle, pay this class by hand, or come free. */
  holds: listOf(exact({ classId: ID, startsAt: TIME, reason: HOLD_REASON }), 100),
  closing: Type.Optional(CLOSING_STATEMENT),
  /** What she may do now. */
  actions: listOf(word('sign', 'close'), 2),
});

/** One line of the list of orders. */
export const ORDER_CARD = exact({
  orderId: ID,
  state: ORDER_STATE,
  courseId: ID,
  courseTitle: text(60),
  studentName: text(20),
  unitsTaught: whole(0, 500),
  unitsTotal: whole(0, 500),
  /** Units whose money was taken. */
  unitsCharged: whole(0, 500),
  chargedFen: FEN,
  owingFen: FEN,
  /** The most that may still be charged. */
  atMostFen: FEN,
  /** After closing: what will never be charged. */
  neverChargedFen: Type.Optional(FEN),
  /** What is charged at once: one class, a stage of classes, or the whole course. */
  unitKind: word('class', 'stage', 'course'),
  /** Nothing is signed: each class is paid directly. */
  ordinary: Type.Boolean(),
  createdAt: TIME,
  signedAt: Type.Optional(TIME),
  endedAt: Type.Optional(TIME),
});

export type OrderView = Static<typeof ORDER_VIEW>;
export type UnitView = Static<typeof UNIT_VIEW>;
export type OrderCard = Static<typeof ORDER_CARD>;
export type ClosingStatementView = Static<typeof CLOSING_STATEMENT>;
export type UnitStatus = Static<typeof UNIT_STATUS>;
