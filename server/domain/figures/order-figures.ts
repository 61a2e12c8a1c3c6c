import type { Seat } from '../class/class';
import type { LedgerEntry } from '../ledger/entry';
import type { Order } from '../order/order';
import { dayOf, type Time } from '../time';
import { addFigures, type Figures } from './figures';
import { ledgerFigures } from './ledger-figures';
import { objectionFigures, unitFigures } from './unit-figures';

/** Puts figures on the day of a moment. */
export type Put = (time: Time, figures: Figures) => void;

/** Everything that an order says about figures. */
export interface OrderFacts {
  order: Order;
  entries: readonly LedgerEntry[];
  seats: readonly Seat[];
}

/**
 * What one order contributes to the figures of each day it has to do with: a pure function of what is stored, so that
 * late facts (a roll call days after, a payment weeks later) change the days they belong to, and nothing counts twice.
 */
export function orderFigures({ order, entries, seats }: OrderFacts): Map<string, Figures> {
  const days = new Map<string, Figures[]>();
  const put: Put = (time, figures) => {
    const day = dayOf(time);
    days.set(day, [...(days.get(day) ?? []), figures]);
  };
  put(order.createdAt, wayFigures(order, seats));
  ledgerFigures(order, entries, put);
  unitFigures(order, seats, put);
  objectionFigures(order, put);
  for (const seat of seats) put(seat.startsAt, ATTENDANCE[seat.state] ?? {});
  endFigures(order, put);
  return new Map([...days].map(([day, all]) => [day, addFigures(all)]));
}

const ATTENDANCE: { [state: string]: Figures } = {
  attended: { attended: 1 },
  late: { late: 1 },
  absent: { absent: 1 },
  on_leave: { onLeave: 1 },
};

/**
 * How far the order came. Whoever began to sign and then chose to pay class by class has begun both ways; she came by
 * the second. Whether somebody did not want to sign or could not is not known here, and is one and the same.
 */
function wayFigures(order: Order, seats: readonly Seat[]): Figures {
  const came = cameOnce(order, seats) ? 1 : 0;
  const begun = { ordered: 1, ...(order.attempts.length > 0 ? { learnFirstBegun: 1 } : {}) };
  if (order.ordinary) return { ...begun, ordinaryBegun: 1, ordinaryCame: came };
  if (order.keptAttempt === undefined) return begun;
  const paid = order.units.some((unit) => (unit.collectedFen ?? 0) > 0) ? 1 : 0;
  return { ...begun, signed: 1, cameFirst: came, learnFirstCame: came, paidFirst: paid };
}

function cameOnce(order: Order, seats: readonly Seat[]): boolean {
  return (
    order.units.some((unit) => unit.taught.length > 0) ||
    seats.some((seat) => seat.state === 'attended' || seat.state === 'late')
  );
}

function endFigures(order: Order, put: Put): void {
  const { closing, endedAt, state } = order;
  if (closing) {
    if (closing.by === 'payer') put(closing.at, { closedByPayer: 1 });
    else if (closing.by === 'wechat') put(closing.at, { closedInWechat: 1 });
    else put(closing.at, closing.silence ? { closedBySilence: 1 } : { closedByInstitution: 1 });
  } else if (endedAt !== undefined && state === 'completed') put(endedAt, { completed: 1 });
  else if (endedAt !== undefined && state === 'expired') put(endedAt, { expired: 1 });
}
