import { RequestInvalid } from '../../../server/adapters/wechat-pay/limits';
import { prepare } from '../../../server/adapters/wechat-pay/requests';
import { fen } from '../../../server/domain/money';
import type { WriteInputs, WriteKind } from '../../../server/ports/pay-score';
import { SERVICES, timeText } from './fake-wechat-pay';

const CONTEXT = {
  config: { appid: 'wx0000000000000001', notifyUrl: 'https://pay.example.test/pay-notify' },
  services: SERVICES,
};
const SERVICE_ID = '00004000000000001701234567890123';
const START = timeText('2026-12-01T19:00:00+08:00');
const END = timeText('2026-12-01T20:00:00+08:00');

const INPUTS: { [K in WriteKind]: WriteInputs[K] } = {
  'create-plan': {
    serviceKey: 'per-class',
    merchantPlanNo: 'PLN_guitar_v1',
    name: '吉他入门两课',
    durationDays: 120,
    details: [
      { name: '第1课', originalFen: fen(10_000), priceFen: fen(9_000), discount: '新生价' },
      { name: '第2课', originalFen: fen(10_000), priceFen: fen(8_000) },
    ],
  },
  'stop-plan': { merchantPlanNo: 'PLN_guitar_v1' },
  'create-sign-plan': {
    serviceKey: 'per-class',
    planId: '01000000000000000000000000000001',
    openid: 'oTEST_user_1',
    merchantSignPlanNo: 'SGN_0001',
    details: [
      { no: 1, outTradeNo: 'SGN_0001_01' },
      { no: 2, outTradeNo: 'SGN_0001_02' },
    ],
  },
  'stop-sign-plan': { merchantSignPlanNo: 'SGN_0001', reason: '学员关闭扣费' },
  'open-order': {
    serviceKey: 'per-class',
    signPlanId: '01020000000000000000000000000001',
    detailNo: 1,
    openid: 'oTEST_user_1',
    outTradeNo: 'SGN_0001_01',
    introduction: '吉他第1课',
    startTime: START,
    endTime: END,
    place: '朝阳校区 201',
  },
  'complete-order': {
    serviceKey: 'per-class',
    outTradeNo: 'SGN_0001_01',
    lineName: '第1课',
    chargeFen: fen(9_000),
    startTime: START,
    endTime: END,
  },
  'modify-order': {
    serviceKey: 'per-class',
    outTradeNo: 'SGN_0001_01',
    lineName: '第1课',
    chargeFen: fen(4_500),
    reason: '课程缩短',
  },
  'cancel-order': { serviceKey: 'per-class', outTradeNo: 'SGN_0001_01', reason: '本次课取消' },
  'sync-order': { serviceKey: 'per-class', outTradeNo: 'SGN_0001_01', paidAt: END },
  'pay-order': { serviceKey: 'per-class', outTradeNo: 'SGN_0001_01' },
};
const KINDS = Object.keys(INPUTS) as WriteKind[];

const made = <K extends WriteKind>(kind: K, changes: Partial<WriteInputs[K]> = {}) =>
  prepare(CONTEXT, kind, { ...INPUTS[kind], ...changes });
const body = <K extends WriteKind>(kind: K, changes: Partial<WriteInputs[K]> = {}) =>
  JSON.parse(made(kind, changes).body);

describe('a prepared call', () => {
  test.each(KINDS)('%s gives the same bytes whenever it is made', (kind) => {
    expect(made(kind)).toEqual(made(kind));
  });

  test.each(KINDS)('%s holds no null and nothing undefined', (kind) => {
    expect(made(kind).body).not.toMatch(/null|undefined/);
  });

  test('has a key of its kind and business number, and goes to WeChat’s path', () => {
    expect(KINDS.map((kind) => [made(kind).key, made(kind).path])).toEqual([
      ['create-plan:PLN_guitar_v1', '/v3/payscore/plan/payscore-plans'],
      ['stop-plan:PLN_guitar_v1', '/v3/payscore/plan/payscore-plans/merchant-plan-no/PLN_guitar_v1/stop'],
      ['create-sign-plan:SGN_0001', '/v3/payscore/sign-plan/user-sign-plans'],
      [
        'stop-sign-plan:SGN_0001',
        '/v3/payscore/sign-plan/user-sign-plans/merchant-sign-plan-no/SGN_0001/stop',
      ],
      ['open-order:SGN_0001_01', '/v3/payscore/sign-plan/serviceorder'],
      ['complete-order:SGN_0001_01', '/v3/payscore/serviceorder/SGN_0001_01/complete'],
      ['modify-order:SGN_0001_01', '/v3/payscore/serviceorder/SGN_0001_01/modify'],
      ['cancel-order:SGN_0001_01', '/v3/payscore/serviceorder/SGN_0001_01/cancel'],
      ['sync-order:SGN_0001_01', '/v3/payscore/serviceorder/SGN_0001_01/sync'],
      ['pay-order:SGN_0001_01', '/v3/payscore/serviceorder/SGN_0001_01/pay'],
    ]);
  });

  test('of a plan sums its details, in their order', () => {
    expect(body('create-plan')).toEqual({
      service_id: SERVICE_ID,
      appid: 'wx0000000000000001',
      merchant_plan_no: 'PLN_guitar_v1',
      plan_name: '吉他入门两课',
      plan_duration: 120,
      deduction_quantity: 2,
      total_original_price: 20_000,
      total_actual_price: 17_000,
      plan_detail_list: [
        {
          plan_detail_name: '第1课',
          original_price: 10_000,
          actual_price: 9_000,
          plan_discount_description: '新生价',
        },
        { plan_detail_name: '第2课', original_price: 10_000, actual_price: 8_000 },
      ],
    });
  });

  test('of a stopped plan has no body at all', () => {
    expect(made('stop-plan').body).toBe('');
  });

  test('of a sign plan fixes the number of every service order', () => {
    expect(body('create-sign-plan').sign_plan_detail).toEqual([
      { plan_detail_no: 1, merchant_plan_detail_no: 'SGN_0001_01' },
      { plan_detail_no: 2, merchant_plan_detail_no: 'SGN_0001_02' },
    ]);
  });

  test('that opens an order names its times in WeChat’s form and no amount', () => {
    expect(body('open-order')).toMatchObject({
      time_range: { start_time: '20261201190000', end_time: '20261201200000' },
      location: { start_location: '朝阳校区 201' },
      out_trade_no: 'SGN_0001_01',
    });
    expect(made('open-order').body).not.toMatch(/amount|price/);
    const { endTime: _endTime, place: _place, ...bare } = INPUTS['open-order'];
    const opened = JSON.parse(prepare(CONTEXT, 'open-order', bare).body);
    expect(opened.time_range).toEqual({ start_time: '20261201190000' });
    expect(opened).not.toHaveProperty('location');
  });

  test.each([0, 1, 9_000])('that completes with %d fen has lines that add up to it', (amount) => {
    expect(body('complete-order', { chargeFen: fen(amount) })).toMatchObject({
      post_payments: [{ name: '第1课', amount, count: 1 }],
      total_amount: amount,
      time_range: { start_time: '20261201190000', end_time: '20261201200000' },
    });
  });

  test('that syncs says when the money came', () => {
    expect(body('sync-order')).toMatchObject({ type: 'Order_Paid', detail: { paid_time: '20261201200000' } });
  });
});

