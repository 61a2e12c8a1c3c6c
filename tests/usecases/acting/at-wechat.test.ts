import type { OrderFacts } from '../../../server/domain/order/wechat-facts';
import { MINUTE, plus } from '../../../server/domain/time';
import type { CallOutcome } from '../../../server/ports/pay-score';
import { hours, openUnit, payment, says, unit } from '../../domain/order/orders';
import {
  ALL_TAKEN,
  approved,
  BUSY,
  CALLS,
  done,
  type Kind,
  LESS_TAKEN,
  LOWERED,
  NOTHING_TAKEN,
  PAID,
  paying,
  REFUSED,
  UNKNOWN,
} from './collected-unit';
import { NOW } from './desk';

describe('what WeChat is asked for', () => {
  const order = { serviceKey: 'per-class', outTradeNo: 'order1S1U1' };
  const long = '老师临时换了人，这次课的内容也没有按课程表讲，所以和家长商量好少收一部分';
  const short = '老师临时换了人，这次课的内容也没有按课程表讲，所以和家长商量';

  test.each<[string, Kind, { reason?: string }, object]>([
    ['to take less', 'lower', {}, { ...order, lineName: '第1次课', chargeFen: 6_000, reason: '老师换人' }],
    ['to take nothing', 'waive', {}, { ...order, lineName: '第1次课', chargeFen: 0, reason: '老师换人' }],
    ['to know when it was paid', 'paid_elsewhere', {}, { ...order, paidAt: hours(30) }],
    ['to try again', 'charge_again', {}, order],
    [
      'to cancel, in as many words as it shows',
      'cancel_order',
      { reason: long },
      { ...order, reason: short },
    ],
  ])('%s', async (_, kind, changes, body) => {
    const desk = await approved(kind, changes);
    desk.answersNext(CALLS[kind], UNKNOWN);
    await desk.carryOn('act1');
    expect(desk.sent()).toEqual([[CALLS[kind], body]]);
    expect(desk.store.all('intents')).toEqual([
      {
        ...{ _id: `${CALLS[kind]}:order1S1U1:act1`, kind: CALLS[kind], subject: 'order1' },
        ...{ path: `/${CALLS[kind]}`, body: JSON.stringify(body), createdAt: NOW, state: 'pending' },
        attempts: [{ at: NOW, outcome: 'unknown timeout' }],
      },
    ]);
    expect(await desk.act('act1')).toMatchObject({ state: 'running', revision: 2, tries: 1 });
  });
});

interface Told {
  /** What the call is answered with, and what WeChat says of the order when it is asked. */
  answer: CallOutcome<unknown>;
  says?: OrderFacts;
}

