import { type Static, Type } from '@sinclair/typebox';
import { mutating, reading } from './action';
import {
  CURSOR,
  exact,
  FEN,
  FILE_ID,
  ID,
  KEY,
  listOf,
  maybeEmpty,
  PAGE,
  TIME,
  text,
  UNIT_NO,
  whole,
  word,
} from './fields';
import { CLOSING_STATEMENT, COLLECTION, ORDER_STATE, UNIT_STATUS } from './order-view';

/**
 * What finance can do about money. lower: charge less, once · waive: charge nothing · refund: give back of what was
 * taken · paid_elsewhere: the learner paid in another way · charge_again: let WeChat try once more · cancel_order:
 * cancel the service order · stop_plan: end the order with its closing statement · resume: let a parked order go
 * on · settle: let off whatever a parked order still owes and end it.
 */
export const ACT_KIND = word(
  'lower',
  'waive',
  'refund',
  'paid_elsewhere',
  'charge_again',
  'cancel_order',
  'stop_plan',
  'resume',
  'settle',
);

export const ACT_STATE = word('asked', 'approved', 'running', 'done', 'failed', 'declined', 'withdrawn');

/** One act about money, from the first word to its outcome. */
export const ACT_VIEW = exact({
  actId: ID,
  kind: ACT_KIND,
  state: ACT_STATE,
  orderId: ID,
  unitNo: Type.Optional(UNIT_NO),
  studentName: maybeEmpty(20),
  courseTitle: maybeEmpty(60),
  unitName: Type.Optional(maybeEmpty(40)),
  /** For `lower`: what is charged instead. */
  chargeFen: Type.Optional(FEN),
  /** For `paid_elsewhere`. */
  paidAt: Type.Optional(TIME),
  /** What the learner pays less, gets back, or paid elsewhere: above the limit a second person must approve. */
  amountFen: FEN,
  /** Whether a second person must approve it. */
  fourEyes: Type.Boolean(),
  reason: text(200),
  proof: listOf(FILE_ID, 9),
  askedAt: TIME,
  askedByName: maybeEmpty(20),
  decidedAt: Type.Optional(TIME),
  decidedByName: Type.Optional(maybeEmpty(20)),
  /** The words of who approved or declined. */
  decisionReason: Type.Optional(maybeEmpty(200)),
  endedAt: Type.Optional(TIME),
  /** What came of it, in words. */
  outcome: Type.Optional(maybeEmpty(300)),
  /** What the caller may do with it now. */
  actions: listOf(word('approve', 'decline', 'withdraw'), 3),
});

/** An act that may be done now, in words; the first of a list is the next right one. */
const NEXT_ACT = exact({
  kind: Type.Union([
    ACT_KIND,
    word('decide_objection', 'decide_refund', 'decide_act', 'issue_invoice', 'look'),
  ]),
  text: maybeEmpty(120),
  /** The most it may be about: what can be lowered, waived, given back. */
  mostFen: Type.Optional(FEN),
});

const STORY_LINE = exact({ at: TIME, text: maybeEmpty(300) });

/** The money of one unit in figures. */
const UNIT_MONEY = exact({
  /** How WeChat Pay stands to it. */
  collection: COLLECTION,
  priceFen: FEN,
  /** What is charged, once decided. */
  chargeFen: Type.Optional(FEN),
  /** WeChat Pay allows to lower an amount once: this was done. */
  lowered: Type.Boolean(),
  collectedFen: FEN,
  /** Granted to be given back, running total. */
  refundedFen: FEN,
  /** The payment to which refunds go. */
  transactionId: Type.Optional(Type.String({ maxLength: 64 })),
  paidAt: Type.Optional(TIME),
});

const CASE_FIELDS = {
  orderId: ID,
  unitNo: Type.Optional(UNIT_NO),
  studentName: maybeEmpty(20),
  courseTitle: maybeEmpty(60),
  orderState: ORDER_STATE,
  unitName: Type.Optional(maybeEmpty(40)),
  unitStatus: Type.Optional(UNIT_STATUS),
  /** What it is about: owed, objected, to be given back. */
  amountFen: FEN,
  /** The learner's own words, where she has raised an objection that is not decided. */
  said: Type.Optional(maybeEmpty(500)),
  /** Where it is about one unit. */
  money: Type.Optional(UNIT_MONEY),
  /** Where the plan can be stopped: the closing statement that would go out. */
  closing: Type.Optional(CLOSING_STATEMENT),
  /** What happened when, oldest first. */
  story: listOf(STORY_LINE, 60),
  nextActs: listOf(NEXT_ACT, 12),
};

