import {
  completeRequest,
  good,
  OPEN,
  opened,
  orderNow,
  orderPath,
  orderRequest,
  serviceOf,
  signed,
  signPlanNow,
} from './kit/requests';
import { MINUTE, openTown, type Town } from './kit/town';
import type { OrderView, SignPlanView } from './kit/views';

type Change = Record<string, unknown>;

describe('completing an order', () => {
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
  const cancel = (change: Change = {}) => act('cancel', { ...owner(), reason: '停课', ...change });

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
});
