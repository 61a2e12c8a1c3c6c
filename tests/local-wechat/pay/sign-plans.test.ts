import {
  fresh,
  good,
  OPENID,
  offer,
  PLANS,
  planRequest,
  SIGN_PLANS,
  serviceOf,
  signed,
  signPlanNow,
  signPlanRequest,
} from './kit/requests';
import { DAY, HOUR, MINUTE, openTown, type Town } from './kit/town';
import type { Offered, PlanView } from './kit/views';

type Change = Record<string, unknown>;

describe('sign plans', () => {
  let town: Town;
  let plan: PlanView;
  beforeEach(async () => {
    town = await openTown();
    plan = await good<PlanView>(town.merchant.post(PLANS, planRequest(town)));
  });
  afterEach(() => town.close());

  const stopPath = (number: string) => `${SIGN_PLANS}/merchant-sign-plan-no/${number}/stop`;

  test('an offer is UNSIGNED with empty times, and spells total_origin_price as WeChat does', async () => {
    const offered = await good<Offered>(town.merchant.post(SIGN_PLANS, signPlanRequest(plan)));
    expect(offered.package.length).toBeLessThanOrEqual(2048);
    expect(offered.sign_plan).toMatchObject({
      sign_plan_id: expect.stringMatching(/^0102\d{28}$/),
      openid: OPENID,
      sign_state: 'UNSIGNED',
      cancel_sign_type: 'NOT_CANCEL',
      cancel_sign_time: '',
      sign_time: '',
      going_detail_no: 0,
      total_origin_price: 20_000,
      merchant_callback_url: 'https://merchant.example/wx/plan',
    });
    expect(offered.sign_plan).not.toHaveProperty('total_original_price');
    expect(offered.sign_plan.signed_detail_list[0]).toMatchObject({
      plan_detail_no: 1,
      plan_detail_state: 'NOT_USED',
      use_time: '',
      complete_time: '',
    });
  });

  const pair = (...numbers: [number, string][]): Change => ({
    sign_plan_detail: numbers.map(([plan_detail_no, merchant_plan_detail_no]) => ({
      plan_detail_no,
      merchant_plan_detail_no,
    })),
  });
  const limits: [string, Change, string][] = [
    ['plan_id missing', { plan_id: undefined }, '/plan_id'],
    ['openid over 128', { openid: 'o'.repeat(129) }, '/openid'],
    ['merchant_sign_plan_no over 32', { merchant_sign_plan_no: 'a'.repeat(33) }, '/merchant_sign_plan_no'],
    ['merchant_sign_plan_no with a space', { merchant_sign_plan_no: 'a b' }, '/merchant_sign_plan_no'],
    ['notify_url over 1024', { notify_url: `https://a.example/${'x'.repeat(1024)}` }, '/notify_url'],
    ['notify_url without https', { notify_url: 'http://a.example/x' }, '/notify_url'],
    ['notify_url with a query', { notify_url: 'https://a.example/x?y=1' }, '/notify_url'],
    ['no details', { sign_plan_detail: [] }, '/sign_plan_detail'],
    ['a detail too few', pair([1, 'x1']), '/sign_plan_detail'],
    ['a detail twice', pair([1, 'x1'], [1, 'x2']), '/sign_plan_detail/1/plan_detail_no'],
    ['a detail that the plan has not', pair([1, 'x1'], [3, 'x3']), '/sign_plan_detail/1/plan_detail_no'],
    ['one number for two details', pair([1, 'x1'], [2, 'x1']), '/sign_plan_detail/1/merchant_plan_detail_no'],
    [
      'a detail number over 32',
      pair([1, 'x'.repeat(33)], [2, 'x2']),
      '/sign_plan_detail/0/merchant_plan_detail_no',
    ],
    ['a detail number with |', pair([1, 'a|b'], [2, 'x2']), '/sign_plan_detail/0/merchant_plan_detail_no'],
  ];
  test.each(limits)('%s: PARAM_ERROR that names the field', async (_name, change, field) => {
    const answer = await town.merchant.post(SIGN_PLANS, { ...signPlanRequest(plan), ...change });
    expect(answer).toMatchObject({ status: 400, code: 'PARAM_ERROR' });
    expect(answer.body.detail?.field).toBe(field);
  });

  test('rules beyond the shape: unknown plan, another service, numbers used before', async () => {
    const request = signPlanRequest(plan);
    const unknown = await town.merchant.post(SIGN_PLANS, { ...request, plan_id: '1'.repeat(32) });
    expect(unknown).toMatchObject({ status: 404, code: 'RESOURCE_NOT_EXISTS' });
    const elsewhere = await town.merchant.post(SIGN_PLANS, { ...request, service_id: serviceOf(town, 1) });
    expect(elsewhere).toMatchObject({ status: 400, code: 'INVALID_REQUEST' });
    await good(town.merchant.post(SIGN_PLANS, request));
    const reused = { ...request, merchant_sign_plan_no: fresh('SGN') };
    expect(await town.merchant.post(SIGN_PLANS, reused)).toMatchObject({
      status: 400,
      code: 'INVALID_REQUEST',
    });
  });

  test('the same number again: same package, a fresh one, or refused, as the switch says', async () => {
    const request = signPlanRequest(plan);
    const first = await good<Offered>(town.merchant.post(SIGN_PLANS, request));
    expect(await good(town.merchant.post(SIGN_PLANS, request))).toEqual(first);
    const other = await town.merchant.post(SIGN_PLANS, { ...request, openid: 'oOther' });
    expect(other).toMatchObject({ status: 400, code: 'INVALID_REQUEST', inner: 271316598 });

    town.pay.switches.put({ g1Reentry: 'fresh' });
    await town.advance(3 * HOUR);
    const again = await good<Offered>(town.merchant.post(SIGN_PLANS, request));
    expect(again.package).not.toBe(first.package);
    expect(town.pay.wechat.sign(again.package, 'sign').result).toBe('signed');

    town.pay.switches.put({ g1Reentry: 'refuse' });
    expect(await town.merchant.post(SIGN_PLANS, request)).toMatchObject({ code: 'INVALID_REQUEST' });
  });

  test('a package lives two hours, and can be used once', async () => {
    const [late, good_] = [await offer(town), await offer(town, [100], 'oOther')];
    expect(town.pay.wechat.sign(good_.package, 'leave').result).toBe('left');
    expect(town.pay.wechat.sign(good_.package, 'sign').result).toBe('signed');
    expect(town.pay.wechat.sign(good_.package, 'sign').result).toBe('already-used');
    await town.advance(2 * HOUR - 1);
    expect(town.pay.wechat.signPage(late.package).state).toBe('open');
    await town.advance(1);
    expect(town.pay.wechat.sign(late.package, 'sign').result).toBe('expired');
    expect((await signPlanNow(town, late.sign_plan)).sign_state).toBe('UNSIGNED');
    expect(() => town.pay.wechat.sign('nonsense', 'sign')).toThrow(/package/);
  });

  test('the page of a package shows what will be signed', async () => {
    const { package: ticket } = await offer(town, [9_000, 8_000]);
    const page = town.pay.wechat.signPage(ticket);
    expect(page).toMatchObject({ planName: '吉他入门', totalActualPrice: 17_000, state: 'open' });
    expect(page.details.map((one) => one.actualPrice)).toEqual([9_000, 8_000]);
  });

  test('a signed plan lasts to the end of the day on which its days have passed', async () => {
    const signedPlan = await signed(town);
    expect(signedPlan.sign_time).toBe('2026-12-01T10:00:00+08:00');
    expect(signedPlan.plan_over_time).toBe('2027-04-01T00:00:00+08:00');
    await town.advance(Date.parse(signedPlan.plan_over_time) - town.now() - 1);
    expect((await signPlanNow(town, signedPlan)).sign_state).toBe('SIGNED');
    await town.advance(1);
    expect((await signPlanNow(town, signedPlan)).sign_state).toBe('EXPIRE');
    await town.advance(DAY);
    expect(town.inbox.received.map((one) => one.eventType)).toEqual(['PAYSCORE.USER_SIGN_PLAN']);
  });

  test("the merchant's own stop ends the plan without a callback, unless the switch says so", async () => {
    const [silent, told] = [await signed(town), await signed(town)];
    const before = town.inbox.received.length;
    const body = { stop_reason: '学员转班' };
    const stopped = await good(town.merchant.post(stopPath(silent.merchant_sign_plan_no), body));
    expect(stopped).toMatchObject({
      sign_state: 'SIGN_PLAN_CANCEL',
      cancel_sign_type: 'MERCHANT',
      cancel_reason: '学员转班',
      cancel_sign_time: '2026-12-01T10:00:04+08:00',
    });
    await town.advance(MINUTE);
    expect(town.inbox.received).toHaveLength(before);
    town.pay.switches.put({ stopSendsCallback: true });
    await good(town.merchant.post(stopPath(told.merchant_sign_plan_no), body));
    await town.advance(MINUTE);
    expect(town.inbox.of('PAYSCORE.USER_CANCEL_SIGN_PLAN')).toHaveLength(1);
  });

  test('stopping: reason needed and at most 128 characters; repeats are harmless; an ended plan is refused', async () => {
    const signedPlan = await signed(town);
    const path = stopPath(signedPlan.merchant_sign_plan_no);
    for (const body of [{}, { stop_reason: '长'.repeat(129) }])
      expect(await town.merchant.post(path, body)).toMatchObject({ status: 400, code: 'PARAM_ERROR' });
    expect(await town.merchant.post(stopPath('none'), { stop_reason: 'x' })).toMatchObject({ status: 404 });
    const first = await good(town.merchant.post(path, { stop_reason: '一' }));
    await town.advance(MINUTE);
    expect(await good(town.merchant.post(path, { stop_reason: '一' }))).toEqual(first);

    const expired = await signed(town);
    await town.advance(122 * DAY);
    const late = await town.merchant.post(stopPath(expired.merchant_sign_plan_no), { stop_reason: 'x' });
    expect(late).toMatchObject({ status: 400, code: 'INVALID_REQUEST' });
  });

  test('an offer that nobody signed can be stopped, and its package is dead', async () => {
    const offered = await offer(town);
    await good(town.merchant.post(stopPath(offered.sign_plan.merchant_sign_plan_no), { stop_reason: 'x' }));
    expect(town.pay.wechat.sign(offered.package, 'sign').result).toBe('already-used');
  });
});
