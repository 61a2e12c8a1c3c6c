import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { CallbackFault } from '../../local-wechat/pay/callbacks/faults';
import { openKeys } from '../../local-wechat/pay/keys/keys';
import { type Letter, LetterWriter } from './letters';
import { CLASS_FEN, DAY, HOUR, type Learner, type Meeting, MINUTE, World } from './world';

interface Delivery {
  id: string;
  eventType: string;
  subject: string;
  state: string;
  tries: { status?: number; flaw?: string }[];
}

let world: World;
let letters: LetterWriter;
beforeAll(async () => {
  world = await World.open();
  letters = new LetterWriter(world);
});
afterAll(() => world.close());
afterEach(() => world.local.faults.remove());

/** A learner whose one class has been taught; nothing is deducted yet. */
async function taught(title: string): Promise<{ learner: Learner; meeting: Meeting; windowEndsAt: number }> {
  const course = await world.course(title, 1);
  const learner = await world.enrolled(course, '学员');
  const [meeting] = await world.classes(course, [1]);
  if (!meeting) throw new Error('a class was scheduled');
  const { windowEndsAt = 0 } = await world.teach(learner, meeting);
  return { learner, meeting, windowEndsAt };
}

async function paidCallbackOf(learner: Learner): Promise<Delivery> {
  const { callbacks } = await world.control.get<{ callbacks: Delivery[] }>('/callbacks');
  const found = callbacks.find(
    (c) => c.eventType === 'PAYSCORE.USER_PAID' && c.subject.startsWith(learner.orderId),
  );
  if (found === undefined) throw new Error('no payment was announced');
  return found;
}

/** The books after all: one class, charged once, in ours and in WeChat's. */
async function expectPaidOnce({ openid, orderId }: Learner): Promise<void> {
  const { entries, chargedFen } = await world.control.call(openid, 'classroom', 'orderStatement', {
    orderId,
  });
  expect(entries.map((entry) => [entry.kind, entry.amountFen])).toEqual([
    ['charge', CLASS_FEN],
    ['collect', CLASS_FEN],
  ]);
  expect(chargedFen).toBe(CLASS_FEN);
  expect((await world.ordersAtWeChat(openid)).map((order) => order.taken)).toEqual([CLASS_FEN]);
  const vouchers = (await world.inbox(openid)).filter((push) => push.kind === 'voucher');
  expect(vouchers).toHaveLength(1);
}

describe('Callbacks of WeChat Pay that go wrong on the way', () => {
  test.each<[CallbackFault, (number | undefined)[], number]>([
    ['lost', [undefined, 200], 1],
    ['unheard', [200, 200], 1],
    ['stale', [401, 200], 1],
    ['tampered', [401, 200], 1],
    ['wrong-signature', [401, 200], 1],
    ['unknown-serial', [401, 200], 1],
    ['signtest', [401, 200], 1],
    ['doubled', [200], 1],
    ['doubled-new-id', [200], 1],
    ['reordered', [200], 20],
    ['late', [200], 26 * 60],
    ['lost-for-good', [], 26 * 60],
  ])('%s: answered with %j, and charged once', async (kind, statuses, minutes) => {
    const { learner, windowEndsAt } = await taught(`通知 ${kind}`);
    world.local.faults.add({ at: 'callback', kind, match: { eventType: 'PAYSCORE.USER_PAID' } });
    await world.until(windowEndsAt);
    await world.settle(2);
    await world.until((await world.now()) + minutes * MINUTE);
    await world.settle(2);
    expect((await paidCallbackOf(learner)).tries.map((one) => one.status)).toEqual(statuses);
    await expectPaidOnce(learner);
    expect(await world.read(learner)).toMatchObject({ state: 'completed' });
    expect(await world.tasks(learner.orderId)).toEqual([]);
  });

  test('the news of a signature is lost for good: asking finds it', async () => {
    const course = await world.course('签约通知丢失', 1);
    const learner = await world.ordered(course, '丢失');
    const { orderId, openid } = learner;
    world.local.faults.add({
      at: 'callback',
      kind: 'lost-for-good',
      match: { eventType: 'PAYSCORE.USER_SIGN_PLAN' },
    });
    const { package: ticket } = await world.control.call(openid, 'signing', 'sign', {
      orderId,
      rungKey: 'class',
    });
    await world.control.sign(ticket, 'sign');
    await world.settle(5);
    expect(await world.read(learner)).toMatchObject({ state: 'active' });
  });

  test('she closes inside WeChat, and that news is lost for good: the daily question finds it', async () => {
    const course = await world.course('关闭通知丢失', 2);
    const learner = await world.enrolled(course, '关闭');
    world.local.faults.add({
      ...{ at: 'callback', kind: 'lost-for-good', match: { eventType: 'PAYSCORE.USER_CANCEL_SIGN_PLAN' } },
    });
    const [plan] = await world.signPlansAtWeChat(learner.openid);
    await world.control.post('/wechat/cancel-plan', { signPlanId: plan?.signPlanId });
    await world.until((await world.now()) + DAY);
    await world.settle(2);
    expect(await world.read(learner)).toMatchObject({ state: 'closed', chargedFen: 0 });
  });

  test.each([1, 2 * CLASS_FEN])(
    'well signed, and yet %i fen is not what was decided: nothing is booked on its word, WeChat is asked',
    async (amount) => {
      const { learner, windowEndsAt } = await taught('金额不对');
      world.local.faults.add({
        ...{ at: 'callback', kind: 'wrong-amount', match: { eventType: 'PAYSCORE.USER_PAID' } },
        settings: { amount },
      });
      // Only the callback tells: every question is answered with "busy".
      world.local.faults.add({ at: 'pay', kind: 'busy', match: { method: 'GET' }, times: 100 });
      await world.until(windowEndsAt);
      await world.settle(2);
      const { orderId, openid } = learner;
      const { chargedFen } = await world.control.call(openid, 'classroom', 'orderStatement', { orderId });
      expect(chargedFen).toBe(0);

      world.local.faults.remove();
      await world.settle(5);
      await expectPaidOnce(learner);
    },
  );
});

