import { fresh, good, PLANS, planRequest, SIGN_PLANS, serviceOf, signPlanRequest } from './kit/requests';
import { openTown, START, type Town } from './kit/town';
import type { PlanView } from './kit/views';

type Change = Record<string, unknown>;

describe('plans', () => {
  let town: Town;
  beforeAll(async () => {
    town = await openTown();
  });
  afterAll(() => town.close());
  afterEach(() => void town.pay.switches.put({ p1Reentry: 'same', unknownFields: 'refuse' }));

  const detail = (original: number, actual: number, more: Change = {}) => ({
    plan_detail_name: '一次课',
    original_price: original,
    actual_price: actual,
    ...more,
  });
  const listed = (...details: Change[]): Change => ({
    plan_detail_list: details,
    deduction_quantity: details.length,
    total_original_price: details.reduce((sum, one) => sum + Number(one['original_price']), 0),
    total_actual_price: details.reduce((sum, one) => sum + Number(one['actual_price']), 0),
  });

  test('a plan comes back with its details numbered in the order given', async () => {
    const request = planRequest(town, [9_000, 9_000, 100]);
    const plan = await good<PlanView>(town.merchant.post(PLANS, request));
    expect(plan).toMatchObject({
      plan_id: expect.stringMatching(/^0100\d{28}$/),
      service_id: serviceOf(town),
      mchid: town.pay.facts.mchid,
      appid: town.pay.facts.appid,
      plan_state: 'NORMAL',
      plan_duration: 120,
      deduction_quantity: 3,
      total_original_price: 30_000,
      total_actual_price: 18_100,
    });
    expect(plan.plan_detail_list.map((one) => one['plan_detail_no'])).toEqual([1, 2, 3]);
    const path = `${PLANS}/merchant-plan-no/${plan.merchant_plan_no}`;
    expect(await good(town.merchant.get(path))).toEqual(plan);
  });

  const accepted: [string, Change][] = [
    [
      'texts of 20 characters, counted as people do',
      { plan_name: '一二三四五六七八九十一二三四五六七八九十' },
    ],
    ['free classes', listed(detail(100, 0), detail(100, 0))],
    ['equal prices', listed(detail(100, 100), detail(100, 100))],
    ['a duration at the cap of the service', { plan_duration: 1_095 }],
    ['a number of 32 characters with * and -', { merchant_plan_no: `${'a'.repeat(29)}_*-` }],
  ];
  test.each(accepted)('%s are accepted', async (_name, change) => {
    expect((await town.merchant.post(PLANS, { ...planRequest(town), ...change })).status).toBe(200);
  });

  const tooLong = '一'.repeat(21);
  const refused: [string, Change, string, number?][] = [
    ['service_id missing', { service_id: undefined }, '/service_id'],
    ['service_id not digits', { service_id: 'abc' }, '/service_id'],
    ['service_id over 32', { service_id: '1'.repeat(33) }, '/service_id', 268435464],
    ['appid missing', { appid: undefined }, '/appid'],
    ['merchant_plan_no over 32', { merchant_plan_no: 'a'.repeat(33) }, '/merchant_plan_no', 268435464],
    ['merchant_plan_no with |', { merchant_plan_no: 'a|b' }, '/merchant_plan_no'],
    ['merchant_plan_no empty', { merchant_plan_no: '' }, '/merchant_plan_no', 268435464],
    ['merchant_plan_no with Chinese', { merchant_plan_no: '课1' }, '/merchant_plan_no'],
    ['plan_name over 20', { plan_name: tooLong }, '/plan_name', 268435464],
    ['plan_duration 0', { plan_duration: 0 }, '/plan_duration', 268435464],
    ['plan_duration a text', { plan_duration: '120' }, '/plan_duration'],
    ['plan_duration over the cap', { plan_duration: 1_096 }, '/plan_duration', 268435464],
    [
      'a price that is no whole fen',
      { ...listed(detail(100.5, 100)), total_original_price: 100 },
      '/plan_detail_list/0/original_price',
    ],
    [
      'a negative price',
      { ...listed(detail(100, -1)), total_actual_price: 0 },
      '/plan_detail_list/0/actual_price',
      268435464,
    ],
    ['no details', listed(), '/deduction_quantity', 268435464],
    ['quantity unlike the list', { deduction_quantity: 3 }, '/deduction_quantity'],
    [
      '201 details',
      listed(...Array.from({ length: 201 }, () => detail(1, 1))),
      '/deduction_quantity',
      268435464,
    ],
    ['total_original_price no sum', { total_original_price: 1 }, '/total_original_price'],
    ['total_actual_price no sum', { total_actual_price: 1 }, '/total_actual_price'],
    ['a price above its original', listed(detail(100, 101)), '/plan_detail_list/0/actual_price'],
    ['a rising price', listed(detail(200, 100), detail(200, 101)), '/plan_detail_list/1/actual_price'],
    [
      'a detail name over 20',
      listed(detail(100, 100, { plan_detail_name: tooLong })),
      '/plan_detail_list/0/plan_detail_name',
      268435464,
    ],
    [
      'a discount text over 20',
      listed(detail(100, 100, { plan_discount_description: tooLong })),
      '/plan_detail_list/0/plan_discount_description',
      268435464,
    ],
    ['a field that no document names', { colour: 'red' }, '/colour'],
  ];
  test.each(refused)('%s: PARAM_ERROR that names the field', async (_name, change, field, inner = 1) => {
    const answer = await town.merchant.post(PLANS, { ...planRequest(town), ...change });
    expect(answer).toMatchObject({ status: 400, code: 'PARAM_ERROR', inner });
    expect(answer.body.detail).toMatchObject({ field, location: 'body' });
  });

  test('a service that is not bound is NO_AUTH, another appid APPID_MCHID_NOT_MATCH', async () => {
    const service = await town.merchant.post(PLANS, { ...planRequest(town), service_id: '12345' });
    expect(service).toMatchObject({ status: 403, code: 'NO_AUTH', inner: 268503786 });
    const appid = await town.merchant.post(PLANS, { ...planRequest(town), appid: 'wx9999999999999999' });
    expect(appid).toMatchObject({ status: 400, code: 'APPID_MCHID_NOT_MATCH', inner: 271302149 });
  });

  test('unknown fields can be let through by a switch', async () => {
    town.pay.switches.put({ unknownFields: 'ignore' });
    expect((await town.merchant.post(PLANS, { ...planRequest(town), colour: 'red' })).status).toBe(200);
  });

  test('the same number again: same plan, unless it says something else or the switch refuses', async () => {
    const request = planRequest(town);
    const plan = await good<PlanView>(town.merchant.post(PLANS, request));
    const reordered = Object.fromEntries(Object.entries(request).reverse());
    expect(await good(town.merchant.post(PLANS, reordered))).toEqual(plan);
    const other = await town.merchant.post(PLANS, { ...request, plan_name: '另一个' });
    expect(other).toMatchObject({ status: 400, code: 'INVALID_REQUEST', inner: 271316598 });
    town.pay.switches.put({ p1Reentry: 'refuse' });
    expect(await town.merchant.post(PLANS, request)).toMatchObject({ status: 400, code: 'INVALID_REQUEST' });
  });

  test('a stopped plan stays stopped, and nobody new can be offered it', async () => {
    const plan = await good<PlanView>(town.merchant.post(PLANS, planRequest(town)));
    const path = `${PLANS}/merchant-plan-no/${plan.merchant_plan_no}`;
    const stopped = await good<PlanView>(town.merchant.post(`${path}/stop`));
    expect(stopped).toMatchObject({ plan_state: 'STOP', stop_mchid: town.pay.facts.mchid });
    expect(Date.parse(stopped.stop_time ?? '')).toBe(START);
    expect(await good(town.merchant.post(`${path}/stop`))).toEqual(stopped);
    const offered = await town.merchant.post(SIGN_PLANS, signPlanRequest(plan));
    expect(offered).toMatchObject({ status: 400, code: 'INVALID_REQUEST' });
  });

  test.each(['', '/stop'])('an unknown plan number%s is 404', async (act) => {
    const path = `${PLANS}/merchant-plan-no/${fresh('NONE')}${act}`;
    const answer = await town.merchant.call(act ? 'POST' : 'GET', path);
    expect(answer).toMatchObject({ status: 404, code: 'RESOURCE_NOT_EXISTS' });
  });
});
