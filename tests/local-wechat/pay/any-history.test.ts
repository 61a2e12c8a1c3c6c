import fc from 'fast-check';
import {
  completeRequest,
  fresh,
  good,
  OPEN,
  offer,
  orderPath,
  orderRequest,
  signPlanNow,
} from './kit/requests';
import { APPID, HOUR, MINUTE, openTown, type Town } from './kit/town';
import type { OrderView, SignPlanView } from './kit/views';

/** Whatever a merchant and people do, in any order, WeChat Pay's own books stay right. */
const PEOPLE = ['oAnn', 'oBo'];
const PURSE = 20_000;
const ACTS = [
  'sign',
  'open',
  'open',
  'open',
  'complete',
  'complete',
  'complete',
  'pay',
  'modify',
  'cancel',
  'sync',
  'refund',
  'payNow',
  'close',
  'minute',
  'hour',
] as const;
const act = fc.record({
  what: fc.constantFrom(...ACTS),
  who: fc.nat(PEOPLE.length - 1),
  which: fc.nat(3),
  fen: fc.nat(9_000),
});
type Act = typeof act extends fc.Arbitrary<infer A> ? A : never;

/** One history: the merchant knows only what the API told it. */
class History {
  private readonly plans: SignPlanView[] = [];
  private readonly orders: OrderView[] = [];

  constructor(private readonly town: Town) {
    for (const openid of PEOPLE) town.pay.people.put(openid, { balanceFen: PURSE });
  }

  private pick<T>(list: T[], { which }: Act): T | undefined {
    return list[which % Math.max(1, list.length)];
  }

  async step(it: Act): Promise<void> {
    const order = this.pick(this.orders, it);
    if (it.what === 'minute' || it.what === 'hour')
      await this.town.advance(it.what === 'hour' ? HOUR : MINUTE);
    else if (it.what === 'sign') await this.sign(it);
    else if (it.what === 'open') await this.open(it);
    else if (it.what === 'close') this.close(it);
    else if (order) await this.actOn(order, it);
  }

  private async sign(it: Act): Promise<void> {
    const offered = await offer(this.town, [9_000, 8_000, 8_000], PEOPLE[it.who]);
    if (this.town.pay.wechat.sign(offered.package, 'sign').result === 'signed')
      this.plans.push(offered.sign_plan);
  }

  private async open(it: Act): Promise<void> {
    const plan = this.pick(this.plans, it);
    if (!plan) return;
    const now = await signPlanNow(this.town, plan);
    const next = now.signed_detail_list.find((detail) => detail.plan_detail_state === 'NOT_USED');
    const answer = await this.town.merchant.post(OPEN, orderRequest(now, next?.plan_detail_no ?? 1));
    if (answer.status === 200) this.orders.push(answer.body as never);
  }

  private close(it: Act): void {
    const plan = this.pick(this.town.pay.books().signPlans, it);
    if (plan?.signState === 'SIGNED') this.town.pay.wechat.cancelPlan(plan.signPlanId);
  }

  private async actOn(order: OrderView, it: Act): Promise<void> {
    const owner = { appid: APPID, service_id: order.service_id };
    const amount = { post_payments: [{ name: '课时费', amount: it.fen }], total_amount: it.fen };
    const bodies: Partial<Record<Act['what'], object>> = {
      complete: completeRequest(order, it.fen),
      pay: owner,
      modify: { ...owner, ...amount, reason: '少上' },
      cancel: { ...owner, reason: '停课' },
      sync: { ...owner, type: 'Order_Paid', detail: { paid_time: '20261201' } },
    };
    const body = bodies[it.what];
    if (body) await this.town.merchant.post(orderPath(order.out_order_no, it.what), body);
    if (it.what === 'refund') await this.refund(it);
    if (it.what === 'payNow') this.payNow(it);
  }

  private async refund(it: Act): Promise<void> {
    const payment = this.pick(this.town.pay.books().transactions, it);
    if (!payment) return;
    await this.town.merchant.post('/v3/refund/domestic/refunds', {
      transaction_id: payment.transactionId,
      out_refund_no: fresh('REF'),
      amount: { refund: Math.max(1, it.fen), total: payment.amount, currency: 'CNY' },
    });
  }

  private payNow(it: Act): void {
    const owing = this.town.pay.books().orders.filter((one) => one.stateDescription === 'MCH_COMPLETE');
    const one = this.pick(owing, it);
    if (one && this.town.pay.people.get(one.openid).balanceFen >= (one.totalAmount ?? 0))
      this.town.pay.wechat.payNow(one.openid, one.outOrderNo);
  }
}

/** What must hold in every moment of every history. */
async function check(town: Town): Promise<void> {
  const { orders, transactions, refunds, totals, signPlans } = town.pay.books();
  const purses = PEOPLE.reduce((sum, openid) => sum + town.pay.people.get(openid).balanceFen, 0);
  expect(PEOPLE.length * PURSE - purses).toBe(totals.collected - totals.refunded);
  expect(new Set(transactions.map((one) => one.outOrderNo)).size).toBe(transactions.length);
  for (const payment of transactions) {
    const order = orders.find((one) => one.outOrderNo === payment.outOrderNo);
    expect(order).toMatchObject({
      state: 'DONE',
      totalAmount: payment.amount,
      transactionId: payment.transactionId,
    });
    const back = refunds.filter(
      (one) => one.transactionId === payment.transactionId && one.status !== 'CLOSED',
    );
    expect(back.reduce((sum, one) => sum + one.amount, 0)).toBeLessThanOrEqual(payment.amount);
  }
  for (const plan of signPlans) {
    const live = orders.filter(
      (one) => one.signPlanId === plan.signPlanId && ['CREATED', 'DOING'].includes(one.state),
    );
    expect(live.length).toBeLessThanOrEqual(1);
    await checkDetails(town, plan.merchantSignPlanNo);
  }
}

const DETAIL_OF: Readonly<Record<string, string>> = {
  DOING: 'USING',
  DONE: 'USED',
  REVOKED: 'SIGN_PLAN_DETAIL_CANCEL',
};

async function checkDetails(town: Town, merchantSignPlanNo: string): Promise<void> {
  const path = `/v3/payscore/sign-plan/user-sign-plans/merchant-sign-plan-no/${merchantSignPlanNo}`;
  const plan = await good<SignPlanView>(town.merchant.get(path));
  const { orders } = town.pay.books();
  for (const detail of plan.signed_detail_list) {
    const order = orders.find((one) => one.outOrderNo === detail.merchant_plan_detail_no);
    expect(detail.plan_detail_state).toBe(order ? DETAIL_OF[order.state] : 'NOT_USED');
  }
  const states = plan.signed_detail_list.map((detail) => detail.plan_detail_state);
  const firstFree = states.indexOf('NOT_USED');
  if (firstFree >= 0) expect(new Set(states.slice(firstFree))).toEqual(new Set(['NOT_USED']));
  if (plan.sign_state === 'COMPLETE') expect(states).not.toContain('USING');
}

test('money is neither made nor lost, one order lives per plan, and details say what orders are', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 25, maxLength: 45, size: 'max' }), async (acts) => {
      const town = await openTown();
      try {
        const history = new History(town);
        for (const who of PEOPLE.keys())
          for (const what of ['sign', 'open'] as const) await history.step({ what, who, which: who, fen: 0 });
        for (const it of acts) await history.step(it);
        await check(town);
        await town.advance(3 * HOUR);
        await check(town);
      } finally {
        await town.close();
      }
    }),
    { numRuns: 15 },
  );
});
