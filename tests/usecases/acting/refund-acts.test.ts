import type { MoneyAct } from '../../../server/domain/act/act';
import { fen } from '../../../server/domain/money';
import type { Order } from '../../../server/domain/order/order';
import type { Refund } from '../../../server/domain/payment/refund';
import { hours, paidUnit, unit } from '../../domain/order/orders';
import { FINANCE, PAYER } from '../school';
import { COLLEAGUE, Desk, NOW } from './desk';

const taken = paidUnit(1);

/** ¥60.00 of the ¥100.00 that WeChat took for unit 1 are to be given back. */
async function approved(
  act: Partial<MoneyAct> = {},
  changes: Partial<Order> = {},
  asked?: Partial<Refund>,
): Promise<Desk> {
  const live = [{ actId: 'act1', unitNo: 1 }];
  const desk = await Desk.open({ units: [taken, unit(2)], liveActs: live, ...changes });
  await desk.putAct({ kind: 'refund', unitNo: 1, amountFen: fen(6_000), ...act });
  await desk.putTasks(['refund_asked', 'act_asked'], 1);
  await desk.putTasks(['refund_asked'], 2);
  if (asked !== undefined) await desk.putRefund(asked);
  return desk;
}

/** What every refund of an act holds, whoever had the idea. */
const GRANTED = {
  ...{ institutionId: 'inst', campusId: 'north', orderId: 'order1', unitNo: 1, payerOpenid: PAYER },
  ...{ kind: 'charge', transactionId: 't1', totalFen: 10_000, askedFen: 6_000, refundFen: 6_000 },
  ...{ state: 'approved', decidedBy: FINANCE, decidedAt: NOW, explanation: '老师换人', actId: 'act1' },
  ...{ polls: 0, revision: 1 },
};

describe('money that finance gives back of its own accord', () => {
  test('is reserved on the unit and on its way, and the learner is told; what she asked for stays on the list', async () => {
    const desk = await approved();
    const before = await desk.act('act1');
    expect(await desk.carryOn('act1')).toBeUndefined();
    expect(desk.store.all('refunds')).toEqual([
      { ...GRANTED, _id: 'order1R1', reason: '老师换人', askedAt: NOW },
    ]);
    expect(await desk.act('act1')).toEqual({
      ...{ ...before, state: 'running', revision: 2, refundId: 'order1R1' },
    });
    const after = await desk.order();
    expect(after.units).toEqual([{ ...taken, refundedFen: 6_000 }, unit(2)]);
    expect(after).toMatchObject({ refunds: 1, liveActs: [{ actId: 'act1', unitNo: 1 }] });
    expect(desk.agenda()).toMatchObject({ 'refund:order1R1': NOW });
    const tasks = ['refund_asked-order1-1', 'act_asked-order1-1', 'refund_asked-order1-2'];
    expect(desk.openTasks()).toEqual(tasks);
    expect(desk.store.all('pushes')).toMatchObject([
      {
        ...{ _id: 'rd-order1R1', openid: PAYER, kind: 'refund_decided' },
        ...{ title: '退款 ¥60.00 已同意', body: '老师换人' },
      },
    ]);
  });

  test('is asked of WeChat by the number of the payment', async () => {
    const desk = await approved();
    await desk.carryOn('act1');
    const [call] = desk.store.all('intents');
    expect(call).toMatchObject({ _id: 'create-refund:order1R1', subject: 'order1', state: 'pending' });
    expect(JSON.parse(call?.body ?? '{}')).toEqual({
      ...{ outRefundNo: 'order1R1', transactionId: 't1', refundFen: 6_000, totalFen: 10_000 },
      reason: '老师换人',
    });
  });

  test('has a number of its own behind earlier ones, and counts with them', async () => {
    const earlier = { ...taken, refundedFen: fen(4_000) };
    const desk = await approved({ decidedBy: COLLEAGUE }, { units: [earlier, unit(2)], refunds: 2 });
    await desk.carryOn('act1');
    expect(desk.store.all('refunds')).toMatchObject([{ _id: 'order1R3', decidedBy: COLLEAGUE }]);
    expect(await desk.order()).toMatchObject({ refunds: 3, units: [{ refundedFen: 10_000 }, {}] });
  });

  test('tells WeChat no more of a long reason than it takes, and the learner all of it', async () => {
    const reason = '因为老师临时换了人'.repeat(20);
    const desk = await approved({ reason });
    await desk.carryOn('act1');
    expect(desk.store.all('refunds')).toMatchObject([{ reason: reason.slice(0, 80), explanation: reason }]);
  });

  test('that did not come through WeChat Pay can not go back that way: the act fails', async () => {
    const desk = await approved();
    await desk.store.removeWhere('ledger', { orderId: 'order1' });
    await desk.carryOn('act1');
    expect(await desk.act('act1')).toMatchObject({
      ...{ state: 'failed', outcome: '退款没有做成：情况已经变了，请重新查看。' },
    });
    expect(desk.store.all('refunds')).toEqual([]);
    expect(await desk.unit()).toEqual(taken);
    const error = 'no payment of unit 1';
    expect(desk.world.logged).toEqual([{ event: 'act.failed', facts: { act: 'act1', error } }]);
  });

  test('is never more than is left by now', async () => {
    const desk = await approved({}, { units: [{ ...taken, refundedFen: fen(4_001) }] });
    await desk.carryOn('act1');
    expect(await desk.act('act1')).toMatchObject({ state: 'failed' });
    expect(desk.store.all('refunds')).toEqual([]);
  });
});

