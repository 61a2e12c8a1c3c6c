import type { ErrorCode } from '../../../server/domain/errors';
import { fen } from '../../../server/domain/money';
import type { Order, Unit } from '../../../server/domain/order/order';
import type { Refund } from '../../../server/domain/payment/refund';
import { DAY, plus } from '../../../server/domain/time';
import { askRefund } from '../../../server/usecases/refunding/ask-refund';
import { paidUnit, unit } from '../../domain/order/orders';
import { type Desk, NOW } from '../acting/desk';
import { refused } from '../refusals';
import { PAYER } from '../school';
import { ASKED, taken, takenMoney } from './taken-money';

type About = { unitNo?: number; amountFen?: number };

const ask = (desk: Desk, about: About = {}, openid = PAYER) =>
  askRefund(desk.ports, openid, { requestId: 'r', orderId: 'order1', unitNo: 1, reason: '生病', ...about });

describe('asking for money back', () => {
  test('of all that was taken: finance has five days to answer, and nothing moves before', async () => {
    const desk = await takenMoney();
    const before = await desk.order();
    expect(await ask(desk)).toEqual({
      ...{ refundId: 'order1R1', orderId: 'order1', unitNo: 1, kind: 'charge', state: 'asked' },
      ...{ askedFen: 10_000, reason: '生病', askedAt: NOW },
    });
    expect(desk.store.all('refunds')).toEqual([{ ...ASKED, askedFen: 10_000, askedAt: NOW }]);
    expect(await desk.order()).toEqual({ ...before, refunds: 1, revision: 2, changedAt: NOW });
    expect(desk.store.all('tasks')).toEqual([
      {
        ...{ _id: 'refund_asked-order1-1', institutionId: 'inst', campusId: 'north', kind: 'refund_asked' },
        ...{ forRoles: ['finance', 'owner'], subject: { orderId: 'order1', unitNo: 1 }, state: 'open' },
        ...{ reason: '学员申请退款 ¥100.00：生病', raisedAt: NOW, deadline: plus(NOW, 5 * DAY) },
      },
    ]);
    expect(desk.store.all('intents')).toEqual([]);
    expect(desk.store.all('pushes')).toEqual([]);
  });

  test('of a part', async () => {
    const desk = await takenMoney();
    expect(await ask(desk, { amountFen: 1 })).toMatchObject({ askedFen: 1 });
    expect(desk.store.all('tasks')).toMatchObject([{ reason: '学员申请退款 ¥0.01：生病' }]);
  });

  test('of what is left of it', async () => {
    const desk = await takenMoney({ units: [{ ...taken, refundedFen: fen(9_999) }, unit(2)] });
    expect(await ask(desk)).toMatchObject({ askedFen: 1 });
  });

  test('of the last class as of the first', async () => {
    const desk = await takenMoney({ units: [taken, paidUnit(2)] });
    expect(await ask(desk, { unitNo: 2 })).toMatchObject({ refundId: 'order1R1', unitNo: 2 });
    expect(desk.store.all('refunds')).toMatchObject([{ transactionId: 't2' }]);
    expect(desk.openTasks()).toEqual(['refund_asked-order1-2']);
  });

  test('of the kept payment of two, with all that it was', async () => {
    const desk = await takenMoney();
    for (const seq of [3, 4]) {
      const [entry] = await desk.store.find('ledger', { seq: 2 });
      if (entry === undefined) throw new Error('no entry');
      const why = { ...entry.why, transactionId: seq === 3 ? 't1' : 'twice' };
      const more = { _id: `order1-${seq}`, seq, kind: 'overpaid', amountFen: fen(500) } as const;
      await desk.store.insert('ledger', { ...entry, ...more, why });
    }
    await ask(desk);
    expect(desk.store.all('refunds')).toMatchObject([{ transactionId: 't1', totalFen: 10_500 }]);
  });
});

