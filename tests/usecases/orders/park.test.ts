import { AppError, InvariantBroken } from '../../../server/domain/errors';
import { ForbiddenTransition } from '../../../server/domain/machine';
import { HOUR, plus } from '../../../server/domain/time';
import { isBreach, park } from '../../../server/usecases/orders/park';
import { Desk, NOW } from '../acting/desk';
import { parked } from '../acting/owed-unit';

test.each<[boolean, string, unknown]>([
  [true, 'a broken invariant', new InvariantBroken(2, 'unit 1 charges 10001 fen')],
  [true, 'a move outside the table', new ForbiddenTransition('order', 'closed', 'active')],
  [true, 'an amount below zero', new RangeError('-1 is no amount')],
  [false, 'what a learner is told', new AppError('WRONG_STATE', 'order order1 is closed')],
  [false, 'a program that fails', new TypeError('undefined')],
  [false, 'no error at all', 'invariant 2'],
])('it is %s that the books are contradicted by %s', (breach, _, error) => {
  expect(isBreach(error)).toBe(breach);
});

describe('an order whose books are contradicted', () => {
  const REASON = 'invariant 2: unit 1 charges 10001 fen';
  const logged = { event: 'order.parked', facts: { order: 'order1', reason: REASON } };

  test('stands still, and staff are asked to look within four hours', async () => {
    const desk = await Desk.open();
    const before = await desk.order();
    await park(desk.ports, 'order1', REASON);
    expect(await desk.order()).toEqual({
      ...{ ...before, parked: { reason: REASON, at: NOW }, revision: 2, changedAt: NOW },
    });
    expect(desk.store.all('tasks')).toEqual([
      {
        ...{ _id: 'order_parked-order1', kind: 'order_parked', institutionId: 'inst', campusId: 'north' },
        ...{ forRoles: ['finance', 'owner'], subject: { orderId: 'order1' }, state: 'open' },
        reason: `账目核对没有通过，这个订单的扣费已停下：${REASON}`,
        ...{ raisedAt: NOW, deadline: plus(NOW, 4 * HOUR) },
      },
    ]);
    expect(desk.world.logged).toEqual([logged]);
    expect(desk.store.all('agenda')).toEqual([]);
  });

  test('and stands still already keeps its first evidence', async () => {
    const desk = await Desk.open({ parked });
    const before = await desk.order();
    await park(desk.ports, 'order1', REASON);
    expect(await desk.order()).toEqual(before);
    expect(desk.store.all('tasks')).toEqual([]);
    expect(desk.world.logged).toEqual([logged]);
  });
});
