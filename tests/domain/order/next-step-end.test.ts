import { nextStep } from '../../../server/domain/order/next-step';
import type { Order, Unit } from '../../../server/domain/order/order';
import type { Step } from '../../../server/domain/order/step';
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