describe('asking for money back is refused', () => {
  const nothing = (no = 1): [ErrorCode, string] => ['WRONG_STATE', `nothing was taken for unit ${no}`];

  test.each<[string, Unit, About, [ErrorCode, string]]>([
    ['of a class that is not there', taken, { unitNo: 3 }, ['NOT_FOUND', 'no unit 3']],
    ['of a class that was not taught', taken, { unitNo: 2 }, nothing(2)],
    ['of a class for which nothing was taken', { ...taken, collectedFen: fen(0) }, {}, nothing()],
    ['of money that never came through WeChat', { ...taken, transactionIds: [] }, {}, nothing()],
    ['of money that was paid elsewhere', { ...taken, collection: 'paid_elsewhere' }, {}, nothing()],
    ['of nothing', taken, { amountFen: 0 }, ['BAD_REQUEST', 'asked 0 of 10000 fen']],
    ['of a fen more', taken, { amountFen: 10_001 }, ['BAD_REQUEST', 'asked 10001 of 10000 fen']],
    ['of what went back', { ...taken, refundedFen: fen(10_000) }, {}, ['BAD_REQUEST', 'asked 0 of 0 fen']],
  ])('%s', async (_, one, about, error) => {
    const desk = await takenMoney({ units: [one, unit(2)] });
    expect(await refused(ask(desk, about))).toEqual(error);
    expect(desk.store.all('refunds')).toEqual([]);
    expect(await desk.order()).toMatchObject({ revision: 1 });
  });

  test('above what is left, and the phone learns how much that is', async () => {
    const desk = await takenMoney({ units: [{ ...taken, refundedFen: fen(4_000) }, unit(2)] });
    await expect(ask(desk, { amountFen: 6_001 })).rejects.toMatchObject({
      detail: { field: 'amountFen', most: 6_000 },
    });
    expect(await ask(desk, { amountFen: 6_000 })).toMatchObject({ askedFen: 6_000 });
  });

  test('of money that is in the books and not in the order', async () => {
    const desk = await takenMoney();
    const { collectedFen: _none, ...one } = taken;
    await desk.store.updateIf('orders', 'order1', {}, { units: [one, unit(2)] });
    expect(await refused(ask(desk))).toEqual(nothing());
  });

  test('to anybody else', async () => {
    const desk = await takenMoney();
    expect(await refused(ask(desk, {}, 'o-other'))).toEqual(['NOT_FOUND', 'no order order1 of this payer']);
  });

  test.each(['asked', 'approved', 'processing'] as const)('while one is open: %s', async (state) => {
    const desk = await second({ state });
    const error = ['WRONG_STATE', 'a refund of unit 1 is open already'];
    expect(await refused(ask(desk))).toEqual(error);
    expect(await desk.order()).toMatchObject({ refunds: 2 });
  });
});

/** Two requests were made before, and the second is like this. */
async function second(refund: Partial<Refund>): Promise<Desk> {
  const changes: Partial<Order> = { units: [taken, paidUnit(2)], refunds: 2 };
  const desk = await takenMoney(changes);
  await desk.putRefund({ state: 'declined' });
  await desk.putRefund({ _id: 'order1R2', ...refund });
  return desk;
}

describe('asking for money back once more', () => {
  test('is possible when the first is not to be found', async () => {
    const desk = await takenMoney({ refunds: 1 });
    expect(await ask(desk)).toMatchObject({ refundId: 'order1R2' });
  });

  test.each<[string, Partial<Refund>]>([
    ['after it was declined', { state: 'declined' }],
    ['after it went back', { state: 'succeeded' }],
    ['after WeChat closed it', { state: 'closed' }],
    ['while the bank does not take the other', { state: 'abnormal' }],
    ['while one of another class is open', { unitNo: 2 }],
    ['while a second payment goes back', { kind: 'overpaid', state: 'processing' }],
  ])('is possible %s', async (_, refund) => {
    const desk = await second(refund);
    expect(await ask(desk)).toMatchObject({ refundId: 'order1R3', state: 'asked' });
    expect(await desk.order()).toMatchObject({ refunds: 3 });
  });
});
