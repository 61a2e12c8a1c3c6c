import { backOffOf, type Candidate, choose, type Step, stepKey } from '../../../server/domain/order/step';
import { hours, MONDAY, order } from './orders';

describe('the pace of a step', () => {
  test.each<[Step, string, string]>([
    [{ do: 'query-attempt', attemptNo: 2 }, 'query-attempt:a2', 'signing'],
    [{ do: 'check-plan', attemptNo: 1 }, 'check-plan:a1', 'signed'],
    [{ do: 'query-order', unitNo: 3 }, 'query-order:u3', 'paying'],
    [{ do: 'resolve-opening', unitNo: 3 }, 'resolve-opening:u3', 'opening'],
    [{ do: 'open', unitNo: 3, seatId: 'k1-order1' }, 'open:u3', 'refused'],
    [{ do: 'restore-seat', seatId: 'k1-order1' }, 'restore-seat:sk1-order1', 'call'],
    [{ do: 'complete', unitNo: 3 }, 'complete:u3', 'call'],
    [{ do: 'watch-silence' }, 'watch-silence', 'call'],
  ])('%j', (step, key, backOff) => {
    expect([stepKey(step), backOffOf(step)]).toEqual([key, backOff]);
  });
});

describe('what is done next', () => {
  const abandon: Candidate = { step: { do: 'abandon' }, at: hours(2) };
  const complete: Candidate = { step: { do: 'complete', unitNo: 1 }, at: hours(1) };
  const pace = (until: number) => ({ pace: { 'complete:u1': { tries: 1, until: hours(until) } } });

  test('the first that is due, in order of urgency', () => {
    expect(choose(order(), [abandon, complete], hours(3))).toEqual({ now: { do: 'abandon' } });
    expect(choose(order(), [complete, abandon], hours(3))).toEqual({ now: { do: 'complete', unitNo: 1 } });
    expect(choose(order(), [abandon, complete], hours(1))).toEqual({ now: { do: 'complete', unitNo: 1 } });
  });

  test('nothing before the earliest of them', () => {
    expect(choose(order(), [abandon, complete], MONDAY)).toEqual({ until: hours(1) });
    expect(choose(order(), [complete, abandon], MONDAY)).toEqual({ until: hours(1) });
    expect(choose(order(), [], MONDAY)).toEqual({ until: undefined });
  });

  test('what was tried waits for its pace, and never comes before its time', () => {
    expect(choose(order(pace(5)), [complete], hours(4))).toEqual({ until: hours(5) });
    expect(choose(order(pace(5)), [complete], hours(5))).toEqual({ now: { do: 'complete', unitNo: 1 } });
    expect(choose(order(pace(0)), [complete], hours(0.5))).toEqual({ until: hours(1) });
    expect(choose(order(pace(5)), [complete, abandon], hours(4))).toEqual({ now: { do: 'abandon' } });
  });
});
