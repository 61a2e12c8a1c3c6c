import type { ErrorCode } from '../../../server/domain/errors';
import type { Order } from '../../../server/domain/order/order';
import type { Payment } from '../../../server/domain/payment/payment';
import { beginPayment, handOutPayment, paymentState } from '../../../server/usecases/paying/pay-by-hand';
import { unit } from '../../domain/order/orders';
import { type Desk, NOW } from '../acting/desk';
import { refused } from '../refusals';
import { PAYER } from '../school';
import {
  BEGUN,
  begun,
  goOn,
  minutes,
  OPEN,
  open,
  PAID_AT,
  paymentOf,
  REFUSED,
  says,
  sent,
  unpaid,
  unpaidClass,
} from './unpaid-class';

const begin = (desk: Desk, unitNo = 1, openid = PAYER) =>
  beginPayment(desk.ports, openid, { requestId: 'r', orderId: 'order1', unitNo });

const ask = (desk: Desk, openid = PAYER, paymentId = 'order1P1') =>
  paymentState(desk.ports, openid, { paymentId });

describe('beginning to pay a class', () => {
  test('stores the payment with its bytes, and sends nothing yet', async () => {
    const desk = await unpaidClass();
    expect(await begin(desk)).toEqual({ paymentId: 'order1P1' });
    expect(desk.store.all('payments')).toEqual([BEGUN]);
    expect(await desk.order()).toMatchObject({
      ...{ payments: 1, units: [{ ...unpaid, livePayment: 'order1P1' }, unit(2)] },
    });
    const [call, ...more] = desk.store.all('intents');
    expect(more).toEqual([]);
    expect(call).toMatchObject({ _id: 'create-payment:order1P1', subject: 'order1', state: 'pending' });
    expect(JSON.parse(call?.body ?? '')).toEqual({
      ...{ outTradeNo: 'order1P1', description: '吉他入门 第1次课', openid: PAYER, amountFen: 10_000 },
      expiresAt: minutes(30),
    });
    expect(desk.agenda()).toMatchObject({ 'payment:order1P1': NOW });
    expect(sent(desk)).toEqual([]);
  });

  test.each(['creating', 'open'] as const)('again goes on with the one that is %s', async (state) => {
    const desk = await begun({ state });
    expect(await begin(desk)).toEqual({ paymentId: 'order1P1' });
    expect(await desk.order()).toMatchObject({ payments: 1, revision: 2 });
    expect(desk.store.all('payments')).toHaveLength(1);
  });

  test.each(['closing', 'closed'] as const)('again begins another after one that is %s', async (state) => {
    const desk = await begun({ state });
    expect(await begin(desk)).toEqual({ paymentId: 'order1P2' });
    expect(await desk.unit()).toEqual({ ...unpaid, livePayment: 'order1P2' });
    expect(await desk.order()).toMatchObject({ payments: 2 });
    expect(await paymentOf(desk)).toEqual({ ...BEGUN, state });
  });

  test('again begins another when the one before is not to be found', async () => {
    const desk = await begun();
    await desk.store.removeWhere('payments', { orderId: 'order1' });
    expect(await begin(desk)).toEqual({ paymentId: 'order1P2' });
  });

  test.each<[string, Partial<Order>, number, [ErrorCode, string]]>([
    ['that was not taught', {}, 2, ['WRONG_STATE', 'unit 2 is planned, none']],
    ['that is not there', {}, 3, ['NOT_FOUND', 'order order1 has no unit 3']],
    [
      'of an order whose books are looked at by a person',
      { parked: { reason: 'the books differ', at: NOW } },
      1,
      ['WRONG_STATE', 'unit 1 is confirmed, none'],
    ],
  ])('%s is refused, and nothing is stored', async (_, changes, unitNo, error) => {
    const desk = await unpaidClass(changes);
    expect(await refused(begin(desk, unitNo))).toEqual(error);
    expect(desk.store.all('payments')).toEqual([]);
    expect(desk.store.all('intents')).toEqual([]);
  });

  test('of somebody else’s order is refused', async () => {
    const desk = await unpaidClass();
    expect(await refused(begin(desk, 1, 'o-other'))).toEqual(['NOT_FOUND', 'no order order1 of this payer']);
  });
});