describe('texts that people see', () => {
  test('lose what WeChat does not take, and are cut to its limit', () => {
    expect(body('create-plan', { name: '🎸吉他\n入门\u200d课' }).plan_name).toBe('吉他 入门 课');
    expect(body('create-plan', { name: '课'.repeat(50) }).plan_name).toBe('课'.repeat(20));
    expect(body('open-order', { introduction: '一'.repeat(21) }).service_introduction).toHaveLength(20);
    expect(body('modify-order', { reason: '因'.repeat(60) }).reason).toHaveLength(50);
    expect(body('cancel-order', { reason: '因'.repeat(60) }).reason).toHaveLength(30);
    expect(body('stop-sign-plan', { reason: '因'.repeat(200) }).stop_reason).toHaveLength(128);
  });

  test('of which nothing is left are refused', () => {
    expect(() => made('create-plan', { name: '🎸🎸' })).toThrow(RequestInvalid);
    expect(() => made('cancel-order', { reason: ' ' })).toThrow(RequestInvalid);
  });
});

describe('what WeChat Pay would refuse is refused before it is stored', () => {
  const detail = (priceFen: number, originalFen = 10_000) => ({
    name: '课',
    priceFen: fen(priceFen),
    originalFen: fen(originalFen),
  });

  test.each<[string, Partial<WriteInputs['create-plan']>]>([
    ['prices that rise', { details: [detail(8_000), detail(8_001)] }],
    ['a price above its original one', { details: [detail(10_001)] }],
    ['a price above the service’s most', { details: [detail(50_001, 60_000)] }],
    ['no detail', { details: [] }],
    ['more details than the service takes', { details: Array.from({ length: 61 }, () => detail(1)) }],
    ['more days than the service takes', { durationDays: 366 }],
    ['half a day', { durationDays: 0.5 }],
    ['a number with other characters', { merchantPlanNo: 'PLN/1' }],
    ['a number of 33 characters', { merchantPlanNo: 'x'.repeat(33) }],
    ['a service that is not in the settings', { serviceKey: 'toString' }],
  ])('a plan with %s', (_what, changes) => {
    expect(() => made('create-plan', changes)).toThrow(RequestInvalid);
  });

  test.each<[string, Partial<WriteInputs['create-sign-plan']>]>([
    ['a gap in its numbers', { details: [{ no: 2, outTradeNo: 'a' }] }],
    ['one number twice', { details: [1, 2].map((no) => ({ no, outTradeNo: 'same' })) }],
    ['no plan id', { planId: '' }],
    ['no openid', { openid: '' }],
  ])('a sign plan with %s', (_what, changes) => {
    expect(() => made('create-sign-plan', changes)).toThrow(RequestInvalid);
  });

  test('a service order that ends before it starts, or charges above the service’s most', () => {
    expect(() => made('open-order', { endTime: START })).toThrow(RequestInvalid);
    expect(() => made('complete-order', { endTime: START })).toThrow(RequestInvalid);
    expect(() => made('complete-order', { chargeFen: fen(50_001) })).toThrow(RequestInvalid);
    expect(() => made('modify-order', { chargeFen: fen(50_001) })).toThrow(RequestInvalid);
  });

  test('every fault is named at once', () => {
    expect(() => made('create-plan', { durationDays: 366, merchantPlanNo: '' })).toThrow(
      /merchant_plan_no.*366/,
    );
  });
});
