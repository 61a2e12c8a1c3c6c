import type { Order } from '../../../server/domain/order/order';
import { DAY, plus, type Time } from '../../../server/domain/time';
import { watchSilence } from '../../../server/usecases/closing/watch-silence';
import { hours, seat, unit } from '../../domain/order/orders';
import { Desk } from '../acting/desk';
import { inbox, seen } from './last-days';

/*
 * Nothing has been scheduled since the first class, on Monday from ten to eleven; the contract knows sixty days.
 */

const LAST = hours(1);
const WARNING = plus(LAST, 46 * DAY);
const END = plus(LAST, 60 * DAY);
const UNITS = [unit(1), unit(2), unit(3)];

async function silent(now: Time, changes: Partial<Order> = {}): Promise<Desk> {
  const desk = await Desk.open({ units: UNITS, silenceDays: 60, ...changes });
  await desk.store.insert('seats', seat(hours(0), { state: 'absent' }));
  desk.world.goTo(now);
  return desk;
}

const watch = (desk: Desk) => watchSilence(desk.ports, 'order1');

const WARNED = {
  ...{ _id: 'silence-order1-2026-03-02', openid: 'o-payer', kind: 'plan_ending', title: '好久没有排课了' },
  body: '如果机构到5月1日 11:00还没有排课，扣费计划会自动关闭，没上的课永不扣费。',
  ...{ link: { page: 'order', id: 'order1' }, facts: { endsAt: END } },
};

const TASK = {
  ...{ _id: 'silent_order-order1', kind: 'silent_order', institutionId: 'inst', campusId: 'north' },
  ...{ forRoles: ['academic', 'finance', 'owner'], subject: { orderId: 'order1' }, state: 'open' },
  reason: '这个订单还有课没上，却很久没有排课。到期仍不排课，扣费计划会自动停止，并发出关闭结算单。',
  ...{ raisedAt: WARNING, deadline: END },
};

describe('a silent order', () => {
  test('a moment before its warning only knows since when', async () => {
    const desk = await silent(plus(WARNING, -1));
    const before = await desk.order();
    expect(await watch(desk)).toBe('news');
    expect(await desk.order()).toEqual({
      ...{ ...before, quietSince: LAST, revision: 2, changedAt: plus(WARNING, -1) },
    });
    for (const name of ['pushes', 'tasks', 'agenda'] as const) expect(desk.store.all(name)).toEqual([]);
  });

  test('is warned of on both sides, fourteen days before it is stopped', async () => {
    const desk = await silent(WARNING);
    const before = await desk.order();
    expect(await watch(desk)).toBe('news');
    expect(await desk.order()).toEqual({
      ...{ ...before, quietSince: LAST, silenceWarnedAt: WARNING, revision: 2, changedAt: WARNING },
    });
    expect(inbox(desk)).toEqual([WARNED]);
    expect(desk.store.all('tasks')).toEqual([TASK]);
    expect(Object.keys(desk.agenda())).toEqual(['push:silence-order1-2026-03-02']);
  });

  test('is left until the last moment, and nobody hears of it twice', async () => {
    const desk = await silent(plus(END, -1), { quietSince: LAST, silenceWarnedAt: WARNING });
    const before = await desk.order();
    expect(await watch(desk)).toBe('news');
    expect(await desk.order()).toEqual({ ...before, revision: 2, changedAt: plus(END, -1) });
    for (const name of ['pushes', 'tasks', 'agenda'] as const) expect(desk.store.all(name)).toEqual([]);
  });

  test('is then stopped: she gets her statement, the task is done, the record says that a rule did it', async () => {
    const desk = await silent(END, { quietSince: LAST, silenceWarnedAt: WARNING });
    await desk.putTasks(['silent_order']);
    await desk.store.insert('tasks', {
      ...{ _id: 'seat-k9-order1', kind: 'seat_on_hold', institutionId: 'inst', forRoles: ['academic'] },
      ...{ subject: { orderId: 'order1', classId: 'k9' }, reason: '', state: 'open' },
      ...{ raisedAt: LAST, deadline: LAST },
    });
    const held = seat(hours(-2), { classId: 'k9', state: 'on_hold', holdReason: 'not_opened' });
    await desk.store.insert('seats', held);
    const before = await desk.order();
    expect(await watch(desk)).toBe('news');
    expect(await desk.order()).toEqual({
      ...{ ...before, state: 'closing', revision: 2, changedAt: END },
      closing: { at: END, by: 'institution', silence: true, lines: [], neverChargedFen: 30_000 },
      units: UNITS.map((one) => ({ ...one, teaching: 'dropped' })),
    });
    expect(inbox(desk)).toMatchObject([
      { _id: 'closing-order1', body: '机构已停止这门课的扣费计划。¥300.00 永不扣费。' },
    ]);
    expect(desk.openTasks()).toEqual([]);
    expect(desk.record()).toEqual([
      {
        ...{ at: END, by: 'timer', action: 'silence.stopped', subject: 'order1' },
        ...{ before: { since: LAST }, after: { silenceDays: 60 } },
      },
    ]);
    expect(Object.keys(desk.agenda())).toEqual(['push:closing-order1']);
  });
});

describe('an order is silent from', () => {
  const since = async (desk: Desk) => {
    await watch(desk);
    return (await desk.order()).quietSince;
  };

  test('its signature, before any class was scheduled', async () => {
    const desk = await silent(hours(2));
    await desk.store.removeWhere('seats', { orderId: 'order1' });
    expect(await since(desk)).toBe(hours(-48));
  });

  test('the end of its last class, though it has many; not of one given up, nor of another order’s', async () => {
    const desk = await silent(hours(2));
    const later = [
      seat(hours(72), { classId: 'k3' }),
      seat(hours(24), { classId: 'k2' }),
      seat(hours(96), { classId: 'k4', state: 'released' }),
      seat(hours(99), { _id: 'k5-order2', classId: 'k5', orderId: 'order2' }),
    ];
    for (const one of later) await desk.store.insert('seats', one);
    expect(await since(desk)).toBe(hours(73));
  });

  test('the end of its last class, in however long a course', async () => {
    const desk = await silent(hours(2));
    for (let no = 2; no <= 101; no += 1)
      await desk.store.insert('seats', seat(hours(no), { classId: `k${no}` }));
    expect(await since(desk)).toBe(hours(102));
  });

  test('a class to come, which takes the warning back', async () => {
    const desk = await silent(WARNING, { quietSince: LAST, silenceWarnedAt: WARNING });
    await desk.putTasks(['silent_order']);
    await desk.store.insert('seats', seat(plus(WARNING, DAY), { classId: 'k2' }));
    expect(await since(desk)).toBe(hours(1, plus(WARNING, DAY)));
    expect(await desk.order()).not.toHaveProperty('silenceWarnedAt');
    expect(desk.openTasks()).toEqual([]);
  });
});

test.each<[string, Partial<Order>]>([
  ['that she closed', { state: 'closing' }],
  ['that is over', { state: 'completed' }],
  ['that is not signed', { state: 'signing' }],
  ['whose contract knows no end by silence', { silenceDays: undefined as never }],
])('no order is silent %s', async (_, changes) => {
  const desk = await silent(END, { quietSince: LAST, silenceWarnedAt: WARNING, ...changes });
  const before = seen(desk);
  expect(await watch(desk)).toBe('news');
  expect(seen(desk)).toBe(before);
});
