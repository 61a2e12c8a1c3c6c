import { type Static, Type } from '@sinclair/typebox';
import { DONE, MARK, mutating, reading } from './action';
import { ADDED_EVIDENCE, classroomSeats } from './classroom-seats';
import { evidenceActions } from './evidence';
import {
  CURSOR,
  exact,
  FEN,
  FILE_ID,
  HASH,
  ID,
  KEY,
  LINK,
  listOf,
  maybeEmpty,
  PAGE,
  TIME,
  text,
  UNIT_NO,
  whole,
  word,
} from './fields';
import { HOLD_REASON, OBJECTION_REASON, SEAT_STATE, UNIT_VIEW } from './order-view';

const PUSH_KIND = word(
  'class_scheduled',
  'class_changed',
  'class_cancelled',
  'seat_on_hold',
  'seat_restored',
  'roll_called',
  'voucher',
  'owing',
  'objection_decided',
  'charge_changed',
  'refund_decided',
  'invoice',
  'closing_statement',
  'plan_ending',
  'order_completed',
);

/** Made from the occasion, so that a repeated step sends nothing twice. */
export const PUSH_ID = Type.String({ pattern: '^[0-9A-Za-z_-]{1,100}$', minLength: 1, maxLength: 100 });

export const PUSH_VIEW = exact({
  pushId: PUSH_ID,
  kind: PUSH_KIND,
  title: text(60),
  body: maybeEmpty(500),
  link: exact({
    page: word('class', 'voucher', 'order', 'settings'),
    id: ID,
    unitNo: Type.Optional(UNIT_NO),
  }),
  facts: Type.Record(KEY, Type.Union([Type.String({ maxLength: 500 }), Type.Number()])),
  createdAt: TIME,
  readAt: Type.Optional(TIME),
});

/** One place in a class, of a student of the caller's. */
const SEAT_VIEW = exact({
  seatId: ID,
  orderId: ID,
  studentName: text(20),
  state: SEAT_STATE,
  holdReason: Type.Optional(HOLD_REASON),
  unitNo: Type.Optional(UNIT_NO),
  confirmedAt: Type.Optional(TIME),
});

export const CLASS_FIELDS = {
  classId: ID,
  courseId: ID,
  title: text(60),
  startsAt: TIME,
  endsAt: TIME,
  place: maybeEmpty(120),
  online: Type.Boolean(),
  state: word('scheduled', 'held', 'cancelled'),
  /** The time before the last change, shown as 时间有变. */
  previousStartsAt: Type.Optional(TIME),
};

export const MATERIAL_VIEW = Type.Union([
  exact({ kind: Type.Literal('text'), title: text(60), text: maybeEmpty(4000) }),
  exact({ kind: word('image', 'pdf'), title: text(60), link: LINK }),
]);

/** One entry of the ledger with the chain of reasons behind it. */
export const ENTRY_VIEW = exact({
  seq: whole(1, 100_000),
  at: TIME,
  kind: word('charge', 'lower', 'collect', 'collect_elsewhere', 'write_off', 'overpaid', 'refund'),
  debit: Type.String({ maxLength: 30 }),
  credit: Type.String({ maxLength: 30 }),
  amountFen: FEN,
  unitNo: UNIT_NO,
  why: exact({
    classes: listOf(
      exact({ classId: ID, mark: Type.String({ maxLength: 20 }), rollCalledAt: TIME, priceFen: FEN }),
      500,
    ),
    contractVersion: whole(1, 10_000),
    contractHash: HASH,
    contractAcceptedAt: TIME,
    regionRule: Type.String({ maxLength: 80 }),
    decision: Type.Optional(maybeEmpty(500)),
    transactionId: Type.Optional(Type.String({ maxLength: 64 })),
  }),
  prevHash: HASH,
  hash: HASH,
});

/** Why this charge: everything behind one unit, in the order it happened. */
const UNIT_STATEMENT = exact({
  orderId: ID,
  unit: UNIT_VIEW,
  contract: exact({
    version: whole(1, 10_000),
    hash: HASH,
    acceptedAt: TIME,
    /** The line of the price list she accepted. */
    line: exact({ no: UNIT_NO, name: text(40), priceFen: FEN, originalFen: FEN }),
  }),
  /** The rule that allowed this order. */
  regionRule: exact({ id: Type.String({ maxLength: 80 }), text: maybeEmpty(500), source: maybeEmpty(500) }),
  rollCalls: listOf(
    exact({
      classId: ID,
      title: text(60),
      startsAt: TIME,
      mark: MARK,
      at: TIME,
      by: text(20),
      note: Type.Optional(maybeEmpty(200)),
      undoneAt: Type.Optional(TIME),
      priceFen: Type.Optional(FEN),
    }),
    500,
  ),
  entries: listOf(ENTRY_VIEW, 200),
});

const LESSON_VIEW = exact({
  orderId: ID,
  lessonNo: whole(1, 500),
  unitNo: UNIT_NO,
  title: text(60),
  /** Short-lived links, only while the unit is open. */
  content: listOf(LINK, 20),
  seconds: whole(0, 1_000_000),
  finished: Type.Boolean(),
});

