import type { Seat } from '../../../server/domain/class/class';
import { FIRST_HEAD } from '../../../server/domain/ledger/chain';
import { fen } from '../../../server/domain/money';
import type { Order } from '../../../server/domain/order/order';
import { DAY, plus } from '../../../server/domain/time';
import type { PreparedCall } from '../../../server/ports/pay-score';
import { NO_LEASE } from '../../../server/usecases/agenda/agenda';
import { changeOrder, type OrderChange } from '../../../server/usecases/orders/change-order';
import type { PushDraft } from '../../../server/usecases/pushing/create-push';
import type { TaskDraft } from '../../../server/usecases/tasks/raise-task';
import { confirmedUnit, hours, order, seat, taughtUnit, unit } from '../../domain/order/orders';
import { Desk, NOW } from '../acting/desk';

/*
 * Whatever a step changes of an order is written in one go, with everything that follows from it.
 */

const PUSH: PushDraft = {
  ...{ openid: 'o-payer', kind: 'owing', title: '这笔还没付上', body: '第1次课 ¥100.00。' },
  ...{ link: { page: 'order', id: 'order1' }, facts: { amountFen: 10_000 } },
};
const TASK: TaskDraft = {
  ...{ institutionId: 'inst', campusId: 'north', kind: 'owing', forRoles: ['finance'], reason: '没有付' },
  ...{ subject: { orderId: 'order1', unitNo: 1 }, deadline: hours(99) },
};
const CALL: PreparedCall<'complete-order'> = {
  ...{ kind: 'complete-order', key: 'complete-order:order1S1U1', method: 'POST' },
  ...{ path: '/complete', body: '{}' },
};

const change = (desk: Desk, changes: Omit<OrderChange, 'order'> = {}, options = {}) =>
  changeOrder(desk.ports, 'order1', (found) => ({ order: found, ...changes }), options);

const onAgenda = (kind: string, subject: string, dueAt = NOW) => ({
  ...{ _id: `${kind}:${subject}`, kind, subject, dueAt, leaseOwner: '', leaseUntil: NO_LEASE },
  ...{ pokes: 0, failures: 0 },
});

describe('a change of an order', () => {
  test('is written whole: order, books, seats, calls, messages, tasks, and what else belongs to it', async () => {
    const units = [confirmedUnit(1, { collection: 'completing' }), unit(2), unit(3)];
    const desk = await Desk.open({ units });
    await desk.putTasks(['stuck_call'], 1);
    const before = await desk.order();
    const booked = seat(hours(72), { classId: 'k3', revision: 4 });
    const after = await changeOrder(desk.ports, 'order1', (found, now) => ({
      order: { ...found, endedAt: now },
      postings: [{ kind: 'charge', unitNo: 1, amountFen: fen(10_000) }],
      seats: [booked],
      intents: [CALL],
      pushes: [{ id: 'p1', draft: PUSH }],
      tasks: [TASK],
      settled: ['stuck_call-order1-1'],
      also: (tx) => tx.insert('locks', { _id: 'lock1', orderId: found._id }),
    }));

    const [entry] = desk.store.all('ledger');
    expect(entry).toMatchObject({ kind: 'charge', amountFen: 10_000, unitNo: 1, at: NOW, seq: 1 });
    expect(after).toEqual({
      ...{ ...before, endedAt: NOW, revision: 2, changedAt: NOW },
      ledger: { seq: 1, hash: entry?.hash },
    });
    expect(await desk.order()).toEqual(after);
    expect(desk.store.all('seats')).toEqual([{ ...booked, revision: 5 }]);
    expect(desk.store.all('intents')).toEqual([
      {
        ...{ _id: CALL.key, kind: 'complete-order', subject: 'order1', path: '/complete', body: '{}' },
        ...{ createdAt: NOW, state: 'pending', attempts: [] },
      },
    ]);
    expect(desk.store.all('pushes')).toEqual([
      { _id: 'p1', ...PUSH, createdAt: NOW, delivery: { state: 'waiting', tries: 0 } },
    ]);
    const [stuck, owing] = desk.store.all('tasks');
    expect(stuck).toMatchObject({ kind: 'stuck_call', state: 'done', doneAt: NOW });
    expect(owing).toEqual({ ...TASK, _id: 'owing-order1-1', raisedAt: NOW, state: 'open' });
    expect(desk.store.all('locks')).toEqual([{ _id: 'lock1', orderId: 'order1' }]);
    expect(desk.store.all('agenda')).toEqual([onAgenda('push', 'p1'), onAgenda('order', 'order1')]);
    expect(desk.sent()).toEqual([]);
  });

  test('of nothing but the order leaves the books alone, and has the order looked at', async () => {
    const desk = await Desk.open();
    const before = await desk.order();
    expect(await change(desk)).toEqual({ ...before, revision: 2, changedAt: NOW, ledger: FIRST_HEAD });
    for (const name of ['ledger', 'seats', 'intents', 'pushes', 'tasks'] as const)
      expect(desk.store.all(name)).toEqual([]);
    expect(desk.store.all('agenda')).toEqual([onAgenda('order', 'order1')]);
  });

  test('by the worker that holds the order is looked at by it anyway', async () => {
    const desk = await Desk.open();
    await change(desk, {}, { quiet: true });
    expect((await desk.order()).revision).toBe(2);
    expect(desk.store.all('agenda')).toEqual([]);
  });

  test('that turns out needless writes nothing', async () => {
    const desk = await Desk.open();
    const before = await desk.order();
    expect(await changeOrder(desk.ports, 'order1', () => undefined)).toEqual(before);
    expect(await desk.order()).toEqual(before);
    expect(desk.store.all('agenda')).toEqual([]);
  });

  test('that breaks an invariant is not written, nor anything with it', async () => {
    const desk = await Desk.open({ units: [taughtUnit(1), unit(2)] });
    const before = await desk.order();
    const broken = changeOrder(desk.ports, 'order1', (found) => ({
      order: { ...found, units: found.units.map((one) => ({ ...one, chargeFen: fen(20_000) })) },
      tasks: [TASK],
    }));
    await expect(broken).rejects.toThrow('invariant 2: unit 1 charges 20000 fen');
    expect(await desk.order()).toEqual(before);
    expect(desk.store.all('tasks')).toEqual([]);
  });

  test('of an order that is not there is refused', async () => {
    const { ports } = await Desk.open();
    await expect(changeOrder(ports, 'order9', () => undefined)).rejects.toMatchObject({
      ...{ code: 'NOT_FOUND', message: 'no order order9' },
    });
  });
});

