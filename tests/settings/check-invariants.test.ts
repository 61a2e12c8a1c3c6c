import type { Evidence } from './books/evidence';
import { readEvidence } from './books/read-evidence';
import { castsOf } from './cases/casts';
import { brokenInvariants } from './check-invariants';
import { Stand } from './stand';
import { History } from './story/history';

type Order = Evidence['orders'][number];

describe('The check of what a history left behind', () => {
  let evidence: Evidence;
  beforeAll(async () => {
    const stand = await Stand.open();
    const history = await History.play(stand, castsOf(['wholeCourse', 'unsigned', 'closedInWeChat']), []);
    evidence = readEvidence(stand, history.openids);
    await stand.close();
  });

  /** Says what is found when something is changed in a copy of what was really left behind. */
  const foundAfter = (change: (copy: Evidence) => unknown): string => {
    const copy = structuredClone(evidence);
    change(copy);
    return brokenInvariants(copy).join('\n');
  };
  const whole = (copy: Evidence): Order => found(copy.orders, (order) => order.units.length === 1);
  const closed = (copy: Evidence): Order => found(copy.orders, (order) => order.closing?.by === 'wechat');
  const paidUnit = (order: Order) => found(order.units, (unit) => unit.collection === 'paid');
  const ofOrder = <T extends { _id: string }>(all: T[], order: Order, kind: string): T =>
    found(all, ({ _id }) => _id.startsWith(kind) && _id.includes(order._id));

  test('finds nothing in an honest history', () => {
    expect(brokenInvariants(evidence)).toEqual([]);
    expect(evidence.orders).toHaveLength(3);
    expect(evidence.books.transactions).toHaveLength(4);
  });

  test('takes as charged what was taken before a closing inside WeChat was heard of, if it was taught by then', () => {
    const heardLate = (copy: Evidence): Order => {
      const order = closed(copy);
      (order.closing ?? fail()).lines.splice(0);
      for (const push of copy.closingPushes) push.createdAt = '9';
      return order;
    };
    expect(foundAfter(heardLate)).toBe('');
    const taughtLater = (copy: Evidence) => {
      const taught = heardLate(copy).units.flatMap((unit) => unit.taught);
      for (const one of taught) one.at = '9';
    };
    expect(foundAfter(taughtLater)).toMatch(/its closing statement says 0/);
  });

  const lies: [string, (copy: Evidence) => unknown, RegExp][] = [
    [
      'an altered entry',
      (e) => Object.assign(e.ledger[0] ?? fail(), { amountFen: 1 }),
      /not what its hash says/,
    ],
    ['an entry that is gone', (e) => e.ledger.splice(0, 1), /stands at place 1/],
    [
      'more charged than was taught',
      (e) => {
        for (const seat of e.seats.filter((one) => one.orderId === whole(e)._id)) seat.state = 'absent';
      },
      /charged 50000 for 0 classes/,
    ],
    [
      'money of WeChat that no entry tells of',
      (e) => e.books.transactions.push({ ...(e.books.transactions[0] ?? fail()), transactionId: 'T' }),
      /transaction T: 0 booked, \d+ taken by WeChat/,
    ],
    ['money that WeChat never took', (e) => e.books.transactions.splice(0, 1), /booked, 0 taken by WeChat/],
    ['a refund that WeChat never made', (e) => e.books.refunds.splice(0), /20000 booked as refunded, 0 by/],
    [
      'a completion inside the window',
      (e) =>
        Object.assign(ofOrder(e.intents, whole(e), 'complete-order'), {
          createdAt: paidUnit(whole(e)).taughtAt,
        }),
      /completed inside its window/,
    ],
    [
      'a completion with another amount',
      (e) => {
        const intent = ofOrder(e.intents, whole(e), 'complete-order');
        intent.body = intent.body.replace('"total_amount":50000', '"total_amount":49999');
      },
      /completed with 49999 fen, 50000 were decided/,
    ],
    [
      'money outside the closing statement',
      (e) => (closed(e).closing ?? fail()).lines.splice(0),
      /its closing statement says 0/,
    ],
    [
      'another picture at WeChat',
      (e) => Object.assign(paidUnit(whole(e)), { collection: 'cancelled' }),
      /cancelled with us, DONE/,
    ],
    [
      'service orders under two sign plans',
      (e) => Object.assign(e.books.orders[0] ?? fail(), { signPlanId: 'another' }),
      /under another sign plan/,
    ],
    [
      'an order that never ended',
      (e) => Object.assign(whole(e), { state: 'active' }),
      /neither ended nor on the work list/,
    ],
    [
      'a callback that was never applied',
      (e) => Object.assign(e.notifications[0] ?? fail(), { state: 'stored' }),
      /never applied/,
    ],
    [
      'a payment that hangs',
      (e) => Object.assign(e.payments[0] ?? fail(), { state: 'open' }),
      /payment .*: still open/,
    ],
    [
      'a refund that hangs',
      (e) => Object.assign(e.refunds[0] ?? fail(), { state: 'processing' }),
      /processing, and nobody is told/,
    ],
    [
      'a plan still signed',
      (e) => Object.assign(e.books.signPlans[0] ?? fail(), { signState: 'SIGNED' }),
      /a plan is still signed at WeChat/,
    ],
  ];
  test.each(lies)('finds %s', (_what, lie, words) => {
    expect(foundAfter(lie)).toMatch(words);
  });
});

function fail(): never {
  throw new Error('the history has left nothing to lie about');
}

function found<T>(all: readonly T[], fits: (one: T) => boolean): T {
  return all.find(fits) ?? fail();
}
