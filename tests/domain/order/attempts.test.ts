import fc from 'fast-check';
import type { AttemptState } from '../../../server/domain/machines';
import {
  applySignPlan,
  attemptOf,
  keptAttempt,
  newAttempt,
  parseNumber,
  serviceOrderNo,
  signPlanNo,
  withPackage,
} from '../../../server/domain/order/attempts';
import type { SignPlanFacts } from '../../../server/domain/order/wechat-facts';
import { hours, MONDAY, order, signedAttempt } from './orders';

const orderId = fc.stringMatching(/^[0-9A-Za-z]{1,16}$/);
const attemptNo = fc.integer({ min: 1, max: 9999 });

function plan(state: string, changes: Partial<SignPlanFacts> = {}): SignPlanFacts {
  return { signPlanId: 'sp1', merchantSignPlanNo: signPlanNo('order1', 1), state, ...changes };
}

function inState(state: AttemptState) {
  return order({ state: 'signing', attempts: [signedAttempt({ state })] });
}

describe('numbers at WeChat', () => {
  test('a sign plan number is read back, whatever the order id looks like', () => {
    fc.assert(
      fc.property(orderId, attemptNo, (id, no) => {
        expect(parseNumber(signPlanNo(id, no))).toEqual({ orderId: id, attemptNo: no });
      }),
    );
  });

  test('so is a service order number, and both keep to 32 of the allowed characters', () => {
    fc.assert(
      fc.property(orderId, attemptNo, attemptNo, (id, no, unitNo) => {
        const number = serviceOrderNo(id, no, unitNo);
        expect(number).toMatch(/^[0-9A-Za-z_-]{1,32}$/);
        expect(parseNumber(number)).toEqual({ orderId: id, attemptNo: no, unitNo });
      }),
    );
  });

  test.each([
    '',
    'SGN_0001',
    'order1',
    'order1S',
    'order1S1U',
    'order1S1U1x',
    'order1-S1',
    `${'a'.repeat(17)}S1`,
  ])('the number %p is not ours', (no) => {
    expect(parseNumber(no)).toBeUndefined();
  });

  test('what WeChat says of one attempt leaves the others as they were', () => {
    const both = [signedAttempt({ state: 'unsigned' }), signedAttempt({ no: 2, state: 'unsigned' })];
    const { attempts } = applySignPlan(order({ state: 'signing', attempts: both }), 2, plan('SIGNED'));
    expect(attempts.map(({ no, state }) => [no, state])).toEqual([
      [1, 'unsigned'],
      [2, 'signed'],
    ]);
  });

  test('a package that is handed out again lives two hours from then', () => {
    const first = withPackage(signedAttempt({ state: 'preparing' }), plan('UNSIGNED'), 'p1', MONDAY);
    expect(withPackage(first, plan('UNSIGNED'), 'p2', hours(1))).toEqual({
      ...first,
      ...{ package: 'p2', packageExpiresAt: hours(3) },
    });
  });

  test('a new attempt counts on from the last, with a number of its own', () => {
    const attempt = newAttempt(order(), 'whole-course', MONDAY);
    expect(attempt).toMatchObject({ no: 2, rungKey: 'whole-course', state: 'preparing' });
    expect(attempt.merchantSignPlanNo).not.toBe(order().attempts[0]?.merchantSignPlanNo);
  });

  test('an attempt that does not exist is nobody', () => {
    expect(() => attemptOf(order(), 2)).toThrow(RangeError);
    const { keptAttempt: _kept, ...unkept } = order();
    expect(keptAttempt(unkept)).toBeUndefined();
  });
});

describe('what WeChat says of a sign plan', () => {
  test.each<[AttemptState, string, AttemptState]>([
    ['unsigned', 'SIGNED', 'signed'],
    ['preparing', 'SIGNED', 'signed'],
    ['lapsed', 'SIGNED', 'signed'],
    ['signed', 'SIGNED', 'signed'],
    ['stopping', 'SIGNED', 'stopping'],
    ['preparing', 'UNSIGNED', 'lapsed'],
    ['unsigned', 'UNSIGNED', 'unsigned'],
    ['signed', 'UNSIGNED', 'signed'],
    ['signed', 'SIGN_PLAN_CANCEL', 'ended'],
    ['signed', 'COMPLETE', 'ended'],
    ['signed', 'EXPIRE', 'ended'],
    ['unsigned', 'SIGN_PLAN_CANCEL', 'ended'],
    ['stopping', 'SIGN_PLAN_CANCEL', 'stopped'],
    ['stopping', 'COMPLETE', 'stopped'],
    ['stopped', 'SIGNED', 'stopped'],
    ['ended', 'SIGNED', 'ended'],
    ['signed', 'SOMETHING_NEW', 'signed'],
  ])('an attempt that is %s, told %s, is %s', (from, theirs, to) => {
    expect(attemptOf(applySignPlan(inState(from), 1, plan(theirs)), 1).state).toBe(to);
  });

  test('no news of any kind, repeated in any order, ever leaves the table of states', () => {
    const news = fc.array(
      fc.constantFrom('UNSIGNED', 'SIGNED', 'SIGN_PLAN_CANCEL', 'COMPLETE', 'EXPIRE', 'OTHER'),
      { maxLength: 6 },
    );
    const from = fc.constantFrom<AttemptState>('preparing', 'unsigned', 'lapsed', 'signed', 'stopping');
    fc.assert(
      fc.property(from, news, (state, states) => {
        const after = states.reduce((o, s) => applySignPlan(o, 1, plan(s)), inState(state));
        const again = states.reduce((o, s) => applySignPlan(o, 1, plan(s)), after);
        if (['stopped', 'ended'].includes(attemptOf(after, 1).state))
          expect(attemptOf(again, 1).state).toBe(attemptOf(after, 1).state);
      }),
    );
  });

  test('who ended it and when is kept; a plan that was not cancelled names nobody', () => {
    const gone = plan('SIGN_PLAN_CANCEL', { cancelType: 'USER', cancelTime: MONDAY });
    expect(attemptOf(applySignPlan(inState('signed'), 1, gone), 1)).toMatchObject({
      cancelledBy: 'USER',
      cancelledAt: MONDAY,
    });
    const alive = plan('SIGNED', { cancelType: 'NOT_CANCEL' });
    expect(attemptOf(applySignPlan(inState('unsigned'), 1, alive), 1).cancelledBy).toBeUndefined();
  });

  test("the order's end of plan is that of the kept attempt", () => {
    const { keptAttempt: _kept, planOverTime: _over, ...unkept } = order();
    const over = plan('SIGNED', { planOverTime: hours(99) });
    expect(applySignPlan(order(), 1, over).planOverTime).toBe(hours(99));
    expect(applySignPlan(unkept, 1, over).planOverTime).toBeUndefined();
  });

  test('the package handed out lives two hours', () => {
    const fresh = signedAttempt({ state: 'preparing' });
    expect(withPackage(fresh, plan('UNSIGNED'), 'pack', MONDAY)).toMatchObject({
      state: 'unsigned',
      package: 'pack',
      packageExpiresAt: hours(2),
    });
  });
});