describe('a place in a class to come', () => {
  test.each<[Seat['state'], boolean]>([
    ['released', true],
    ['on_leave', true],
    ['booked', false],
    ['on_hold', false],
    ['attended', false],
    ['late', false],
    ['absent', false],
  ])('that is %s is given to whoever waits: %s', async (state, free) => {
    const desk = await Desk.open();
    await change(desk, { seats: [seat(hours(72), { classId: 'k3', state })] });
    const expected = free ? [onAgenda('class', 'k3')] : [];
    expect(desk.store.all('agenda')).toEqual([...expected, onAgenda('order', 'order1')]);
  });

  test.each([
    ['a moment from now', plus(NOW, 1), true],
    ['now', NOW, false],
    ['an hour ago', hours(47), false],
  ])('that is given back is worth something when the class starts %s: %s', async (_, startsAt, worth) => {
    const desk = await Desk.open();
    await change(desk, { seats: [seat(startsAt, { classId: 'k3', state: 'released' })] });
    expect(Object.keys(desk.agenda())).toEqual([...(worth ? ['class:k3'] : []), 'order:order1']);
  });
});

describe('a class that is paid directly', () => {
  const owed = confirmedUnit(2, { collection: 'none' });
  const confirm = (found: Order): OrderChange => ({
    order: { ...found, units: found.units.map((one) => (one.no === 2 ? owed : one)) },
  });

  const owes = async (before: Partial<Order>) => {
    const desk = await Desk.open({ attempts: [], ...before });
    await changeOrder(desk.ports, 'order1', confirm);
    return desk.store.all('tasks');
  };

  const direct = { ordinary: true } as const;
  const units = [confirmedUnit(1, { collection: 'none' }), taughtUnit(2, { collection: 'none' })];

  test('stands on the work list as soon as it is owed, and the others are left as they were', async () => {
    expect(await owes({ ...direct, units })).toEqual([
      {
        ...{ _id: 'pay_by_hand-order1-2', institutionId: 'inst', campusId: 'north', kind: 'pay_by_hand' },
        ...{ forRoles: ['finance', 'owner'], subject: { orderId: 'order1', unitNo: 2 }, state: 'open' },
        reason: '第2次课已上课，学员选择课后直接支付，¥100.00 还没有付。可提醒学员支付。',
        ...{ raisedAt: NOW, deadline: plus(NOW, 3 * DAY) },
      },
    ]);
  });

  test('and was owed before is not raised again', async () => {
    expect(await owes({ ...direct, units: [confirmedUnit(1, { collection: 'none' }), owed] })).toEqual([]);
  });

  test('is none of an order with a plan, whose units are deducted', async () => {
    const { ordinary: _none, ...planned } = order({ units });
    expect(await owes(planned)).toEqual([]);
  });
});
