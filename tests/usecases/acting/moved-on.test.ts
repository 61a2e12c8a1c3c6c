import { fen } from '../../../server/domain/money';
import type { Order, Unit } from '../../../server/domain/order/order';
import { StoreBusy } from '../../../server/ports/store';
import { confirmedUnit, paidUnit, unit } from '../../domain/order/orders';
import { Desk, NOW } from './desk';
import { type Approved, approved, byHand, closingStatement, objected, paidAt, parked } from './owed-unit';

describe('an order that has moved on since the act was approved', () => {
  const refused = confirmedUnit(1, { collection: 'refused', chargeFen: fen(6_000) });

  test.each<[string, Unit, Approved, Partial<Order>]>([
    ['is paid by now', paidUnit(1), { kind: 'waive' }, {}],
    ['owes a fen more than was approved', objected, { kind: 'waive', amountFen: fen(9_999) }, {}],
    [
      'would be lowered by a fen more than was approved',
      byHand,
      { kind: 'lower', amountFen: fen(7_999), chargeFen: fen(2_000) },
      {},
    ],
    ['is parked by now', objected, { kind: 'waive' }, { parked }],
    ['has a unit that is not there', objected, { kind: 'waive', unitNo: 9 }, {}],
    [
      'has a closing statement in which it does not stand',
      byHand,
      { kind: 'paid_elsewhere', paidAt, proof: ['p'] },
      { state: 'closing', closing: closingStatement([]) },
    ],
  ])('%s: the act fails, nothing moves, and another one is free', async (_, one, act, changes) => {
    const desk = await approved(one, act, changes);
    expect(await desk.carryOn('act1')).toBeUndefined();
    expect(await desk.act('act1')).toMatchObject({ state: 'failed', endedAt: NOW });
    expect((await desk.act('act1')).outcome).toMatch(/^\S+没有做成：情况已经变了，请重新查看。$/);
    const after = await desk.order();
    expect(after.units).toEqual([one, unit(2)]);
    expect(after.liveActs).toBeUndefined();
    expect(desk.store.all('pushes')).toEqual([]);
    expect(desk.world.logged).toEqual([
      { event: 'act.failed', facts: { act: 'act1', error: expect.stringMatching(/./) } },
    ]);
  });

  test('says which act it was, and to the operator by how much it was not approved', async () => {
    const desk = await approved(objected, { kind: 'waive', amountFen: fen(9_999) });
    await desk.carryOn('act1');
    expect((await desk.act('act1')).outcome).toBe('免收没有做成：情况已经变了，请重新查看。');
    const error = '9999 fen were approved, it is 10000 by now';
    expect(desk.world.logged).toEqual([{ event: 'act.failed', facts: { act: 'act1', error } }]);
  });

  test('owes less than was approved: that is let off', async () => {
    const desk = await approved(refused, { kind: 'waive' });
    await desk.carryOn('act1');
    expect(await desk.act('act1')).toMatchObject({ state: 'done' });
  });

  test('what can be tried again is no failure of the act', async () => {
    const desk = await approved(objected, { kind: 'waive' });
    const { transaction } = desk.store;
    desk.store.transaction = () => {
      desk.store.transaction = transaction;
      return Promise.reject(new StoreBusy('too many conflicts'));
    };
    await expect(desk.carryOn('act1')).rejects.toThrow('too many conflicts');
    expect(await desk.act('act1')).toMatchObject({ state: 'approved' });
    await desk.carryOn('act1');
    expect(await desk.act('act1')).toMatchObject({ state: 'done' });
  });

  test.each(['asked', 'done', 'failed', 'declined', 'withdrawn'] as const)(
    'an act that is %s is not carried out',
    async (state) => {
      const desk = await approved(objected, { kind: 'waive', state });
      const before = await desk.act('act1');
      expect(await desk.carryOn('act1')).toBeUndefined();
      expect(await desk.act('act1')).toEqual(before);
      expect(await desk.unit()).toEqual(objected);
    },
  );

  test('nor is one that is not there', async () => {
    const desk = await Desk.open();
    expect(await desk.carryOn('act1')).toBeUndefined();
  });
});
