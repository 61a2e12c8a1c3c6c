import { Type } from '@sinclair/typebox';
import { DONE, mutating, reading } from './action';
import { exact, FILE_ID, ID, listOf, maybeEmpty, TIME, text, UNIT_NO, whole } from './fields';

/** What either side adds to an objection until it is decided. */
export const ADDED_EVIDENCE = { orderId: ID, unitNo: UNIT_NO, text: text(500), files: listOf(FILE_ID, 9) };

/** Actions of `classroom` about a learner's places: leave, waiting lists, evidence. */
export const classroomSeats = {
  /** Asks for leave from a class before it begins: the seat is given back, nothing is charged, a make-up is due. */
  askLeave: mutating({ classId: ID, orderId: ID, reason: text(200) }, DONE),
  /** Waits for a seat in a full class of the course. */
  waitForSeat: mutating({ classId: ID, orderId: ID }, exact({ place: whole(1, 1000) })),
  stopWaiting: mutating({ classId: ID, orderId: ID }, DONE),
  /** Coming classes of the order's course in which it has no seat: to move to after leave, or to wait for. */
  openClasses: reading(
    { orderId: ID },
    exact({
      classes: listOf(
        exact({
          classId: ID,
          title: text(60),
          startsAt: TIME,
          endsAt: TIME,
          place: maybeEmpty(120),
          online: Type.Boolean(),
          freeSeats: whole(0, 1000),
          waitingPlace: Type.Optional(whole(1, 1000)),
        }),
        50,
      ),
    }),
  ),
  /** Takes a free seat in one of them. */
  takeSeat: mutating({ classId: ID, orderId: ID }, DONE),
};