describe("money that finance gives back at the learner's request", () => {
  const request = { refundId: 'order1R1' };

  test('grants her own request: no second one is made', async () => {
    const desk = await approved(request, { refunds: 1 }, { revision: 4 });
    await desk.carryOn('act1');
    expect(desk.store.all('refunds')).toEqual([
      { ...GRANTED, _id: 'order1R1', reason: '生病', askedAt: hours(40), revision: 5 },
    ]);
    expect((await desk.order()).refunds).toBe(1);
    expect(desk.openTasks()).toEqual(['act_asked-order1-1', 'refund_asked-order1-2']);
    expect(await desk.act('act1')).toMatchObject({ state: 'running', refundId: 'order1R1' });
  });

  test.each<[string, Partial<Refund> | undefined, string]>([
    ['was declined meanwhile', { state: 'declined' }, 'refund order1R1 is declined'],
    ['is gone', undefined, 'refund order1R1 is undefined'],
  ])('that %s fails, and nothing is given back', async (_, asked, error) => {
    const desk = await approved(request, { refunds: 1 }, asked);
    await desk.carryOn('act1');
    expect(await desk.act('act1')).toMatchObject({ state: 'failed' });
    expect(desk.store.all('intents')).toEqual([]);
    expect(desk.world.logged).toEqual([{ event: 'act.failed', facts: { act: 'act1', error } }]);
  });
});

describe('a refund under way', () => {
  test.each<[Refund['state'], string, object]>([
    ['succeeded', 'is the end of its act', { state: 'done', outcome: '微信已退款。', endedAt: NOW }],
    [
      'closed',
      'ends its act: nothing was given back',
      { state: 'failed', outcome: '微信关闭了这笔退款，没有退出。', endedAt: NOW },
    ],
    ['approved', 'is waited for', { state: 'running' }],
    ['processing', 'is waited for', { state: 'running' }],
    ['abnormal', 'is waited for: it may be sent again', { state: 'running' }],
  ])('that is %s %s', async (state, _, expected) => {
    const act = { state: 'running', refundId: 'order1R1' } as const;
    const desk = await approved(act, {}, { state, actId: 'act1' });
    const before = await desk.act('act1');
    expect(await desk.carryOn('act1')).toBeUndefined();
    const ended = 'endedAt' in expected;
    expect(await desk.act('act1')).toEqual({ ...before, ...expected, ...(ended ? { revision: 2 } : {}) });
    expect((await desk.order()).liveActs).toEqual(ended ? undefined : [{ actId: 'act1', unitNo: 1 }]);
    expect(desk.store.all('pushes')).toEqual([]);
  });

  test('that is not to be found is waited for', async () => {
    const desk = await approved({ state: 'running', refundId: 'order1R1' });
    expect(await desk.carryOn('act1')).toBeUndefined();
    expect(await desk.act('act1')).toMatchObject({ state: 'running', tries: 0 });
  });
});
