import { MINUTE } from '../../server/domain/time';
import { charged, type Lived, owing } from './lived';
import { FINANCE, PAYER } from './school';

const REASON = '这次课老师临时换人';
const REFUSED = { kind: 'refused', status: 400, code: 'PARAM_ERROR', message: '', requestId: 'r-0' } as const;

async function asked({ world, orderId }: Lived, amountFen?: number): Promise<string> {
  const amount = amountFen === undefined ? {} : { amountFen };
  const request = { orderId, unitNo: 1, reason: REASON, ...amount };
  return (await world.call(PAYER, 'signing', 'askRefund', request)).refundId;
}

function decided({ world }: Lived, refundId: string, decision: { approve: boolean; amountFen?: number }) {
  const request = { refundId, explanation: '抱歉', ...decision };
  return world.ask(FINANCE, 'finance', 'decideRefund', request);
}

describe('what finance sees of refunds', () => {
  test('nothing, when nobody has asked', async () => {
    const { world } = await charged();
    expect(await world.call(FINANCE, 'finance', 'listRefunds', {})).toEqual({ refunds: [] });
  });

  test('all that is needed to decide', async () => {
    const lived = await charged();
    const refundId = await asked(lived, 4_000);
    const { refunds } = await lived.world.call(FINANCE, 'finance', 'listRefunds', {});
    const order = await lived.world.store.get('orders', lived.orderId);
    expect(refunds).toEqual([
      {
        ...{ refundId, orderId: lived.orderId, unitNo: 1, kind: 'charge', state: 'asked', askedFen: 4_000 },
        ...{ reason: REASON, askedAt: lived.world.now(), studentName: '李小梅', courseTitle: '成人书法' },
        ...{ unitName: order?.units[0]?.name, collectedFen: 10_000, unitRefundedFen: 0 },
        transactionId: order?.units[0]?.transactionIds?.[0],
      },
    ]);
  });

  test('what waits longest first; what is over, the latest first; page by page', async () => {
    const lived = await charged();
    const { world } = lived;
    const made: string[] = [];
    for (let n = 0; n < 3; n += 1) {
      const refundId = await asked(lived, 100);
      made.push(refundId);
      await decided(lived, refundId, { approve: false });
      world.advance(MINUTE);
    }
    const page = (cursor?: string) =>
      world.call(FINANCE, 'finance', 'listRefunds', {
        ...{ state: 'declined', limit: 2, ...(cursor === undefined ? {} : { cursor }) },
      });
    const first = await page();
    const second = await page(first.nextCursor);
    expect([...first.refunds, ...second.refunds].map(({ refundId }) => refundId)).toEqual(made.reverse());
    expect(second).not.toHaveProperty('nextCursor');

    await world.store.transaction(async (tx) => {
      for (const id of made) {
        const refund = await tx.get('refunds', id);
        if (refund) await tx.put('refunds', { ...refund, state: 'asked' });
      }
    });
    const waiting = await world.call(FINANCE, 'finance', 'listRefunds', { limit: 2 });
    const rest = await world.call(FINANCE, 'finance', 'listRefunds', {
      limit: 2,
      cursor: waiting.nextCursor ?? '',
    });
    expect([...waiting.refunds, ...rest.refunds].map(({ refundId }) => refundId)).toEqual(made.reverse());
  });
});

describe('asking for money back', () => {
  test.each([
    ['of a unit that is not there', charged, { unitNo: 11 }, 'NOT_FOUND'],
    ['of the last unit, not begun', charged, { unitNo: 10 }, 'WRONG_STATE'],
    ['of money that has not come yet', owing, {}, 'WRONG_STATE'],
    ['of more than was taken', charged, { amountFen: 10_001 }, 'BAD_REQUEST'],
  ] as const)('%s is refused', async (_, living, changes, code) => {
    const { world, orderId } = await living();
    const request = { orderId, unitNo: 1, reason: REASON, ...changes };
    expect(await world.refusal(PAYER, 'signing', 'askRefund', request)).toBe(code);
  });

  test('of money that was paid elsewhere is refused: it did not come through WeChat Pay', async () => {
    const lived = await charged();
    const { world, orderId } = lived;
    const order = await world.store.get('orders', orderId);
    if (order === undefined) throw new Error('no order');
    const units = order.units.map((u) => (u.no === 1 ? { ...u, collection: 'paid_elsewhere' as const } : u));
    await world.store.updateIf('orders', orderId, { revision: order.revision }, { units });
    const request = { orderId, unitNo: 1, reason: REASON };
    expect(await world.refusal(PAYER, 'signing', 'askRefund', request)).toBe('WRONG_STATE');
  });

  test('again is possible once it was declined, not while it is open', async () => {
    const lived = await charged();
    const refundId = await asked(lived);
    const again = { orderId: lived.orderId, unitNo: 1, reason: REASON };
    expect(await lived.world.refusal(PAYER, 'signing', 'askRefund', again)).toBe('WRONG_STATE');
    await decided(lived, refundId, { approve: false });
    expect(await asked(lived)).toBe(`${lived.orderId}R2`);
  });
});

describe('deciding', () => {
  test('more than was asked for is refused at the amount', async () => {
    const lived = await charged();
    const refundId = await asked(lived, 4_000);
    expect(await decided(lived, refundId, { approve: true, amountFen: 4_001 })).toMatchObject({
      ...{ ok: false, error: { code: 'BAD_REQUEST', detail: { field: 'amountFen' } } },
    });
    expect(await decided(lived, refundId, { approve: true, amountFen: 4_000 })).toMatchObject({ ok: true });
  });

  test('what WeChat will not take as it stands is told to a person, once, and looked at again in a day', async () => {
    const lived = await charged();
    const { world } = lived;
    const refundId = await asked(lived);
    world.payments.answers.push({ kind: 'create-refund', outcome: REFUSED });
    await decided(lived, refundId, { approve: true });
    await world.deduction();
    const stuck = world.store.all('tasks').filter(({ kind }) => kind === 'stuck_call');
    expect(stuck.map(({ reason, forRoles }) => [reason, forRoles])).toEqual([
      ['微信支付没有接受这笔退款（PARAM_ERROR），需要人工查看。', ['finance', 'owner']],
    ]);
    expect(await world.store.get('refunds', refundId)).toMatchObject({ state: 'approved' });
    const due = world.store.all('agenda').find(({ subject }) => subject === refundId)?.dueAt ?? '';
    expect(Date.parse(due) - Date.parse(world.now())).toBe(86_400_000);
  });

  test('the payer reads the answer in the institution’s words', async () => {
    const lived = await charged();
    const refundId = await asked(lived, 4_000);
    await decided(lived, refundId, { approve: true, amountFen: 3_000 });
    const push = lived.world.store.all('pushes').find(({ kind }) => kind === 'refund_decided');
    expect(push).toMatchObject({
      ...{ openid: PAYER, title: '退款 ¥30.00 已同意', body: '抱歉' },
      ...{ link: { page: 'voucher', id: lived.orderId, unitNo: 1 } },
    });
  });
});
