import { fen } from '../../../server/domain/money';
import type { Payment } from '../../../server/domain/payment/payment';
import { applyPaymentFacts } from '../../../server/usecases/paying/advance-payment';
import { unit } from '../../domain/order/orders';
import { PAYER } from '../school';
import { goOn, minutes, OPEN, open, PAID_AT, paymentOf, SUCCESS, says, second, unpaid } from './unpaid-class';

describe('what WeChat says of a payment', () => {
  test.each(['SUCCESS', 'REFUND'])('%s: the money is booked with its unit', async (tradeState) => {
    const desk = await open();
    desk.world.advance(60_000);
    says(desk, tradeState, { transactionId: 't1', paidAt: PAID_AT });
    expect(await goOn(desk)).toBeUndefined();
    expect(await paymentOf(desk)).toEqual({
      ...{ ...OPEN, state: 'paid', transactionId: 't1', paidAt: PAID_AT, revision: 4 },
    });
    const money = { chargedFen: 10_000, collectedFen: 10_000, paidAt: PAID_AT, transactionIds: ['t1'] };
    expect((await desk.order()).units).toEqual([
      { ...unpaid, collection: 'paid_by_hand', ...money },
      unit(2),
    ]);
    expect(desk.books()).toEqual(['charge 10000 u1', 'collect 10000 u1']);
    expect(desk.openTasks()).toEqual(['pay_by_hand-order1-2']);
    expect(desk.store.all('refunds')).toEqual([]);
    expect(desk.store.all('pushes')).toEqual([
      {
        ...{ _id: 'voucher-order1-1', openid: PAYER, kind: 'voucher', title: '第1次课已扣费 ¥100.00' },
        ...{ body: '点名到课，按签约价。有疑问可以申请退款。' },
        ...{ link: { page: 'voucher', id: 'order1', unitNo: 1 } },
        ...{ facts: { unit: '第1次课', amountFen: 10_000, paidAt: PAID_AT } },
        ...{ createdAt: minutes(1), delivery: { state: 'waiting', tries: 0 } },
      },
    ]);
  });

  test.each(['CLOSED', 'REVOKED'])(
    '%s: the unit can be paid by another, nothing is booked',
    async (tradeState) => {
      const desk = await open();
      says(desk, tradeState);
      expect(await goOn(desk)).toBeUndefined();
      expect(await paymentOf(desk)).toEqual({ ...OPEN, state: 'closed', revision: 4 });
      expect((await desk.order()).units).toEqual([unpaid, unit(2)]);
      expect(desk.books()).toEqual([]);
      expect(desk.openTasks()).toEqual(['pay_by_hand-order1-1', 'pay_by_hand-order1-2']);
      expect(desk.store.all('pushes')).toEqual([]);
    },
  );

  test.each<[string, Payment['state'], string]>([
    ['open', 'open', 'NOTPAY'],
    ['paid', 'paid', 'SUCCESS'],
    ['paid', 'paid', 'CLOSED'],
    ['closed', 'closed', 'SUCCESS'],
  ])('of one that is %s changes nothing in state %s when it is %s', async (_, state, tradeState) => {
    const desk = await open({ state });
    const before = [await paymentOf(desk), await desk.order()];
    expect(await applyPaymentFacts(desk.ports, 'order1P1', { ...SUCCESS, tradeState })).toBe(state);
    expect([await paymentOf(desk), await desk.order()]).toEqual(before);
  });

  test('twice is booked once', async () => {
    const desk = await open();
    expect(await applyPaymentFacts(desk.ports, 'order1P1', SUCCESS)).toBe('paid');
    expect(await applyPaymentFacts(desk.ports, 'order1P1', SUCCESS)).toBe('paid');
    expect(desk.books()).toEqual(['charge 10000 u1', 'collect 10000 u1']);
  });

  test('of the second unit leaves the first as it is', async () => {
    const desk = await open({ unitNo: 2 }, { units: [unpaid, second] });
    await applyPaymentFacts(desk.ports, 'order1P1', SUCCESS);
    expect((await desk.order()).units).toMatchObject([
      { collection: 'none' },
      { collection: 'paid_by_hand' },
    ]);
    expect(desk.store.all('pushes').map(({ _id }) => _id)).toEqual(['voucher-order1-2']);
    expect(desk.openTasks()).toEqual(['pay_by_hand-order1-1']);
  });

  test('that it is paid, when the amount is another by now: it is given back, and no voucher is sent', async () => {
    const desk = await open({ amountFen: fen(10_001) });
    expect(await applyPaymentFacts(desk.ports, 'order1P1', SUCCESS)).toBe('paid');
    expect(await desk.unit()).toEqual({ ...unpaid, transactionIds: ['t1'] });
    expect(desk.books()).toEqual(['overpaid 10001 u1']);
    expect(desk.openTasks()).toEqual(['pay_by_hand-order1-1', 'pay_by_hand-order1-2']);
    expect(desk.store.all('pushes')).toEqual([]);
    expect(desk.store.all('refunds')).toMatchObject([{ _id: 'order1ROt1', refundFen: 10_001 }]);
  });
});
