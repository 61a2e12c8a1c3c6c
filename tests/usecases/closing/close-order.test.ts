import type { Order } from '../../../server/domain/order/order';
import { closeOrder, closingPreview } from '../../../server/usecases/closing/close-order';
import { closingChange } from '../../../server/usecases/closing/closing-change';
import { hours, unit } from '../../domain/order/orders';
import { type Desk, NOW } from '../acting/desk';
import { PAYER } from '../school';
import {
  BEFORE,
  CLEAR_STATEMENT,
  ENDED_UNITS,
  GIVEN_BACK,
  inbox,
  lastDays,
  OWED,
  OWED_TASK,
  STATEMENT,
  seatStates,
  seen,
} from './last-days';

const REQUEST = { requestId: 'r', orderId: 'order1' };
const close = (desk: Desk, openid = PAYER) => closeOrder(desk.ports, openid, REQUEST);
const preview = (desk: Desk, openid = PAYER) => closingPreview(desk.ports, openid, REQUEST);

const AMOUNTS = {
  ...{ orderId: 'order1', atMostFen: 10_000, neverChargedFen: 20_000 },
  lines: [{ unitNo: 1, name: '第1次课', atMostFen: 10_000 }],
};
const ANSWER = { ...AMOUNTS, at: NOW, by: 'payer' };

const NEVER_ACTIVE: Order['state'][] = ['drafted', 'signing', 'abandoned', 'completed', 'expired'];

describe('before she closes', () => {
  test('she sees what she would still owe, and nothing is done', async () => {
    const desk = await lastDays();
    const before = seen(desk);
    expect(await preview(desk)).toEqual(AMOUNTS);
    expect(seen(desk)).toBe(before);
  });

  test('nobody else sees it', async () => {
    await expect(preview(await lastDays(), 'o-other')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test.each(NEVER_ACTIVE)('there is nothing to close about an order that is %s', async (state) => {
    const refused = { code: 'WRONG_STATE', message: `order order1 is ${state}` };
    const desk = await lastDays({ state });
    const before = seen(desk);
    await expect(preview(desk)).rejects.toMatchObject(refused);
    await expect(close(desk)).rejects.toMatchObject(refused);
    expect(seen(desk)).toBe(before);
  });
});

describe('when she closes', () => {
  test('the statement is frozen, seats are given back, she and finance are told, and WeChat is next', async () => {
    const desk = await lastDays();
    const before = await desk.order();
    expect(await close(desk)).toEqual(ANSWER);
    expect(await desk.order()).toEqual({
      ...{ ...before, state: 'closing', closing: { ...OWED, at: NOW, by: 'payer' }, units: ENDED_UNITS },
      ...{ revision: 2, changedAt: NOW },
    });
    expect(seatStates(desk)).toEqual(GIVEN_BACK);
    expect(inbox(desk)).toEqual([STATEMENT]);
    expect(desk.store.all('tasks')).toContainEqual({ ...OWED_TASK, raisedAt: hours(40) });
    expect(desk.openTasks()).not.toContain('seat-k3-order1');
    const due = ['class:k2', 'class:k3', 'order:order1', 'push:closing-order1'];
    expect(desk.agenda()).toEqual(Object.fromEntries(due.map((id) => [id, NOW])));
  });

  test('and owes nothing, finance has nothing to see to', async () => {
    const desk = await lastDays({ units: [unit(1), unit(2), unit(3)] });
    await desk.store.removeWhere('tasks', { kind: 'closing_owed' });
    await close(desk);
    expect(inbox(desk)).toEqual([CLEAR_STATEMENT]);
    expect(desk.store.all('tasks').map(({ kind }) => kind)).not.toContain('closing_owed');
  });

  test('twice, or looks again, she gets the same statement, whatever has become of it since', async () => {
    const desk = await lastDays();
    await close(desk);
    const before = seen(desk);
    desk.world.goTo(hours(60));
    expect(await close(desk)).toEqual(ANSWER);
    expect(await preview(desk)).toEqual(ANSWER);
    expect(seen(desk)).toBe(before);
  });

  test('somebody else’s order, nothing is found', async () => {
    const desk = await lastDays();
    await expect(close(desk, 'o-other')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(seatStates(desk)).toEqual(BEFORE);
  });
});

test('what was closed at WeChat before is closed as of that moment', async () => {
  const desk = await lastDays();
  const given = await desk.order();
  const change = await desk.store.transaction((tx) =>
    closingChange(desk.ports, tx, given, 'wechat', NOW, hours(30)),
  );
  expect(change.order.closing).toEqual({ ...OWED, at: hours(30), by: 'wechat' });
});
