import type { RefundState } from '../../../server/domain/machines';
import { fen } from '../../../server/domain/money';
import { applyPayment, type Payment, type PaymentState } from '../../../server/domain/payment/payment';
import { applyRefund, type Refund } from '../../../server/domain/payment/refund';
import { hours, MONDAY } from '../order/orders';

const NOW = hours(2);

const payment: Payment = {
  ...{ _id: 'order1P1', institutionId: 'inst', orderId: 'order1', unitNo: 1, payerOpenid: 'o-payer' },
  ...{ amountFen: fen(10_000), title: '第1次课', state: 'open', createdAt: MONDAY, expiresAt: hours(0.5) },
  ...{ polls: 0, revision: 1 },
};

const refund: Refund = {
  ...{ _id: 'order1R1', institutionId: 'inst', campusId: 'north', orderId: 'order1', unitNo: 1 },
  ...{ payerOpenid: 'o-payer', kind: 'charge', transactionId: 't1', totalFen: fen(10_000) },
  ...{ askedFen: fen(10_000), reason: '', state: 'processing', askedAt: MONDAY, polls: 0, revision: 1 },
};

describe('what WeChat says of an ordinary payment', () => {
  function said(tradeState: string, state: PaymentState = 'open', more = {}) {
    return applyPayment({ ...payment, state }, { outTradeNo: payment._id, tradeState, ...more }, NOW);
  }

  test.each([
    ['SUCCESS', 'paid'],
    // Given back since: the money had come.
    ['REFUND', 'paid'],
    ['CLOSED', 'closed'],
    ['REVOKED', 'closed'],
    ['NOTPAY', 'open'],
    ['USERPAYING', 'open'],
    ['PAYERROR', 'open'],
    ['SOMETHING_NEW', 'open'],
  ])('%s: it is %s', (tradeState, state) => {
    expect(said(tradeState).state).toBe(state);
  });

  test('paid: when, by which transaction', () => {
    const facts = { paidAt: hours(1), transactionId: 't1' };
    expect(said('SUCCESS', 'open', facts)).toEqual({ ...payment, state: 'paid', ...facts });
    expect(said('SUCCESS')).toEqual({ ...payment, state: 'paid', paidAt: NOW });
  });

  test('closed: no time of payment', () => {
    expect(said('CLOSED')).toEqual({ ...payment, state: 'closed' });
  });

  test.each<[string, PaymentState]>([
    ['SUCCESS', 'closed'],
    ['CLOSED', 'paid'],
    ['SUCCESS', 'paid'],
  ])('%s changes nothing once it is %s', (tradeState, state) => {
    expect(said(tradeState, state, { transactionId: 't2' })).toEqual({ ...payment, state });
  });

  test('paid in the last moment of its closing: the money counts', () => {
    expect(said('SUCCESS', 'closing').state).toBe('paid');
  });
});

describe('what WeChat says of a refund', () => {
  function said(status: string, state: RefundState = 'processing') {
    return applyRefund({ ...refund, state }, { outRefundNo: refund._id, status }, NOW);
  }

  test.each<[string, Partial<Refund>]>([
    ['SUCCESS', { state: 'succeeded', endedAt: NOW }],
    ['CLOSED', { state: 'closed', endedAt: NOW }],
    // Somebody has to act: it is not over.
    ['ABNORMAL', { state: 'abnormal' }],
    ['PROCESSING', {}],
    ['SOMETHING_NEW', {}],
  ])('%s', (status, expected) => {
    expect(said(status)).toEqual({ ...refund, ...expected });
  });

  test.each<[string, RefundState]>([
    ['CLOSED', 'succeeded'],
    ['SUCCESS', 'closed'],
    ['SUCCESS', 'declined'],
  ])('%s changes nothing once it is %s', (status, state) => {
    expect(said(status, state)).toEqual({ ...refund, state });
  });
});
