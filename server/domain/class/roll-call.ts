import type { ErrorCode } from '../errors';
import { SEAT_MACHINE } from '../machines';
import { HOUR, plus, type Time } from '../time';
import type { CourseClass, Seat, SeatMark } from './class';

export const MARKS: readonly SeatMark['mark'][] = ['attended', 'late', 'absent', 'on_leave'];

/**
 * Which marks staff may give a seat now. Before the class starts only leave can be known; from its start on all of
 * them, for as long as it takes: a roll called late opens its own objection window, so nobody is charged by
 * surprise. A marked seat takes no second mark (undo first), a cancelled class none.
 */
export function marksAllowed(
  cls: Pick<CourseClass, 'state' | 'startsAt'>,
  seat: Pick<Seat, 'state'>,
  at: Time,
): SeatMark['mark'][] {
  if (cls.state === 'cancelled') return [];
  const possible = MARKS.filter((mark) => SEAT_MACHINE[seat.state].includes(mark));
  return at < cls.startsAt ? possible.filter((mark) => mark === 'on_leave') : possible;
}

/**
 * The last moment at which a mark can be taken back: the end of the objection window it opened; where it opened
 * none (absence, leave, came free), as many hours after the mark. Undefined while the unit is still being taught:
 * then nothing has come of the mark.
 */
export function undoableUntil(
  seat: Pick<Seat, 'unitNo' | 'marks'>,
  windowHours: number,
  windowEndsAt?: Time,
): Time | undefined {
  if (seat.unitNo !== undefined) return windowEndsAt;
  const last = seat.marks.at(-1);
  return last === undefined ? undefined : plus(last.at, windowHours * HOUR);
}

/**
 * Why a mark can't be taken back. After its time a wrong `attended` is made good by a refund, and a wrong `absent`
 * stays: no credit is charged for it later.
 */
export function undoFault(
  seat: Pick<Seat, 'state' | 'unitNo' | 'marks'>,
  at: Time,
  terms: { windowHours: number; windowEndsAt?: Time },
): ErrorCode | undefined {
  if (!SEAT_MACHINE[seat.state].includes('booked') || seat.state === 'on_hold') return 'WRONG_STATE';
  const until = undoableUntil(seat, terms.windowHours, terms.windowEndsAt);
  return until !== undefined && at >= until ? 'WINDOW_OVER' : undefined;
}
