import { DAY, plus } from '../../../server/domain/time';
import { dropRest, finish, warnEnding } from '../../../server/usecases/closing/finish';
import { hours, openUnit, taughtClass, unit } from '../../domain/order/orders';
import { NOW } from '../acting/desk';
import { ENDED_UNITS, GIVEN_BACK, inbox, lastDays, OWED, seatStates, seen } from './last-days';

const order1 = { page: 'order', id: 'order1' };
const closing = { ...OWED, at: hours(40), by: 'payer' as const };

describe('an order whose last matter is settled', () => {
  const SETTLED = {
    _id: 'ended-order1',
    ...{ openid: 'o-payer', kind: 'order_completed', title: '课程已全部结清', link: order1 },
    body: '扣费计划已结束，不会再扣费。',
  };

  test.each([
    ['active', 'completed', [{ ...SETTLED, facts: { state: 'completed' } }]],
    ['active', 'expired', [{ ...SETTLED, facts: { state: 'expired' } }]],
    // She closed it herself, and has the statement.
    ['closing', 'closed', []],
  ] as const)('and is %s ends as %s', async (state, end, told) => {
    const desk = await lastDays({ state, ...(state === 'closing' ? { closing } : {}) });
    const before = await desk.order();
    expect(await finish(desk.ports, 'order1', end)).toBe('news');
    expect(await desk.order()).toEqual({
      ...{ ...before, state: end, endedAt: NOW, revision: 2, changedAt: NOW },
    });
    expect(inbox(desk)).toEqual(told);
    expect(seatStates(desk)).toEqual(GIVEN_BACK);
    expect(desk.store.all('locks')).toEqual([]);
    expect(desk.openTasks()).toEqual(['silent_order-order1', 'pay_by_hand-order1-1']);
    expect(Object.keys(desk.agenda())).not.toContain('order:order1');

    const after = seen(desk);
    expect(await finish(desk.ports, 'order1', end)).toBe('news');
    expect(seen(desk)).toBe(after);
  });

  test.each(['drafted', 'signing', 'abandoned'] as const)(
    'never begins to end while it is %s',
    async (state) => {
      const desk = await lastDays({ state });
      const before = seen(desk);
      expect(await finish(desk.ports, 'order1', 'completed')).toBe('news');
      expect(seen(desk)).toBe(before);
    },
  );

  test('does not end as closed without a closing: its books would be wrong', async () => {
    const desk = await lastDays();
    const before = seen(desk);
    await expect(finish(desk.ports, 'order1', 'closed')).rejects.toThrow(
      'order: active → closed is not in the table',
    );
    expect(seen(desk)).toBe(before);
  });
});

describe('a plan that is over', () => {
  test('drops what was not taught; what was taught is settled', async () => {
    const desk = await lastDays();
    const before = await desk.order();
    expect(await dropRest(desk.ports, 'order1')).toBe('news');
    expect(await desk.order()).toEqual({ ...before, units: ENDED_UNITS, revision: 2, changedAt: NOW });
    expect(seatStates(desk)).toEqual(GIVEN_BACK);
    expect(desk.openTasks()).not.toContain('seat-k3-order1');
    expect(desk.store.all('pushes')).toEqual([]);
    expect(Object.keys(desk.agenda())).not.toContain('order:order1');
  });

  test('ends a stage of which some classes were taught with those: she may object to them from now on', async () => {
    const begun = openUnit(1, { taught: [taughtClass('k1')] }, 2);
    const desk = await lastDays({ units: [begun, unit(2)] });
    await dropRest(desk.ports, 'order1');
    const taught = { ...begun, teaching: 'taught', taughtAt: NOW, windowEndsAt: plus(NOW, DAY) };
    expect((await desk.order()).units).toEqual([taught, { ...unit(2), teaching: 'dropped' }]);
  });

  test.each([
    ['that she closed', { state: 'closing' as const, closing }],
    ['that has ended', { state: 'expired' as const }],
  ])('changes nothing about an order %s', async (_, changes) => {
    const desk = await lastDays(changes);
    const before = seen(desk);
    expect(await dropRest(desk.ports, 'order1')).toBe('news');
    expect(seen(desk)).toBe(before);
  });
});

describe('a plan that will be over', () => {
  const WARNED = { openid: 'o-payer', kind: 'plan_ending', link: order1 };
  const body = '到期后没上的课永不扣费。需要补课请联系机构。';

  test('is warned of on both sides, thirty days before and seven', async () => {
    const desk = await lastDays();
    await desk.store.removeWhere('tasks', { orderId: 'order1' });
    await desk.store.removeWhere('tasks', { kind: 'plan_ending' });
    const before = await desk.order();
    expect(await warnEnding(desk.ports, 'order1', 30)).toBe('news');
    const first = await desk.order();
    expect(first).toEqual({ ...before, warnedDays: [30], revision: 2, changedAt: NOW });
    const task = {
      ...{ _id: 'plan_ending-order1', kind: 'plan_ending', institutionId: 'inst', campusId: 'north' },
      ...{ forRoles: ['academic', 'owner'], subject: { orderId: 'order1' }, state: 'open', raisedAt: NOW },
    };
    expect(desk.store.all('tasks')).toContainEqual({
      ...{ ...task, deadline: plus(NOW, 30 * DAY) },
      reason: '扣费计划还有 30 天到期，还有课没上。到期后不能再先学后付，请尽快安排。',
    });

    const warned = seen(desk);
    expect(await warnEnding(desk.ports, 'order1', 30)).toBe('news');
    expect(seen(desk)).toBe(warned);

    await warnEnding(desk.ports, 'order1', 7);
    expect((await desk.order()).warnedDays).toEqual([30, 7]);
    expect(desk.store.all('tasks')).toContainEqual({
      ...{ ...task, deadline: plus(NOW, 7 * DAY) },
      reason: '扣费计划还有 7 天到期，还有课没上。到期后不能再先学后付，请尽快安排。',
    });
    expect(inbox(desk)).toEqual([
      {
        ...{ ...WARNED, _id: 'ending-order1-30', title: '扣费计划还有 30 天到期', body },
        facts: { daysLeft: 30 },
      },
      { ...WARNED, _id: 'ending-order1-7', title: '扣费计划还有 7 天到期', body, facts: { daysLeft: 7 } },
    ]);
    expect(Object.keys(desk.agenda())).not.toContain('order:order1');
  });
});
