import { completed, OPEN, OPENID, offer, orderNow, orderRequest, signed } from './kit/requests';
import { DAY, HOUR, MINUTE, openTown, SECOND, type Town } from './kit/town';
import type { OrderView, SignPlanView } from './kit/views';

describe('collecting the money of a completed order', () => {
  let town: Town;
  let plan: SignPlanView;
  let order: OrderView;
  beforeEach(async () => {
    town = await openTown();
    plan = await signed(town, [9_000, 8_000]);
    town.pay.people.put(OPENID, { balanceFen: 0 });
    order = await completed(town, plan, 1, 9_000);
  });
  afterEach(() => town.close());

  const attempts = () => town.pay.books().orders[0]?.attempts;

  test('first after 3 s, then after 30 min, three times hourly, and daily for ever', async () => {
    const gaps = [3 * SECOND, 30 * MINUTE, HOUR, HOUR, HOUR, DAY, DAY, DAY];
    for (const [index, gap] of gaps.entries()) {
      await town.advance(gap - 1);
      expect(attempts()).toBe(index);
      await town.advance(1);
      expect(attempts()).toBe(index + 1);
    }
  });

  test('the gaps and the first delay can be set', async () => {
    town.pay.switches.put({ deductionRetryMinutes: [5], firstDeductionSeconds: 60 });
    await town.advance(3 * SECOND + 12 * MINUTE);
    expect(attempts()).toBe(3);
  });

  test('a deduction is AUTH in the books under a number of its own, and USER_PAID tells of it', async () => {
    town.pay.people.put(OPENID, { balanceFen: 9_000 });
    await town.advance(10 * SECOND);
    const [transaction] = town.pay.books().transactions;
    expect(transaction).toMatchObject({
      tradeType: 'AUTH',
      amount: 9_000,
      outOrderNo: order.out_order_no,
      attach: `wxzff|${order.order_id}|${order.out_order_no}`,
    });
    expect(transaction?.outTradeNo).not.toBe(order.out_order_no);
    const [paid] = town.inbox.of('PAYSCORE.USER_PAID');
    expect(paid?.resource).toMatchObject({ state: 'DONE', openid: OPENID, out_order_no: order.out_order_no });
    expect(paid?.resource?.collection?.details).toEqual([
      {
        seq: 1,
        amount: 9_000,
        paid_type: 'NEWTON',
        paid_time: '20261201100005',
        transaction_id: transaction?.transactionId,
        bank_type: 'OTHERS',
        promotion_detail: [],
      },
    ]);
  });

  test('she pays by hand: JSAPI under the number of the order, with any card, once', async () => {
    await town.advance(HOUR);
    const { result, amount } = town.pay.wechat.payNow(OPENID, order.out_order_no);
    expect({ result, amount }).toEqual({ result: 'paid', amount: 9_000 });
    expect(town.pay.books().transactions).toMatchObject([
      { tradeType: 'JSAPI', outTradeNo: order.out_order_no },
    ]);
    expect(() => town.pay.wechat.payNow(OPENID, order.out_order_no)).toThrow(/DONE/);
    await town.advance(3 * DAY);
    expect(town.pay.books().totals.collected).toBe(9_000);
    expect((await orderNow(town, order)).collection?.details?.[0]?.paid_type).toBe('NEWTON');
  });

  test('nobody pays what is not hers or not due', () => {
    expect(() => town.pay.wechat.payNow('oOther', order.out_order_no)).toThrow(/no order/);
    expect(() => town.pay.wechat.payNow(OPENID, 'unknown')).toThrow(/no order/);
  });

  test('unpaid for 30 days, she gets no further order anywhere until she has paid', async () => {
    const other = await signed(town, [500], 'oFriend');
    const friend = await completed(town, other, 1, 500);
    await town.advance(30 * DAY - 5 * SECOND);
    expect(town.pay.books().orders.map((one) => one.overdue)).toEqual([false, false]);
    await town.advance(10 * SECOND);
    expect(town.pay.books().orders.map((one) => one.overdue)).toEqual([true, false]);
    expect((await orderNow(town, friend)).state).toBe('DONE');

    const waiting = await offer(town, [100]);
    expect(town.pay.wechat.sign(waiting.package, 'sign').result).toBe('refused');
    town.pay.wechat.payNow(OPENID, order.out_order_no);
    expect(town.pay.wechat.sign(waiting.package, 'sign').result).toBe('signed');
  });

  test('one who is overdue elsewhere is refused the next order of a plan that she signed', async () => {
    town.pay.wechat.payNow(OPENID, order.out_order_no);
    town.pay.people.put(OPENID, { overdue: true });
    expect(await town.merchant.post(OPEN, orderRequest(plan, 2))).toMatchObject({ inner: 271299627 });
  });
});
