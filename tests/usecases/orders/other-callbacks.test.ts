import { fen } from '../../../server/domain/money';
import type { Unit } from '../../../server/domain/order/order';
import type { Payment, PaymentFacts } from '../../../server/domain/payment/payment';
import { applyNotification } from '../../../server/usecases/callbacks/apply-notification';
import { storeCallback } from '../../../server/usecases/callbacks/store-callback';
import { confirmedUnit, hours, paidUnit, unit } from '../../domain/order/orders';
import { Desk, NOW } from '../acting/desk';
import { PAYER } from '../school';
import { EVENT, expectIgnored, stateOf, told } from './letters';

test('a letter is stored whole before it is answered, and on the agenda', async () => {
  const desk = await Desk.open();
  const letter = { ...EVENT, eventType: 'REFUND.SUCCESS', businessNo: 'order1R1', resource: '{"a":1}' };
  expect(await storeCallback(desk.ports, letter)).toBe(true);
  const { id: _id, createdAt: _at, ...kept } = letter;
  expect(desk.store.all('notifications')).toEqual([{ ...kept, _id, receivedAt: NOW, state: 'stored' }]);
  expect(desk.agenda()).toEqual({ 'notification:event1': NOW });
});

test('a letter that can not be stored is not answered as if it were', async () => {
  const desk = await Desk.open();
  desk.store.transaction = () => Promise.reject(new Error('the database is away'));
  const letter = { ...EVENT, eventType: 'REFUND.SUCCESS', businessNo: '', resource: '{}' };
  await expect(storeCallback(desk.ports, letter)).rejects.toThrow('the database is away');
});

test('nothing is done about a letter that is not there, or was applied before', async () => {
  const desk = await Desk.open();
  expect(await applyNotification(desk.ports, 'event1')).toBeUndefined();
  await told(desk, 'NOBODY.KNOWS', '', {});
  const before = desk.world.logged.length;
  expect(await applyNotification(desk.ports, 'event1')).toBeUndefined();
  expect(desk.world.logged).toHaveLength(before);
});

describe('a letter that an ordinary payment has arrived', () => {
  const byHand = confirmedUnit(1, { collection: 'refused', livePayment: 'order1P1' });
  const open: Payment = {
    ...{ _id: 'order1P1', institutionId: 'inst', orderId: 'order1', unitNo: 1, payerOpenid: PAYER },
    ...{ amountFen: fen(10_000), title: '吉他入门', state: 'open', prepayId: 'pre', polls: 0, revision: 1 },
    ...{ createdAt: hours(47), expiresAt: hours(49) },
  };
  const arrived: PaymentFacts = {
    ...{ outTradeNo: 'order1P1', tradeState: 'SUCCESS', transactionId: 't9' },
    ...{ totalFen: fen(10_000), paidAt: hours(47.5) },
  };

  async function payable(one: Unit = byHand): Promise<Desk> {
    const desk = await Desk.open({ units: [one, unit(2)] });
    await desk.store.insert('payments', open);
    return desk;
  }

  test('books it, and the letter is done with', async () => {
    const desk = await payable();
    expect(await told(desk, 'TRANSACTION.SUCCESS', 'order1P1', arrived)).toBeUndefined();
    expect(await desk.store.get('payments', 'order1P1')).toMatchObject({ state: 'paid' });
    expect(await desk.unit()).toMatchObject({ collection: 'paid_by_hand', collectedFen: 10_000 });
    expect(desk.books()).toEqual(['charge 10000 u1', 'collect 10000 u1']);
    expect(await desk.store.get('notifications', 'event1')).toMatchObject({
      ...{ state: 'applied', appliedAt: NOW },
    });
    expect(desk.openTasks()).toEqual([]);
  });

  test('of a unit that was paid before, gives it back', async () => {
    const desk = await payable({ ...paidUnit(1), livePayment: 'order1P1' });
    await told(desk, 'TRANSACTION.SUCCESS', 'order1P1', arrived);
    expect(desk.books()).toEqual(['charge 10000 u1', 'collect 10000 u1', 'overpaid 10000 u1']);
    expect(desk.store.all('refunds')).toMatchObject([{ kind: 'overpaid', transactionId: 't9' }]);
    expect(await stateOf(desk)).toBe('applied');
  });

  test('of nobody, is shown to finance', async () => {
    const desk = await payable();
    await told(desk, 'TRANSACTION.SUCCESS', 'order1P9', { ...arrived, outTradeNo: 'order1P9' });
    await expectIgnored(desk, 'TRANSACTION.SUCCESS', {});
    expect(await desk.unit()).toEqual(byHand);
  });

  test('that can not be read, is shown to finance', async () => {
    const desk = await payable();
    desk.world.payments.payment = () => undefined as never;
    await told(desk, 'TRANSACTION.SUCCESS', 'order1P1', arrived);
    await expectIgnored(desk, 'TRANSACTION.SUCCESS', {});
  });
});

describe('a letter about a refund', () => {
  const granted = { state: 'processing', refundFen: fen(6_000) } as const;

  async function refunding(): Promise<Desk> {
    const desk = await Desk.open({ units: [{ ...paidUnit(1), refundedFen: fen(6_000) }, unit(2)] });
    await desk.putRefund(granted);
    return desk;
  }

  test.each([
    ['SUCCESS', 'succeeded', 6_000, []],
    ['ABNORMAL', 'abnormal', 6_000, ['stuck_call-order1-1']],
    ['CLOSED', 'closed', 0, ['stuck_call-order1-1']],
  ])('%s: brings it there, and the letter is done with', async (status, state, refundedFen, tasks) => {
    const desk = await refunding();
    const facts = { outRefundNo: 'order1R1', status };
    expect(await told(desk, `REFUND.${status}`, 'order1R1', facts)).toBeUndefined();
    expect(await desk.store.get('refunds', 'order1R1')).toMatchObject({ state });
    expect((await desk.unit()).refundedFen).toBe(refundedFen);
    expect(await desk.store.get('notifications', 'event1')).toMatchObject({
      ...{ state: 'applied', appliedAt: NOW },
    });
    expect(desk.openTasks()).toEqual(tasks);
    expect(desk.books().includes('refund 6000 u1')).toBe(state === 'succeeded');
  });

  test('that nobody knows, is shown to finance', async () => {
    const desk = await refunding();
    await told(desk, 'REFUND.SUCCESS', 'order1R9', { outRefundNo: 'order1R9', status: 'SUCCESS' });
    await expectIgnored(desk, 'REFUND.SUCCESS', {});
  });

  test('that can not be read, is shown to finance', async () => {
    const desk = await refunding();
    desk.world.payments.refund = () => undefined as never;
    await told(desk, 'REFUND.CLOSED', 'order1R1', {});
    await expectIgnored(desk, 'REFUND.CLOSED', {});
    expect(await desk.store.get('refunds', 'order1R1')).toMatchObject(granted);
  });
});
