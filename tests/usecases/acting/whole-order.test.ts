import type { MoneyAct } from '../../../server/domain/act/act';
import { fen } from '../../../server/domain/money';
import type { Order } from '../../../server/domain/order/order';
import { seatOnHoldTask } from '../../../server/usecases/tasks/order-tasks';
import { raiseTask } from '../../../server/usecases/tasks/raise-task';
import { hours, paidUnit, seat, taughtUnit, unit } from '../../domain/order/orders';
import { Desk, NOW } from './desk';
import { closingStatement, PACE, parked } from './owed-unit';

const WHOLE = [{ actId: 'act1' }];

/** An approved act about the whole order: a class paid, one in its window, one not begun. */
async function whole(kind: MoneyAct['kind'], changes: Partial<Order> = {}): Promise<Desk> {
  const units = [paidUnit(1), taughtUnit(2, { collection: 'open' }), unit(3)];
  const desk = await Desk.open({ units, liveActs: WHOLE, pace: { 'open:u2': PACE }, ...changes });
  await desk.putAct({ kind, amountFen: fen(10_000) });
  await desk.putTasks(['order_parked', 'act_asked', 'silent_order']);
  await desk.store.insert('seats', seat(hours(96), { classId: 'k3', state: 'on_hold' }));
  await desk.store.transaction(async (tx) => {
    await raiseTask(tx, seatOnHoldTask(await desk.order(), { classId: 'k3', startsAt: hours(96) }), NOW);
  });
  return desk;
}

const SEAT_ON_HOLD = 'seat-k3-order1';

describe('an act about a whole order', () => {
  test('stops the plan with its closing statement', async () => {
    const desk = await whole('stop_plan');
    expect(await desk.carryOn('act1')).toBeUndefined();
    expect(await desk.act('act1')).toMatchObject({
      ...{ state: 'done', outcome: '已停止，关闭结算单已发给学员。' },
    });
    const after = await desk.order();
    expect(after).toMatchObject({
      state: 'closing',
      closing: { by: 'institution', neverChargedFen: 10_000 },
    });
    expect(after.liveActs).toBeUndefined();
    expect(desk.store.all('pushes').map((push) => push.kind)).toEqual(['closing_statement']);
    expect(desk.openTasks()).toEqual(['order_parked-order1', 'silent_order-order1', 'closing_owed-order1']);
    expect(desk.record()).toMatchObject([{ before: { order: 'active' }, after: { order: 'closing' } }]);
  });

  test('lets a parked order go on, without delay', async () => {
    const desk = await whole('resume', { parked });
    const { parked: _parked, liveActs: _live, ...rest } = await desk.order();
    await desk.carryOn('act1');
    expect(await desk.order()).toEqual({ ...rest, pace: {}, revision: 2, changedAt: NOW });
    expect((await desk.act('act1')).outcome).toBe('已恢复；如果账目仍对不上，会再次停下。');
    expect(desk.openTasks()).toEqual(['silent_order-order1', SEAT_ON_HOLD]);
    expect(desk.store.all('pushes')).toEqual([]);
  });

  test('lets off what a parked order owes, and ends it', async () => {
    const desk = await whole('settle', { parked });
    await desk.carryOn('act1');
    const after = await desk.order();
    expect(after.parked).toBeUndefined();
    expect(after).toMatchObject({ state: 'closing', pace: {}, closing: { by: 'institution', lines: [] } });
    expect(after.units.map((one) => [one.teaching, one.chargeFen])).toEqual([
      ['confirmed', 10_000],
      ['waived', 0],
      ['dropped', undefined],
    ]);
    expect((await desk.act('act1')).outcome).toBe('余额已免去，扣费计划结束。');
    expect(desk.openTasks()).toEqual(['silent_order-order1']);
    expect(desk.store.all('pushes').map((push) => push.kind)).toEqual(['closing_statement']);
  });

  test('lets off what one owes that is closing already: no second statement', async () => {
    const closing = closingStatement([{ unitNo: 2, atMostFen: fen(10_000) }]);
    const desk = await whole('settle', { parked, state: 'closing', closing });
    await desk.carryOn('act1');
    expect(await desk.order()).toMatchObject({ state: 'closing', closing });
    expect(await desk.unit(2)).toMatchObject({ teaching: 'waived', chargeFen: 0 });
    expect(await desk.act('act1')).toMatchObject({ state: 'done' });
    expect(desk.store.all('pushes')).toEqual([]);
    expect(desk.openTasks()).toEqual(['silent_order-order1', SEAT_ON_HOLD]);
  });
});
