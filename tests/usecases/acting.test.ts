import type { RequestOf } from '../../protocol';
import { balances } from '../../server/domain/ledger/balances';
import { verifyChain } from '../../server/domain/ledger/chain';
import { MINUTE } from '../../server/domain/time';
import { charged, type Lived, objected, owing, taught } from './lived';
import { ACADEMIC, FINANCE, OWNER, PAYER } from './school';
import type { World } from './world';

type Ask = Partial<RequestOf<'finance', 'askAct'>> & { kind: RequestOf<'finance', 'askAct'>['kind'] };

const PROOF = ['cloud://env.bucket/proof.png'];

function ask({ world, orderId }: Lived, act: Ask, openid = FINANCE) {
  return world.call(openid, 'finance', 'askAct', {
    ...{ orderId, unitNo: 1, proof: [], reason: '老师换人', ...act },
  });
}

function refused({ world, orderId }: Lived, act: Ask, openid = FINANCE) {
  return world.refusal(openid, 'finance', 'askAct', {
    ...{ orderId, unitNo: 1, proof: [], reason: '老师换人', ...act },
  });
}

async function unitOf({ world, orderId }: Lived) {
  return (await world.call(PAYER, 'signing', 'read', { orderId })).units[0];
}

async function limitOf(world: World, fourEyesAboveFen: number): Promise<void> {
  await world.call(OWNER, 'finance', 'saveLimits', { fourEyesAboveFen, objectionDays: 7, silenceDays: 60 });
}

function calls({ world }: Lived, kind: string) {
  return world.pay.sent.filter((call) => call.kind === kind);
}

describe('money that WeChat could not take', () => {
  test('is lowered at WeChat, once, and the books follow', async () => {
    const lived = await owing();
    expect(await ask(lived, { kind: 'lower', amountFen: 6_000 })).toMatchObject({
      ...{ state: 'done', amountFen: 4_000, fourEyes: false, askedByName: '赵财务' },
    });
    expect(await unitOf(lived)).toMatchObject({ status: 'owing', chargeFen: 6_000 });
    expect(await refused(lived, { kind: 'lower', amountFen: 5_000 })).toBe('WRONG_STATE');
    lived.world.pay.canPay = true;
    lived.world.pay.collect(JSON.parse(calls(lived, 'modify-order')[0]?.body ?? '{}'));
    lived.world.advance(MINUTE * 720);
    await lived.world.deduction();
    expect(await unitOf(lived)).toMatchObject({ status: 'paid', chargeFen: 6_000 });
    const books = balances(lived.world.store.all('ledger'));
    expect(books.wechat_clearing.debitFen).toBe(6_000);
    expect(books.receivable).toMatchObject({ debitFen: 10_000, creditFen: 10_000 });
    expect(verifyChain(lived.world.store.all('ledger'))).toEqual({ ok: true });
  });

  test('is waived by lowering it to nothing', async () => {
    const lived = await owing();
    expect(await ask(lived, { kind: 'waive' })).toMatchObject({ state: 'done', amountFen: 10_000 });
    expect(await unitOf(lived)).toMatchObject({ status: 'zero' });
    expect(lived.world.store.all('tasks').filter((t) => t.kind === 'owing' && t.state === 'open')).toEqual(
      [],
    );
  });

  test('was paid elsewhere: WeChat is told, with proof kept', async () => {
    const lived = await owing();
    const paidAt = '2026-03-08T12:00:00+08:00';
    expect(await refused(lived, { kind: 'paid_elsewhere', paidAt })).toBe('BAD_REQUEST');
    const late = { kind: 'paid_elsewhere', proof: PROOF, paidAt: '2027-01-01T00:00:00+08:00' } as const;
    expect(await refused(lived, late)).toBe('BAD_REQUEST');
    expect(await ask(lived, { kind: 'paid_elsewhere', proof: PROOF, paidAt })).toMatchObject({
      ...{ state: 'done', proof: PROOF },
    });
    expect(await unitOf(lived)).toMatchObject({ status: 'paid_elsewhere' });
    expect(balances(lived.world.store.all('ledger')).paid_elsewhere.debitFen).toBe(10_000);
  });

  test('is charged again', async () => {
    const lived = await owing();
    expect(await ask(lived, { kind: 'charge_again' })).toMatchObject({ state: 'done' });
    expect(await unitOf(lived)).toMatchObject({ status: 'owing' });
    lived.world.pay.canPay = true;
    expect(await ask(lived, { kind: 'charge_again' })).toMatchObject({ outcome: '微信已扣到。' });
    expect(await unitOf(lived)).toMatchObject({ status: 'paid' });
  });

  test('is left to payment by hand by cancelling its order, and then waived', async () => {
    const lived = await owing();
    expect(await ask(lived, { kind: 'cancel_order' })).toMatchObject({ state: 'done' });
    expect(await unitOf(lived)).toMatchObject({ status: 'pay_by_hand' });
    expect(await ask(lived, { kind: 'waive' })).toMatchObject({ state: 'done' });
    expect(await unitOf(lived)).toMatchObject({ status: 'waived', actions: [] });
  });

  test('an unheard answer is asked about first, and the same bytes are sent again', async () => {
    const lived = await owing();
    const unknown = { kind: 'unknown', reason: 'timeout' } as const;
    lived.world.pay.answers.push({ kind: 'modify-order', outcome: unknown });
    const { actId, state } = await ask(lived, { kind: 'lower', amountFen: 1 });
    expect(state).toBe('running');
    expect(await refused(lived, { kind: 'waive' })).toBe('WRONG_STATE');
    lived.world.advance(2 * MINUTE);
    await lived.world.deduction();
    const sent = calls(lived, 'modify-order');
    expect(sent).toHaveLength(2);
    expect(sent[0]).toEqual(sent[1]);
    expect(await lived.world.call(FINANCE, 'finance', 'readAct', { actId })).toMatchObject({ state: 'done' });
  });

  test('what WeChat refuses fails with a word, and another act is free', async () => {
    const lived = await owing();
    const outcome = {
      kind: 'refused',
      status: 400,
      code: 'INVALID_REQUEST',
      message: '',
      requestId: 'r',
    } as const;
    lived.world.pay.answers.push({ kind: 'cancel-order', outcome });
    expect(await ask(lived, { kind: 'cancel_order' })).toMatchObject({ state: 'failed' });
    expect(await ask(lived, { kind: 'waive' })).toMatchObject({ state: 'done' });
  });
});

