import { balances } from '../../server/domain/ledger/balances';
import { verifyChain } from '../../server/domain/ledger/chain';
import { DAY, MINUTE } from '../../server/domain/time';
import { ACADEMIC, enrol, FINANCE, OWNER, openSchool, PAYER, publish, scheduleAt, TEACHER } from './school';
import type { World } from './world';

/** One class taught, its window over, and ¥100.00 taken. */
async function charged(): Promise<{ world: World; orderId: string }> {
  const world = await openSchool();
  const courseId = await publish(world);
  const orderId = await enrol(world, courseId);
  const startsAt = '2026-03-07T10:00:00+08:00';
  const classId = await scheduleAt(world, courseId, startsAt);
  world.goTo('2026-03-07T08:00:00+08:00');
  await world.deduction();
  world.goTo(startsAt);
  world.advance(95 * MINUTE);
  await world.call(TEACHER, 'staff', 'rollCall', {
    classId,
    marks: [{ seatId: `${classId}-${orderId}`, mark: 'attended' }],
  });
  world.advance(DAY);
  await world.deduction();
  return { world, orderId };
}

const REASON = '这次课老师临时换人';

describe('refunds', () => {
  test('asked by the payer, granted in part by finance, booked when WeChat says so', async () => {
    const { world, orderId } = await charged();
    const asked = await world.call(PAYER, 'signing', 'askRefund', { orderId, unitNo: 1, reason: REASON });
    expect(asked).toMatchObject({ state: 'asked', askedFen: 10_000 });
    expect(world.store.all('tasks').map((task) => task.kind)).toContain('refund_asked');

    const { refunds } = await world.call(FINANCE, 'finance', 'listRefunds', {});
    expect(refunds).toMatchObject([{ refundId: asked.refundId, studentName: '李小梅' }]);
    await world.call(FINANCE, 'finance', 'decideRefund', {
      refundId: asked.refundId,
      approve: true,
      amountFen: 4_000,
      explanation: '换老师没有提前说，退一部分。',
    });
    await world.deduction();
    expect(await world.store.get('refunds', asked.refundId)).toMatchObject({ state: 'processing' });
    expect(balances(world.store.all('ledger')).refunds.debitFen).toBe(0);
    // By WeChat's number of the payment: a PayScore order's own number does not exist where refunds are made.
    const voucher = world.store.all('ledger').find((entry) => entry.kind === 'collect');
    expect(JSON.parse(world.payments.sent[0]?.body ?? '{}')).toMatchObject({
      ...{ transactionId: voucher?.why.transactionId, totalFen: 10_000, refundFen: 4_000 },
    });

    world.payments.refunds.set(asked.refundId, { outRefundNo: asked.refundId, status: 'SUCCESS' });
    world.advance(MINUTE);
    await world.deduction();
    expect((await world.call(PAYER, 'signing', 'refunds', { orderId })).refunds).toMatchObject([
      { state: 'succeeded', refundFen: 4_000 },
    ]);
    expect((await world.call(PAYER, 'signing', 'read', { orderId })).units[0]?.refundedFen).toBe(4_000);
    expect(balances(world.store.all('ledger')).refunds.debitFen).toBe(4_000);
    expect(verifyChain(world.store.all('ledger'))).toEqual({ ok: true });
  });

  test('a decision is in the record without the payer, and without words that she may have erased', async () => {
    const { world, orderId } = await charged();
    const { refundId } = await world.call(PAYER, 'signing', 'askRefund', {
      ...{ orderId, unitNo: 1, reason: REASON },
    });
    await world.call(FINANCE, 'finance', 'decideRefund', {
      ...{ refundId, approve: true, amountFen: 4_000, explanation: '退一部分。' },
    });
    const { entries } = await world.call(OWNER, 'staff', 'audit', {});
    const decided = entries.find(({ action }) => action === 'decideRefund');
    expect(decided).toMatchObject({ byName: '赵财务', about: '李小梅 · 成人书法' });
    expect(decided?.changes).toContainEqual({ field: 'state', before: 'asked', after: 'approved' });
    expect(decided?.changes).toContainEqual({ field: 'refundFen', after: 4_000 });
    const record = JSON.stringify(world.store.all('audit'));
    for (const word of [PAYER, REASON]) expect(record).not.toContain(word);
  });

  test('a request is granted up to what finance has not given back since', async () => {
    const { world, orderId } = await charged();
    const asked = await world.call(PAYER, 'signing', 'askRefund', { orderId, unitNo: 1, reason: REASON });
    await world.call(FINANCE, 'finance', 'askAct', {
      ...{ kind: 'refund', orderId, unitNo: 1, amountFen: 4_000, proof: [], reason: REASON },
    });
    const decision = { refundId: asked.refundId, approve: true, explanation: '同意。' };
    const answer = await world.ask(FINANCE, 'finance', 'decideRefund', decision);
    expect(answer).toMatchObject({ error: { code: 'BAD_REQUEST', detail: { most: 6_000 } } });
    const part = { ...decision, amountFen: 6_000 };
    expect(await world.call(FINANCE, 'finance', 'decideRefund', part)).toMatchObject({ refundFen: 6_000 });
  });

  test('never more than was taken, whatever was granted before', async () => {
    const { world, orderId } = await charged();
    const ask = (amountFen: number) =>
      world.ask(PAYER, 'signing', 'askRefund', { orderId, unitNo: 1, amountFen, reason: REASON });
    expect(await ask(10_001)).toMatchObject({ ok: false, error: { code: 'BAD_REQUEST' } });
    const { refundId } = await world.call(PAYER, 'signing', 'askRefund', {
      ...{ orderId, unitNo: 1, amountFen: 7_000, reason: REASON },
    });
    expect(await ask(1_000)).toMatchObject({ ok: false, error: { code: 'WRONG_STATE' } });
    await world.call(FINANCE, 'finance', 'decideRefund', { refundId, approve: true, explanation: '同意' });
    world.payments.refunds.set(refundId, { outRefundNo: refundId, status: 'SUCCESS' });
    await world.deduction();
    expect(await ask(3_001)).toMatchObject({ ok: false, error: { code: 'BAD_REQUEST' } });
    expect(await ask(3_000)).toMatchObject({ ok: true });
  });

  test('declined with a reason, and nothing moves', async () => {
    const { world, orderId } = await charged();
    const { refundId } = await world.call(PAYER, 'signing', 'askRefund', {
      orderId,
      unitNo: 1,
      reason: REASON,
    });
    await world.call(FINANCE, 'finance', 'decideRefund', {
      refundId,
      approve: false,
      explanation: '已按约上课。',
    });
    await world.deduction();
    expect(world.payments.sent).toEqual([]);
    expect((await world.call(PAYER, 'signing', 'refunds', { orderId })).refunds).toMatchObject([
      { state: 'declined', explanation: '已按约上课。' },
    ]);
    expect(
      await world.refusal(FINANCE, 'finance', 'decideRefund', {
        refundId,
        approve: true,
        explanation: '再想想',
      }),
    ).toBe('WRONG_STATE');
  });

  test('an unheard answer is asked about and not refunded twice', async () => {
    const { world, orderId } = await charged();
    const { refundId } = await world.call(PAYER, 'signing', 'askRefund', {
      orderId,
      unitNo: 1,
      reason: REASON,
    });
    world.payments.answers.push({ kind: 'create-refund', outcome: { kind: 'unknown', reason: 'timeout' } });
    await world.call(FINANCE, 'finance', 'decideRefund', { refundId, approve: true, explanation: '同意' });
    await world.deduction();
    world.payments.refunds.set(refundId, { outRefundNo: refundId, status: 'SUCCESS' });
    world.advance(5 * MINUTE);
    await world.deduction();
    expect(world.payments.sent).toHaveLength(1);
    expect(await world.store.get('refunds', refundId)).toMatchObject({ state: 'succeeded' });
  });

  test('an unheard answer of a refund that was not made is followed by the same bytes under the same number', async () => {
    const { world, orderId } = await charged();
    const { refundId } = await world.call(PAYER, 'signing', 'askRefund', {
      orderId,
      unitNo: 1,
      reason: REASON,
    });
    world.payments.answers.push({ kind: 'create-refund', outcome: { kind: 'unknown', reason: 'timeout' } });
    await world.call(FINANCE, 'finance', 'decideRefund', { refundId, approve: true, explanation: '同意' });
    await world.deduction();
    world.advance(5 * MINUTE);
    await world.deduction();
    const [first, second, ...more] = world.payments.sent;
    expect(second).toEqual(first);
    expect(more).toEqual([]);
    expect(JSON.parse(first?.body ?? '{}')).toMatchObject({ outRefundNo: refundId });
  });

  test('a refund that WeChat closes gives its amount free again', async () => {
    const { world, orderId } = await charged();
    const { refundId } = await world.call(PAYER, 'signing', 'askRefund', {
      orderId,
      unitNo: 1,
      reason: REASON,
    });
    await world.call(FINANCE, 'finance', 'decideRefund', { refundId, approve: true, explanation: '同意' });
    await world.deduction();
    world.payments.refunds.set(refundId, { outRefundNo: refundId, status: 'CLOSED' });
    world.advance(MINUTE);
    await world.deduction();
    expect(
      await world.ask(PAYER, 'signing', 'askRefund', { orderId, unitNo: 1, reason: REASON }),
    ).toMatchObject({ ok: true });
  });

  test('one whose bank refuses it is told to finance and watched until it has been sent again', async () => {
    const { world, orderId } = await charged();
    const { refundId } = await world.call(PAYER, 'signing', 'askRefund', {
      orderId,
      unitNo: 1,
      reason: REASON,
    });
    await world.call(FINANCE, 'finance', 'decideRefund', { refundId, approve: true, explanation: '同意' });
    await world.deduction();
    const stuck = () => world.store.all('tasks').find((task) => task.kind === 'stuck_call');
    world.payments.refunds.set(refundId, { outRefundNo: refundId, status: 'ABNORMAL' });
    world.advance(MINUTE);
    await world.deduction();
    expect(stuck()).toMatchObject({
      state: 'open',
      subject: { orderId, unitNo: 1 },
      forRoles: ['finance', 'owner'],
    });

    // Finance has sent it again in WeChat Pay's console, and nobody is told of it but by asking.
    world.payments.refunds.set(refundId, { outRefundNo: refundId, status: 'SUCCESS' });
    world.advance(DAY);
    await world.deduction();
    expect(await world.store.get('refunds', refundId)).toMatchObject({ state: 'succeeded' });
    expect(stuck()).toMatchObject({ state: 'done' });
    expect(balances(world.store.all('ledger')).refunds.debitFen).toBe(10_000);
  });

  test('one that WeChat closes is told to finance and to the payer', async () => {
    const { world, orderId } = await charged();
    const { refundId } = await world.call(PAYER, 'signing', 'askRefund', {
      orderId,
      unitNo: 1,
      reason: REASON,
    });
    await world.call(FINANCE, 'finance', 'decideRefund', { refundId, approve: true, explanation: '同意' });
    await world.deduction();
    world.payments.refunds.set(refundId, { outRefundNo: refundId, status: 'CLOSED' });
    world.advance(MINUTE);
    await world.deduction();
    expect(
      world.store.all('tasks').filter((task) => task.kind === 'stuck_call' && task.state === 'open'),
    ).toHaveLength(1);
    const { pushes } = await world.call(PAYER, 'classroom', 'inbox', {});
    expect(pushes[0]).toMatchObject({
      kind: 'refund_decided',
      facts: { state: 'closed', amountFen: 10_000 },
    });
  });

  test('only finance and owners decide, and only the payer asks', async () => {
    const { world, orderId } = await charged();
    expect(
      await world.refusal('o-other', 'signing', 'askRefund', { orderId, unitNo: 1, reason: REASON }),
    ).toBe('NOT_FOUND');
    const { refundId } = await world.call(PAYER, 'signing', 'askRefund', {
      orderId,
      unitNo: 1,
      reason: REASON,
    });
    const decision = { refundId, approve: true, explanation: '同意' };
    expect(await world.refusal(ACADEMIC, 'finance', 'decideRefund', decision)).toBe('FORBIDDEN');
    expect(await world.refusal(PAYER, 'finance', 'decideRefund', decision)).toBe('FORBIDDEN');
  });
});
