import type { Hand } from '../phone/browser';
import { openTab, orderAndSign, sees, tap, tapWeChat } from './gestures';
import { Living } from './living';

let living: Living;
const hands: Hand[] = [];
beforeAll(async () => {
  living = await Living.open();
});
afterEach(async () => {
  for (const hand of hands.splice(0)) await hand.close();
});
afterAll(() => living?.close());

async function holding(openid: string): Promise<Hand> {
  const hand = await living.handOf(openid);
  hands.push(hand);
  return hand;
}

test('a learner is left unsigned by one rung, signs another, is taught, charged, objects, and closes', async () => {
  const openid = 'oLearner_lin_e2e_0000000000';
  await living.person(openid, '林晓雯', 640);
  const hand = await holding(openid);
  await orderAndSign(hand, '行书入门', '学完整课扣费');
  await sees(hand, '还没有签约');
  await sees(hand, '没有产生任何费用，可以换一种方式报名。');
  await hand.top.locator('.bar .button-primary').click();
  await tapWeChat(hand, '开通并签约');
  await tapWeChat(hand, '返回商家');
  await sees(hand, '签好了，现在不用付钱');

  const first = await living.classSoon(living.courses.calligraphy, '行书入门');
  await living.teach(first, [await living.orderOf(openid)]);
  await tap(hand, '看我的课程');
  await sees(hand, '我有异议');
  await living.nextDay();
  await openTabAgain(hand);
  await tap(hand, '行书入门');
  await sees(hand, /已扣费/);

  const second = await living.classSoon(living.courses.calligraphy, '行书入门');
  await living.teach(second, [await living.orderOf(openid)]);
  await openTabAgain(hand);
  await tap(hand, '行书入门');
  await tap(hand, '我有异议');
  await tap(hand, /没上课|提前下课/);
  await tap(hand, '提交异议，先不扣费');
  await sees(hand, /异议中|已暂停扣这一笔/);

  await hand.page.reload();
  await openTab(hand, '我的');
  await tap(hand, '扣费服务设置');
  await tap(hand, '关闭扣费服务');
  await sees(hand, '永不扣费');
  await tap(hand, '确认关闭');
  await sees(hand, '扣费服务已关闭');
  const order = await living.control.call(openid, 'signing', 'read', {
    orderId: await living.orderOf(openid),
  });
  expect(['closing', 'closed']).toContain(order.state);
  expect(order.chargedFen).toBe(12_000);
});

/** Starts the Mini Program anew and opens the tab of her courses. */
async function openTabAgain(hand: Hand): Promise<void> {
  await hand.page.reload();
  await openTab(hand, '学习');
}

test.each([
  ['four stages', '油画静物', 'oLearner_chen_e2e_000000000', '陈立', 680],
  ['the whole course', '手机摄影', 'oLearner_wang_e2e_000000000', '王若兰', 730],
])(
  'a learner signs a course that is charged by %s and finds it among her courses',
  async (_unit, course, openid, name, score) => {
    await living.person(openid, name, score);
    const hand = await holding(openid);
    await orderAndSign(hand, course);
    await sees(hand, '签好了，现在不用付钱');
    await openTabAgain(hand);
    await tap(hand, course);
    await sees(hand, /之后最多再扣|学完|上完/);
  },
);

test('a learner who is not signed by any rung goes on with ordinary payment of each class after it', async () => {
  const openid = 'oLearner_zhou_e2e_000000000';
  await living.person(openid, '周然', 590);
  const hand = await holding(openid);
  await orderAndSign(hand, '手机摄影');
  await sees(hand, '还没有签约');
  expect(await hand.top.locator('body').textContent()).not.toMatch(/分数不足|风控|拒绝|失败/);
  await tap(hand, /直接支付/);
  await hand.top.locator('.bar .button-primary').click();
  await hand.top.locator('.page-state, .message').getByText('看我的课程').waitFor();
  const cls = await living.classSoon(living.courses.photography, '手机摄影');
  await living.teach(cls, [await living.orderOf(openid)]);
  await living.nextDay();
  await openTabAgain(hand);
  await tap(hand, '手机摄影');
  await hand.top.locator('.bar .button-primary').click();
  await tapWeChat(hand, /立即支付|确认支付|^支付$/);
  await sees(hand, /已付清|已支付/);
  const order = await living.control.call(openid, 'signing', 'read', {
    orderId: await living.orderOf(openid),
  });
  expect(order.units[0]).toMatchObject({ status: 'paid_by_hand' });
});
