import { AppError } from '../../../server/domain/errors';
import { ForbiddenTransition } from '../../../server/domain/machine';
import type { Order } from '../../../server/domain/order/order';
import { priceOfAttending, teachClass, undoTaught } from '../../../server/domain/order/teaching';
import { unitOf } from '../../../server/domain/order/units';
import type { Time } from '../../../server/domain/time';
import { classOf, hours, MONDAY, openUnit, order, seat, taughtUnit, unit } from './orders';

const TERMS = { windowHours: 24 };
const TAUGHT = { classId: 'k0', seatId: 'k0-order1', mark: 'attended', at: MONDAY, by: 'teacher' } as const;

function roll(mark: 'attended' | 'late' | 'absent' | 'on_leave', at: Time = hours(1)) {
  return { mark, by: 'teacher', at };
}

function call(o: Order, s = seat(MONDAY), act = roll('attended'), terms: { nextStart?: Time } = {}) {
  return teachClass(o, s, classOf(s), act, { ...TERMS, ...terms });
}

const opened = order({ units: [openUnit(1), unit(2)] });
const stage = order({ units: [openUnit(1, {}, 3)] });

describe('calling the roll', () => {
  test('teaches the class on the open unit and opens its window', () => {
    const { order: after, seat: marked, windowOpened } = call(opened);
    expect(unitOf(after, 1)).toMatchObject({
      teaching: 'taught',
      taughtAt: hours(1),
      windowEndsAt: hours(25),
    });
    expect(unitOf(after, 1).taught).toEqual([
      { classId: 'k1', seatId: 'k1-order1', mark: 'attended', at: hours(1), by: 'teacher' },
    ]);
    expect(marked).toMatchObject({ state: 'attended', unitNo: 1, marks: [{ mark: 'attended' }] });
    expect(windowOpened?.no).toBe(1);
  });

  test('being late is being taught', () => {
    expect(unitOf(call(opened, seat(MONDAY), roll('late')).order, 1).teaching).toBe('taught');
  });

  test('while the class still runs counts from its end', () => {
    const { order: after } = call(opened, seat(MONDAY), roll('attended', hours(0.1)));
    expect(unitOf(after, 1)).toMatchObject({ taughtAt: hours(1), windowEndsAt: hours(25) });
  });

  test('days later opens a window from then', () => {
    const { order: after } = call(opened, seat(MONDAY), roll('attended', hours(70)));
    expect(unitOf(after, 1)).toMatchObject({ taughtAt: hours(70), windowEndsAt: hours(94) });
  });

  test('before another class ends the window two hours before that', () => {
    const { order: after } = call(opened, seat(MONDAY), roll('attended'), { nextStart: hours(20) });
    expect(unitOf(after, 1).windowEndsAt).toBe(hours(18));
  });

  test.each(['absent', 'on_leave'] as const)('with %s leaves the unit open for the next class', (mark) => {
    const missed = call(opened, seat(MONDAY), roll(mark));
    expect(missed.order).toEqual(opened);
    expect(missed.seat).toMatchObject({ state: mark });
    expect(missed.seat.unitNo).toBeUndefined();
    const next = seat(hours(24), { classId: 'k2' });
    const made = call(missed.order, next, roll('attended', hours(25)));
    expect(unitOf(made.order, 1).taught).toMatchObject([{ classId: 'k2' }]);
    expect(unitOf(made.order, 2).teaching).toBe('planned');
  });

  test('marks a seat once', () => {
    const { order: after, seat: marked } = call(opened);
    expect(() => call(after, marked)).toThrow(ForbiddenTransition);
    expect(() => call(opened, seat(MONDAY, { state: 'released' }))).toThrow(ForbiddenTransition);
  });
});

