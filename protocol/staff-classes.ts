import { type Static, Type } from '@sinclair/typebox';
import { DONE, MARK, mutating, reading } from './action';
import { CLASS_FIELDS } from './classroom';
import {
  DAY,
  exact,
  FEN,
  FILE_ID,
  ID,
  KEY,
  listOf,
  maybeEmpty,
  OPENID,
  TIME,
  TIME_OF_DAY,
  text,
  UNIT_NO,
  whole,
  word,
} from './fields';

export const MATERIAL = Type.Union([
  exact({ kind: Type.Literal('text'), title: text(60), text: maybeEmpty(4000) }),
  exact({ kind: word('image', 'pdf'), title: text(60), fileId: FILE_ID }),
]);

const MATERIALS = listOf(MATERIAL, 20);

const WHERE_AND_WHO = {
  courseId: ID,
  campusId: KEY,
  title: text(60),
  place: text(120),
  online: Type.Boolean(),
  teacherId: OPENID,
  capacity: whole(1, 1000),
  material: MATERIALS,
};

const WEEKLY = {
  fromDay: DAY,
  weekdays: listOf(whole(1, 7), 7, 1),
  startsAtClock: TIME_OF_DAY,
  count: whole(1, 100),
  skipDays: listOf(DAY, 200),
};

const STAFF_CLASS = exact({
  ...CLASS_FIELDS,
  campusId: KEY,
  teacherId: OPENID,
  teacherName: maybeEmpty(20),
  capacity: whole(1, 1000),
  seatsTaken: whole(0, 1000),
  /** How many wait for a seat. */
  waiting: whole(0, 1000),
  /** Seats that have no mark yet, once the class has begun; 0 before. */
  unmarked: whole(0, 1000),
  makeUp: Type.Boolean(),
  /** Learners whose seats are still being booked since it was scheduled: it goes on by itself. */
  toSeat: Type.Optional(whole(1, 1000)),
  rollCalledAt: Type.Optional(TIME),
  cancelReason: Type.Optional(maybeEmpty(200)),
});

const STAFF_SEAT = exact({
  seatId: ID,
  orderId: ID,
  studentName: text(20),
  state: word('booked', 'on_hold', 'attended', 'late', 'absent', 'on_leave', 'released'),
  holdReason: Type.Optional(word('previous_unsettled', 'not_opened')),
  unitNo: Type.Optional(UNIT_NO),
  /** Until then nothing is deducted. */
  windowEndsAt: Type.Optional(TIME),
  /** Until then the mark can be taken back; absent while nothing has come of it, or when there is none. */
  undoUntil: Type.Optional(TIME),
  confirmedAt: Type.Optional(TIME),
  /** Named for this class, besides those whose course it is. */
  makeUp: Type.Boolean(),
  /** What a mark of attendance would charge, once its window is over; absent when she would come free. */
  priceFen: Type.Optional(FEN),
  /** Acts of roll call on it, oldest first; undone ones stay as evidence. */
  marks: listOf(
    exact({
      mark: MARK,
      at: TIME,
      byName: maybeEmpty(20),
      note: maybeEmpty(200),
      pictures: listOf(FILE_ID, 9),
      markedAt: Type.Optional(TIME),
      undoneAt: Type.Optional(TIME),
    }),
    50,
  ),
});

const SCHEDULED = exact({
  classIds: listOf(ID, 200, 1),
  /** How many seats were booked for orders so far. */
  seats: whole(0, 100_000),
  /** Learners whose seats are still being booked: it goes on by itself. */
  toSeat: Type.Optional(whole(1, 1000)),
});

/** What stands against planned classes: the code of the error, and the facts for its words. */
const CLASS_FAULT = exact({
  code: Type.String({ pattern: '^[A-Z_]{2,40}$', maxLength: 40 }),
  detail: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
});

