import type { Order } from '../../domain/order/order';
import { backOffOf, type Step, stepKey } from '../../domain/order/step';
import { backOff } from '../../domain/order/timing';
import { plus, type Time } from '../../domain/time';
import type { Ports } from '../ports';
import { changeOrder } from './change-order';

/** Something happened to a unit: its steps are tried without delay again. */
export function withoutUnitPace(order: Order, unitNo: number): Order {
  return withoutPace(order, `:u${unitNo}`);
}

/** Something happened to a signing attempt. */
export function withoutAttemptPace(order: Order, attemptNo: number): Order {
  return withoutPace(order, `:a${attemptNo}`);
}

/** A step has come to its end; should it be needed again, it starts afresh. */
export function withoutStepPace(order: Order, step: Step): Order {
  return withoutPace(order, stepKey(step));
}

function withoutPace(order: Order, suffix: string): Order {
  const pace = Object.fromEntries(Object.entries(order.pace).filter(([key]) => !key.endsWith(suffix)));
  return { ...order, pace };
}

/** A step without news waits before it is tried again, longer each time. */
export function slowed(order: Order, step: Step, now: Time): Order {
  const key = stepKey(step);
  const tries = (order.pace[key]?.tries ?? 0) + 1;
  return {
    ...order,
    pace: { ...order.pace, [key]: { tries, until: plus(now, backOff(backOffOf(step), tries)) } },
  };
}

/** Stores that a step brought no news. */
export async function slowDown(ports: Ports, orderId: string, step: Step): Promise<void> {
  await changeOrder(ports, orderId, (order, now) => ({ order: slowed(order, step, now) }), { quiet: true });
}