describe('a class comes free', () => {
  test.each<[string, Order]>([
    ['when its unit never opened', order()],
    ['when WeChat refused to open it', order({ units: [unit(1, { collection: 'refused' })] })],
    ['while its opening is not known', order({ units: [unit(1, { collection: 'opening' })] })],
    ['when the last unit is still in its window', order({ units: [taughtUnit(1), unit(2)] })],
    [
      'when its unit opened only after the class had begun',
      order({ units: [openUnit(1, { openedAt: hours(0.1) })] }),
    ],
    ['when the order is being closed', order({ ...opened, state: 'closing' })],
    ['when all units are taught', order({ units: [taughtUnit(1)] })],
  ])('%s', (_, given) => {
    const { order: after, seat: marked, windowOpened } = call(given);
    expect(after).toEqual(given);
    expect(marked.state).toBe('attended');
    expect(marked.unitNo).toBeUndefined();
    expect(windowOpened).toBeUndefined();
  });

  test('when the seat was on hold, though the unit opened meanwhile', () => {
    const held = seat(MONDAY, { state: 'on_hold', holdReason: 'previous_unsettled' });
    expect(call(opened, held).order).toEqual(opened);
  });

  test('and stays free when the mark of a held seat is corrected', () => {
    const held = seat(MONDAY, { state: 'on_hold', holdReason: 'previous_unsettled' });
    const first = call(opened, held);
    const undone = undoTaught(first.order, first.seat, { by: 'teacher', at: hours(2) });
    const again = call(undone.order, undone.seat, roll('late', hours(2)));
    expect(again.order).toEqual(opened);
    expect(again.seat.unitNo).toBeUndefined();
  });
});

describe('what attending would be charged', () => {
  const { openedAt: _at, ...openedUnknown } = openUnit(1);

  test.each<[string, Order, number | undefined]>([
    ['the price of its unit', opened, 10_000],
    ['also when it opened as the class began', order({ units: [openUnit(1, { openedAt: MONDAY })] }), 10_000],
    ['also when nobody knows when it opened', order({ units: [openedUnknown] }), 10_000],
    [
      'the share of the class that comes next',
      order({ units: [openUnit(1, { taught: [{ ...TAUGHT }] }, 3)] }),
      3_333,
    ],
    ['nothing when its unit is not open', order(), undefined],
    ['nothing when all is taught', order({ units: [taughtUnit(1)] }), undefined],
    [
      'the price, by hand, of one who pays class by class',
      order({ ordinary: true, units: [unit(1)] }),
      10_000,
    ],
    [
      'nothing by hand of a unit that WeChat opened',
      order({ ordinary: true, units: [openUnit(1)] }),
      undefined,
    ],
  ])('%s', (_, given, price) => {
    expect(priceOfAttending(given, seat(MONDAY))).toBe(price);
  });

  test('nothing on a seat that is on hold, or was', () => {
    const held = seat(MONDAY, { state: 'on_hold', holdReason: 'not_opened' });
    expect(priceOfAttending(opened, held)).toBeUndefined();
    expect(priceOfAttending(opened, { ...held, state: 'booked' })).toBeUndefined();
    const { holdReason: _reason, ...unexplained } = held;
    expect(priceOfAttending(opened, unexplained)).toBeUndefined();
  });
});

describe('a stage of three classes', () => {
  test('is taught with its third', () => {
    let o = stage;
    for (const [i, classId] of ['k1', 'k2', 'k3'].entries()) {
      expect(unitOf(o, 1).teaching).toBe('planned');
      const s = seat(hours(24 * i), { classId });
      const taught = call(o, s, roll('attended', hours(24 * i + 1)));
      expect(taught.windowOpened === undefined).toBe(i < 2);
      o = taught.order;
    }
    expect(unitOf(o, 1)).toMatchObject({ teaching: 'taught', windowEndsAt: hours(48 + 1 + 24) });
    expect(unitOf(o, 1).taught.map((t) => t.classId)).toEqual(['k1', 'k2', 'k3']);
  });
});

