import type { ResponseOf } from '../../../protocol';
import type { Seat, SeatMark } from '../../domain/class/class';
import { undoableUntil } from '../../domain/class/roll-call';
import type { Order } from '../../domain/order/order';
import { priceOfAttending } from '../../domain/order/teaching';
import { UNKNOWN_STUDENT } from '../browsing/student-names';

type StaffSeat = ResponseOf<'staff', 'readClass'>['seats'][number];

/** More acts than this nobody needs to see on one seat. */
const MOST_MARKS = 50;

/** A seat as staff see it: the mark, the evidence for it, until when it can be taken back, and what it would cost. */
export function staffSeat(
  seat: Seat,
  order: Order | undefined,
  windowHours: number | undefined,
  students: ReadonlyMap<string, string>,
  staff: ReadonlyMap<string, string>,
): StaffSeat {
  const windowEndsAt = seat.unitNo === undefined ? undefined : order?.units[seat.unitNo - 1]?.windowEndsAt;
  const unmarked = seat.state === 'booked' || seat.state === 'on_hold';
  const undoUntil =
    unmarked || windowHours === undefined ? undefined : undoableUntil(seat, windowHours, windowEndsAt);
  const priceFen = unmarked && order ? priceOfAttending(order, seat) : undefined;
  return {
    seatId: seat._id,
    orderId: seat.orderId,
    studentName: students.get(seat.studentId) ?? UNKNOWN_STUDENT,
    state: seat.state,
    ...(seat.holdReason === undefined ? {} : { holdReason: seat.holdReason }),
    ...(seat.unitNo === undefined ? {} : { unitNo: seat.unitNo }),
    ...(windowEndsAt === undefined ? {} : { windowEndsAt }),
    ...(undoUntil === undefined ? {} : { undoUntil }),
    makeUp: seat.makeUp === true,
    ...(seat.confirmedByLearnerAt === undefined ? {} : { confirmedAt: seat.confirmedByLearnerAt }),
    ...(priceFen === undefined ? {} : { priceFen }),
    marks: seat.marks.slice(-MOST_MARKS).map((mark) => markView(mark, staff)),
  };
}

function markView(seatMark: SeatMark, staff: ReadonlyMap<string, string>): StaffSeat['marks'][number] {
  const { mark, at, by, note = '', pictures = [], markedAt, undoneAt } = seatMark;
  return {
    ...{ mark, at, note, pictures },
    byName: staff.get(by) ?? '学员',
    ...(markedAt === undefined ? {} : { markedAt }),
    ...(undoneAt === undefined ? {} : { undoneAt }),
  };
}
