import {
  completed,
  completeRequest,
  good,
  OPENID,
  offer,
  opened,
  orderNow,
  orderPath,
  signed,
  signPlanNow,
} from './kit/requests';
import { DAY, MINUTE, openTown, SECOND, type Town } from './kit/town';
import type { OrderView } from './kit/views';

describe('a course, from the signing to its last deduction', () => {
  let town: Town;
  beforeEach(async () => {
    town = await openTown();
  });
  afterEach(() => town.close());

  test('two classes are taught, each is deducted after it was completed, and the sign plan ends', async () => {
    let plan = await signed(town, [9_000, 8_000]);
    expect(plan.sign_state).toBe('SIGNED');
    expect(town.inbox.of('PAYSCORE.USER_SIGN_PLAN')).toHaveLength(1);

    for (const [no, amount] of [
      [1, 9_000],
      [2, 8_000],
    ] as const) {
      const order = await opened(town, plan, no);
      expect(order).toMatchObject({ state: 'DOING', state_description: 'USER_CONFIRM' });
      const done = await good<OrderView>(
        town.merchant.post(orderPath(order.out_order_no, 'complete'), completeRequest(order, amount)),
      );
      expect(done).toMatchObject({
        state: 'DOING',
        state_description: 'MCH_COMPLETE',
        need_collection: true,
      });
      expect(done.collection).toBeUndefined();
      await town.advance(10 * SECOND);
      const paid = await orderNow(town, order);
      expect(paid.state).toBe('DONE');
      expect(paid.state_description).toBeUndefined();
      expect(paid.collection).toMatchObject({ state: 'USER_PAID', paid_amount: amount, paying_amount: 0 });
      expect(paid.collection?.details?.[0]?.transaction_id).toMatch(/^\d{28}$/);
    }
    plan = await signPlanNow(town, plan);
    expect(plan.sign_state).toBe('COMPLETE');
    expect(town.inbox.of('PAYSCORE.USER_PAID').map((one) => one.resource?.total_amount)).toEqual([
      9_000, 8_000,
    ]);
    expect(town.inbox.received.every((one) => one.verified)).toBe(true);
    expect(town.pay.books().totals).toMatchObject({ collected: 17_000, owing: 0 });
  });

  test('a learner without money is asked again and again, for ever, until she has some', async () => {
    town.pay.people.put(OPENID, { balanceFen: 0 });
    const order = await completed(town, await signed(town));
    await town.advance(20 * DAY);
    expect((await orderNow(town, order)).collection).toMatchObject({
      state: 'USER_PAYING',
      paying_amount: 8_000,
    });
    town.pay.people.put(OPENID, { balanceFen: 10_000 });
    await town.advance(DAY);
    expect((await orderNow(town, order)).state).toBe('DONE');
    expect(town.pay.people.get(OPENID).balanceFen).toBe(2_000);
  });

  test('refused by score and walking away look the same to the merchant', async () => {
    const [poor, gone] = [await offer(town, [100], 'oPoor'), await offer(town, [100], 'oGone')];
    town.pay.people.put('oPoor', { score: 599 });
    expect(town.pay.wechat.sign(poor.package, 'sign').result).toBe('refused');
    expect(town.pay.wechat.sign(gone.package, 'leave').result).toBe('left');
    await town.advance(30 * MINUTE);
    const different = ['sign_plan_id', 'merchant_sign_plan_no', 'openid', 'plan_id', 'signed_detail_list'];
    const views = await Promise.all(
      [poor, gone].map(async (one) => {
        const view = Object.entries(await signPlanNow(town, one.sign_plan));
        return Object.fromEntries(view.filter(([field]) => !different.includes(field)));
      }),
    );
    expect(views[0]).toEqual(views[1]);
    expect(views[0]?.['sign_state']).toBe('UNSIGNED');
    expect(town.inbox.received).toEqual([]);
  });
});
