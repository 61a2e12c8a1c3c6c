import type { OrderView, UnitView } from '../../protocol/order-view';

export type OrderClass = OrderView['classes'][number];

/** The classes of one unit: those taught on it, then those that are expected to be. */
export interface UnitClasses {
  taught: OrderClass[];
  coming: OrderClass[];
}

/**
 * Lays the classes of an order over its units. Taught ones name their unit; booked ones fill the units in order, as
 * the server will when the roll is called. Who misses a class shifts the rest by one: that is how units are counted.
 * @param now ms since 1970
 */
export function scheduleOf(order: OrderView, now: number): Map<number, UnitClasses> {
  const byId = new Map(order.classes.map((cls) => [cls.classId, cls]));
  const booked = order.classes.filter((cls) => isExpected(cls, now));
  const schedule = new Map<number, UnitClasses>();
  let used = 0;
  for (const unit of order.units) {
    const taught = unit.classes.flatMap(({ classId }) => byId.get(classId) ?? []);
    const places = unit.teaching === 'planned' ? unit.classCount - unit.classes.length : 0;
    schedule.set(unit.no, { taught, coming: booked.slice(used, used + places) });
    used += places;
  }
  return schedule;
}

/** A class that begins while its seat is on hold comes free: it is no unit's. */
function isExpected(cls: OrderClass, now: number): boolean {
  return cls.seat === 'booked' || (cls.seat === 'on_hold' && Date.parse(cls.startsAt) > now);
}

/** The unit whose turn it is: the first one not taught in full. */
export function currentUnit(order: Pick<OrderView, 'units'>): UnitView | undefined {
  return order.units.find((unit) => unit.teaching === 'planned' && unit.status !== 'cancelled');
}

const HOUR_MS = 3_600_000;
/** The next unit opens at WeChat this long before its class: a window ends then at the latest. */
const OPENS_BEFORE_MS = 2 * HOUR_MS;

/**
 * The earliest moment at which a unit will be charged: when the window after its last class ends, or two hours before
 * the class that follows. Undefined while not all its classes are scheduled.
 */
export function earliestCharge(
  order: Pick<OrderView, 'windowHours' | 'classes'>,
  unit: UnitView,
  { coming }: UnitClasses,
): string | undefined {
  const last = coming[coming.length - 1];
  if (last === undefined || unit.classes.length + coming.length < unit.classCount) return undefined;
  const windowEnds = Date.parse(last.endsAt) + order.windowHours * HOUR_MS;
  const following = order.classes.find((cls) => cls.startsAt > last.startsAt && cls.seat === 'booked');
  const next = following === undefined ? Infinity : Date.parse(following.startsAt) - OPENS_BEFORE_MS;
  return new Date(Math.min(windowEnds, next)).toISOString();
}
