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
  taughtClass,
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

describe('the end of a course', () => {
  const done = [paidUnit(1), paidUnit(2)];
  const ended = (wechatState: string) => ({ attempts: [signedAttempt({ state: 'ended', wechatState })] });

  test('WeChat ends the plan by itself: it is asked twice, then it is stopped', () => {
    const asked = (tries: number) => ({ ...ASKED, 'end-plan:a1': { tries, until: MONDAY } });
    const steps = [0, 1, 2].map(
      (tries) => due(nextStep(active(done, { pace: asked(tries) }), [], MONDAY))?.do,
    );
    expect(steps).toEqual(['end-plan', 'end-plan', 'stop-attempt']);
  });

  test.each<[string, Order, Step]>([
    ['all settled, it is completed', active(done, ended('COMPLETE')), { do: 'finish', state: 'completed' }],
    [
      'what was dropped makes it expired',
      active([paidUnit(1), unit(2, { teaching: 'dropped' })], ended('EXPIRE')),
      { do: 'finish', state: 'expired' },
    ],
    ['an expired plan drops the rest', active([paidUnit(1), unit(2)], ended('EXPIRE')), { do: 'drop-rest' }],
    [
      'so does a plan that WeChat calls complete',
      active([paidUnit(1), unit(2)], ended('COMPLETE')),
      { do: 'drop-rest' },
    ],
    [
      'so does a last detail that is spent',
      active([paidUnit(1), unit(2, { collection: 'cancelled' })]),
      { do: 'drop-rest' },
    ],
    [
      'taught units are settled before the end',
      active([confirmedUnit(1), unit(2, { teaching: 'dropped' })], ended('EXPIRE')),
      { do: 'complete', unitNo: 1 },
    ],
    [
      'closed inside WeChat, the closing is made before anything else',
      active([confirmedUnit(1), unit(2)], ended('SIGN_PLAN_CANCEL')),
      { do: 'close-from-wechat' },
    ],
  ])('%s', (_, given, step) => {
    expect(due(nextStep(given, [], MONDAY))).toEqual(step);
  });

  test('the plan is over at its time, whatever WeChat says of it; both sides are warned before', () => {
    const over = active([openUnit(1)], { planOverTime: hours(24 * 40) });
    expect(until(nextStep(over, [], MONDAY))).toBe(hours(24 * 10));
    expect(due(nextStep(over, [], hours(24 * 10)))).toEqual({ do: 'warn-ending', daysBefore: 30 });
    const warned = { ...over, warnedDays: [30, 7] };
    expect(until(nextStep(warned, [], MONDAY))).toBe(hours(24 * 40));
    expect(due(nextStep(warned, [], hours(24 * 40)))).toEqual({ do: 'drop-rest' });
  });

  test('a plan whose end is not known yet drops nothing, and is asked for', () => {
    const { planOverTime: _over, ...endless } = order({ units: [openUnit(1)] });
    expect(due(nextStep(endless, [], MONDAY))).toEqual({ do: 'check-plan', attemptNo: 1 });
    expect(nextStep({ ...endless, pace: ASKED }, [], MONDAY)).toEqual({ until: hours(9_000) });
  });

  test('a plan that is being stopped is stopped, not asked whether it ended', () => {
    const stopping = active(done, { attempts: [signedAttempt({ state: 'stopping' })] });
    expect(due(nextStep(stopping, [], MONDAY))).toEqual({ do: 'stop-attempt', attemptNo: 1 });
  });

  test('what is paid by hand from the start ends once everything is paid', () => {
    const { keptAttempt: _kept, ...withoutPlan } = order({ ordinary: true, attempts: [], pace: {} });
    const owed = confirmedUnit(1, { collection: 'none' });
    expect(nextStep({ ...withoutPlan, units: [owed] }, [], MONDAY)).not.toHaveProperty('now');
    expect(due(nextStep({ ...withoutPlan, units: [paidUnit(1)] }, [], MONDAY))).toEqual({
      ...{ do: 'finish', state: 'completed' },
    });
  });

  test('a signed plan is asked for every day', () => {
    expect(due(nextStep(order({ units: [openUnit(1)] }), [], MONDAY))).toEqual({
      do: 'check-plan',
      attemptNo: 1,
    });
    expect(until(nextStep(active([openUnit(1)], { planOverTime: hours(99_999) }), [], MONDAY))).toBe(
      hours(9_000),
    );
  });

  test('a fresh order books its seats', () => {
    const fresh = active([unit(1)], { seatsPending: true });
    expect(due(nextStep(fresh, [], MONDAY))).toEqual({ do: 'book-seats' });
  });
});

describe('closing', () => {
  const closing = (units: Unit[], changes: Partial<Order> = {}) =>
    active(units, { state: 'closing', ...changes });

  test.each<[string, Order, Step]>([
    [
      'cancels the live order on which nothing was taught',
      closing([openUnit(1, { teaching: 'dropped' })]),
      { do: 'cancel-order', unitNo: 1 },
    ],
    ['settles what was taught', closing([confirmedUnit(1)]), { do: 'complete', unitNo: 1 }],
    [
      'stops the plan only when no order is live',
      closing([paidUnit(1), unit(2, { teaching: 'dropped' })]),
      { do: 'stop-attempt', attemptNo: 1 },
    ],
    [
      'ends when the plan is stopped',
      closing([paidUnit(1)], { attempts: [signedAttempt({ state: 'stopped' })] }),
      { do: 'finish', state: 'closed' },
    ],
    [
      'does not wait for what can only be paid by hand',
      closing([confirmedUnit(1, { collection: 'cancelled' })], {
        attempts: [signedAttempt({ state: 'ended' })],
      }),
      { do: 'finish', state: 'closed' },
    ],
  ])('%s', (_, given, step) => {
    expect(due(nextStep(given, [booked], hours(-2)))).toEqual(step);
  });

  test.each<[string, Unit]>([
    ['a window', taughtUnit(1)],
    ['an objection', taughtUnit(1, { teaching: 'objected' })],
    ['a deduction', confirmedUnit(1, { collection: 'paying' })],
  ])('waits for %s before it stops the plan', (_, last) => {
    const paced = { ...ASKED, 'query-order:u1': { tries: 3, until: hours(50) } };
    const step = due(nextStep(closing([last], { pace: paced }), [], hours(2)));
    expect(step).toBeUndefined();
  });

  test('a stage ended early is settled with its classes', () => {
    const ended = taughtUnit(1, { taught: [taughtClass('k1')] }, 3);
    expect(due(nextStep(closing([ended]), [], hours(25)))).toEqual({ do: 'end-window', unitNo: 1 });
  });
});
