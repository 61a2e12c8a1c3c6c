import fc from 'fast-check';
import { fen } from '../../../server/domain/money';
import type { OrderFacts } from '../../../server/domain/order/wechat-facts';
import { weChatOrderState } from '../../../server/domain/order/wechat-state';
import { facts, payment, says } from './orders';

describe("a service order's state, read from WeChat's triple", () => {
  test.each<[string, OrderFacts, string]>([
    ['just created', says.waiting, 'waiting'],
    ['in service', says.open, 'open'],
    ['completed, as the answer says it', says.completed(), 'paying'],
    ['completed, as a query says it', says.paying(), 'paying'],
    ['paid', says.paid(), 'paid'],
    ['paid, without the list of payments', facts('DONE', { collectionState: 'USER_PAID' }), 'paid'],
    ['paid outside and synced', says.elsewhere, 'paid_elsewhere'],
    ['completed with 0 fen', says.zero, 'zero'],
    ['completed with 0 fen, without its total', facts('DONE', { needCollection: false }), 'zero'],
    [
      'completed with 0 fen, called paid',
      facts('DONE', { collectionState: 'USER_PAID', totalFen: fen(0) }),
      'zero',
    ],
    [
      'completed with 0 fen, with a payment of nothing',
      facts('DONE', { totalFen: fen(0), payments: [payment('t1', 0)] }),
      'zero',
    ],
    ['revoked', says.revoked, 'cancelled'],
    ['expired', says.expired, 'expired'],
  ])('%s', (_, given, expected) => {
    expect(weChatOrderState(given)).toBe(expected);
  });

  test.each<[string, OrderFacts]>([
    ['a state that no page lists', says.nonsense],
    ['in service with something collected', facts('DOING', { ...says.open, collectionState: 'USER_PAID' })],
    ['in service without a description', facts('DOING', {})],
    ['in service and being paid', facts('DOING', { ...says.open, collectionState: 'USER_PAYING' })],
    ['completed and paid, but not done', facts('DOING', { ...says.paying(), collectionState: 'USER_PAID' })],
    ['done, but still paying', facts('DONE', { collectionState: 'USER_PAYING', totalFen: fen(1) })],
    ['done without money, with a price', facts('DONE', { totalFen: fen(1), needCollection: false })],
    ['done without a word about money', facts('DONE', {})],
  ])('%s is not understood', (_, given) => {
    expect(weChatOrderState(given)).toBe('unknown');
  });

  test('a second payment, by whichever way, does not change how the order was settled', () => {
    const bySync = { amountFen: fen(10_000), paidType: 'MCH' };
    expect(weChatOrderState(says.paid(payment('t1'), bySync))).toBe('paid');
    expect(weChatOrderState(says.paid(bySync, payment('t1')))).toBe('paid_elsewhere');
  });

  const word = (...known: string[]) =>
    fc.oneof(fc.constantFrom(...known, '', 'USER_ACCEPT', 'done', 'toString'), fc.string());
  const anyFacts: fc.Arbitrary<OrderFacts> = fc.record(
    {
      outTradeNo: fc.constant('order1S1U1'),
      state: word('CREATED', 'DOING', 'DONE', 'REVOKED', 'EXPIRED'),
      stateDescription: word('USER_CONFIRM', 'MCH_COMPLETE'),
      collectionState: word('USER_PAYING', 'USER_PAID'),
      totalFen: fc.constantFrom(fen(0), fen(1), fen(10_000)),
      needCollection: fc.boolean(),
      payments: fc.array(
        fc.record({
          amountFen: fc.constantFrom(fen(0), fen(10_000)),
          paidType: fc.constantFrom('MCH', 'NEWTON', ''),
        }),
        { maxLength: 2 },
      ),
    },
    { requiredKeys: ['outTradeNo', 'state', 'payments'] },
  );

  test('every combination of known and unknown words is one of ours, and only DONE is an end with money', () => {
    const ends = ['paid', 'paid_elsewhere', 'zero'];
    fc.assert(
      fc.property(anyFacts, (given) => {
        const ours = weChatOrderState(given);
        expect(['waiting', 'open', 'paying', 'cancelled', 'expired', 'unknown', ...ends]).toContain(ours);
        if (ends.includes(ours)) expect(given.state).toBe('DONE');
        if (ours === 'open' || ours === 'paying') expect(given.state).toBe('DOING');
        if (ours === 'zero') expect(given.payments.every((p) => p.amountFen === 0)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
