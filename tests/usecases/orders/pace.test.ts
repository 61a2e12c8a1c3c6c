import type { Order } from '../../../server/domain/order/order';
import type { Step } from '../../../server/domain/order/step';
import { MINUTE, plus } from '../../../server/domain/time';
import {
  slowDown,
  slowed,
  withoutAttemptPace,
  withoutStepPace,
  withoutUnitPace,
} from '../../../server/usecases/orders/pace';
import { hours, MONDAY, order } from '../../domain/order/orders';
import { Desk, NOW } from '../acting/desk';

/*
 * A step that brought no news is not tried again at once, and sooner when something has happened.
 */

const HELD = { tries: 3, until: hours(50) };
const KEYS = ['complete:u1', 'query-order:u1', 'open:u11', 'check-plan:a1', 'query-attempt:a11', 'abandon'];
const held = order({ pace: Object.fromEntries(KEYS.map((key) => [key, HELD])) });

test.each<[string, () => Order, string[]]>([
  ['a unit', () => withoutUnitPace(held, 1), ['complete:u1', 'query-order:u1']],
  ['a signing', () => withoutAttemptPace(held, 1), ['check-plan:a1']],
  ['a step', () => withoutStepPace(held, { do: 'complete', unitNo: 1 }), ['complete:u1']],
])('news of %s sets its own steps free and no others', (_, after, freed) => {
  const kept = KEYS.filter((key) => !freed.includes(key));
  expect(after()).toEqual({ ...held, pace: Object.fromEntries(kept.map((key) => [key, HELD])) });
});

describe('a step without news', () => {
  const QUERY: Step = { do: 'query-order', unitNo: 1 };

  test('waits longer each time, and holds up no other step', () => {
    const first = slowed(order({ pace: { 'open:u2': HELD } }), QUERY, MONDAY);
    expect(first.pace).toEqual({
      'open:u2': HELD,
      'query-order:u1': { tries: 1, until: plus(MONDAY, MINUTE) },
    });
    const second = slowed(first, QUERY, MONDAY);
    expect(second.pace['query-order:u1']).toEqual({ tries: 2, until: plus(MONDAY, 2 * MINUTE) });
    expect(slowed(second, QUERY, MONDAY).pace['query-order:u1']).toEqual({
      ...{ tries: 3, until: plus(MONDAY, 5 * MINUTE) },
    });
  });

  test('is remembered by the order, which nobody need look at again for that', async () => {
    const desk = await Desk.open();
    await slowDown(desk.ports, 'order1', QUERY);
    expect((await desk.order()).pace).toEqual({
      'query-order:u1': { tries: 1, until: plus(NOW, MINUTE) },
    });
    expect(desk.store.all('agenda')).toEqual([]);
  });
});
