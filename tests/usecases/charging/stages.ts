import type { Order, Unit } from '../../../server/domain/order/order';
import { HOUR, MINUTE, plus, type Time } from '../../../server/domain/time';
import { runAgenda } from '../../../server/usecases/agenda/run-agenda';
import { applyNotification } from '../../../server/usecases/callbacks/apply-notification';
import { endWindow } from '../../../server/usecases/charging/end-window';
import { openUnit } from '../../../server/usecases/charging/open-unit';
import { CourseLife } from '../course-life';
import type { CourseOptions } from '../guitar-course';

/*
 * The first unit of a course of ¥100 a class, brought step by step to a stage of its road to the money. The order is
 * `id0001`; its first class is on Monday, 9 March, from 10:00 to 11:00.
 */

export const ID = 'id0001';
export const NO = `${ID}S1U1`;

/** Time of that Monday, or of the day after: `at('08:00')`, `at('08:00', 10)`. */
export function at(clock: string, day = 9): Time {
  return `2026-03-${String(day).padStart(2, '0')}T${clock.length === 5 ? `${clock}:00.000` : clock}+08:00` as Time;
}

/** Two hours before the class, nothing asked of WeChat yet. */
export async function coming(options: CourseOptions = {}): Promise<CourseLife> {
  const life = await CourseLife.open(options);
  await life.enrol();
  life.skipTo(plus(life.classStart(1), -2 * HOUR));
  return life;
}

export function open(life: CourseLife, no = 1): Promise<string> {
  return openUnit(life.ports, ID, { do: 'open', unitNo: no, seatId: `k${no}-${ID}` });
}

/** Its service order is open at WeChat. */
export async function opened(options: CourseOptions = {}): Promise<CourseLife> {
  const life = await coming(options);
  await open(life);
  return life;
}

/** The roll was called at the end of the class; she has until 08:00 the next day to object. */
export async function taught(options: CourseOptions = {}): Promise<CourseLife> {
  const life = await opened(options);
  life.skipTo(plus(life.classStart(1), HOUR));
  await life.mark(ID, 1);
  return life;
}

/** Nobody objected: at 08:00 the next day it is to be charged. */
export async function confirmed(options: CourseOptions = {}): Promise<CourseLife> {
  const life = await taught(options);
  life.skipTo(life.unit(ID, 1).windowEndsAt ?? life.now());
  await endWindow(life.ports, ID, 1);
  return life;
}

/** So many minutes pass, and nobody does anything. */
export function wait(life: CourseLife, minutes: number): void {
  life.skipTo(plus(life.now(), minutes * MINUTE));
}

/** While WeChat is being asked this, something else happens: it has its effect before the answer is looked at. */
export function meanwhile(
  life: CourseLife,
  query: 'queryOrder' | 'querySignPlan',
  happens: () => Promise<unknown>,
): void {
  const asks = life.pay[query].bind(life.pay) as (...about: string[]) => Promise<never>;
  life.pay[query] = async (...about: string[]) => {
    life.pay[query] = asks;
    const answer = await asks(...about);
    await happens();
    return answer;
  };
}

/** WeChat's letters arrive and are read at once. */
export async function letters(life: CourseLife): Promise<void> {
  await life.deliver();
  await runAgenda(life.ports, { notification: applyNotification });
}

/** Looks at the first unit like this from now on, whatever its steps made of it. */
export async function made(
  life: CourseLife,
  changes: Partial<Unit>,
  ofOrder: Partial<Order> = {},
): Promise<void> {
  const { revision, units } = life.orderDoc(ID);
  const changed = units.map((unit) => (unit.no === 1 ? { ...unit, ...changes } : unit));
  await life.store.updateIf('orders', ID, { revision }, { units: changed, ...ofOrder });
}
