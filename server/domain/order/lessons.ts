import { AppError } from '../errors';
import type { Time } from '../time';
import type { Order, Unit } from './order';
import { closeTeaching } from './teaching';
import { isSettled, unitOf, withUnit } from './units';

/** A lesson's name among the classes taught on a unit. */
export function lessonId(lessonNo: number): string {
  return `lesson-${lessonNo}`;
}

/** The number in a lesson's name; 0 for what is no lesson. */
export function lessonNoOf(name: string): number {
  return Number(/^lesson-(\d+)$/.exec(name)?.[1] ?? 0);
}

/**
 * The unit to which an on-demand lesson belongs: lessons are counted through the units in their order.
 * @throws AppError NOT_FOUND
 */
export function lessonUnit(order: Order, lessonNo: number): Unit {
  let first = 1;
  for (const unit of order.units) {
    const next = first + unit.classPricesFen.length;
    if (lessonNo < next) return unit;
    first = next;
  }
  throw new AppError('NOT_FOUND', `order ${order._id} has no lesson ${lessonNo}`);
}

/** The learner finished a lesson; with the last one of its unit the unit is taught and its window opens. */
export function finishLesson(order: Order, lessonNo: number, at: Time, windowHours: number): Order {
  const unit = lessonUnit(order, lessonNo);
  if (unit.taught.some((t) => t.classId === lessonId(lessonNo))) return order;
  if (unit.teaching !== 'planned' || unit.collection !== 'open') {
    throw new AppError('CONTENT_LOCKED', `lesson ${lessonNo}: unit ${unit.no} is ${unit.collection}`);
  }
  const taught = [...unit.taught, taughtLesson(order, lessonNo, at)];
  const complete = taught.length === unit.classPricesFen.length;
  const begun = { ...unit, taught };
  return withUnit(order, complete ? closeTeaching(begun, at, { windowHours }) : begun);
}

function taughtLesson(order: Order, lessonNo: number, at: Time): Unit['taught'][number] {
  return {
    classId: lessonId(lessonNo),
    seatId: `${order._id}-${lessonNo}`,
    mark: 'attended',
    at,
    by: order.payerOpenid,
  };
}

/**
 * Starting a lesson of the next unit ends this one, as the dialog said: its lessons count as taught. It is then to be
 * confirmed.
 * @throws AppError WRONG_STATE while it is under objection
 */
export function finishUnit(order: Order, unit: Unit, at: Time, windowHours: number): Order {
  if (unit.teaching === 'objected') throw new AppError('WRONG_STATE', `unit ${unit.no} is under objection`);
  if (unit.teaching !== 'planned') return order;
  const first = order.units.filter((u) => u.no < unit.no).reduce((n, u) => n + u.classPricesFen.length, 1);
  return unit.classPricesFen.reduce(
    (after, _price, index) => finishLesson(after, first + index, at, windowHours),
    order,
  );
}

/** Its service order is open, or was settled with its price: a lesson of it was started before. */
export function isBegun(unit: Unit): boolean {
  return !['none', 'refused', 'opening', 'cancelled'].includes(unit.collection);
}

/**
 * What stands between a learner and a lesson. `open`: its unit is open, or was · `free`: it may be started, which
 * confirms the unit before (`confirms`) unless that is done · `locked`: an earlier unit comes first or is under
 * objection, or the order takes no more lessons.
 */
export interface LessonGate {
  gate: 'locked' | 'free' | 'open';
  confirms?: Unit;
}

/** @throws AppError NOT_FOUND when there is no such lesson */
export function lessonGate(order: Order, lessonNo: number): LessonGate {
  const unit = lessonUnit(order, lessonNo);
  if (isBegun(unit)) return { gate: 'open' };
  if (order.state !== 'active' || order.parked || isSettled(unit)) return { gate: 'locked' };
  const last = unit.no > 1 ? unitOf(order, unit.no - 1) : undefined;
  if (last === undefined || isSettled(last)) return { gate: 'free' };
  if (!isBegun(last) || last.teaching === 'objected') return { gate: 'locked' };
  return last.teaching === 'planned' || last.teaching === 'taught'
    ? { gate: 'free', confirms: last }
    : { gate: 'free' };
}
