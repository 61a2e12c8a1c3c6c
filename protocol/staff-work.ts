import { type Static, Type } from '@sinclair/typebox';
import { DONE, mutating, reading } from './action';
import { PUSH_ID } from './classroom';
import { ADDED_EVIDENCE } from './classroom-seats';
import {
  CURSOR,
  exact,
  FEN,
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
import { ORDER_STATE, ORDER_VIEW, UNIT_VIEW } from './order-view';
import { ROLE } from './staff-people';

/** `{kind}:{subject}` */
const TASK_ID = Type.String({ pattern: '^[0-9A-Za-z_:-]{1,120}$', minLength: 1, maxLength: 120 });

const TASK_KIND = word(
  'roll_call_missing',
  'objection',
  'refund_asked',
  'owing',
  'seat_on_hold',
  'order_parked',
  'stuck_call',
  'closing_owed',
  'plan_ending',
  'pay_by_hand',
  'unknown_event',
  'drift',
  'invoice_asked',
  'act_asked',
  'silent_order',
  'red_invoice',
  'data_request',
  'configuration',
);

const TASK_VIEW = exact({
  taskId: TASK_ID,
  kind: TASK_KIND,
  campusId: Type.Optional(KEY),
  forRoles: listOf(ROLE, 4),
  subject: exact({ orderId: Type.Optional(ID), unitNo: Type.Optional(UNIT_NO), classId: Type.Optional(ID) }),
  /** Names of what it is about, as far as it is about them. */
  about: exact({
    studentName: Type.Optional(maybeEmpty(20)),
    courseTitle: Type.Optional(text(60)),
    unitName: Type.Optional(text(40)),
    classTitle: Type.Optional(text(60)),
    classStartsAt: Type.Optional(TIME),
  }),
  /** What happened and what to do next. */
  reason: maybeEmpty(500),
  raisedAt: TIME,
  deadline: TIME,
  state: word('open', 'done'),
  doneAt: Type.Optional(TIME),
  doneByName: Type.Optional(maybeEmpty(20)),
});

/** Actions of `staff` about what needs a person. */
export const staffWork = {
  /** What needs a person, most urgent first; without `kinds`, of every kind. */
  listTasks: reading(
    { state: Type.Optional(word('open', 'done')), kinds: Type.Optional(listOf(TASK_KIND, 17, 1)), ...PAGE },
    exact({ tasks: listOf(TASK_VIEW, 50), nextCursor: Type.Optional(CURSOR) }),
  ),
  finishTask: mutating({ taskId: TASK_ID }, DONE),
  /** Rejects an objection, lowers the charge, or waives it. */
  decideObjection: mutating(
    {
      orderId: ID,
      unitNo: UNIT_NO,
      kind: word('rejected', 'lowered', 'waived'),
      chargeFen: Type.Optional(FEN),
      explanation: text(500),
    },
    UNIT_VIEW,
  ),
  /** The institution's side of an objection: text and files, as often as needed until it is decided. */
  addEvidence: mutating(ADDED_EVIDENCE, DONE),
  /** Orders of a course, for booking make-ups. */
  courseOrders: reading(
    { courseId: ID, ...PAGE },
    exact({
      orders: listOf(
        exact({ orderId: ID, studentName: text(20), state: ORDER_STATE, classesLeft: whole(0, 500) }),
        50,
      ),
      nextCursor: Type.Optional(CURSOR),
    }),
  ),
  readOrder: reading({ orderId: ID }, ORDER_VIEW),
  /** Messages that reached nobody as a subscribe message: no quota, refused, failed. They are in the inbox all the same. */
  notReached: reading(
    PAGE,
    exact({
      pushes: listOf(
        exact({
          pushId: PUSH_ID,
          title: text(60),
          createdAt: TIME,
          studentNames: listOf(text(20), 20),
          reason: word('no_quota', 'refused', 'failed'),
        }),
        50,
      ),
      nextCursor: Type.Optional(CURSOR),
    }),
  ),
};

export type TaskView = Static<typeof TASK_VIEW>;
