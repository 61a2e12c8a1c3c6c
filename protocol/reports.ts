import { type Static, Type } from '@sinclair/typebox';
import { mutating, reading } from './action';
import { DAY, exact, FEN, ID, KEY, listOf, maybeEmpty, TIME, UNIT_NO, whole, word } from './fields';

/** Sums of a whole institution go beyond what one charge can be. */
const SUM = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
const COUNT = whole(0, 1_000_000_000);

const WAY = exact({ begun: COUNT, came: COUNT });

const FIGURES = exact({
  from: DAY,
  to: DAY,
  /** Up to when the figures count; absent before the first run. */
  asOf: Type.Optional(TIME),
  /** Booked in the period, as the ledger has it. */
  money: exact({
    chargedFen: SUM,
    loweredFen: SUM,
    collectedFen: SUM,
    elsewhereFen: SUM,
    /** Of what was collected: by ordinary payment. */
    ordinaryFen: SUM,
    refundedFen: SUM,
    overpaidFen: SUM,
    overpaidBackFen: SUM,
  }),
  /** As things stand: units in their window or under objection; units that are owed, by how long. */
  open: exact({ units: COUNT, amountFen: SUM }),
  owed: exact({
    units: COUNT,
    amountFen: SUM,
    ages: listOf(exact({ days: word('to7', 'to30', 'to60', 'over60'), units: COUNT, amountFen: SUM }), 4),
  }),
  /** Of the classes held in the period: what is due, its window being over, and what of that was paid. */
  collection: exact({ taughtFen: SUM, dueFen: SUM, takenFen: SUM }),
  /** The last eight weeks from Monday, oldest first, by the day of the class. */
  weeks: listOf(exact({ from: DAY, taughtFen: SUM, takenFen: SUM, open: Type.Boolean() }), 8),
  /** Of the orders made in the period, how far they have come; views are of the period itself. */
  way: exact({
    views: COUNT,
    ordered: COUNT,
    signed: COUNT,
    cameFirst: COUNT,
    paidFirst: COUNT,
    /** Went on by paying each class. */
    ordinary: COUNT,
  }),
  /** The two ways to pay, over half a year: of those who chose it, who came to a first class. */
  comparison: exact({
    from: DAY,
    to: DAY,
    learnFirst: WAY,
    ordinary: WAY,
    leastBegun: COUNT,
    leastCame: COUNT,
    /** In thousandths, with a 95 % interval; absent while the counts are too small. */
    ratio: Type.Optional(exact({ ratio: COUNT, low: COUNT, high: COUNT })),
  }),
  attendance: exact({ attended: COUNT, late: COUNT, absent: COUNT, onLeave: COUNT }),
  objections: exact({ raised: COUNT, windows: COUNT, rejected: COUNT, lowered: COUNT, waived: COUNT }),
  ends: exact({
    completed: COUNT,
    byPayer: COUNT,
    inWechat: COUNT,
    bySilence: COUNT,
    byInstitution: COUNT,
    expired: COUNT,
  }),
});

const DRIFT_KIND = word(
  'missing_with_us',
  'missing_at_wechat',
  'amount_differs',
  'charged_without_roll_call',
  'taught_without_charge',
  'refund_differs',
  'second_payment',
  'unknown_number',
  'charge_unasked',
  'elsewhere_unknown',
);

const DAY_FIELDS = {
  day: DAY,
  at: TIME,
  /** The number that must be 0. */
  unexplainedFen: SUM,
  /** How many places disagree. */
  drifts: COUNT,
  /** Taken that day, by WeChat's trade bill. */
  paidFen: SUM,
  /** Whether PayScore's own bill was compared as well. */
  serviceBill: Type.Boolean(),
};

/** Function `reports`: figures for whoever runs the institution, and what the nightly reconciliation has found. */
export const reports = {
  /** The figures of a period, for one campus or all, one course or all. */
  figures: reading(
    {
      period: word('week', 'month', 'quarter'),
      campusId: Type.Optional(KEY),
      courseId: Type.Optional(ID),
    },
    FIGURES,
  ),
  /** Brings the figures up to now; `unfinished` when there was more to do than fits into one call. */
  update: mutating({}, exact({ unfinished: Type.Boolean() })),
  /** Days that were reconciled, newest first. */
  reconciliations: reading(
    { before: Type.Optional(DAY), limit: Type.Optional(whole(1, 31)) },
    exact({ days: listOf(exact(DAY_FIELDS), 31), more: Type.Boolean() }),
  ),
  /** One day's three books and every place where they disagree. */
  reconciliation: reading(
    { day: DAY },
    exact({
      ...DAY_FIELDS,
      wechat: exact({ rows: COUNT, paidFen: SUM, refundedFen: SUM, serviceRows: Type.Optional(COUNT) }),
      ledger: exact({ paidFen: SUM, refundedFen: SUM }),
      rollCalls: exact({ classes: COUNT, paidFen: SUM }),
      found: listOf(
        exact({
          kind: DRIFT_KIND,
          number: maybeEmpty(64),
          orderId: Type.Optional(ID),
          unitNo: Type.Optional(UNIT_NO),
          studentName: Type.Optional(maybeEmpty(20)),
          courseTitle: Type.Optional(maybeEmpty(60)),
          ourFen: FEN,
          wechatFen: FEN,
        }),
        200,
      ),
    }),
  ),
};

export type FiguresView = Static<typeof FIGURES>;
export type DriftKindWord = Static<typeof DRIFT_KIND>;
