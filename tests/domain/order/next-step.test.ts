import { fen } from '../../../server/domain/money';
import { nextStep } from '../../../server/domain/order/next-step';
import type { Order, Unit } from '../../../server/domain/order/order';
import type { Step } from '../../../server/domain/order/step';
import type { Time } from '../../../server/domain/time';
import { ASKED, active, due, until } from './choices';
import {
  confirmedUnit,
  hours,
  MONDAY,
  openUnit,
  order,
  paidUnit,
  seat,
  signedAttempt,
  taughtUnit,
  unit,
} from './orders';

const booked = seat(MONDAY);

describe('before the signature', () => {
  const { keptAttempt: _kept, planOverTime: _over, ...unsigned } = order({ units: [] });
  const signing = (...attempts: Order['attempts']): Order => ({ ...unsigned, state: 'signing', attempts });
  const attempt = signedAttempt;

  test('a draft that nobody signs is given up after a day', () => {
    const draft: Order = { ...unsigned, state: 'drafted', attempts: [], createdAt: MONDAY };
    expect(until(nextStep(draft, [], hours(1)))).toBe(hours(24));
    expect(due(nextStep(draft, [], hours(24)))).toEqual({ do: 'abandon' });
  });

  test.each<[string, Order, Step]>([
    [
      'a new attempt is created',
      signing(attempt({ state: 'preparing' })),
      { do: 'create-attempt', attemptNo: 1 },
    ],
    [
      'an unsigned one is asked for',
      signing(attempt({ state: 'unsigned', packageExpiresAt: hours(2) })),
      { do: 'query-attempt', attemptNo: 1 },
    ],
    [
      'its package being dead, it lapses',
      signing(attempt({ state: 'unsigned', packageExpiresAt: MONDAY })),
      { do: 'lapse-attempt', attemptNo: 1 },
    ],
    ['a signed one is kept', signing(attempt({ state: 'signed' })), { do: 'keep-attempt', attemptNo: 1 }],
    ['when all have lapsed, the order is given up', signing(attempt({ state: 'lapsed' })), { do: 'abandon' }],
    [
      'one cancelled before it was kept counts as none',
      signing(attempt({ state: 'ended' })),
      { do: 'abandon' },
    ],
    [
      'given up, a late signature takes it up again',
      { ...signing(attempt({ state: 'signed' })), state: 'abandoned' },
      { do: 'revive' },
    ],
  ])('%s', (_, given, step) => {
    expect(due(nextStep(given, [], MONDAY))).toEqual(step);
  });

  test('given up, it waits for nothing', () => {
    const abandoned: Order = { ...signing(attempt({ state: 'lapsed' })), state: 'abandoned' };
    expect(nextStep(abandoned, [], MONDAY)).toEqual({ until: undefined });
  });

  test('an unsigned attempt is asked for at its pace, and lapses in time whatever the pace', () => {
    const paced = {
      ...signing(attempt({ state: 'unsigned', packageExpiresAt: hours(2) })),
      pace: { 'query-attempt:a1': { tries: 9, until: hours(3) } },
    };
    expect(until(nextStep(paced, [], MONDAY))).toBe(hours(2));
    expect(due(nextStep(paced, [], hours(2)))).toEqual({ do: 'lapse-attempt', attemptNo: 1 });
  });

  test.each(['active', 'closing', 'closed', 'completed', 'expired'] as const)(
    'a second signature is stopped at once while the order is %s',
    (state) => {
      const second = signedAttempt({ no: 2, merchantSignPlanNo: 'order1S2' });
      const two = active([paidUnit(1)], { state, attempts: [signedAttempt(), second] });
      expect(due(nextStep(two, [], MONDAY))).toEqual({ do: 'stop-attempt', attemptNo: 2 });
    },
  );
});

