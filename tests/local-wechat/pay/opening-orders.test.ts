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
import { DAY, MINUTE, openTown, SECOND, type Town } from './kit/town';
import type { OrderView, SignPlanView } from './kit/views';

type Change = Record<string, unknown>;

describe('opening the order of a plan detail', () => {
  let town: Town;
  let plan: SignPlanView;
  beforeEach(async () => {
    town = await openTown();
    plan = await signed(town, [9_000, 8_000, 8_000]);
  });
  afterEach(() => town.close());

  const open = (change: Change = {}, detailNo = 1, of = plan) =>
    town.merchant.post(OPEN, { ...orderRequest(of, detailNo), ...change });
  const cancel = (order: OrderView) =>
    good(
      town.merchant.post(orderPath(order.out_order_no, 'cancel'), {
        appid: town.pay.facts.appid,
        service_id: order.service_id,
        reason: '学员请假',
      }),
    );
  const pay = async (detailNo: number) => {
    await completed(town, plan, detailNo);
    await town.advance(5 * SECOND);
  };

  test('the order takes its amounts from the plan, and out_trade_no comes back as out_order_no', async () => {
    const order = await good<OrderView>(open({ attach: 'a%3D1', location: { start_location: '一号教室' } }));
    expect(order).toMatchObject({
      out_order_no: plan.signed_detail_list[0]?.merchant_plan_detail_no,
      order_id: expect.stringMatching(/^\d{34}$/),
      mchid: town.pay.facts.mchid,
      state: 'DOING',
      state_description: 'USER_CONFIRM',
      post_payments: [{ name: '吉他入门', amount: 10_000, description: '第1次课' }],
      post_discounts: [{ name: '新生价', amount: 1_000 }],
      risk_fund: { amount: 9_000 },
      time_range: { start_time: '20261201190000', end_time: '20261201200000' },
      attach: 'a%3D1',
      location: { start_location: '一号教室' },
    });
    for (const absent of ['out_trade_no', 'package', 'total_amount', 'collection', 'need_collection'])
      expect(order).not.toHaveProperty(absent);
    const now = await signPlanNow(town, plan);
    expect(now.going_detail_no).toBe(1);
    expect(now.signed_detail_list[0]).toMatchObject({
      plan_detail_state: 'USING',
      order_id: order.order_id,
      use_time: '2026-12-01T10:00:02+08:00',
      complete_time: '',
    });
  });

  const range = (start_time?: string, end_time?: string): Change => ({
    time_range: { start_time, end_time },
  });
  const limits: [string, Change, string][] = [
    ['sign_plan_id missing', { sign_plan_id: undefined }, '/sign_plan_id'],
    ['plan_detail_no 0', { plan_detail_no: 0 }, '/plan_detail_no'],
    ['plan_detail_no that the plan has not', { plan_detail_no: 9 }, '/plan_detail_no'],
    ['openid over 128', { openid: 'o'.repeat(129) }, '/openid'],
    ['an openid that did not sign', { openid: 'oOther' }, '/openid'],
    ['notify_url over 256', { notify_url: `https://a.example/${'x'.repeat(256)}` }, '/notify_url'],
    ['notify_url with a query', { notify_url: 'https://a.example/x?y=1' }, '/notify_url'],
    ['service_introduction missing', { service_introduction: undefined }, '/service_introduction'],
    ['service_introduction over 20', { service_introduction: '课'.repeat(21) }, '/service_introduction'],
    ['time_range missing', { time_range: undefined }, '/time_range'],
    ['start_time missing', range(undefined, '20261201'), '/time_range/start_time'],
    ['start_time in RFC 3339', range('2026-12-01T19:00:00+08:00'), '/time_range/start_time'],
    ['a day that does not exist', range('20260230'), '/time_range/start_time'],
    ['an hour that does not exist', range('20261201250000'), '/time_range/start_time'],
    [
      'a remark over 20',
      { time_range: { start_time: '20261201', start_time_remark: '注'.repeat(21) } },
      '/time_range/start_time_remark',
    ],
    ['a location over 50', { location: { end_location: '地'.repeat(51) } }, '/location/end_location'],
    ['attach over 256', { attach: 'a'.repeat(257) }, '/attach'],
    ['out_trade_no over 32', { out_trade_no: 'a'.repeat(33) }, '/out_trade_no'],
    ['out_trade_no with |', { out_trade_no: 'a|b' }, '/out_trade_no'],
    ['out_trade_no of another detail', { out_trade_no: 'unheard_of' }, '/out_trade_no'],
  ];
  test.each(limits)('%s: PARAM_ERROR that names the field', async (_name, change, field) => {
    const answer = await open(change);
    expect(answer).toMatchObject({ status: 400, code: 'PARAM_ERROR' });
    expect(answer.body.detail?.field).toBe(field);
  });

  test('an end that is not after the start is refused, a whole day is not', async () => {
    const wrong = await open(range('20261201190000', '20261201190000'));
    expect(wrong).toMatchObject({ status: 400, code: 'PARAM_ERROR', inner: 271316637 });
    expect((await open(range('20261201', '20261201'))).status).toBe(200);
  });

  test('with o1StartTime future, a start that has passed is refused, to the second or to the day', async () => {
    town.pay.switches.put({ o1StartTime: 'future' });
    for (const start of ['20261201100002', '20261130'])
      expect(await open(range(start))).toMatchObject({ status: 400, code: 'PARAM_ERROR' });
    expect((await open(range('20261201100003'))).status).toBe(200);
  });

  test('strictly in order, and only when the one before is paid or cancelled', async () => {
    expect(await open({}, 2)).toMatchObject({ status: 400, code: 'INVALID_REQUEST' });
    const first = await opened(town, plan, 1);
    expect(await open({}, 2)).toMatchObject({ status: 400, code: 'INVALID_REQUEST' });
    await good(town.merchant.post(orderPath(first.out_order_no, 'complete'), completeRequest(first)));
    expect(await open({}, 2)).toMatchObject({ status: 400, code: 'INVALID_REQUEST' });
    await town.advance(5 * SECOND);
    const second = await opened(town, plan, 2);
    await cancel(second);
    expect((await open({}, 3)).status).toBe(200);
  });

  test('a free class finishes at once, and the next can be opened', async () => {
    const order = await opened(town, plan, 1);
    await good(town.merchant.post(orderPath(order.out_order_no, 'complete'), completeRequest(order, 0)));
    expect((await open({}, 2)).status).toBe(200);
  });

  test('the same request again answers the same order, another one under its number is refused', async () => {
    const order = await good<OrderView>(open());
    expect(await good(open())).toEqual(order);
    expect(await open({ attach: 'b' })).toMatchObject({
      status: 400,
      code: 'INVALID_REQUEST',
      inner: 271316598,
    });
    await cancel(order);
    expect(await open()).toMatchObject({ status: 400, code: 'ORDER_CANCELED', inner: 271302333 });
  });

  test('a cancelled detail is spent, unless the switch says that it can be opened again', async () => {
    await cancel(await opened(town, plan, 1));
    expect((await signPlanNow(town, plan)).signed_detail_list[0]).toMatchObject({
      plan_detail_state: 'SIGN_PLAN_DETAIL_CANCEL',
      cancel_time: '2026-12-01T10:00:02+08:00',
    });
    town.pay.switches.put({ cancelledDetailTerminal: false });
    const second = await opened(town, plan, 2);
    await cancel(second);
    expect((await signPlanNow(town, plan)).signed_detail_list[1]?.plan_detail_state).toBe('NOT_USED');
    const again = await opened(town, plan, 2);
    expect(again.state).toBe('DOING');
    expect(again.order_id).not.toBe(second.order_id);
  });

  test('two sign plans of one person run side by side, unless the switch narrows it to the service', async () => {
    const other = await signed(town);
    await opened(town, plan);
    town.pay.switches.put({ liveOrderScope: 'userService' });
    expect(await open({}, 1, other)).toMatchObject({ status: 400, code: 'INVALID_REQUEST' });
    town.pay.switches.put({ liveOrderScope: 'signPlan' });
    expect((await open({}, 1, other)).status).toBe(200);
  });

  test.each([
    ['a minor in youth mode', { teenMode: true }, 268560785],
    ['someone overdue', { overdue: true }, 271299627],
    ['someone whose score has dropped', { score: 400 }, 271300099],
  ])('%s gets no order, though signed', async (_name, change, inner) => {
    town.pay.people.put(OPENID, change);
    expect(await open()).toMatchObject({ status: 400, code: 'INVALID_REQUEST', inner });
  });

  test('a score that equals the threshold passes, unless the switch says otherwise', async () => {
    town.pay.people.put(OPENID, { score: 600 });
    town.pay.switches.put({ thresholdEqualPasses: false });
    expect(await open()).toMatchObject({ inner: 271300099 });
    town.pay.switches.put({ thresholdEqualPasses: true });
    expect((await open()).status).toBe(200);
  });

  test('more than three orders in progress block a further one', async () => {
    for (let count = 0; count < 4; count += 1) {
      const one = await signed(town, [100]);
      await opened(town, one);
    }
    expect(await open()).toMatchObject({ status: 400, code: 'INVALID_REQUEST', inner: 271300099 });
  });

  test('an unsigned plan, a closed one and an expired one open nothing', async () => {
    const { sign_plan: unsigned } = await offer(town);
    expect(await open({}, 1, unsigned)).toMatchObject({ status: 400, code: 'INVALID_REQUEST' });
    const closed = await signed(town);
    town.pay.wechat.cancelPlan(closed.sign_plan_id);
    expect(await open({}, 1, closed)).toMatchObject({ status: 403, code: 'NO_AUTH' });
    await town.advance(122 * DAY);
    expect(await open()).toMatchObject({ status: 400, code: 'INVALID_REQUEST' });
    expect(await open({ sign_plan_id: '1'.repeat(32) })).toMatchObject({ code: 'RESOURCE_NOT_EXISTS' });
  });

  test('CREATED orders are confirmed a little later with USER_CONFIRM, and can then be completed', async () => {
    town.pay.switches.put({ o1InitialState: 'CREATED' });
    const order = await opened(town, plan);
    expect(order).toMatchObject({ state: 'CREATED' });
    expect(order.state_description).toBeUndefined();
    const complete = () =>
      town.merchant.post(orderPath(order.out_order_no, 'complete'), completeRequest(order));
    expect(await complete()).toMatchObject({ code: 'INVALID_ORDER_STATE', inner: 271302332 });
    await town.advance(MINUTE);
    const [confirmed] = town.inbox.of('PAYSCORE.USER_CONFIRM');
    expect(confirmed?.resource).toMatchObject({ state: 'DOING', state_description: 'USER_CONFIRM' });
    expect((await complete()).status).toBe(200);
  });

  test('an order that nobody confirms expires after 30 days, and its detail is spent', async () => {
    town.pay.switches.put({ o1InitialState: 'CREATED_UNCONFIRMED' });
    const order = await opened(town, plan);
    await town.advance(30 * DAY - SECOND);
    expect((await orderNow(town, order)).state).toBe('CREATED');
    await town.advance(SECOND);
    expect((await orderNow(town, order)).state).toBe('EXPIRED');
    expect((await open({}, 2)).status).toBe(200);
  });

  test('with o1ConfirmEvent an order in service sends USER_CONFIRM as well', async () => {
    town.pay.switches.put({ o1ConfirmEvent: true });
    await opened(town, plan);
    await town.advance(MINUTE);
    expect(town.inbox.of('PAYSCORE.USER_CONFIRM')).toHaveLength(1);
  });

  test('the last detail ends the sign plan, cancelled ones included', async () => {
    await pay(1);
    await cancel(await opened(town, plan, 2));
    expect((await signPlanNow(town, plan)).sign_state).toBe('SIGNED');
    await pay(3);
    expect((await signPlanNow(town, plan)).sign_state).toBe('COMPLETE');
  });
});
