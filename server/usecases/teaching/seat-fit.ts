import type { Seat } from '../../domain/class/class';
import { tooClose } from '../../domain/class/conflicts';
import { classTimeFault } from '../../domain/class/hours';
import type { Span } from '../../domain/class/recurrence';
import type { ErrorCode } from '../../domain/errors';
import type { Order } from '../../domain/order/order';
import { classesLeft } from '../../domain/order/units';
import type { Time } from '../../domain/time';

/** A class as far as a student's place in it is concerned. */
export interface FitClass extends Span {
  _id: string;
  /** Places that nobody has. */
  free: number;
}

export interface Fit<C> {
  /** Classes in which the order gets a seat. */
  seats: C[];
  /** Classes that would be its turn, but can't be, and why. */
  misfits: Misfit<C>[];
}

export interface Misfit<C> {
  cls: C;
  code: ErrorCode;
  /** The order's other class that lies too near. */
  near?: Span;
}

/**
 * Chooses the classes in which an order gets a seat: in order of time, never more than it has classes left to be
 * taught, at least 4 hours apart unless they belong to one unit, and none too late for its plan.
 * @param seats all seats of the order that are not released
 */
export function fitSeats<C extends FitClass>(
  order: Order,
  seats: readonly Seat[],
  classes: readonly C[],
  terms: { now: Time; windowHours: number },
): Fit<C> {
  const fit: Fit<C> = { seats: [], misfits: [] };
  const waiting = seats.filter((seat) => seat.state === 'booked' || seat.state === 'on_hold').length;
  const taken: Span[] = seats.map(({ startsAt, endsAt }) => ({ startsAt, endsAt }));
  const { planOverTime } = order;
  // Only a plan of one unit surely charges two classes together: then they may lie close to each other.
  const oneUnit = order.units.length === 1;
  for (const cls of [...classes].sort((a, b) => (a.startsAt < b.startsAt ? -1 : 1))) {
    if (seats.some((seat) => seat.classId === cls._id)) continue;
    if (waiting + fit.seats.length >= classesLeft(order)) break;
    const late = classTimeFault(cls, { ...terms, ...(planOverTime === undefined ? {} : { planOverTime }) });
    const close = tooClose(cls, taken, () => oneUnit);
    const code =
      late ?? (close === undefined ? undefined : 'TOO_CLOSE') ?? (cls.free < 1 ? 'CLASS_FULL' : undefined);
    if (code !== undefined) {
      fit.misfits.push({ cls, code, ...(code === 'TOO_CLOSE' && close ? { near: close } : {}) });
      continue;
    }
    fit.seats.push(cls);
    taken.push({ startsAt: cls.startsAt, endsAt: cls.endsAt });
  }
  return fit;
}
