import { DAY, HOUR, MINUTE } from '../../server/domain/time';
import { owing, taught } from './lived';
import { calligraphy, enrol, openSchool, PAYER, publish, scheduleAt, TEACHER } from './school';
import type { World } from './world';

const LESSON = { title: '第1课', content: ['cloud://env.bucket/1.mp4'] };
const REFUSED = { kind: 'refused', status: 400, code: 'PARAM_ERROR', message: '', requestId: 'r-0' } as const;

interface Paying {
  world: World;
  orderId: string;
}

/** A class that was taught to one who pays by hand, its window over. */
async function taughtByHand(): Promise<Paying> {
  const world = await openSchool();
  const courseId = await publish(world);
  const orderId = await drafted(world, courseId);
  await world.call(PAYER, 'signing', 'payEachClass', { orderId });
  const startsAt = '2026-03-07T10:00:00+08:00';
  const classId = await scheduleAt(world, courseId, startsAt);
  world.goTo(startsAt);
  await world.deduction();
  world.advance(95 * MINUTE);
  const marks = [{ seatId: `${classId}-${orderId}`, mark: 'attended' as const }];
  await world.call(TEACHER, 'staff', 'rollCall', { classId, marks });
  world.advance(DAY);
  await world.deduction();
  return { world, orderId };
}

async function drafted(world: World, courseId: string, name = '李小梅'): Promise<string> {
  const { studentId } = await world.call(PAYER, 'signing', 'addStudent', {
    ...{ name, birthYear: 1990, relation: 'self' },
  });
  const { contract } = await world.call(PAYER, 'catalog', 'read', { courseId });
  const { version: contractVersion, hash: contractHash } = contract;
  const asked = { courseId, studentId, rungKey: 'per-class', contractVersion, contractHash };
  return (await world.call(PAYER, 'signing', 'order', asked)).orderId;
}

function pay({ world, orderId }: Paying) {
  return world.call(PAYER, 'signing', 'payByHand', { orderId, unitNo: 1 });
}

/** WeChat has the money, and she comes back from the sheet. */
async function arrives(world: World, paymentId: string): Promise<void> {
  const paid = { outTradeNo: paymentId, tradeState: 'SUCCESS', transactionId: 't1' };
  world.payments.payments.set(paymentId, paid);
  await world.call(PAYER, 'signing', 'payment', { paymentId });
}

describe('a payment sheet', () => {
  test('that WeChat will not make is over, and the unit can be paid by another', async () => {
    const paying = await taughtByHand();
    const { world, orderId } = paying;
    world.payments.answers.push({ kind: 'create-payment', outcome: REFUSED });
    const failure = await world.ask(PAYER, 'signing', 'payByHand', { orderId, unitNo: 1 });
    expect(failure).toMatchObject({ ok: false, error: { code: 'WRONG_STATE' } });
    expect(world.store.all('payments').map(({ state }) => state)).toEqual(['closed']);
    expect((await pay(paying)).paymentId).toBe(`${orderId}P2`);
  });

  test('whose making was never heard of, and that WeChat does not know, ends with its time', async () => {
    const { world, orderId } = await taughtByHand();
    world.payments.answers.push({ kind: 'create-payment', outcome: { kind: 'unknown', reason: 'timeout' } });
    await world.refusal(PAYER, 'signing', 'payByHand', { orderId, unitNo: 1 });
    world.advance(30 * MINUTE);
    await world.deduction();
    expect(world.store.all('payments').map(({ state }) => state)).toEqual(['closed']);
    expect(world.payments.sent.map(({ kind }) => kind)).not.toContain('close-payment');
  });

  test('is looked at after one, two, five and ten minutes, then when its time is over', async () => {
    const paying = await taughtByHand();
    const { world } = paying;
    const { paymentId } = await pay(paying);
    const waits: number[] = [];
    for (let i = 0; i < 6; i += 1) {
      const due = world.store.all('agenda').find(({ subject }) => subject === paymentId)?.dueAt;
      if (due === undefined) break;
      waits.push((Date.parse(due) - Date.parse(world.now())) / MINUTE);
      world.goTo(due);
      await world.deduction();
    }
    expect(waits).toEqual([1, 2, 5, 10, 10, 2]);
    expect(world.payments.sent.map(({ kind }) => kind)).toEqual(['create-payment', 'close-payment']);
  });

  test('asked about while WeChat answers nobody, stays as it is', async () => {
    const paying = await taughtByHand();
    const { world } = paying;
    const { paymentId } = await pay(paying);
    world.payments.queryPayment = async () => ({ kind: 'busy', reason: 'frequency' }) as never;
    world.advance(HOUR);
    await world.deduction();
    expect(await world.call(PAYER, 'signing', 'payment', { paymentId })).toMatchObject({ state: 'open' });
  });

  test('that was closed frees its unit at once, and is paid no more', async () => {
    const paying = await taughtByHand();
    const { world, orderId } = paying;
    const { paymentId } = await pay(paying);
    world.payments.payments.set(paymentId, { outTradeNo: paymentId, tradeState: 'CLOSED' });
    const told = await world.call(PAYER, 'signing', 'payment', { paymentId });
    expect(told).toEqual({ paymentId, orderId, unitNo: 1, amountFen: 10_000, state: 'closed' });
    expect((await world.store.get('orders', orderId))?.units[0]).not.toHaveProperty('livePayment');
    expect(world.store.all('ledger')).toEqual([]);
  });

  test('that was paid settles what finance was told of, and sends one voucher', async () => {
    const paying = await taughtByHand();
    const { world, orderId } = paying;
    const { paymentId } = await pay(paying);
    await arrives(world, paymentId);
    await world.call(PAYER, 'signing', 'payment', { paymentId });
    expect(world.store.all('pushes').filter(({ kind }) => kind === 'voucher')).toHaveLength(1);
    expect(
      world.store.all('tasks').filter((one) => one.kind === 'pay_by_hand' && one.state === 'open'),
    ).toEqual([]);
    expect((await world.store.get('orders', orderId))?.units[0]).toMatchObject({
      ...{ collection: 'paid_by_hand', transactionIds: ['t1'] },
    });
  });
});

