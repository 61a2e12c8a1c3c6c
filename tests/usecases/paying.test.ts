import type { ResponseOf } from '../../protocol';
import { verifyChain } from '../../server/domain/ledger/chain';
import { DAY, HOUR, MINUTE } from '../../server/domain/time';
import { openSchool, PAYER, publish, scheduleAt, TEACHER } from './school';
import type { World } from './world';

const FIRST = '2026-03-07T10:00:00+08:00';
const SECOND = '2026-03-14T10:00:00+08:00';

/** A learner who was left unsigned and pays each class after it was taught. */
async function withoutSignature(): Promise<{ world: World; orderId: string; courseId: string }> {
  const world = await openSchool();
  const courseId = await publish(world);
  const orderId = await ordered(world, courseId);
  await world.call(PAYER, 'signing', 'sign', { orderId, rungKey: 'per-class' });
  await world.call(PAYER, 'signing', 'payEachClass', { orderId });
  return { world, orderId, courseId };
}

async function ordered(world: World, courseId: string): Promise<string> {
  const { studentId } = await world.call(PAYER, 'signing', 'addStudent', {
    name: '周然',
    birthYear: 1999,
    relation: 'self',
  });
  const { contract } = await world.call(PAYER, 'catalog', 'read', { courseId });
  const { orderId } = await world.call(PAYER, 'signing', 'order', {
    courseId,
    studentId,
    rungKey: 'per-class',
    contractVersion: contract.version,
    contractHash: contract.hash,
  });
  return orderId;
}

describe('paying each class without a signature can be chosen', () => {
  test.each([
    ['at once, without trying to sign', 'drafted', false, 0],
    ['after the place was given up', 'abandoned', true, 3 * HOUR],
  ])('%s', async (_name, before, tries, wait) => {
    const world = await openSchool();
    const courseId = await publish(world);
    const orderId = await ordered(world, courseId);
    if (tries) await world.call(PAYER, 'signing', 'sign', { orderId, rungKey: 'per-class' });
    world.advance(wait);
    await world.deduction();
    expect(await world.call(PAYER, 'signing', 'read', { orderId })).toMatchObject({ state: before });
    await world.call(PAYER, 'signing', 'payEachClass', { orderId });
    const order = await world.call(PAYER, 'signing', 'read', { orderId });
    expect(order).toMatchObject({ state: 'active', chargedFen: 0 });
    expect(order.units).toHaveLength(10);
  });
});

/** Teaches one class and lets its objection window pass. */
async function teach(world: World, courseId: string, orderId: string, startsAt: string): Promise<void> {
  const classId = await scheduleAt(world, courseId, startsAt);
  await world.deduction();
  world.goTo(startsAt);
  await world.deduction();
  world.advance(95 * MINUTE);
  await world.call(TEACHER, 'staff', 'rollCall', {
    classId,
    marks: [{ seatId: `${classId}-${orderId}`, mark: 'attended' }],
  });
  world.advance(DAY);
  await world.deduction();
}

const unit = async (world: World, orderId: string, no: number) =>
  (await world.call(PAYER, 'signing', 'read', { orderId })).units[no - 1];

type Payment = ResponseOf<'signing', 'payByHand'>;

function arrives(world: World, payment: Payment, transactionId = '4200000000202603080000000001'): void {
  world.payments.payments.set(payment.paymentId, {
    outTradeNo: payment.paymentId,
    tradeState: 'SUCCESS',
    transactionId,
  });
}

