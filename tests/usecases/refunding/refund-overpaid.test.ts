import { fen } from '../../../server/domain/money';
import type { Posting } from '../../../server/domain/order/collection';
import type { Refund } from '../../../server/domain/payment/refund';
import { refundOverpaid } from '../../../server/usecases/refunding/refund-overpaid';
import { type Desk, NOW } from '../acting/desk';
import { PAYER } from '../school';
import { takenMoney } from './taken-money';

const TWICE: Posting = {
  ...{ kind: 'overpaid', unitNo: 1, amountFen: fen(10_000), transactionId: '4200000000202603040000000002' },
};

async function booked(desk: Desk, ...postings: Posting[]): Promise<void> {
  const order = await desk.order();
  await desk.store.transaction((tx) => refundOverpaid(tx, desk.ports, order, postings, desk.world.now()));
}

const OWED: Refund = {
  ...{ _id: 'order1RO040000000002', institutionId: 'inst', campusId: 'north', orderId: 'order1', unitNo: 1 },
  ...{ payerOpenid: PAYER, kind: 'overpaid', transactionId: '4200000000202603040000000002' },
  ...{ totalFen: fen(10_000), askedFen: fen(10_000), refundFen: fen(10_000), reason: '重复付款，退回' },
  ...{ state: 'approved', askedAt: NOW, decidedAt: NOW, polls: 0, revision: 1 },
};

describe('a second payment of a class', () => {
  test('is given back without being asked: stored, with its call, and on the agenda', async () => {
    const desk = await takenMoney();
    await booked(desk, TWICE);
    expect(desk.store.all('refunds')).toEqual([OWED]);
    const [call, ...more] = desk.store.all('intents');
    expect(more).toEqual([]);
    expect(call).toMatchObject({ _id: `create-refund:${OWED._id}`, subject: 'order1', createdAt: NOW });
    expect(JSON.parse(call?.body ?? '')).toEqual({
      ...{ outRefundNo: OWED._id, transactionId: '4200000000202603040000000002' },
      ...{ refundFen: 10_000, totalFen: 10_000, reason: '重复付款，退回' },
    });
    expect(desk.agenda()).toEqual({ [`refund:${OWED._id}`]: NOW });
  });

  test('booked again is given back once', async () => {
    const desk = await takenMoney();
    await booked(desk, TWICE);
    desk.world.advance(1);
    await booked(desk, TWICE);
    expect(desk.store.all('refunds')).toEqual([OWED]);
  });

  test('of which a part is kept goes back by the part that is not', async () => {
    const desk = await takenMoney();
    await booked(desk, { ...TWICE, amountFen: fen(500), paymentFen: fen(10_500) });
    expect(desk.store.all('refunds')).toEqual([{ ...OWED, totalFen: 10_500, askedFen: 500, refundFen: 500 }]);
  });

  test('and a third go back each by itself, whatever else is booked with them', async () => {
    const desk = await takenMoney();
    const kept: Posting = { ...TWICE, kind: 'collect', transactionId: 't0' };
    await booked(desk, kept, TWICE, { ...TWICE, unitNo: 2, transactionId: 't3' });
    expect(desk.store.all('refunds')).toEqual([
      OWED,
      { ...OWED, _id: 'order1ROt3', unitNo: 2, transactionId: 't3' },
    ]);
  });

  test('without a number of WeChat’s can’t go back by itself', async () => {
    const desk = await takenMoney();
    const { transactionId: _none, ...posting } = TWICE;
    await booked(desk, posting);
    expect(desk.store.all('refunds')).toEqual([]);
    expect(desk.store.all('intents')).toEqual([]);
  });
});
