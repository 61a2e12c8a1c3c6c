import {
  completed,
  completeRequest,
  good,
  OPENID,
  opened,
  orderNow,
  orderPath,
  queryPath,
  signed,
  signPlanNow,
} from './kit/requests';
import { MINUTE, openTown, SECOND, type Town } from './kit/town';
import type { OrderView, SignPlanView } from './kit/views';

type Change = Record<string, unknown>;

describe('querying, changing and ending an order', () => {
  let town: Town;
  let plan: SignPlanView;
  let order: OrderView;
  beforeEach(async () => {
    town = await openTown();
    plan = await signed(town, [9_000, 8_000]);
    order = await opened(town, plan);
  });
  afterEach(() => town.close());

  const owner = () => ({ appid: town.pay.facts.appid, service_id: order.service_id });
  const act = (name: string, body: object, number = order.out_order_no) =>
    town.merchant.post(orderPath(number, name), body);
  const complete = (change: Change = {}) => act('complete', { ...completeRequest(order), ...change });
  const modify = (amount: number, change: Change = {}) =>
    act('modify', {
      ...owner(),
      post_payments: [{ name: '课时费', amount }],
      total_amount: amount,
      reason: '迟到',
      ...change,
    });
  const cancel = (change: Change = {}) => act('cancel', { ...owner(), reason: '停课', ...change });
  const sync = (change: Change = {}) =>
    act('sync', { ...owner(), type: 'Order_Paid', detail: { paid_time: '20261201095900' }, ...change });
  const poor = () => town.pay.people.put(OPENID, { balanceFen: 0 });

  describe('query', () => {
    test('finds by number or by query_id, exactly one of them', async () => {
      const { facts } = town.pay;
      const both = await town.merchant.get(`${queryPath(order)}&query_id=x`);
      expect(both).toMatchObject({ status: 400, code: 'PARAM_ERROR' });
      expect(both.body.detail?.location).toBe('query');
      const base = `/v3/payscore/serviceorder?service_id=${order.service_id}&appid=${facts.appid}`;
      expect(await town.merchant.get(base)).toMatchObject({ status: 400, code: 'PARAM_ERROR' });
      expect(await town.merchant.get(`${base}&query_id=unknown`)).toMatchObject({ code: 'ORDER_NOT_EXIST' });
      const missing = await town.merchant.get(`/v3/payscore/serviceorder?out_order_no=${order.out_order_no}`);
      expect(missing.body.detail).toMatchObject({ field: 'appid', location: 'query' });
    });

    test('shows what is being collected', async () => {
      await completed(town, await signed(town), 1, 7_000);
      await good(complete());
      expect((await orderNow(town, order)).collection).toEqual({
        state: 'USER_PAYING',
        total_amount: 9_000,
        paying_amount: 9_000,
        paid_amount: 0,
      });
    });
  });

  describe('modify', () => {
    test('lowers the amount while it is to be paid, and never raises it', async () => {
      expect(await modify(100)).toMatchObject({ code: 'INVALID_ORDER_STATE', inner: 271316657 });
      poor();
      await good(complete());
      expect(await modify(9_001)).toMatchObject({ code: 'PARAM_ERROR' });
      const lowered = await good<OrderView>(modify(4_000));
      expect(lowered).toMatchObject({ total_amount: 4_000, collection: { paying_amount: 4_000 } });
      expect((await signPlanNow(town, plan)).signed_detail_list[0]?.actual_pay_price).toBe(4_000);
      town.pay.people.put(OPENID, { balanceFen: 4_000 });
      await town.advance(MINUTE);
      expect((await orderNow(town, order)).collection).toMatchObject({
        state: 'USER_PAID',
        paid_amount: 4_000,
      });
      expect(await modify(1)).toMatchObject({ code: 'ORDER_DONE' });
    });

    test('to 0 fen ends it without money', async () => {
      poor();
      await good(complete());
      expect(await good(modify(0))).toMatchObject({ state: 'DONE', need_collection: false });
    });

    test('without service_id is NO_AUTH, with a long reason PARAM_ERROR', async () => {
      await good(complete());
      expect(await modify(1, { service_id: undefined })).toMatchObject({ status: 403, code: 'NO_AUTH' });
      expect(await modify(1, { reason: '由'.repeat(51) })).toMatchObject({ code: 'PARAM_ERROR' });
      expect(await modify(1, { total_amount: 2 })).toMatchObject({ code: 'PARAM_ERROR' });
    });
  });

  describe('cancel', () => {
    test('ends an open order, may be repeated, and answers ids only', async () => {
      const ids = await good(cancel());
      expect(Object.keys(ids as object).sort()).toEqual([
        'appid',
        'mchid',
        'order_id',
        'out_order_no',
        'service_id',
      ]);
      expect(await good(cancel())).toEqual(ids);
      expect((await orderNow(town, order)).state).toBe('REVOKED');
    });

    test('a reason over 50 characters, or none, is PARAM_ERROR', async () => {
      for (const reason of ['由'.repeat(51), undefined])
        expect(await cancel({ reason })).toMatchObject({ status: 400, code: 'PARAM_ERROR' });
    });

    test('while paying: allowed, busy for three minutes after an attempt, or denied', async () => {
      poor();
      await good(complete());
      town.pay.switches.put({ cancelWhilePaying: 'deny' });
      expect(await cancel()).toMatchObject({ code: 'INVALID_ORDER_STATE', inner: 271316592 });
      town.pay.switches.put({ cancelWhilePaying: 'busy' });
      await town.advance(3 * SECOND);
      expect(await cancel()).toMatchObject({ status: 400, inner: 271316754 });
      await town.advance(3 * MINUTE);
      await good(cancel());
      await town.advance(60 * MINUTE);
      expect(town.pay.books().totals).toMatchObject({ collected: 0, owing: 0 });
    });

    test('allowed by default while paying, refused when paid', async () => {
      poor();
      await good(complete());
      await good(cancel());
      const next = await completed(town, plan, 2);
      town.pay.people.put(OPENID, { balanceFen: 100_000 });
      await town.advance(60 * MINUTE);
      const paid = await act('cancel', { ...owner(), reason: 'x' }, next.out_order_no);
      expect(paid).toMatchObject({ code: 'ORDER_DONE' });
    });
  });

  describe('pay and sync', () => {
    test('pay is one more attempt: TRADE_ERROR when it fails, ids when it succeeds', async () => {
      expect(await act('pay', owner())).toMatchObject({ code: 'INVALID_ORDER_STATE' });
      poor();
      await good(complete());
      expect(await act('pay', owner())).toMatchObject({ status: 403, code: 'TRADE_ERROR', inner: 271316574 });
      expect(town.pay.books().orders[0]?.attempts).toBe(1);
      town.pay.people.put(OPENID, { balanceFen: 9_000 });
      expect(await good(act('pay', owner()))).toMatchObject({ out_order_no: order.out_order_no });
      expect((await orderNow(town, order)).state).toBe('DONE');
    });

    test('sync tells WeChat that the user paid elsewhere: DONE by MCH, without transaction and callback', async () => {
      expect(await sync()).toMatchObject({ code: 'INVALID_ORDER_STATE' });
      poor();
      await good(complete());
      for (const wrong of [
        { type: 'Paid' },
        { detail: {} },
        { detail: { paid_time: '2026' } },
        { detail: { paid_time: '20261201100003' } },
      ])
        expect(await sync(wrong)).toMatchObject({ status: 400, code: 'PARAM_ERROR' });
      const done = await good<OrderView>(sync());
      expect(done.collection?.details).toEqual([
        { seq: 1, amount: 9_000, paid_type: 'MCH', paid_time: '20261201095900' },
      ]);
      await town.advance(60 * MINUTE);
      expect(town.inbox.of('PAYSCORE.USER_PAID')).toHaveLength(0);
      expect(town.pay.books()).toMatchObject({
        transactions: [],
        totals: { collected: 0, paidElsewhere: 9_000 },
      });
      expect((await signPlanNow(town, plan)).signed_detail_list[0]?.plan_detail_state).toBe('USED');
    });

    test('sync after WeChat has the money is ORDER_DONE', async () => {
      await good(complete());
      await town.advance(MINUTE);
      expect(await sync()).toMatchObject({ status: 400, code: 'ORDER_DONE' });
    });
  });
});
