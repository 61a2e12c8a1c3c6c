import fc from 'fast-check';
import {
  readCreatedSignPlan,
  readOrder,
  readPlan,
  readSignPlan,
} from '../../../server/adapters/wechat-pay/answers';

const PAID = {
  out_order_no: 'SGN_0001_01',
  service_id: '00004000000000001701234567890123',
  state: 'DONE',
  total_amount: 9000,
  need_collection: true,
  collection: {
    state: 'USER_PAID',
    total_amount: 9000,
    paying_amount: 0,
    paid_amount: 9000,
    details: [
      {
        seq: 1,
        amount: 9000,
        paid_type: 'NEWTON',
        paid_time: '20261201201500',
        transaction_id: '4200000000000000000000000001',
      },
    ],
  },
};

describe('a service order as WeChat tells it', () => {
  test('that is paid', () => {
    expect(readOrder(PAID)).toEqual({
      outTradeNo: 'SGN_0001_01',
      state: 'DONE',
      collectionState: 'USER_PAID',
      totalFen: 9000,
      paidFen: 9000,
      needCollection: true,
      payments: [
        {
          transactionId: '4200000000000000000000000001',
          amountFen: 9000,
          paidType: 'NEWTON',
          paidAt: '2026-12-01T20:15:00.000+08:00',
        },
      ],
    });
  });

  test('whose amounts are texts', () => {
    const [detail] = PAID.collection.details;
    const texts = {
      ...PAID.collection,
      total_amount: '9000',
      paid_amount: '9000',
      details: [{ ...detail, amount: '9000' }],
    };
    expect(readOrder({ ...PAID, collection: texts })).toEqual(readOrder(PAID));
  });

  test('just opened, called out_trade_no, with nothing else', () => {
    expect(readOrder({ out_trade_no: 'N1', state: 'DOING', state_description: 'USER_CONFIRM' })).toEqual({
      outTradeNo: 'N1',
      state: 'DOING',
      stateDescription: 'USER_CONFIRM',
      payments: [],
    });
  });

  test('in a state that no page lists is told as it is', () => {
    expect(readOrder({ out_order_no: 'N1', state: 'WAIT_PAY', state_description: '' })).toEqual({
      outTradeNo: 'N1',
      state: 'WAIT_PAY',
      payments: [],
    });
  });

  test('with a second payment shows both', () => {
    const [detail] = PAID.collection.details;
    const details = [detail, { ...detail, seq: 2, paid_type: 'MCH', transaction_id: '' }];
    const order = readOrder({ ...PAID, collection: { ...PAID.collection, details } });
    expect(order?.payments.map((payment) => [payment.paidType, payment.transactionId])).toEqual([
      ['NEWTON', '4200000000000000000000000001'],
      ['MCH', undefined],
    ]);
  });

  test.each([-1, 1.5, '1.5', '1e3', Number.MAX_VALUE, null, {}])('with %p for an amount has none', (odd) => {
    expect(readOrder({ ...PAID, total_amount: odd, collection: undefined })).not.toHaveProperty('totalFen');
  });

  test('without number or state means nothing', () => {
    expect(readOrder({ state: 'DONE' })).toBeUndefined();
    expect(readOrder({ out_order_no: 'N1', state: '' })).toBeUndefined();
  });
});

describe('a sign plan as WeChat tells it', () => {
  const SIGN_PLAN = {
    sign_plan_id: '0102',
    merchant_sign_plan_no: 'SGN_0001',
    sign_state: 'SIGN_PLAN_CANCEL',
    cancel_sign_time: '2026-12-03T09:00:00+08:00',
    cancel_sign_type: 'REVOKE_SERVICE',
    cancel_reason: '',
    plan_over_time: '2027-04-01T00:00:00+08:00',
    total_origin_price: 20000,
    sign_time: '',
  };

  test('that was cancelled', () => {
    expect(readSignPlan(SIGN_PLAN)).toEqual({
      signPlanId: '0102',
      merchantSignPlanNo: 'SGN_0001',
      state: 'SIGN_PLAN_CANCEL',
      cancelType: 'REVOKE_SERVICE',
      cancelTime: '2026-12-03T09:00:00.000+08:00',
      planOverTime: '2027-04-01T00:00:00.000+08:00',
    });
  });

  test('just created comes with its package, and without one it means nothing', () => {
    expect(readCreatedSignPlan({ sign_plan: SIGN_PLAN, package: 'PKG' })).toMatchObject({ package: 'PKG' });
    expect(readCreatedSignPlan({ sign_plan: SIGN_PLAN, package: '' })).toBeUndefined();
  });
});

test('whatever comes, nothing throws, and what is read is whole', () => {
  const names = [
    'out_order_no',
    'state',
    'collection',
    'details',
    'amount',
    'sign_plan',
    'plan_id',
    'paid_time',
  ];
  const odd = fc.letrec((tie) => ({
    value: fc.oneof(
      fc.constantFrom<unknown>(
        null,
        '',
        'DONE',
        '20261301250000',
        '2026-13-01T00:00:00+08:00',
        -1,
        1.5,
        9000,
        '12',
        true,
      ),
      fc.string(),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(fc.oneof(fc.constantFrom(...names), fc.string()), tie('value'), { maxKeys: 5 }),
    ),
  })).value;
  fc.assert(
    fc.property(odd, (body) => {
      readPlan(body);
      readSignPlan(body);
      readCreatedSignPlan(body);
      const order = readOrder(body);
      if (order === undefined) return;
      expect(order.state).not.toBe('');
      for (const payment of order.payments) expect(Number.isSafeInteger(payment.amountFen)).toBe(true);
    }),
    { numRuns: 500 },
  );
});