describe('before the money moves', () => {
  test('an objected unit is waived with its reason to the learner', async () => {
    const lived = await objected();
    await ask(lived, { kind: 'waive' });
    await lived.world.deduction();
    expect(await unitOf(lived)).toMatchObject({
      ...{ status: 'waived', objection: { decision: { kind: 'waived', explanation: '老师换人' } } },
    });
    expect(balances(lived.world.store.all('ledger')).income.creditFen).toBe(0);
  });

  test('a unit in its window is waived, and the order goes on', async () => {
    const lived = await taught();
    await ask(lived, { kind: 'waive' });
    await lived.world.deduction();
    expect(await unitOf(lived)).toMatchObject({ collection: 'zero' });
    const { pushes } = await lived.world.call(PAYER, 'classroom', 'inbox', {});
    expect(pushes).toContainEqual(expect.objectContaining({ kind: 'charge_changed', title: '第1次课免收' }));
  });
});

describe('refunds by staff', () => {
  test('part by part, never more than was taken', async () => {
    const lived = await charged();
    const { world } = lived;
    expect(await refused(lived, { kind: 'refund', amountFen: 10_001 })).toBe('BAD_REQUEST');
    for (const amountFen of [3_000, 7_000]) {
      const { actId, state } = await ask(lived, { kind: 'refund', amountFen });
      expect(state).toBe('running');
      const refund = world.store.all('refunds').at(-1);
      world.payments.refunds.set(refund?._id ?? '', { outRefundNo: refund?._id ?? '', status: 'SUCCESS' });
      world.advance(MINUTE);
      await world.deduction();
      expect(await world.call(FINANCE, 'finance', 'readAct', { actId })).toMatchObject({ state: 'done' });
    }
    expect(await refused(lived, { kind: 'refund' })).toBe('WRONG_STATE');
    expect(balances(world.store.all('ledger')).refunds.debitFen).toBe(10_000);
    const bodies = world.payments.sent.map(({ body }) => JSON.parse(body));
    expect(bodies).toMatchObject([
      { refundFen: 3_000, totalFen: 10_000 },
      { refundFen: 7_000, totalFen: 10_000 },
    ]);
    expect(new Set(bodies.map((body) => body.transactionId)).size).toBe(1);
  });

  test("grants the learner's own request", async () => {
    const lived = await charged();
    const { world, orderId } = lived;
    const { refundId } = await world.call(PAYER, 'signing', 'askRefund', {
      orderId,
      unitNo: 1,
      reason: '生病',
    });
    expect(await ask(lived, { kind: 'refund', refundId })).toMatchObject({
      state: 'running',
      amountFen: 10_000,
    });
    expect(world.store.all('refunds')).toMatchObject([{ _id: refundId, state: 'processing' }]);
  });
});