describe('taking a mark back', () => {
  const undo = { by: 'academic', at: hours(3) };

  test('closes the window again, and what was done stays as evidence', () => {
    const { order: taught, seat: marked } = call(opened);
    const { order: after, seat: free } = undoTaught(taught, marked, undo);
    expect(after).toEqual(opened);
    expect(free).toMatchObject({ state: 'booked', marks: [{ mark: 'attended', undoneAt: hours(3) }] });
    expect(free.unitNo).toBeUndefined();
    const again = call(after, free, roll('absent', hours(4)));
    expect(again.seat.marks).toHaveLength(2);
    expect(again.order).toEqual(opened);
  });

  test('and calling it again is charged like the first time', () => {
    const { order: taught, seat: marked } = call(opened);
    const undone = undoTaught(taught, marked, undo);
    const again = call(undone.order, undone.seat, roll('late', hours(4)));
    expect(unitOf(again.order, 1)).toMatchObject({ teaching: 'taught', windowEndsAt: hours(28) });
    expect(again.seat.unitNo).toBe(1);
  });

  test('works for the last class of a stage under way, not for one before it', () => {
    const first = call(stage);
    const second = call(first.order, seat(hours(24), { classId: 'k2' }), roll('attended', hours(25)));
    expect(() => undoTaught(second.order, first.seat, { by: 'a', at: hours(26) })).toThrow(AppError);
    const undone = undoTaught(second.order, second.seat, { by: 'a', at: hours(26) });
    expect(undone.order).toEqual(first.order);
  });

  test('of a seat that was marked twice takes the last mark back, and leaves the first as it was undone', () => {
    const first = call(opened);
    const undone = undoTaught(first.order, first.seat, undo);
    const again = call(undone.order, undone.seat, roll('late', hours(4)));
    const { marks } = undoTaught(again.order, again.seat, { by: 'owner', at: hours(5) }).seat;
    expect(marks.map(({ undoneBy, undoneAt }) => [undoneBy, undoneAt])).toEqual([
      ['academic', hours(3)],
      ['owner', hours(5)],
    ]);
  });

  test('of a unit that holds no class is refused in words', () => {
    const { seat: marked } = call(opened);
    expect(() => undoTaught(opened, marked, undo)).toThrow(
      "roll call of seat k1-order1 can't be undone any more",
    );
  });

  test('without an end of the window is possible', () => {
    const { order: taught, seat: marked } = call(opened);
    const { windowEndsAt: _end, ...endless } = unitOf(taught, 1);
    const without = { ...taught, units: [endless, unit(2)] };
    expect(unitOf(undoTaught(without, marked, undo).order, 1).teaching).toBe('planned');
  });

  test('of an absence changes nothing about money', () => {
    const absent = call(opened, seat(MONDAY), roll('absent'));
    expect(undoTaught(absent.order, absent.seat, undo)).toMatchObject({
      order: opened,
      seat: { state: 'booked' },
    });
  });

  test.each<[string, (o: Order) => Order]>([
    ['the window is over', (o) => ({ ...o, units: [{ ...unitOf(o, 1), windowEndsAt: hours(3) }] })],
    ['she has objected', (o) => ({ ...o, units: [{ ...unitOf(o, 1), teaching: 'objected' }] })],
    ['it is confirmed', (o) => ({ ...o, units: [{ ...unitOf(o, 1), teaching: 'confirmed' }] })],
    ['the order is being closed', (o) => ({ ...o, state: 'closing' })],
  ])('is too late once %s', (_, later) => {
    const { order: taught, seat: marked } = call(opened);
    expect(() => undoTaught(later(taught), marked, undo)).toThrow(
      expect.objectContaining({ code: 'WRONG_STATE' }),
    );
  });

  test('needs a mark', () => {
    expect(() => undoTaught(opened, seat(MONDAY, { state: 'released' }), undo)).toThrow(ForbiddenTransition);
  });
});