describe('the payment sheet', () => {
  test('is made at WeChat and handed out with what the phone needs to open it', async () => {
    const desk = await begun();
    expect(await handOutPayment(desk.ports, 'order1P1')).toEqual({
      ...{ paymentId: 'order1P1', amountFen: 10_000, expiresAt: minutes(30) },
      parameters: {
        ...{
          timeStamp: '1',
          nonceStr: 'n',
          package: 'prepay_id=pre-order1P1',
          signType: 'RSA',
          paySign: 's',
        },
      },
    });
    expect(await paymentOf(desk)).toEqual(OPEN);
    expect(desk.agenda()).toMatchObject({ 'payment:order1P1': minutes(1) });
  });

  test('is not handed out while WeChat’s answer is not known', async () => {
    const desk = await begun();
    const outcome = { kind: 'unknown', reason: 'timeout' } as const;
    desk.world.payments.answers.push({ kind: 'create-payment', outcome });
    const error = ['UNCERTAIN', 'payment order1P1'];
    expect(await refused(handOutPayment(desk.ports, 'order1P1'))).toEqual(error);
    expect(await handOutPayment(desk.ports, 'order1P1')).toMatchObject({ amountFen: 10_000 });
  });

  test.each<[string, Partial<Payment>, string]>([
    ['paid', { state: 'paid' }, 'payment order1P1 is paid'],
    ['closing', { state: 'closing' }, 'payment order1P1 is closing'],
    ['closed', { state: 'closed' }, 'payment order1P1 is closed'],
    ['open without WeChat’s number', { prepayId: undefined as never }, 'payment order1P1 is open'],
  ])('of a payment that is %s is not handed out', async (_, changes, message) => {
    const desk = await open(changes);
    expect(await refused(handOutPayment(desk.ports, 'order1P1'))).toEqual(['WRONG_STATE', message]);
  });

  test('of no payment is not handed out', async () => {
    const desk = await unpaidClass();
    const error = ['WRONG_STATE', 'payment order1P1 is missing'];
    expect(await refused(handOutPayment(desk.ports, 'order1P1'))).toEqual(error);
  });

  test('that WeChat will not make is not handed out', async () => {
    const desk = await begun();
    desk.world.payments.answers.push({ kind: 'create-payment', outcome: REFUSED });
    const error = ['WRONG_STATE', 'payment order1P1 is closed'];
    expect(await refused(handOutPayment(desk.ports, 'order1P1'))).toEqual(error);
  });
});

describe('coming back from the sheet', () => {
  const told = { paymentId: 'order1P1', orderId: 'order1', unitNo: 1, amountFen: 10_000 };

  test('WeChat is asked at once, and the money is there', async () => {
    const desk = await open();
    says(desk, 'SUCCESS', { transactionId: 't1', paidAt: PAID_AT });
    expect(await ask(desk)).toEqual({ ...told, state: 'paid' });
    expect(await desk.unit()).toMatchObject({ collection: 'paid_by_hand' });
  });

  test('without having paid, it is open still', async () => {
    const desk = await open();
    expect(await ask(desk)).toEqual({ ...told, state: 'open' });
  });

  test('while a worker is at it, what is known is told', async () => {
    const desk = await open();
    await desk.store.updateIf('agenda', 'payment:order1P1', {}, { leaseOwner: 'w', leaseUntil: minutes(2) });
    says(desk, 'SUCCESS', { transactionId: 't1' });
    expect(await ask(desk)).toEqual({ ...told, state: 'open' });
    expect(desk.books()).toEqual([]);
  });

  test.each([
    ['somebody else', 'o-other', 'order1P1'],
    ['whoever names one that never was', PAYER, 'order1P9'],
  ])('%s learns nothing', async (_, openid, paymentId) => {
    const desk = await open();
    expect(await refused(ask(desk, openid, paymentId))).toEqual(['NOT_FOUND', `no payment ${paymentId}`]);
  });

  test('goes on by itself: what is due next is on the agenda', async () => {
    const desk = await open();
    await ask(desk);
    expect(desk.agenda()).toMatchObject({ 'payment:order1P1': minutes(2) });
    desk.world.goTo(minutes(2));
    expect(await goOn(desk)).toBe(minutes(7));
  });
});
