import type { Seat } from '../class/class';
import { plus, type Time } from '../time';
import type { Order, Unit } from './order';
import { type Candidate, stepKey } from './step';
import { COLLECTION_GRACE, OPEN_BEFORE } from './timing';
import { currentUnit, unsettledBefore } from './units';

/**
 * Two hours before each class: its unit opens at WeChat, or the seat goes on hold until it can. After the class has
 * begun nothing is opened any more: that would be credit given later.
 */
export function seatCandidates(order: Order, seats: readonly Seat[], now: Time): Candidate[] {
  const unit = currentUnit(order);
  if (unit === undefined) return [];
  const coming = seats.filter((s) => s.startsAt > now && (s.state === 'booked' || s.state === 'on_hold'));
  const due = coming.filter((s) => plus(s.startsAt, -OPEN_BEFORE) <= now);
  const later = coming.find((s) => plus(s.startsAt, -OPEN_BEFORE) > now);
  const wake: Candidate[] = later ? [wakeUp(unit, later)] : [];
  return [...due.flatMap((seat) => seatNow(order, unit, seat, now)), ...wake];
}

/** At the next class's hour the order is looked at again; what is done then depends on the state then. */
function wakeUp(unit: Unit, seat: Seat): Candidate {
  const step =
    unit.collection === 'open' && seat.state === 'on_hold'
      ? ({ do: 'restore-seat', seatId: seat._id } as const)
      : ({ do: 'open', unitNo: unit.no, seatId: seat._id } as const);
  return { step, at: plus(seat.startsAt, -OPEN_BEFORE) };
}

function seatNow(order: Order, unit: Unit, seat: Seat, now: Time): Candidate[] {
  const seatId = seat._id;
  const hold = (reason: 'previous_unsettled' | 'not_opened', at: Time): Candidate[] =>
    seat.state === 'booked' ? [{ step: { do: 'hold-seat', seatId, reason }, at }] : [];

  if (unit.collection === 'open') {
    return seat.state === 'on_hold' ? [{ step: { do: 'restore-seat', seatId }, at: now }] : [];
  }
  if (unit.collection === 'opening') {
    // Not at the first answer that says nothing: WeChat may open an order a few seconds after it was created.
    const asked = order.pace[stepKey({ do: 'resolve-opening', unitNo: unit.no })]?.tries ?? 0;
    return asked >= 2 ? hold('not_opened', now) : [];
  }
  const before = unsettledBefore(order, unit);
  if (order.ordinary && before === undefined) {
    return seat.state === 'on_hold' ? [{ step: { do: 'restore-seat', seatId }, at: now }] : [];
  }
  if (before !== undefined) return hold('previous_unsettled', holdAt(before, now));
  const open: Candidate = { step: { do: 'open', unitNo: unit.no, seatId }, at: now };
  return unit.collection === 'refused' ? [...hold('not_opened', now), open] : [open];
}

/** A deduction that has just begun is given its time before the seat is put on hold. */
function holdAt(before: Unit, now: Time): Time {
  const beingTaken = before.collection === 'completing' || before.collection === 'paying';
  if (!beingTaken || before.completedAt === undefined) return now;
  const graceEnds = plus(before.completedAt, COLLECTION_GRACE);
  return graceEnds > now ? graceEnds : now;
}
