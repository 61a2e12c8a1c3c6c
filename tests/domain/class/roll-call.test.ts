import type { Seat } from '../../../server/domain/class/class';
import { marksAllowed, undoableUntil, undoFault } from '../../../server/domain/class/roll-call';
import type { SeatState } from '../../../server/domain/machines';
import { HOUR, plus, timeOf } from '../../../server/domain/time';

const start = timeOf(1_790_000_000_000);
const scheduled = { state: 'scheduled', startsAt: start } as const;

function seat(state: SeatState, changes: Partial<Seat> = {}): Pick<Seat, 'state' | 'unitNo' | 'marks'> {
  const marked = state === 'attended' || state === 'late' || state === 'absent' || state === 'on_leave';
  return { state, marks: marked ? [{ mark: state, at: start, by: 'wang' }] : [], ...changes };
}

describe('calling the roll', () => {
  const all = ['attended', 'late', 'absent', 'on_leave'];

  test('before the class starts only leave can be noted', () => {
    expect(marksAllowed(scheduled, seat('booked'), plus(start, -1))).toEqual(['on_leave']);
    expect(marksAllowed(scheduled, seat('booked'), start)).toEqual(all);
  });

  test('it may be called late, also for a seat on hold and after the class was called held', () => {
    expect(marksAllowed(scheduled, seat('on_hold'), plus(start, 100 * HOUR))).toEqual(all);
    expect(marksAllowed({ ...scheduled, state: 'held' }, seat('booked'), start)).toEqual(all);
  });

  test.each<SeatState>(['attended', 'late', 'absent', 'on_leave', 'released'])(
    'a seat that is %s takes no mark',
    (state) => {
      expect(marksAllowed(scheduled, seat(state), start)).toEqual([]);
    },
  );

  test('a cancelled class takes none', () => {
    expect(marksAllowed({ ...scheduled, state: 'cancelled' }, seat('booked'), start)).toEqual([]);
  });
});

describe('taking a mark back', () => {
  const windowEndsAt = plus(start, 24 * HOUR);
  const terms = { windowHours: 24, windowEndsAt };

  test('until the objection window ends', () => {
    const attended = seat('attended', { unitNo: 3 });
    expect(undoFault(attended, plus(windowEndsAt, -1), terms)).toBeUndefined();
    expect(undoFault(attended, windowEndsAt, terms)).toBe('WINDOW_OVER');
  });

  test('at any time while the stage it belongs to is still being taught', () => {
    expect(
      undoFault(seat('late', { unitNo: 1 }), plus(start, 999 * HOUR), { windowHours: 24 }),
    ).toBeUndefined();
  });

  test('an absence has the same time, counted from the mark', () => {
    expect(undoableUntil(seat('absent'), 24)).toBe(windowEndsAt);
    expect(undoFault(seat('absent'), plus(windowEndsAt, -1), { windowHours: 24 })).toBeUndefined();
    expect(undoFault(seat('absent'), windowEndsAt, { windowHours: 24 })).toBe('WINDOW_OVER');
  });

  test.each<SeatState>(['booked', 'on_hold', 'released'])(
    'a seat that is %s has no mark to take back',
    (state) => {
      expect(undoFault(seat(state), start, terms)).toBe('WRONG_STATE');
    },
  );
});