describe('four eyes', () => {
  test('above the limit somebody else approves, never who asked', async () => {
    const lived = await owing();
    await limitOf(lived.world, 5_000);
    const act = await ask(lived, { kind: 'waive' });
    expect(act).toMatchObject({ state: 'asked', fourEyes: true, actions: ['withdraw'] });
    expect(calls(lived, 'modify-order')).toEqual([]);
    const decision = { actId: act.actId, approve: true, reason: '属实' };
    expect(await lived.world.refusal(FINANCE, 'finance', 'decideAct', decision)).toBe('FORBIDDEN');
    expect(await lived.world.refusal(ACADEMIC, 'finance', 'decideAct', decision)).toBe('FORBIDDEN');
    const approved = await lived.world.call(OWNER, 'finance', 'decideAct', decision);
    expect(approved).toMatchObject({ state: 'done', decidedByName: '林校长' });
    const { entries } = await lived.world.call(OWNER, 'staff', 'audit', {});
    expect(entries.map((entry) => entry.action)).toEqual(
      expect.arrayContaining(['askAct', 'decideAct', 'waive.done']),
    );
    expect(entries.find((entry) => entry.action === 'waive.done')).toMatchObject({
      changes: expect.arrayContaining([{ field: 'collection', before: 'paying', after: 'zero' }]),
    });
  });

  test('up to the limit one person is enough', async () => {
    const lived = await owing();
    await limitOf(lived.world, 10_000);
    expect(await ask(lived, { kind: 'waive' })).toMatchObject({ state: 'done', fourEyes: false });
  });

  test('declined and withdrawn acts change nothing and free the unit', async () => {
    const lived = await owing();
    await limitOf(lived.world, 0);
    const first = await ask(lived, { kind: 'waive' });
    expect(await refused(lived, { kind: 'lower', amountFen: 1 }, OWNER)).toBe('WRONG_STATE');
    await lived.world.call(OWNER, 'finance', 'decideAct', {
      actId: first.actId,
      approve: false,
      reason: '再等等',
    });
    const second = await ask(lived, { kind: 'waive' });
    const withdrawn = await lived.world.call(FINANCE, 'finance', 'withdrawAct', { actId: second.actId });
    expect(withdrawn).toMatchObject({ state: 'withdrawn', actions: [] });
    expect(await unitOf(lived)).toMatchObject({ status: 'owing', chargeFen: 10_000 });
    expect(
      lived.world.store.all('tasks').filter((t) => t.kind === 'act_asked' && t.state === 'open'),
    ).toEqual([]);
  });

  test('an order that has moved on meanwhile is not touched', async () => {
    const lived = await owing();
    await limitOf(lived.world, 0);
    const { actId } = await ask(lived, { kind: 'waive' });
    lived.world.pay.canPay = true;
    lived.world.pay.collect(JSON.parse(calls(lived, 'complete-order')[0]?.body ?? '{}'));
    lived.world.advance(720 * MINUTE);
    await lived.world.deduction();
    const approved = await lived.world.call(OWNER, 'finance', 'decideAct', {
      actId,
      approve: true,
      reason: '好',
    });
    expect(approved).toMatchObject({ state: 'failed' });
    expect(await unitOf(lived)).toMatchObject({ status: 'paid', chargeFen: 10_000 });
  });

  test('nor may one person grant a large refund or let a large objection off', async () => {
    const lived = await charged();
    const { world, orderId } = lived;
    await limitOf(world, 5_000);
    const { refundId } = await world.call(PAYER, 'signing', 'askRefund', {
      orderId,
      unitNo: 1,
      reason: '生病',
    });
    const grant = { refundId, approve: true, explanation: '同意' };
    expect(await world.refusal(FINANCE, 'finance', 'decideRefund', grant)).toBe('FOUR_EYES');
    const other = await objected();
    await limitOf(other.world, 5_000);
    const waive = { orderId: other.orderId, unitNo: 1, kind: 'waived', explanation: '好' } as const;
    expect(await other.world.refusal(ACADEMIC, 'staff', 'decideObjection', waive)).toBe('FOUR_EYES');
  });
});

describe('a whole order', () => {
  test('is stopped with a closing statement', async () => {
    const lived = await charged();
    const { world, orderId } = lived;
    const stop = { orderId, kind: 'stop_plan' as const, proof: [], reason: '课程停办' };
    expect(await world.call(FINANCE, 'finance', 'askAct', stop)).toMatchObject({ state: 'done' });
    await world.deduction();
    expect(await world.call(PAYER, 'signing', 'read', { orderId })).toMatchObject({
      ...{ state: 'closed', closing: { by: 'institution', neverChargedFen: 90_000 } },
    });
  });

  test('parked goes on after a look, or is let off', async () => {
    for (const [kind, state] of [
      ['resume', 'active'],
      ['settle', 'closed'],
    ] as const) {
      const { world, orderId } = await taught();
      const order = world.store.all('orders').find(({ _id }) => _id === orderId);
      if (order === undefined) throw new Error('no order');
      const parked = { reason: 'invariant 2: test', at: world.now() };
      await world.store.updateIf('orders', orderId, { revision: order.revision }, { parked });
      const act = { orderId, kind, proof: [], reason: '已查清' };
      expect(await world.call(FINANCE, 'finance', 'askAct', act)).toMatchObject({ state: 'done' });
      await world.deduction();
      expect(await world.call(PAYER, 'signing', 'read', { orderId })).toMatchObject({ state });
      expect((await world.store.get('orders', orderId))?.parked).toBeUndefined();
    }
  });
});