test.each(['active', 'abandoned'] as const)(
  'a second attempt of which WeChat may know is asked for, not made again, while the order is %s',
  (state) => {
    const second = signedAttempt({ no: 2, state: 'preparing' });
    const attempts = [signedAttempt(state === 'active' ? {} : { state: 'lapsed' }), second];
    expect(due(nextStep(active([paidUnit(1)], { state, attempts }), [], MONDAY))).toEqual({
      ...{ do: 'query-attempt', attemptNo: 2 },
    });
  },
);

describe('the road of a charge', () => {
  test('an objection is decided for the learner in its time, though the order is gone at WeChat', () => {
    const objection = { id: 'o1', raisedAt: hours(2), reason: 'quality', text: '', pictures: [] } as const;
    for (const collection of ['open', 'cancelled'] as const) {
      const objected = taughtUnit(1, {
        ...{ teaching: 'objected', collection },
        objection: { ...objection, pictures: [], decideBy: hours(50) },
      });
      expect(until(nextStep(active([objected, unit(2)]), [], hours(30)))).toBe(hours(50));
      expect(due(nextStep(active([objected, unit(2)]), [], hours(50)))).toEqual({
        ...{ do: 'decide-for-learner', unitNo: 1 },
      });
    }
  });

  test.each<[string, Unit, Time, Step]>([
    [
      'an opening not answered is resolved',
      unit(1, { collection: 'opening' }),
      MONDAY,
      { do: 'resolve-opening', unitNo: 1 },
    ],
    ['a window that is over ends', taughtUnit(1), hours(25), { do: 'end-window', unitNo: 1 }],
    ['what is confirmed is completed', confirmedUnit(1), MONDAY, { do: 'complete', unitNo: 1 }],
    [
      'what is let off is completed with 0 fen',
      taughtUnit(1, { teaching: 'waived', chargeFen: fen(0) }),
      MONDAY,
      { do: 'complete', unitNo: 1 },
    ],
    [
      'a completion not answered is resolved',
      confirmedUnit(1, { collection: 'completing' }),
      MONDAY,
      { do: 'resolve-completing', unitNo: 1 },
    ],
    [
      'a deduction is asked for, its callback may be lost',
      confirmedUnit(1, { collection: 'paying' }),
      MONDAY,
      { do: 'query-order', unitNo: 1 },
    ],
    [
      'an order with nothing taught on it any more is cancelled',
      openUnit(1, { teaching: 'dropped' }),
      MONDAY,
      { do: 'cancel-order', unitNo: 1 },
    ],
    [
      'so is one that WeChat refuses to complete',
      confirmedUnit(1, { completionRefused: true }),
      MONDAY,
      { do: 'cancel-order', unitNo: 1 },
    ],
    [
      'the window of a cancelled order still ends',
      taughtUnit(1, { collection: 'cancelled' }),
      hours(25),
      { do: 'end-window', unitNo: 1 },
    ],
  ])('%s', (_, given, now, step) => {
    expect(due(nextStep(active([given, unit(2)]), [], now))).toEqual(step);
  });

  test('waits for the end of the window, and for the decision of an objection', () => {
    expect(until(nextStep(active([taughtUnit(1), unit(2)]), [], hours(2)))).toBe(hours(25));
    const objected = active([taughtUnit(1, { teaching: 'objected' })]);
    expect(due(nextStep(objected, [], hours(99)))).toBeUndefined();
  });

  test('a step without news waits for its pace', () => {
    const paced = active([confirmedUnit(1, { collection: 'paying' })], {
      pace: { ...ASKED, 'query-order:u1': { tries: 2, until: hours(1) } },
    });
    expect(until(nextStep(paced, [], MONDAY))).toBe(hours(1));
  });

  test('parked, nothing is done', () => {
    const parked = { reason: 'invariant 2', at: MONDAY };
    for (const state of ['signing', 'active', 'closing'] as const) {
      const stopped = active([confirmedUnit(1)], { state, parked });
      expect(nextStep(stopped, [booked], hours(-1))).toEqual({ until: undefined });
    }
  });
});
