import type { PlanDetail } from '../course/course';
import type { CollectionState } from '../machines';
import { type Fen, min, sum, ZERO } from '../money';
import { between, type Time } from '../time';
import type { Order, Unit } from './order';
import { COLLECTION_GRACE } from './timing';

/** The units of a freshly signed plan, one per plan detail, numbered as WeChat numbers them. */
export function layUnits(details: readonly PlanDetail[], outTradeNo: (no: number) => string): Unit[] {
  return details.map((detail) => ({
    no: detail.no,
    name: detail.name,
    outTradeNo: outTradeNo(detail.no),
    priceFen: detail.priceFen,
    originalFen: detail.originalFen,
    classPricesFen: [...detail.classPricesFen],
    teaching: 'planned',
    collection: 'none',
    taught: [],
  }));
}

/** Order with one unit replaced. */
export function withUnit(order: Order, unit: Unit): Order {
  return { ...order, units: order.units.map((u) => (u.no === unit.no ? unit : u)) };
}

/** The unit of that number. @throws RangeError when there is none: numbers come from the order itself. */
export function unitOf(order: Order, no: number): Unit {
  const unit = order.units[no - 1];
  if (unit === undefined) throw new RangeError(`order ${order._id} has no unit ${no}`);
  return unit;
}

const SETTLED: ReadonlySet<CollectionState> = new Set([
  'paid',
  'paid_elsewhere',
  'zero',
  'cancelled',
  'paid_by_hand',
]);

/** Settled: the next unit may begin. Without a service order a waived unit needs nothing more. */
export function isSettled(unit: Unit): boolean {
  return SETTLED.has(unit.collection) || (unit.teaching === 'waived' && unit.collection === 'none');
}

/** Taught and not to be had from WeChat's deduction: only an ordinary payment can settle it. */
export function needsHand(unit: Unit): boolean {
  const withoutOrder = ['none', 'refused', 'cancelled'].includes(unit.collection);
  return withoutOrder && unit.teaching === 'confirmed' && unit.chargeFen !== ZERO;
}

/** Nothing is owed for the unit any more. A cancelled one is settled, yet what was taught on it is owed by hand. */
export function isClear(unit: Unit): boolean {
  return isSettled(unit) && unit.collection !== 'cancelled';
}

/** A service order of the unit is live at WeChat, or may be. */
export function isLive(unit: Unit): boolean {
  return ['opening', 'open', 'completing', 'paying'].includes(unit.collection);
}

/** The unit on which the next class is taught: the first that is planned and whose detail is not spent. */
export function currentUnit(order: Order): Unit | undefined {
  return order.units.find((u) => u.teaching === 'planned' && !isSettled(u));
}

/** The unit whose settling the current one waits for, if any. */
export function unsettledBefore(order: Order, unit: Unit): Unit | undefined {
  return order.units.find((u) => u.no < unit.no && !isSettled(u));
}

/** Classes still to be taught on the order. */
export function classesLeft(order: Order): number {
  return order.units
    .filter((u) => u.teaching === 'planned' && !isSettled(u))
    .reduce((n, u) => n + u.classPricesFen.length - u.taught.length, 0);
}

/** What the classes taught on a unit cost: its price once all are taught, else their exact share of it. */
export function taughtFen(unit: Unit): Fen {
  return sum(unit.classPricesFen.slice(0, unit.taught.length));
}

/** WeChat has been asked for the money and hasn't got it for longer than an ordinary deduction takes. */
export function isOwing(unit: Unit, now: Time): boolean {
  return (
    unit.collection === 'paying' &&
    unit.completedAt !== undefined &&
    between(unit.completedAt, now) >= COLLECTION_GRACE
  );
}

/** What a learner sees of a unit (design: owing and "window open" are derived, never stored). */
export type UnitStatus =
  | 'planned'
  | 'open'
  | 'in_window'
  | 'objected'
  | 'charging'
  | 'owing'
  | 'paid'
  | 'paid_elsewhere'
  | 'paid_by_hand'
  | 'waived'
  | 'zero'
  | 'dropped'
  | 'pay_by_hand';

export function unitStatus(unit: Unit, now: Time): UnitStatus {
  if (unit.teaching === 'planned') return unit.collection === 'open' ? 'open' : 'planned';
  if (unit.teaching === 'dropped') return 'dropped';
  if (unit.teaching === 'objected') return 'objected';
  if (unit.teaching === 'taught') return 'in_window';
  if (
    unit.collection === 'paid' ||
    unit.collection === 'paid_elsewhere' ||
    unit.collection === 'paid_by_hand'
  ) {
    return unit.collection;
  }
  if (unit.teaching === 'waived') return 'waived';
  if (unit.collection === 'zero') return 'zero';
  if (unit.collection === 'cancelled' || unit.collection === 'none' || unit.collection === 'refused') {
    return 'pay_by_hand';
  }
  return isOwing(unit, now) ? 'owing' : 'charging';
}

/** Charged so far, over all units. */
export function chargedSoFar(order: Order): Fen {
  return sum(order.units.map((u) => u.collectedFen ?? ZERO));
}

/** What is owed for the classes taught on a unit, whoever collects it; what an objection left of it once decided. */
export function owedFen(unit: Unit): Fen {
  if (isClear(unit) || unit.teaching === 'dropped') return ZERO;
  return unit.chargeFen ?? taughtFen(unit);
}

/** The most that may still be charged; nothing before the signature. */
export function atMostFromNow(order: Order): Fen {
  if (order.closing) {
    return sum(order.closing.lines.map((line) => min(line.atMostFen, owedFen(unitOf(order, line.unitNo)))));
  }
  return sum(order.units.map((u) => (u.teaching === 'planned' && !isSettled(u) ? u.priceFen : owedFen(u))));
}
