import { REFUSALS } from '../../../local-wechat/pay/errors';
import { completeRequest, opened, orderNow, orderPath, PLANS, planRequest, signed } from './kit/requests';
import { DAY, openTown, type Town } from './kit/town';
import type { OrderView, SignPlanView } from './kit/views';

describe('faults of API calls', () => {
  let town: Town;
  let plan: SignPlanView;
  let order: OrderView;
  beforeEach(async () => {
    town = await openTown();
    plan = await signed(town);
    order = await opened(town, plan);
  });
  afterEach(() => town.close());

  const fault = (kind: string, settings: Record<string, string | number> = {}) =>
    town.faults.add({
      at: 'pay',
      kind,
      match: { route: '/v3/payscore/serviceorder/{out_order_no}/complete' },
      settings,
    });
  const complete = () =>
    town.merchant.post(orderPath(order.out_order_no, 'complete'), completeRequest(order));
  const isDone = async () => (await orderNow(town, order)).state_description === 'MCH_COMPLETE';

  test.each([
    ['lost-request', false],
    ['lost-response', true],
  ])('%s: the connection breaks, done is %s', async (kind, done) => {
    fault(kind);
    await expect(complete()).rejects.toThrow();
    expect(await isDone()).toBe(done);
  });

  test.each([
    ['timeout-before', false],
    ['timeout-after', true],
  ])('%s: no answer ever comes, done is %s', async (kind, done) => {
    fault(kind);
    const patience = AbortSignal.timeout(200);
    const gaveUp = new Promise((resolve) => patience.addEventListener('abort', () => resolve('gave up')));
    const asked = complete().catch(() => 'broken');
    expect(await Promise.race([asked, gaveUp])).toBe('gave up');
    expect(await isDone()).toBe(done);
    await town.pay.due.settled();
  });

  test.each([
    ['busy', 429, 'FREQUENCY_LIMITED', 268435472, false],
    ['system-error', 500, 'SYSTEM_ERROR', 1, false],
    ['system-error-done', 500, 'SYSTEM_ERROR', 1, true],
  ])('%s answers %i %s, signed', async (kind, status, code, inner, done) => {
    fault(kind);
    expect(await complete()).toMatchObject({ status, code, inner, verified: true });
    expect(await isDone()).toBe(done);
  });

  test.each(Object.entries(REFUSALS))(
    'refused %s answers as the table says, and nothing is done',
    async (name, refusal) => {
      fault('refused', { refusal: name });
      const { status, code, inner, message } = refusal;
      expect(await complete()).toMatchObject({ status, code, inner, verified: true, body: { message } });
      expect(await isDone()).toBe(false);
    },
  );

  test.each(['bad-signature', 'signtest', 'stale-answer', 'unknown-serial', 'unsigned-answer'])(
    '%s: done, and the answer can not be trusted',
    async (kind) => {
      fault(kind);
      const answer = await complete();
      expect(answer).toMatchObject({ status: 200, verified: false });
      const signature = answer.headers.get('wechatpay-signature') ?? '';
      expect(signature.startsWith('WECHATPAY/SIGNTEST/')).toBe(kind === 'signtest');
      expect(await isDone()).toBe(true);
    },
  );

  test('callback-first: USER_PAID comes before the answer to complete', async () => {
    fault('callback-first');
    const answer = await complete();
    expect(answer.body['state_description']).toBe('MCH_COMPLETE');
    expect(town.inbox.of('PAYSCORE.USER_PAID')).toHaveLength(1);
    expect((await orderNow(town, order)).state).toBe('DONE');
    await town.advance(DAY);
    expect(town.inbox.of('PAYSCORE.USER_PAID')).toHaveLength(1);
    expect(town.pay.books().totals.collected).toBe(9_000);
  });

  test('slow: the answer comes late in real time', async () => {
    fault('slow', { ms: 60 });
    const before = performance.now();
    expect((await complete()).status).toBe(200);
    expect(performance.now() - before).toBeGreaterThanOrEqual(55);
  });

  test('a fault can be narrowed to one number, and happens once unless asked otherwise', async () => {
    town.faults.add({ at: 'pay', kind: 'busy', match: { number: order.out_order_no, method: 'POST' } });
    expect((await town.merchant.post(PLANS, planRequest(town))).status).toBe(200);
    expect([(await complete()).status, (await complete()).status]).toEqual([429, 200]);
  });

  test('answers carry probes at the rate of their switch', async () => {
    town.pay.switches.put({ signtestResponseRate: 0.5 });
    const verified: boolean[] = [];
    for (let count = 0; count < 4; count += 1) {
      const answer = await town.merchant.post(PLANS, planRequest(town));
      expect(answer.status).toBe(200);
      verified.push(answer.verified);
    }
    expect(verified).toEqual([true, false, true, false]);
  });
});
