import {
  completed,
  completeRequest,
  good,
  OPEN,
  OPENID,
  offer,
  opened,
  orderNow,
  orderPath,
  orderRequest,
  signed,
  signPlanNow,
} from './kit/requests';
import { DAY, HOUR, openTown, type Town } from './kit/town';
import type { SignPlanView } from './kit/views';

describe('what the end of a sign plan does to an order in service', () => {
  let town: Town;
  beforeEach(async () => {
    town = await openTown();
  });
  afterEach(() => town.close());

  type Fate = 'completable' | 'refused' | 'revoked';
  const endings: [string, Fate, string, number][] = (['completable', 'refused', 'revoked'] as const).flatMap(
    (fate) => [
      ['closed by the user', fate, 'liveOrderAfterCancel', 0],
      ['expired', fate, 'liveOrderAtExpiry', 130 * DAY],
    ],
  );
  const outcome: Record<Fate, object> = {
    completable: { status: 200 },
    refused: { status: 403, code: 'NO_AUTH' },
    revoked: { status: 400, code: 'ORDER_CANCELED' },
  };
  test.each(endings)('%s, the order is %s', async (_name, fate, name, after) => {
    town.pay.switches.put({ [name]: fate });
    const plan = await signed(town);
    const order = await opened(town, plan);
    if (after === 0) town.pay.wechat.cancelPlan(plan.sign_plan_id);
    await town.advance(after);
    const answer = await town.merchant.post(
      orderPath(order.out_order_no, 'complete'),
      completeRequest(order),
    );
    expect(answer).toMatchObject(outcome[fate]);
  });

  test('an order that is being paid is never revoked by it', async () => {
    town.pay.switches.put({ liveOrderAfterCancel: 'revoked' });
    town.pay.people.put(OPENID, { balanceFen: 0 });
    const plan = await signed(town);
    const order = await completed(town, plan);
    town.pay.wechat.cancelPlan(plan.sign_plan_id);
    town.pay.people.put(OPENID, { balanceFen: 50_000 });
    await town.advance(HOUR);
    expect((await orderNow(town, order)).state).toBe('DONE');
    const ended = await signPlanNow(town, plan);
    expect(ended).toMatchObject({ sign_state: 'SIGN_PLAN_CANCEL' });
    expect(ended.signed_detail_list[0]?.plan_detail_state).toBe('USED');
  });

  test("the merchant's stop with a live order: allowed or refused by the switch", async () => {
    const plan = await signed(town);
    await good(town.merchant.post(OPEN, orderRequest(plan)));
    const stop = () =>
      town.merchant.post(
        `/v3/payscore/sign-plan/user-sign-plans/merchant-sign-plan-no/${plan.merchant_sign_plan_no}/stop`,
        { stop_reason: '停办' },
      );
    town.pay.switches.put({ stopWithLiveOrder: 'refuse' });
    expect(await stop()).toMatchObject({ status: 400, code: 'INVALID_REQUEST' });
    town.pay.switches.put({ stopWithLiveOrder: 'allow' });
    town.pay.switches.put({ liveOrderAfterCancel: 'revoked' });
    const stopped = await good<SignPlanView>(stop());
    expect(stopped.signed_detail_list[0]?.plan_detail_state).toBe('SIGN_PLAN_DETAIL_CANCEL');
  });

  test('switches refuse unknown names and values, and say which there are', () => {
    const { switches } = town.pay;
    expect(() => switches.put({ colour: 'red' })).toThrow(/cancelWhilePaying/);
    expect(() => switches.put({ cancelWhilePaying: 'maybe' })).toThrow(/"allow", "busy", "deny"/);
    expect(() => switches.put({ signtestRate: 2 })).toThrow(/0 to 1/);
    expect(() => switches.put({ deductionRetryMinutes: [] })).toThrow(/list/);
    expect(() => switches.put({ stopSendsCallback: true, signtestRate: 9 })).toThrow();
    expect(switches.get().stopSendsCallback).toBe(false);
  });

  test('a package that nobody used says nothing about the person who left', async () => {
    const { sign_plan } = await offer(town);
    await town.advance(DAY);
    expect((await signPlanNow(town, sign_plan)).sign_state).toBe('UNSIGNED');
  });
});
