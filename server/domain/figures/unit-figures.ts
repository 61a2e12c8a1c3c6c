import type { Seat } from '../class/class';
import { type Fen, isPositive, min, subtract, ZERO } from '../money';
import type { Order, Unit } from '../order/order';
import { isClear, owedFen } from '../order/units';
import type { Time } from '../time';
import type { Put } from './order-figures';

/** What was taught, what of it is due and what was paid, each by the day of its class; and what is open as things stand. */
export function unitFigures(order: Order, seats: readonly Seat[], put: Put): void {
  const starts = new Map(seats.map((seat) => [seat._id, seat.startsAt]));
  for (const unit of order.units) {
    const due = dueOf(unit);
    // What was lowered is taken off the last class first: the earlier ones are due and paid in full.
    const dues = spread(due, unit);
    const taken = spread(min(unit.collectedFen ?? ZERO, due), unit);
    unit.taught.forEach(({ seatId, at }, index) => {
      put(starts.get(seatId) ?? at, {
        taughtFen: unit.classPricesFen[index] ?? ZERO,
        dueFen: dues[index] ?? ZERO,
        takenFen: taken[index] ?? ZERO,
      });
    });
    if (unit.taughtAt === undefined) continue;
    if (unit.windowEndsAt !== undefined) put(unit.taughtAt, { windows: 1 });
    if (unit.teaching === 'taught' || unit.teaching === 'objected') {
      put(unit.taughtAt, { openFen: owedFen(unit), openUnits: 1 });
    }
    const owed = stillOwed(unit);
    if (isPositive(owed)) put(owedSince(unit, unit.taughtAt), { owedFen: owed, owedUnits: 1 });
  }
}

/** Charged, or to be charged, for a unit whose window is over. */
function dueOf(unit: Unit): Fen {
  if (unit.teaching !== 'confirmed') return ZERO;
  return unit.chargedFen ?? unit.chargeFen ?? ZERO;
}

/** What of it has not come yet, whoever is to collect it: booked as receivable, or waiting to be. */
function stillOwed(unit: Unit): Fen {
  if (unit.chargedFen !== undefined) return subtract(unit.chargedFen, unit.collectedFen ?? ZERO);
  return unit.teaching === 'confirmed' && !isClear(unit) ? (unit.chargeFen ?? ZERO) : ZERO;
}

function owedSince(unit: Unit, taughtAt: Time): Time {
  return unit.windowEndsAt ?? taughtAt;
}

/** An amount over the classes of a unit in their order, each up to its own price. */
function spread(amount: Fen, unit: Unit): Fen[] {
  let left = amount;
  return unit.taught.map((_, index) => {
    const part = min(left, unit.classPricesFen[index] ?? ZERO);
    left = subtract(left, part);
    return part;
  });
}

export function objectionFigures(order: Order, put: Put): void {
  for (const { objection } of order.units) {
    if (objection === undefined) continue;
    const kind = objection.decision?.kind;
    put(objection.raisedAt, {
      objections: 1,
      ...(kind === 'rejected' ? { rejected: 1 } : {}),
      ...(kind === 'lowered' ? { loweredByObjection: 1 } : {}),
      ...(kind === 'waived' ? { waived: 1 } : {}),
    });
  }
}