describe('ordinary payment', () => {
  test('each class is paid after it was taught, with a voucher and a proven ledger', async () => {
    const { world, orderId, courseId } = await withoutSignature();
    await teach(world, courseId, orderId, FIRST);
    expect(await unit(world, orderId, 1)).toMatchObject({ status: 'pay_by_hand', actions: ['pay'] });

    const payment = await world.call(PAYER, 'signing', 'payByHand', { orderId, unitNo: 1 });
    expect(payment).toMatchObject({ amountFen: 10_000, parameters: { signType: 'RSA' } });
    arrives(world, payment);
    expect(await world.call(PAYER, 'signing', 'payment', { paymentId: payment.paymentId })).toMatchObject({
      state: 'paid',
    });

    expect(await unit(world, orderId, 1)).toMatchObject({ status: 'paid_by_hand' });
    const kinds = world.store.all('ledger').map((entry) => entry.kind);
    expect(kinds).toEqual(['charge', 'collect']);
    expect(verifyChain(world.store.all('ledger'))).toEqual({ ok: true });
    expect(world.store.all('pushes').map((push) => push.kind)).toContain('voucher');
    expect(world.pay.sent.filter((call) => call.kind === 'open-order')).toEqual([]);
  });

  test('the next seat waits while the last class is unpaid, and comes back when it is paid', async () => {
    const { world, orderId, courseId } = await withoutSignature();
    await teach(world, courseId, orderId, FIRST);
    await scheduleAt(world, courseId, SECOND);
    world.goTo('2026-03-14T08:01:00+08:00');
    await world.deduction();
    expect((await world.call(PAYER, 'signing', 'read', { orderId })).holds).toHaveLength(1);

    const payment = await world.call(PAYER, 'signing', 'payByHand', { orderId, unitNo: 1 });
    arrives(world, payment);
    await world.call(PAYER, 'signing', 'payment', { paymentId: payment.paymentId });
    await world.deduction();
    expect((await world.call(PAYER, 'signing', 'read', { orderId })).holds).toEqual([]);
  });

  test('asking again continues the same payment; one that is over is closed and another can be made', async () => {
    const { world, orderId, courseId } = await withoutSignature();
    await teach(world, courseId, orderId, FIRST);
    const first = await world.call(PAYER, 'signing', 'payByHand', { orderId, unitNo: 1 });
    const again = await world.call(PAYER, 'signing', 'payByHand', { orderId, unitNo: 1 });
    expect(again.paymentId).toBe(first.paymentId);

    world.advance(HOUR);
    await world.deduction();
    expect(await world.call(PAYER, 'signing', 'payment', { paymentId: first.paymentId })).toMatchObject({
      state: 'closed',
    });
    const second = await world.call(PAYER, 'signing', 'payByHand', { orderId, unitNo: 1 });
    expect(second.paymentId).not.toBe(first.paymentId);
  });

  test('an unknown outcome is asked about, and the same bytes are sent again', async () => {
    const { world, orderId, courseId } = await withoutSignature();
    await teach(world, courseId, orderId, FIRST);
    world.payments.answers.push({ kind: 'create-payment', outcome: { kind: 'unknown', reason: 'timeout' } });
    expect(await world.refusal(PAYER, 'signing', 'payByHand', { orderId, unitNo: 1 })).toBe('UNCERTAIN');
    const payment = await world.call(PAYER, 'signing', 'payByHand', { orderId, unitNo: 1 });
    const bodies = world.payments.sent.map((call) => call.body);
    expect(bodies).toHaveLength(2);
    expect(new Set(bodies).size).toBe(1);
    expect(payment.amountFen).toBe(10_000);
  });

  test('nothing can be paid before it was taught, nor by somebody else', async () => {
    const { world, orderId, courseId } = await withoutSignature();
    expect(await world.refusal(PAYER, 'signing', 'payByHand', { orderId, unitNo: 1 })).toBe('WRONG_STATE');
    await teach(world, courseId, orderId, FIRST);
    expect(await world.refusal('o-other', 'signing', 'payByHand', { orderId, unitNo: 1 })).toBe('NOT_FOUND');
    const { paymentId } = await world.call(PAYER, 'signing', 'payByHand', { orderId, unitNo: 1 });
    expect(await world.refusal('o-other', 'signing', 'payment', { paymentId })).toBe('NOT_FOUND');
  });

  test('a signature that arrives later is stopped and deducts nothing', async () => {
    const { world, orderId } = await withoutSignature();
    world.pay.signLast();
    world.advance(3 * HOUR);
    await world.deduction();
    await world.deduction();
    expect(world.pay.sent.map((call) => call.kind)).toContain('stop-sign-plan');
    expect(await world.call(PAYER, 'signing', 'read', { orderId })).toMatchObject({ state: 'active' });
  });

  test('money that arrives for a unit let off meanwhile is given back without being asked', async () => {
    const { world, orderId, courseId } = await withoutSignature();
    await teach(world, courseId, orderId, FIRST);
    const payment = await world.call(PAYER, 'signing', 'payByHand', { orderId, unitNo: 1 });
    const order = await world.store.get('orders', orderId);
    if (order === undefined) throw new Error('no order');
    const units = order.units.map((u) => (u.no === 1 ? { ...u, collection: 'paid_by_hand' as const } : u));
    await world.store.updateIf('orders', orderId, { revision: order.revision }, { units });

    arrives(world, payment);
    await world.call(PAYER, 'signing', 'payment', { paymentId: payment.paymentId });
    await world.deduction();
    const [refund] = world.store.all('refunds');
    expect(refund).toMatchObject({ kind: 'overpaid', state: 'processing', refundFen: 10_000 });
  });
});