describe('how an act at WeChat ends', () => {
  test.each<[Kind, string, Told, string, string, object]>([
    [
      'lower',
      'it is taking less',
      { answer: done(says.paying(6_000)) },
      'done',
      '微信已按新金额收款。',
      LOWERED,
    ],
    [
      'lower',
      'less was taken',
      { answer: done(says.paidLess(6_000)) },
      'done',
      '微信已按新金额处理。',
      LESS_TAKEN,
    ],
    [
      'lower',
      'all was taken before',
      { answer: done(PAID) },
      'failed',
      '微信已经按原金额扣到，请改用退款。',
      ALL_TAKEN,
    ],
    [
      'lower',
      'it refuses',
      { answer: REFUSED, says: says.paying() },
      'failed',
      '微信没有接受，金额没有变化。',
      {},
    ],
    [
      'lower',
      'it refuses since it is done',
      { answer: REFUSED, says: says.paying(6_000) },
      ...(['done', '微信已按新金额收款。', LOWERED] as const),
    ],
    [
      'waive',
      'nothing is to be taken',
      { answer: done(says.zero) },
      'done',
      '微信已按新金额处理。',
      NOTHING_TAKEN,
    ],
    [
      'waive',
      'all was taken before',
      { answer: done(PAID) },
      'failed',
      '微信已经按原金额扣到，请改用退款。',
      ALL_TAKEN,
    ],
    ['waive', 'it refuses', { answer: REFUSED }, 'failed', '微信没有接受，金额没有变化。', {}],
    [
      'paid_elsewhere',
      'it has noted it',
      { answer: done(says.elsewhere) },
      ...(['done', '微信已登记为其他方式付清。'] as const),
      { collection: 'paid_elsewhere', collectedFen: 10_000, paidAt: NOW, transactionIds: [] },
    ],
    [
      'paid_elsewhere',
      'it took the money itself',
      { answer: done(PAID) },
      ...(['failed', '微信已经结束这笔收款；其他方式收到的钱请退还学员。', ALL_TAKEN] as const),
    ],
    ['paid_elsewhere', 'it refuses', { answer: REFUSED }, 'failed', '微信没有接受，金额没有变化。', {}],
    [
      'charge_again',
      'it has the money',
      { answer: done(undefined), says: PAID },
      'done',
      '微信已扣到。',
      ALL_TAKEN,
    ],
    [
      'charge_again',
      'it is still trying',
      { answer: done(undefined), says: says.paying() },
      ...(['done', '微信已经再次发起扣款，结果会自动更新。', {}] as const),
    ],
    [
      'charge_again',
      'it refuses',
      { answer: REFUSED, says: says.paying() },
      ...(['failed', '微信又试了一次，还是没有扣到；微信会继续自动扣。', {}] as const),
    ],
    [
      'cancel_order',
      'it is cancelled',
      { answer: done(undefined), says: says.revoked },
      ...(['done', '微信订单已取消。', { collection: 'cancelled', chargedFen: 0 }] as const),
    ],
    [
      'cancel_order',
      'it took the money before',
      { answer: done(undefined), says: PAID },
      ...(['failed', '微信已经扣到，不能取消；可以退款。', ALL_TAKEN] as const),
    ],
    [
      'cancel_order',
      'it refuses',
      { answer: REFUSED, says: says.paying() },
      ...(['failed', '微信现在不能取消这个订单，可以改用减少收费或免收。', {}] as const),
    ],
  ])('%s: %s', async (kind, _, told, state, outcome, changes) => {
    const desk = await approved(kind);
    desk.answersNext(CALLS[kind], told.answer);
    if (told.says) desk.weChatSays(told.says);
    const before = await desk.act('act1');
    expect(await desk.carryOn('act1')).toBeUndefined();
    expect(await desk.act('act1')).toEqual({ ...before, state, outcome, endedAt: NOW, revision: 3 });
    const after = await desk.order();
    expect(after.units).toEqual([{ ...paying, ...changes }, unit(2)]);
    expect(after.liveActs).toBeUndefined();
    expect(desk.sent()).toHaveLength(1);
    const news = desk.store.all('pushes').filter((push) => push.kind === 'charge_changed');
    const less = state === 'done' && (kind === 'lower' || kind === 'waive');
    expect(news.map((push) => push._id)).toEqual(less ? ['act-act1'] : []);
  });

  test.each<[string, Kind, CallOutcome<unknown>, OrderFacts, string[]]>([
    ['less', 'lower', done(says.paying(6_000)), says.nonsense, ['charge 10000 u1', 'lower 4000 u1']],
    [
      'less, and taken',
      'lower',
      done(says.paidLess(6_000)),
      says.nonsense,
      ['charge 10000 u1', 'lower 4000 u1', 'collect 6000 u1'],
    ],
    ['nothing', 'waive', done(says.zero), says.nonsense, ['charge 10000 u1', 'lower 10000 u1']],
    [
      'that WeChat may not take it',
      'cancel_order',
      done(undefined),
      says.revoked,
      ['charge 10000 u1', 'write_off 10000 u1'],
    ],
  ])('the books hold %s', async (_, kind, answer, facts, books) => {
    const desk = await approved(kind);
    desk.answersNext(CALLS[kind], answer);
    desk.weChatSays(facts);
    await desk.carryOn('act1');
    expect(desk.books()).toEqual(books);
  });

  test('what WeChat does not take any more is to be paid by hand', async () => {
    const desk = await approved('cancel_order');
    desk.weChatSays(says.revoked);
    await desk.carryOn('act1');
    expect(desk.openTasks()).toEqual(['pay_by_hand-order1-1']);
  });

  test('the service order of what was never taught is cancelled, and nothing is owed', async () => {
    const desk = await approved('cancel_order', {}, { units: [openUnit(1), unit(2)] });
    desk.weChatSays(says.revoked);
    await desk.carryOn('act1');
    expect(await desk.unit()).toEqual({ ...openUnit(1), collection: 'cancelled' });
    expect(desk.openTasks()).toEqual([]);
  });

  test('a second payment that WeChat shows by the way is given back', async () => {
    const desk = await approved('charge_again');
    desk.weChatSays(says.paid(payment('t1'), payment('t2')));
    await desk.carryOn('act1');
    expect(desk.books()).toEqual(['charge 10000 u1', 'collect 10000 u1', 'overpaid 10000 u1']);
    expect(desk.store.all('refunds')).toMatchObject([{ kind: 'overpaid', transactionId: 't2' }]);
  });

  test.each<[Kind, CallOutcome<unknown>, CallOutcome<OrderFacts>]>([
    ['lower', done(says.paying()), done(says.paying()) as CallOutcome<OrderFacts>],
    ['lower', done({ ...says.nonsense, totalFen: 6_000 }), BUSY],
    ['lower', BUSY, BUSY],
    ['waive', done(says.paying()), BUSY],
    ['waive', UNKNOWN, UNKNOWN],
    ['paid_elsewhere', done(says.paying()), BUSY],
    ['cancel_order', done(undefined), done(says.paying()) as CallOutcome<OrderFacts>],
    ['cancel_order', done(undefined), UNKNOWN],
  ])('%s: while WeChat says nothing clear, it goes on: %j %j', async (kind, answer, asked) => {
    const desk = await approved(kind);
    desk.answersNext(CALLS[kind], answer);
    desk.weChatAnswers(asked);
    expect(await desk.carryOn('act1')).toBe(plus(NOW, MINUTE));
    expect(await desk.act('act1')).toMatchObject({ state: 'running', tries: 1 });
    expect((await desk.order()).units).toEqual([paying, unit(2)]);
  });
});
