import type { Order, Unit } from '../../../server/domain/order/order';
import type { Choice, Step } from '../../../server/domain/order/step';
import type { Time } from '../../../server/domain/time';
import { hours, order } from './orders';

/** Asked daily anyway; put off here so that the step under test shows. */
export const ASKED = { 'check-plan:a1': { tries: 1, until: hours(9_000) } };

/** An order whose seats and units alone decide what is next. */
export function active(units: Unit[], changes: Partial<Order> = {}): Order {
  return order({ units, pace: ASKED, ...changes });
}

/** The step that is to be done now. */
export function due(choice: Choice): Step | undefined {
  return 'now' in choice ? choice.now : undefined;
}

/** When to look again. */
export function until(choice: Choice): Time | undefined {
  return 'until' in choice ? choice.until : undefined;
}