const CASE = exact(CASE_FIELDS);

export const WORK_KIND = word(
  'owing',
  'stuck_call',
  'objection',
  'refund_asked',
  'seat_on_hold',
  'drift',
  'closing_owed',
  'order_parked',
  'pay_by_hand',
  'invoice_asked',
  'act_asked',
  'silent_order',
  'red_invoice',
);

const WORK_ENTRY = exact({
  taskId: Type.String({ pattern: '^[0-9A-Za-z_:-]{1,120}$', minLength: 1, maxLength: 120 }),
  kind: WORK_KIND,
  campusId: Type.Optional(KEY),
  /** What happened and what to do next. */
  reason: maybeEmpty(500),
  raisedAt: TIME,
  deadline: TIME,
  overdue: Type.Boolean(),
  /** Absent where it is not about one order. */
  case: Type.Optional(CASE),
});

/** Actions of `finance` about the money work list and its acts. */
export const financeActs = {
  /** What needs finance, most urgent first, each with its story and the next right act. */
  workList: reading(
    { kind: Type.Optional(WORK_KIND), ...PAGE },
    exact({ entries: listOf(WORK_ENTRY, 50), nextCursor: Type.Optional(CURSOR) }),
  ),
  /** How many entries of each kind there are, 1000 at most; kinds without any are left out. */
  workCounts: reading({}, exact({ counts: listOf(exact({ kind: WORK_KIND, count: whole(1, 1000) }), 20) })),
  /** The story of an order, or of one unit of it, and what may be done. */
  readCase: reading({ orderId: ID, unitNo: Type.Optional(UNIT_NO) }, CASE),
  /**
   * Asks for an act. Up to the limit it is approved at once; above it somebody else must approve. `amountFen`: for
   * `lower` what is charged instead, for `refund` what is given back (left out: all). `refundId`: the learner's own
   * request that this grants. `paidAt` and proof belong to `paid_elsewhere`.
   */
  askAct: mutating(
    {
      kind: ACT_KIND,
      orderId: ID,
      unitNo: Type.Optional(UNIT_NO),
      amountFen: Type.Optional(FEN),
      refundId: Type.Optional(ID),
      paidAt: Type.Optional(TIME),
      proof: listOf(FILE_ID, 9),
      reason: text(200),
    },
    ACT_VIEW,
  ),
  /** Approves or declines an act that somebody else has asked for. */
  decideAct: mutating({ actId: ID, approve: Type.Boolean(), reason: text(200) }, ACT_VIEW),
  /** Takes back what one has asked for oneself. */
  withdrawAct: mutating({ actId: ID }, ACT_VIEW),
  readAct: reading({ actId: ID }, ACT_VIEW),
  /** Acts, newest first. */
  listActs: reading(
    { state: Type.Optional(ACT_STATE), orderId: Type.Optional(ID), ...PAGE },
    exact({ acts: listOf(ACT_VIEW, 50), nextCursor: Type.Optional(CURSOR) }),
  ),
  /** Amounts and days by which money work goes. */
  readLimits: reading(
    {},
    exact({
      fourEyesAboveFen: FEN,
      objectionDays: whole(1, 30),
      silenceDays: whole(21, 365),
    }),
  ),
  /** The owner sets them; what was asked for before keeps its need of a second person. */
  saveLimits: mutating(
    { fourEyesAboveFen: FEN, objectionDays: whole(1, 30), silenceDays: whole(21, 365) },
    exact({ fourEyesAboveFen: FEN, objectionDays: whole(1, 30), silenceDays: whole(21, 365) }),
  ),
};

export type ActView = Static<typeof ACT_VIEW>;
export type WorkEntry = Static<typeof WORK_ENTRY>;
export type WorkKind = WorkEntry['kind'];
export type CaseView = Static<typeof CASE>;
