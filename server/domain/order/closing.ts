import { invariant } from '../errors';
import { move } from '../machine';
import { ORDER_MACHINE, TEACHING_MACHINE } from '../machines';
import { type Fen, isPositive, subtract, sum, ZERO } from '../money';
import type { Time } from '../time';
import type { Closing, ClosingLine, Order, Unit } from './order';
import { closeTeaching } from './teaching';
import { owedFen } from './units';

/**
 * What a closing would mean now: the units taught and the most each may still cost; everything else of the contract
 * is never charged. Charged so far + lines + never charged = the contract's total.
 */
export function closingStatement(order: Order, at: Time, by: Closing['by']): Closing {
  const lines = order.units
    .map((unit): ClosingLine => ({ unitNo: unit.no, atMostFen: owedFen(unit) }))
    .filter((line) => isPositive(line.atMostFen));
  const total = sum(order.units.map((u) => u.priceFen));
  const charged = sum(order.units.map((u) => u.collectedFen ?? ZERO));
  const never = subtract(subtract(total, charged), sum(lines.map((l) => l.atMostFen)));
  return { at, by, lines, neverChargedFen: never };
}

/**
 * Stores the closing: nothing outside its statement is ever charged from here on. Units without a class taught are
 * dropped; a unit of several classes ends with those taught, and its window opens.
 * @param at the moment of closing; for one made inside WeChat, its `cancel_sign_time`: what was taught later came free
 */
export function close(
  order: Order,
  at: Time,
  by: Closing['by'],
  terms: { windowHours: number; now: Time },
): Order {
  // Our own closing and every roll call are written one after the other; only WeChat's moment may lie behind us.
  const then = by === 'wechat' ? { ...order, units: order.units.map((u) => asTaughtAt(u, at)) } : order;
  return {
    ...then,
    state: move('order', ORDER_MACHINE, order.state, 'closing'),
    closing: closingStatement(then, at, by),
    units: endTeaching(then.units, terms),
  };
}

/** The unit without the classes whose roll was called after that moment; one that is decided stays as it is. */
function asTaughtAt(unit: Unit, at: Time): Unit {
  const taught = unit.taught.filter((cls) => cls.at <= at);
  const open = unit.teaching === 'planned' || unit.teaching === 'taught' || unit.teaching === 'objected';
  if (!open || taught.length === unit.taught.length) return unit;
  if (unit.teaching === 'planned' || taught.length > 0) return { ...unit, taught };
  const teaching = move('unit, teaching', TEACHING_MACHINE, unit.teaching, 'waived');
  return { ...unit, taught, teaching, chargeFen: ZERO };
}

/** Nothing more will be taught: planned units are dropped, begun ones end with the classes taught. */
export function endTeaching(units: readonly Unit[], terms: { windowHours: number; now: Time }): Unit[] {
  return units.map((unit) => {
    if (unit.teaching !== 'planned') return unit;
    if (unit.taught.length > 0) return closeTeaching(unit, terms.now, terms);
    return { ...unit, teaching: move('unit, teaching', TEACHING_MACHINE, unit.teaching, 'dropped') };
  });
}

/** Invariant 4, second half: what is about to be charged stands in the closing statement. */
export function assertInsideStatement(order: Order, unit: Unit, chargeFen: Fen): void {
  if (!order.closing || chargeFen === ZERO) return;
  const line = order.closing.lines.find((l) => l.unitNo === unit.no);
  invariant(
    4,
    line !== undefined && chargeFen <= line.atMostFen,
    `unit ${unit.no}: ${chargeFen} fen is outside the closing statement`,
  );
}