/** Actions of `staff` about the timetable and roll call. */
export const staffClasses = {
  listClasses: reading(
    { from: TIME, to: TIME, campusId: Type.Optional(KEY), courseId: Type.Optional(ID) },
    exact({ classes: listOf(STAFF_CLASS, 500) }),
  ),
  /** A class with the students who have a seat in it. */
  readClass: reading(
    { classId: ID },
    exact({ class: STAFF_CLASS, material: MATERIALS, seats: listOf(STAFF_SEAT, 1000) }),
  ),
  /** One class. A make-up class takes only the orders named; any other takes all active orders of the course. */
  scheduleClass: mutating(
    { ...WHERE_AND_WHO, startsAt: TIME, makeUp: Type.Boolean(), orderIds: listOf(ID, 500) },
    SCHEDULED,
  ),
  /** So many classes on these weekdays (1 Monday … 7 Sunday) from a day on, the skipped days left out. */
  scheduleWeekly: mutating(
    {
      ...WHERE_AND_WHO,
      ...WEEKLY,
    },
    SCHEDULED,
  ),
  /**
   * What scheduling would do, without doing it: the dates, the holidays left out, how many seats, and everything that
   * stands against it. `weekly` takes the place of `startsAt`.
   */
  checkClasses: reading(
    {
      courseId: ID,
      campusId: KEY,
      place: text(120),
      online: Type.Boolean(),
      teacherId: OPENID,
      capacity: whole(1, 1000),
      startsAt: Type.Optional(TIME),
      weekly: Type.Optional(exact(WEEKLY)),
      makeUp: Type.Boolean(),
      orderIds: listOf(ID, 500),
    },
    exact({
      classes: listOf(exact({ startsAt: TIME, endsAt: TIME }), 100),
      /** Holidays among the days of these classes. */
      holidays: listOf(exact({ day: DAY, name: text(20) }), 400),
      /** Orders that would get a seat in at least one of them. */
      learners: whole(0, 1000),
      faults: listOf(CLASS_FAULT, 110),
      /** The rule on the latest end of a class, where one binds this audience. */
      hours: Type.Optional(
        exact({ latest: TIME_OF_DAY, text: maybeEmpty(300), source: Type.Optional(maybeEmpty(500)) }),
      ),
    }),
  ),
  /** Whom the latest message about a class (or the series it belongs to) has reached. */
  classReach: reading(
    { classId: ID },
    exact({
      reached: whole(0, 1000),
      /** Still on their way. */
      waiting: whole(0, 1000),
      notReached: listOf(
        exact({
          studentName: text(20),
          title: text(60),
          at: TIME,
          reason: word('no_quota', 'refused', 'failed'),
        }),
        1000,
      ),
    }),
  ),
  /** Names further orders for a class (a make-up); says how many of them have a seat. */
  bookSeats: mutating({ classId: ID, orderIds: listOf(ID, 100, 1) }, exact({ seats: whole(0, 1000) })),
  /** Moves a class; the time before is kept and shown, windows that run are never shortened. */
  reschedule: mutating(
    { classId: ID, startsAt: TIME, place: Type.Optional(text(120)), teacherId: Type.Optional(OPENID) },
    DONE,
  ),
  /** How many seats are given back and their students told; where there are very many, within a minute or two. */
  cancelClass: mutating({ classId: ID, reason: text(200) }, exact({ released: whole(0, 1000) })),
  saveMaterial: mutating({ classId: ID, material: MATERIALS }, DONE),
  /** Marks seats; each seat stands for itself, so one that can't be marked does not stop the others. */
  rollCall: mutating(
    {
      classId: ID,
      marks: listOf(
        exact({
          seatId: ID,
          mark: MARK,
          note: Type.Optional(maybeEmpty(200)),
          pictures: Type.Optional(listOf(FILE_ID, 9)),
          /** The phone's name for this act: sent again, in whatever batch, it is not done again. */
          actId: Type.Optional(ID),
          /** When it was marked on a phone without a network. */
          markedAt: Type.Optional(TIME),
        }),
        200,
        1,
      ),
    },
    exact({
      results: listOf(
        exact({
          seatId: ID,
          state: Type.Optional(word('attended', 'late', 'absent', 'on_leave')),
          unitNo: Type.Optional(UNIT_NO),
          windowEndsAt: Type.Optional(TIME),
          /** The act had been done before; the mark may have been undone since. */
          repeated: Type.Optional(Type.Boolean()),
          /** Attended, but not on credit: the unit was not open. */
          cameFree: Type.Optional(Type.Boolean()),
          error: Type.Optional(exact({ code: Type.String({ maxLength: 40 }), message: maybeEmpty(200) })),
        }),
        200,
      ),
    }),
  ),
  undoMark: mutating({ seatId: ID }, DONE),
};

export type StaffClassView = Static<typeof STAFF_CLASS>;
export type StaffSeatView = Static<typeof STAFF_SEAT>;