/** One lesson in the list. `locked`: an earlier one comes first · `free`: may be started · `open`: its unit is open. */
const LESSON_CARD = exact({
  lessonNo: whole(1, 500),
  unitNo: UNIT_NO,
  title: text(60),
  minutes: Type.Optional(whole(1, 1440)),
  gate: word('locked', 'free', 'open'),
  /** Starting it confirms this unit, which is then charged at once. */
  confirms: Type.Optional(exact({ unitNo: UNIT_NO, name: text(40), priceFen: FEN })),
  seconds: whole(0, 1_000_000),
  finished: Type.Boolean(),
});

/** Function `classroom`: what a learner gets and does while she is taught. */
export const classroom = {
  ...classroomSeats,
  ...evidenceActions,
  inbox: reading(
    PAGE,
    exact({ pushes: listOf(PUSH_VIEW, 50), unread: whole(0, 999), nextCursor: Type.Optional(CURSOR) }),
  ),
  markRead: mutating({ pushIds: listOf(PUSH_ID, 50, 1) }, exact({ read: whole(0, 50) })),
  /** Classes of all her students from now on, soonest first. */
  upcoming: reading(
    PAGE,
    exact({
      classes: listOf(
        exact({
          ...CLASS_FIELDS,
          courseTitle: text(60),
          teacherName: text(20),
          materialCount: whole(0, 20),
          /** The unit it will be taught on, and what is taught then, if she misses none before. */
          unitName: Type.Optional(text(40)),
          lessonTitle: Type.Optional(maybeEmpty(60)),
          seat: SEAT_VIEW,
        }),
        50,
      ),
      nextCursor: Type.Optional(CURSOR),
    }),
  ),
  /** A class in which a student of hers has a seat, with its material. */
  readClass: reading(
    { classId: ID },
    exact({
      ...CLASS_FIELDS,
      courseTitle: text(60),
      teacherName: text(20),
      campus: Type.Optional(exact({ name: text(40), address: maybeEmpty(120) })),
      cancelReason: Type.Optional(maybeEmpty(200)),
      material: listOf(MATERIAL_VIEW, 20),
      seats: listOf(SEAT_VIEW, 20),
    }),
  ),
  /** Confirms that the class was attended; a unit taught in full is then charged at once, its window ended early. */
  confirm: mutating({ orderId: ID, unitNo: UNIT_NO }, UNIT_VIEW),
  /** Raises an objection (异议) while the window runs; nothing is deducted until it is decided. */
  object: mutating(
    {
      orderId: ID,
      unitNo: UNIT_NO,
      reason: OBJECTION_REASON,
      text: maybeEmpty(500),
      pictures: listOf(FILE_ID, 9),
    },
    UNIT_VIEW,
  ),
  /** Adds to an objection of hers until it is decided. */
  addEvidence: mutating(ADDED_EVIDENCE, DONE),
  statement: reading({ orderId: ID, unitNo: UNIT_NO }, UNIT_STATEMENT),
  /** The contract as she accepted it, whatever the course says now. */
  contract: reading(
    { orderId: ID },
    exact({
      orderId: ID,
      courseTitle: text(60),
      version: whole(1, 10_000),
      hash: HASH,
      acceptedAt: TIME,
      text: maybeEmpty(20_000),
    }),
  ),
  /** All entries of an order's ledger: enough to check the hash chain offline. */
  orderStatement: reading(
    { orderId: ID },
    exact({
      orderId: ID,
      institutionId: ID,
      courseTitle: text(60),
      studentName: text(20),
      contract: exact({ version: whole(1, 10_000), hash: HASH, acceptedAt: TIME }),
      entries: listOf(ENTRY_VIEW, 1000),
      head: exact({ seq: whole(0, 100_000), hash: HASH }),
      chargedFen: FEN,
    }),
  ),
  /** The lessons of an on-demand order, how far she is, and what starting each would confirm. */
  lessons: reading(
    { orderId: ID },
    exact({ orderId: ID, courseTitle: text(60), lessons: listOf(LESSON_CARD, 500) }),
  ),
  /** Opens the lesson's unit; `confirmsUnit` must name the last one when starting this confirms it. */
  startLesson: mutating(
    { orderId: ID, lessonNo: whole(1, 500), confirmsUnit: Type.Optional(UNIT_NO) },
    exact({
      state: word('open', 'opening', 'charging', 'owing'),
      lesson: Type.Optional(LESSON_VIEW),
    }),
  ),
  lessonProgress: mutating({ orderId: ID, lessonNo: whole(1, 500), seconds: whole(0, 1_000_000) }, DONE),
  finishLesson: mutating({ orderId: ID, lessonNo: whole(1, 500) }, UNIT_VIEW),
  /** For `wx.requestSubscribeMessage`: each template with the messages that are left to this learner. */
  templates: reading(
    {},
    exact({
      templates: listOf(
        exact({
          key: KEY,
          templateId: Type.String({ pattern: '^[0-9A-Za-z_-]{1,64}$', minLength: 1, maxLength: 64 }),
          remaining: whole(0, 100_000),
        }),
        10,
      ),
    }),
  ),
  /** Her answer in WeChat's subscribe dialog: one acceptance is one message. */
  subscribed: mutating(
    { templateKey: KEY, accepted: Type.Boolean() },
    exact({ remaining: whole(0, 100_000) }),
  ),
};

export type PushView = Static<typeof PUSH_VIEW>;
export type EntryView = Static<typeof ENTRY_VIEW>;
export type UnitStatementView = Static<typeof UNIT_STATEMENT>;
export type LessonView = Static<typeof LESSON_VIEW>;