test('a class that nobody has paid yet stands on the work list until it is paid', async () => {
  const paying = await taughtByHand();
  const { world, orderId } = paying;
  const open = () => world.store.all('tasks').filter(({ state }) => state === 'open');
  expect(open().map(({ kind, reason, forRoles, subject }) => ({ kind, reason, forRoles, subject }))).toEqual([
    {
      ...{ kind: 'pay_by_hand', forRoles: ['finance', 'owner'], subject: { orderId, unitNo: 1 } },
      reason: '第1次课已上课，学员选择课后直接支付，¥100.00 还没有付。可提醒学员支付。',
    },
  ]);
  const { paymentId } = await pay(paying);
  await arrives(world, paymentId);
  expect(open()).toEqual([]);
});

describe('paying each class is refused', () => {
  test('once something is signed', async () => {
    const world = await openSchool();
    const orderId = await enrol(world, await publish(world));
    expect(await world.refusal(PAYER, 'signing', 'payEachClass', { orderId })).toBe('WRONG_STATE');
  });

  test.each([
    ['does not take it', { ordinaryPayment: false }],
    ['is learned on demand, lesson by lesson as its plan opens them', { mode: 'on-demand' }],
  ] as const)('where the course %s, and is not offered there', async (_, changes) => {
    const world = await openSchool();
    const courseId = await publish(world, calligraphy({ ...changes, lessons: [LESSON, LESSON] }, 2));
    expect(await world.call(PAYER, 'catalog', 'read', { courseId })).toMatchObject({
      ordinaryPayment: false,
    });
    const orderId = await drafted(world, courseId);
    expect(await world.refusal(PAYER, 'signing', 'payEachClass', { orderId })).toBe('NOT_ON_SALE');
    expect(await world.store.get('orders', orderId)).toMatchObject({ units: [] });
  });

  test('while the same student has another order of the course', async () => {
    const world = await openSchool();
    const courseId = await publish(world);
    const first = await drafted(world, courseId);
    await world.call(PAYER, 'signing', 'payEachClass', { orderId: first });
    // The second was drafted before the first was decided on.
    const order = await world.store.get('orders', first);
    if (order === undefined) throw new Error('no order');
    const { ordinary: _ordinary, ...bare } = order;
    await world.store.transaction(async (tx) => {
      await tx.insert('orders', { ...bare, _id: 'second', state: 'drafted', units: [], revision: 1 });
    });
    expect(await world.ask(PAYER, 'signing', 'payEachClass', { orderId: 'second' })).toMatchObject({
      ...{ ok: false, error: { code: 'ALREADY_ENROLLED', detail: { orderId: first } } },
    });
  });

  test('twice is once', async () => {
    const world = await openSchool();
    const orderId = await drafted(world, await publish(world));
    await world.call(PAYER, 'signing', 'payEachClass', { orderId });
    const before = await world.store.get('orders', orderId);
    await world.call(PAYER, 'signing', 'payEachClass', { orderId });
    expect((await world.store.get('orders', orderId))?.units).toEqual(before?.units);
  });
});

describe('WeChat’s own page of a service order', () => {
  test('opens for a unit that waits for its money', async () => {
    const { world, orderId } = await owing();
    const unit = (await world.store.get('orders', orderId))?.units[0];
    expect(await world.call(PAYER, 'signing', 'payPage', { orderId, unitNo: 1 })).toEqual({
      ...{ businessType: 'wxpayScoreDetail', extraData: { out_order_no: unit?.outTradeNo } },
    });
  });

  test.each([
    ['in its window', taught, 1, 'WRONG_STATE'],
    ['not begun', owing, 2, 'WRONG_STATE'],
    ['that is not there', owing, 11, 'NOT_FOUND'],
  ] as const)('does not open for a unit %s', async (_, living, unitNo, code) => {
    const { world, orderId } = await living();
    expect(await world.refusal(PAYER, 'signing', 'payPage', { orderId, unitNo })).toBe(code);
  });

  test('opens the last unit of the order as far as the number goes', async () => {
    const { world, orderId } = await owing();
    expect(await world.refusal(PAYER, 'signing', 'payPage', { orderId, unitNo: 10 })).toBe('WRONG_STATE');
  });
});
