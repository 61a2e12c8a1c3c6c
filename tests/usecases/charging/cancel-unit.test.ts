import { fen } from '../../../server/domain/money';
import { cancelUnit } from '../../../server/usecases/charging/cancel-unit';
import type { CourseLife } from '../course-life';
import { leftBy } from './left-by';
import { at, confirmed, ID, made, NO, opened, wait } from './stages';

const EIGHT = at('08:00');
const CALL = `cancel-order:${NO}`;
const asked = (...kinds: string[]) => kinds.map((kind) => `${kind} ${NO}`);
const cancel = (life: CourseLife) => leftBy(life, () => cancelUnit(life.ports, ID, 1));

/** Open at WeChat, and no class is to be taught on it. */
async function dropped() {
  const life = await opened();
  await made(life, { teaching: 'dropped' });
  return life;
}

/** The call as it is stored, with what came of it. */
function sent(createdAt: string, reason: string, state: string, ...came: string[]) {
  return { [CALL]: { createdAt, state, body: { serviceKey: 'per-class', outTradeNo: NO, reason }, came } };
}

const UNTAUGHT = '未上课，已关闭扣费';

test('a unit on which nothing was taught is cancelled, and believed to be when WeChat says so', async () => {
  const life = await dropped();
  expect(await cancel(life)).toEqual({
    ...{ told: 'news', asked: asked('cancel-order', 'query-order') },
    ...{ units: { 1: { collection: 'cancelled' } }, intents: sent(EIGHT, UNTAUGHT, 'done', 'done r') },
  });
  expect(await cancel(life)).toEqual({ told: 'no-news' });
});

test('one that WeChat refuses to complete is cancelled with a word to her, and finance is told to ask for the money', async () => {
  const life = await confirmed();
  await made(life, { completionRefused: true });
  const now = at('08:00', 10);
  expect(await cancel(life)).toEqual({
    ...{ told: 'news', asked: asked('cancel-order', 'query-order') },
    units: { 1: { collection: 'cancelled' } },
    intents: sent(now, '改为直接支付', 'done', 'done r'),
    tasks: {
      [`pay_by_hand-${ID}-1`]: {
        ...{ institutionId: 'inst', campusId: 'north', kind: 'pay_by_hand', forRoles: ['finance', 'owner'] },
        ...{ subject: { orderId: ID, unitNo: 1 }, state: 'open', raisedAt: now, deadline: at('08:00', 13) },
        reason: '第1次课已上课，但微信订单已取消，¥100.00 只能请学员直接支付。',
      },
    },
  });
});

test.each([
  ['not-done', 'unknown no answer'],
  ['busy', 'busy HTTP 429'],
] as const)('a cancellation without an answer (%s) is sent again, byte for byte', async (mishap, came) => {
  const life = await dropped();
  life.pay.next('cancel-order', mishap);
  expect(await cancel(life)).toEqual({
    ...{ told: 'no-news', asked: asked('cancel-order', 'query-order') },
    intents: sent(EIGHT, UNTAUGHT, 'pending', came),
  });
  await made(life, { completionRefused: true });
  wait(life, 1);
  expect(await cancel(life)).toEqual({
    ...{ told: 'news', asked: asked('cancel-order', 'query-order') },
    units: { 1: { collection: 'cancelled' } },
    intents: { [CALL]: { state: 'done', came: [came, 'done r'] } },
  });
  expect(life.pay.bytes.get(CALL)?.[1]).toBe(life.pay.bytes.get(CALL)?.[0]);
});

test('a cancellation that cannot be asked about is not believed', async () => {
  const life = await dropped();
  life.pay.next('query-order', 'not-done');
  expect(await cancel(life)).toEqual({
    ...{ told: 'no-news', asked: asked('cancel-order', 'query-order') },
    intents: sent(EIGHT, UNTAUGHT, 'done', 'done r'),
  });
});

describe('a cancellation that WeChat refuses', () => {
  const refused = sent(EIGHT, UNTAUGHT, 'refused', 'refused 400 INVALID_ORDER_STATE r');

  test('because it is cancelled already, is no trouble', async () => {
    const life = await dropped();
    life.pay.meddle(NO, { state: 'REVOKED' });
    expect(await cancel(life)).toEqual({
      ...{ told: 'news', asked: asked('cancel-order', 'query-order') },
      ...{ units: { 1: { collection: 'cancelled' } }, intents: refused },
    });
  });

  test('otherwise is a task for finance', async () => {
    const life = await dropped();
    life.pay.next('cancel-order', { refused: 'INVALID_ORDER_STATE' });
    expect(await cancel(life)).toEqual({
      ...{ told: 'no-news', asked: asked('cancel-order', 'query-order'), intents: refused },
      tasks: {
        [`stuck_call-${ID}-1`]: {
          ...{ institutionId: 'inst', campusId: 'north', kind: 'stuck_call', forRoles: ['finance', 'owner'] },
          ...{
            subject: { orderId: ID, unitNo: 1 },
            state: 'open',
            raisedAt: EIGHT,
            deadline: at('08:00', 10),
          },
          reason: '微信支付没有接受这一步（cancel INVALID_ORDER_STATE），需要人工查看。不会重复扣费。',
        },
      },
    });
  });
});

test('a completion by hand in the console is not passed over: the order is stopped for finance', async () => {
  const life = await dropped();
  life.pay.meddle(NO, { totalFen: fen(10_000) });
  expect((await cancel(life)).told).toMatch(/WeChat says paying for unit 1, which is open with us$/);
});
