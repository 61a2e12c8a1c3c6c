import type { CourseClass, Seat, SeatMark } from '../class/class';
import { AppError } from '../errors';
import { move } from '../machine';
import { SEAT_MACHINE, TEACHING_MACHINE } from '../machines';
import type { Fen } from '../money';
import { latest, type Time } from '../time';
import type { Order, Unit } from './order';
import { windowEnd } from './timing';
import { currentUnit, unitOf, withUnit } from './units';

/** One roll-call act on one seat. */
export type RollCall = Omit<SeatMark, 'undoneAt' | 'undoneBy'>;

/** What a roll call did: to the seat always, to the order when the class was taught on credit. */
export interface Taught {
  order: Order;
  seat: Seat;
  /** The unit that is now taught completely and in its objection window. */
  windowOpened?: Unit;
}

/**
 * Marks a seat. Attended and late teach the class on the order's open unit; a class is taught on credit only if its
 * unit was open at WeChat when it began, so a learner whose seat was on hold then, or whose unit opened later, came
 * free, however late the roll is called and however often it is corrected.
 * Absent and on leave leave the unit open: the next class attended is charged on it.
 *
 * @param nextStart start of the student's next class in this order, for the end of the window
 * @throws ForbiddenTransition when the seat is marked already (undo first) or released
 */
export function teachClass(
  order: Order,
  seat: Seat,
  cls: Pick<CourseClass, '_id' | 'endsAt'>,
  roll: RollCall,
  terms: { windowHours: number; nextStart?: Time },
): Taught {
  const marked: Seat = {
    ...seat,
    state: move('seat', SEAT_MACHINE, seat.state, roll.mark),
    marks: [...seat.marks, roll],
  };
  if (roll.mark !== 'attended' && roll.mark !== 'late') return { order, seat: marked };
  const unit = currentUnit(order);
  if (unit === undefined || !isOnCredit(order, seat, unit)) return { order, seat: marked };

  const taughtOn = teachOnUnit(unit, seat, cls, { mark: roll.mark, by: roll.by, at: roll.at }, terms);
  return {
    order: withUnit(order, taughtOn),
    seat: { ...marked, unitNo: unit.no },
    ...(taughtOn.teaching === 'taught' ? { windowOpened: taughtOn } : {}),
  };
}

/** What attending would be charged on the seat's order: the exact share of its unit; undefined when she would come free. */
export function priceOfAttending(order: Order, seat: Seat): Fen | undefined {
  const unit = currentUnit(order);
  return unit && isOnCredit(order, seat, unit) ? unit.classPricesFen[unit.taught.length] : undefined;
}

function isOnCredit(order: Order, seat: Seat, unit: Unit): boolean {
  // A mark taken back leaves the seat booked, but the reason of its hold stays with it.
  const held = seat.state !== 'booked' || seat.holdReason !== undefined;
  const opened = unit.collection === 'open' && (unit.openedAt ?? seat.startsAt) <= seat.startsAt;
  const openInTime = order.ordinary ? unit.collection === 'none' : opened;
  return order.state === 'active' && !held && openInTime;
}

function teachOnUnit(
  unit: Unit,
  seat: Seat,
  cls: Pick<CourseClass, '_id' | 'endsAt'>,
  roll: { mark: 'attended' | 'late'; by: string; at: Time },
  terms: { windowHours: number; nextStart?: Time },
): Unit {
  const taught = [
    ...unit.taught,
    { classId: cls._id, seatId: seat._id, mark: roll.mark, at: roll.at, by: roll.by },
  ];
  if (taught.length < unit.classPricesFen.length) return { ...unit, taught };
  return closeTeaching({ ...unit, taught }, latest(roll.at, cls.endsAt), terms);
}

/** The unit is taught (or as much of it as will be): its window opens and its end is frozen. */
export function closeTeaching(
  unit: Unit,
  taughtAt: Time,
  terms: { windowHours: number; nextStart?: Time },
): Unit {
  return {
    ...unit,
    teaching: move('unit, teaching', TEACHING_MACHINE, unit.teaching, 'taught'),
    taughtAt,
    windowEndsAt: windowEnd(taughtAt, terms.windowHours, terms.nextStart),
  };
}

/**
 * Takes a mark back. Possible while nothing has come of it: the unit is not taught yet, or its window is open and
 * nobody has objected, and no later class was taught.
 * @throws AppError WRONG_STATE otherwise
 */
export function undoTaught(order: Order, seat: Seat, undo: { by: string; at: Time }): Taught {
  const marks = seat.marks.map((m, i) =>
    i === seat.marks.length - 1 ? { ...m, undoneAt: undo.at, undoneBy: undo.by } : m,
  );
  const { unitNo, ...rest } = seat;
  const free: Seat = { ...rest, marks, state: move('seat', SEAT_MACHINE, seat.state, 'booked') };
  if (unitNo === undefined) return { order, seat: free };

  const unit = unitOf(order, unitNo);
  const last = unit.taught.at(-1);
  const windowOver = unit.windowEndsAt !== undefined && unit.windowEndsAt <= undo.at;
  const undoable = unit.teaching === 'planned' || (unit.teaching === 'taught' && !windowOver);
  if (!undoable || last?.seatId !== seat._id || order.state !== 'active') {
    throw new AppError('WRONG_STATE', `roll call of seat ${seat._id} can't be undone any more`);
  }
  return { order: withUnit(order, untaught(unit)), seat: free };
}

function untaught(unit: Unit): Unit {
  const { taughtAt: _taughtAt, windowEndsAt: _windowEndsAt, ...rest } = unit;
  const teaching =
    unit.teaching === 'planned'
      ? unit.teaching
      : move('unit, teaching', TEACHING_MACHINE, unit.teaching, 'planned');
  return { ...rest, teaching, taught: unit.taught.slice(0, -1) };
}
