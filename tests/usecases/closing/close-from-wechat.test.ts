import { closeFromWeChat } from '../../../server/usecases/closing/close-from-wechat';
import { hours, signedAttempt } from '../../domain/order/orders';
import { NOW } from '../acting/desk';
import {
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

/*
 * She has closed the deduction inside WeChat, and it is heard of on Wednesday at ten.
 */

const ended = signedAttempt({ state: 'ended', wechatState: 'SIGN_PLAN_CANCEL', cancelledBy: 'USER' });

test('the statement is made as of that moment; she and finance are told', async () => {
  const desk = await lastDays({ attempts: [{ ...ended, cancelledAt: hours(30) }] });
  const before = await desk.order();
  expect(await closeFromWeChat(desk.ports, 'order1')).toBe('news');
  expect(await desk.order()).toEqual({
    ...{ ...before, state: 'closing', closing: { ...OWED, at: hours(30), by: 'wechat' } },
    ...{ units: ENDED_UNITS, revision: 2, changedAt: NOW },
  });
  expect(seatStates(desk)).toEqual(GIVEN_BACK);
  expect(inbox(desk)).toEqual([STATEMENT]);
  expect(desk.store.all('tasks')).toContainEqual({ ...OWED_TASK, raisedAt: hours(40) });
  expect(Object.keys(desk.agenda())).not.toContain('order:order1');
});

test('a class whose roll was called after it came free, and finance has nothing to see to', async () => {
  const desk = await lastDays({ attempts: [{ ...ended, cancelledAt: hours(0.5) }] });
  await desk.store.removeWhere('tasks', { kind: 'closing_owed' });
  await closeFromWeChat(desk.ports, 'order1');
  expect(await desk.unit(1)).toMatchObject({ teaching: 'waived', chargeFen: 0 });
  expect(inbox(desk)).toEqual([CLEAR_STATEMENT]);
  expect(desk.store.all('tasks').map(({ kind }) => kind)).not.toContain('closing_owed');
});

test('when WeChat does not say when it was, it is now', async () => {
  const desk = await lastDays({ attempts: [ended] });
  await closeFromWeChat(desk.ports, 'order1');
  expect((await desk.order()).closing).toEqual({ ...OWED, at: NOW, by: 'wechat' });
});

test.each([
  ['is signed still', { attempts: [signedAttempt()] }],
  ['was closed by her here', { attempts: [ended], state: 'closing' as const }],
  ['is over', { attempts: [ended], state: 'completed' as const }],
])('nothing is closed of an order that %s', async (_, changes) => {
  const desk = await lastDays(changes);
  const before = seen(desk);
  expect(await closeFromWeChat(desk.ports, 'order1')).toBe('news');
  expect(seen(desk)).toBe(before);
});

test('nothing is closed of an order that was never signed: its classes are paid directly', async () => {
  const desk = await lastDays({ ordinary: true, attempts: [] });
  const { keptAttempt: _kept, ...direct } = await desk.order();
  await desk.store.transaction((tx) => tx.put('orders', direct));
  const before = seen(desk);
  expect(await closeFromWeChat(desk.ports, 'order1')).toBe('news');
  expect(seen(desk)).toBe(before);
});
