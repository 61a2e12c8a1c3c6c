import {
  completed,
  completeRequest,
  good,
  OPEN,
  OPENID,
  opened,
  orderNow,
  orderPath,
  orderRequest,
  queryPath,
  serviceOf,
  signed,
  signPlanNow,
} from './kit/requests';
import { MINUTE, openTown, SECOND, type Town } from './kit/town';
import type { OrderView, SignPlanView } from './kit/views';

type Change = Record<string, unknown>;

describe('completing, changing and ending an order', () => {
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

  describe('complete', () => {
    const payments = (...amounts: number[]): Change => ({
      post_payments: amounts.map((amount) => ({ name: '课时费', amount })),
      total_amount: amounts.reduce((sum, amount) => sum + amount, 0),
    });
    const discount = (amount: number, name = '优惠') => ({ name, amount });
    const ends = (end_time?: string, start_time = '20261201080000'): Change => ({
      time_range: { start_time, end_time },
    });

    const accepted: [string, Change][] = [
      ['less than the price', payments(100)],
      ['several payments', payments(5_000, 3_000, 1_000)],
      ['a discount', { ...payments(9_000), post_discounts: [discount(1_000)], total_amount: 8_000 }],
      ['an end on this very second', ends('20261201100002')],
      ['whole days', ends('20261201', '20261201')],
      ['100 payments', payments(...Array.from({ length: 100 }, () => 10))],
      [
        'device, goods_tag and profit_sharing',
        { device: { materiel_no: 'x' }, goods_tag: 'g', profit_sharing: false },
      ],
    ];
    test.each(accepted)('with %s is accepted', async (_name, change) => {
      const answer = await complete(change);
      expect(answer.body).toMatchObject({ state: 'DOING', state_description: 'MCH_COMPLETE' });
    });

    const named = (more: Change): Change => ({ post_payments: [{ name: '课时费', amount: 9_000, ...more }] });
    const refused: [string, Change, string | undefined, number | undefined][] = [
      ['no payments', { post_payments: [] }, '/post_payments', undefined],
      ['101 payments', payments(...Array.from({ length: 101 }, () => 1)), '/post_payments', undefined],
      ['a payment name over 20', named({ name: '费'.repeat(21) }), '/post_payments/0/name', undefined],
      [
        'a description over 30',
        named({ description: '述'.repeat(31) }),
        '/post_payments/0/description',
        undefined,
      ],
      ['a count of 101', named({ count: 101 }), '/post_payments/0/count', undefined],
      ['a negative amount', named({ amount: -1 }), '/post_payments/0/amount', undefined],
      [
        '31 discounts',
        { post_discounts: Array.from({ length: 31 }, (_, i) => discount(0, `d${i}`)) },
        '/post_discounts',
        undefined,
      ],
      [
        'two discounts of one name',
        { post_discounts: [discount(0), discount(0)] },
        '/post_discounts',
        undefined,
      ],
      ['a total that is no sum', { total_amount: 8_999 }, '/total_amount', undefined],
      ['a total that is a text', { total_amount: '9000' }, '/total_amount', undefined],
      [
        'no end anywhere but a bad format',
        ends('2026-12-01T09:59:00+08:00'),
        '/time_range/end_time',
        undefined,
      ],
      ['an end one second ahead', ends('20261201100003'), undefined, 1],
      ['an end before the start', ends('20261201075900'), undefined, 271316637],
      ['goods_tag over 32', { goods_tag: 'g'.repeat(33) }, '/goods_tag', undefined],
    ];
    test.each(refused)('with %s is PARAM_ERROR', async (_name, change, field, inner) => {
      const answer = await complete(change);
      expect(answer).toMatchObject({ status: 400, code: 'PARAM_ERROR', ...(inner ? { inner } : {}) });
      expect(answer.body.detail?.field).toBe(field);
      expect((await orderNow(town, order)).state_description).toBe('USER_CONFIRM');
    });

    test('without any end is PARAM_ERROR, when the opening gave none', async () => {
      const other = await signed(town);
      const opening = { ...orderRequest(other), time_range: { start_time: '20261201080000' } };
      await good(town.merchant.post(OPEN, opening));
      const body = { ...completeRequest(order, 100), time_range: undefined };
      const answer = await act('complete', body, opening.out_trade_no);
      expect(answer).toMatchObject({ status: 400, code: 'PARAM_ERROR' });
      expect(answer.body.detail?.field).toBe('/time_range/end_time');
    });

    test("more than the detail's price is refused, or more than the service's cap by the switch", async () => {
      expect(await complete(payments(9_001))).toMatchObject({ code: 'INVALID_REQUEST', inner: 271316656 });
      town.pay.switches.put({ completeUpperBound: 'serviceCap' });
      const other = await opened(town, await signed(town));
      const amount = (fen: number) => act('complete', completeRequest(other, fen), other.out_order_no);
      expect(await amount(2_000_001)).toMatchObject({ code: 'INVALID_REQUEST', inner: 271316656 });
      expect((await amount(2_000_000)).status).toBe(200);
    });

    test('again while paying is a state error, or the same answer by the switch; when paid, ORDER_DONE', async () => {
      const first = await good(complete());
      expect(await complete()).toMatchObject({ code: 'INVALID_ORDER_STATE', inner: 271302262 });
      town.pay.switches.put({ completeWhilePaying: 'same' });
      expect(await good(complete())).toEqual(first);
      expect(await complete(payments(1))).toMatchObject({ code: 'INVALID_ORDER_STATE' });
      await town.advance(MINUTE);
      expect(await complete()).toMatchObject({ code: 'ORDER_DONE' });
    });

    test('with 0 fen is DONE with nothing to collect; USER_PAID only by the switch', async () => {
      const done = await good<OrderView>(complete(payments(0)));
      expect(done).toMatchObject({ state: 'DONE', need_collection: false, total_amount: 0 });
      expect(done.state_description).toBeUndefined();
      expect((await orderNow(town, order)).collection).toBeUndefined();
      await town.advance(MINUTE);
      expect(town.inbox.of('PAYSCORE.USER_PAID')).toHaveLength(0);
      town.pay.switches.put({ zeroSendsPaid: true });
      const next = await opened(town, plan, 2);
      await good(act('complete', completeRequest(next, 0), next.out_order_no));
      await town.advance(MINUTE);
      expect(town.inbox.of('PAYSCORE.USER_PAID')).toHaveLength(1);
      expect((await signPlanNow(town, plan)).sign_state).toBe('COMPLETE');
    });

    test('of a cancelled or unknown order, or with another appid or service, is refused', async () => {
      expect(await complete({ appid: 'wx9' })).toMatchObject({ code: 'APPID_MCHID_NOT_MATCH' });
      expect(await complete({ service_id: serviceOf(town, 1) })).toMatchObject({ code: 'ORDER_NOT_EXIST' });
      expect(await complete({ service_id: '999' })).toMatchObject({ status: 403, code: 'NO_AUTH' });
      expect(await act('complete', completeRequest(order), 'unknown')).toMatchObject({ inner: 271317510 });
      await cancel();
      expect(await complete()).toMatchObject({ code: 'ORDER_CANCELED', inner: 271302333 });
    });
  });

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