describe('What strangers send to pay-notify', () => {
  let forger: string;
  let paid: Learner;
  let resource: object;
  beforeAll(async () => {
    forger = mkdtempSync(path.join(tmpdir(), 'lfpl-e2e-forger-'));
    const { learner } = await taught('伪造');
    paid = learner;
    // The service order is open and its class taught: a forged payment would be worth money.
    resource = {
      ...{ out_order_no: `${learner.orderId}S1U1`, state: 'DONE', total_amount: CLASS_FEN },
      collection: {
        ...{ state: 'USER_PAID', total_amount: CLASS_FEN, paid_amount: CLASS_FEN, paying_amount: 0 },
        details: [{ seq: 1, amount: CLASS_FEN, paid_type: 'NEWTON', transaction_id: '4200000000000000000' }],
      },
    };
  });
  afterAll(() => rmSync(forger, { recursive: true, force: true }));

  const send = async (change: Parameters<LetterWriter['write']>[0]): Promise<number> => {
    const { status, ms } = await letters.post(await letters.write(change));
    expect(ms).toBeLessThan(5_000);
    return status;
  };
  const untouched = async (): Promise<void> => {
    await world.settle(2);
    expect(await world.unit(paid, 1)).toMatchObject({ status: 'in_window', collection: 'open' });
  };

  test('signed by a key that is not WeChat Pay’s: refused', async () => {
    const signedBy = openKeys(path.join(forger, 'keys'), '1700000009');
    expect(await send({ resource, signedBy })).toBe(401);
    await untouched();
  });

  test.each(['stale', 'probe', 'wrong', 'unknown-serial'] as const)(
    'a %s signature: refused',
    async (flaw) => {
      expect(await send({ resource, flaw })).toBe(401);
      await untouched();
    },
  );

  test('five minutes old or from the future is the limit', async () => {
    const now = await world.now();
    expect(await send({ eventType: 'NEWS.NOBODY_KNOWS', at: now - 299_000 })).toBe(200);
    expect(await send({ resource, at: now - 301_000 })).toBe(401);
    expect(await send({ resource, at: now + 301_000 })).toBe(401);
    await untouched();
  });

  test('encrypted with another APIv3 key: refused', async () => {
    expect(await send({ resource, apiV3Key: '0'.repeat(32) })).toBe(401);
    await untouched();
  });

  test.each(['', '{}', 'null', '[1]', '{"id":"x"}', '<xml/>', '\ufffd{', `{"a":"${'x'.repeat(70_000)}"}`])(
    'a well signed body that is no callback is refused: %.20j',
    async (rawBody) => {
      expect(await send({ rawBody })).toBeGreaterThanOrEqual(400);
      await untouched();
    },
  );

  test.each(['GET', 'PUT', 'DELETE'])('%s: refused', async (method) => {
    expect((await letters.post(await letters.write({ resource }), method)).status).toBe(400);
    await untouched();
  });

  test('without any signature: refused', async () => {
    const { body } = await letters.write({ resource });
    expect((await letters.post({ body, headers: {} })).status).toBe(401);
    await untouched();
  });

  test('a kind of event that nobody knows is stored, answered with 200 and shown to a person', async () => {
    expect(await send({ eventType: 'PAYSCORE.SOMETHING_NEW', resource: { a: 1 } })).toBe(200);
    await world.settle(2);
    const { tasks } = await world.control.call('oStaff_owner_shen_0000000000', 'staff', 'listTasks', {
      limit: 50,
    });
    expect(tasks.map((task) => task.kind)).toContain('unknown_event');
    await untouched();
  });

  test('a genuine event about an order of nobody changes nothing', async () => {
    expect(await send({ resource: { ...resource, out_order_no: 'someoneelsesS1U1' } })).toBe(200);
    await untouched();
  });

  test('a genuine callback, caught and sent again: the same answer, no second effect; later it is refused', async () => {
    const { learner, windowEndsAt } = await taught('重放');
    world.local.faults.add({
      at: 'callback',
      kind: 'lost-for-good',
      match: { eventType: 'PAYSCORE.USER_PAID' },
    });
    await world.until(windowEndsAt);
    await world.settle(1);
    const announced = await paidCallbackOf(learner);
    const { callbacks } = await world.control.get<{ callbacks: (Delivery & { resource: object })[] }>(
      '/callbacks',
    );
    const content = callbacks.find((one) => one.id === announced.id)?.resource;
    const caught: Letter = await letters.write({ id: announced.id, resource: content });
    for (let i = 0; i < 3; i += 1) expect((await letters.post(caught)).status).toBe(200);
    // All at once, as over several links.
    const together = await Promise.all([1, 2, 3].map(() => letters.post(caught)));
    expect(together.map(({ status }) => status)).toEqual([200, 200, 200]);
    await world.settle(2);
    await expectPaidOnce(learner);
    await world.until((await world.now()) + HOUR);
    expect((await letters.post(caught)).status).toBe(401);
    await expectPaidOnce(learner);
  });
});
