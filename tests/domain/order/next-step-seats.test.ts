import type { Seat } from '../../../server/domain/class/class';
import { nextStep } from '../../../server/domain/order/next-step';
import type { Unit } from '../../../server/domain/order/order';
import type { Step } from '../../../server/domain/order/step';
import { ASKED, active, due, until } from './choices';
import { confirmedUnit, hours, MONDAY, openUnit, seat, taughtUnit, unit } from './orders';

const booked = seat(MONDAY);
const held = seat(MONDAY, { state: 'on_hold', holdReason: 'previous_unsettled' });

describe('two hours before a class', () => {
  const before = hours(-2);
  const open: Step = { do: 'open', unitNo: 1, seatId: 'k1-order1' };
  const hold = (reason: 'previous_unsettled' | 'not_opened'): Step => ({
    do: 'hold-seat',
    seatId: 'k1-order1',
    reason,
  });

  test('its unit opens, not earlier', () => {
    expect(until(nextStep(active([unit(1)]), [booked], hours(-3)))).toBe(before);
    expect(due(nextStep(active([unit(1)]), [booked], before))).toEqual(open);
  });

  test('once the class has begun nothing is opened', () => {
    expect(due(nextStep(active([unit(1)]), [booked], MONDAY))).toBeUndefined();
  });

  test('nothing is to be done when the unit is open, as after an absence', () => {
    expect(due(nextStep(active([openUnit(1)]), [booked], before))).toBeUndefined();
  });

  test.each<[string, Unit]>([
    ['in its window', taughtUnit(1)],
    ['under objection', taughtUnit(1, { teaching: 'objected' })],
    ['owing', confirmedUnit(1, { collection: 'paying', completedAt: hours(-10) })],
  ])('the seat goes on hold while the last unit is %s', (_, last) => {
    const paced = { ...ASKED, 'query-order:u1': { tries: 3, until: hours(50) } };
    expect(due(nextStep(active([last, unit(2)], { pace: paced }), [booked], before))).toEqual(
      hold('previous_unsettled'),
    );
  });

  test('a deduction that has just begun is given half an hour', () => {
    const last = confirmedUnit(1, { collection: 'paying', completedAt: before });
    const paced = { ...ASKED, 'query-order:u1': { tries: 3, until: hours(50) } };
    const waiting = active([last, unit(2)], { pace: paced });
    expect(until(nextStep(waiting, [booked], before))).toBe(hours(-1.5));
    expect(due(nextStep(waiting, [booked], hours(-1.5)))).toEqual(hold('previous_unsettled'));
  });

  test('a refused unit holds the seat at once, and is tried again at its pace', () => {
    const refused = active([unit(1, { collection: 'refused', refusals: 1 })]);
    expect(due(nextStep(refused, [booked], before))).toEqual(hold('not_opened'));
    expect(due(nextStep(refused, [{ ...held, holdReason: 'not_opened' }], before))).toEqual(open);
    const paced = { ...refused, pace: { ...ASKED, 'open:u1': { tries: 1, until: hours(-1.9) } } };
    expect(until(nextStep(paced, [held], before))).toBe(hours(-1.9));
  });

  test('an opening that stays unknown holds the seat, though not at the first answer', () => {
    const unknown = (tries: number) =>
      active([unit(1, { collection: 'opening' })], {
        pace: { ...ASKED, 'resolve-opening:u1': { tries, until: hours(-1.9) } },
      });
    expect(until(nextStep(unknown(1), [booked], before))).toBe(hours(-1.9));
    expect(due(nextStep(unknown(2), [booked], before))).toEqual(hold('not_opened'));
  });

  test('a held seat is restored once the unit is open', () => {
    expect(due(nextStep(active([openUnit(1)]), [held], before))).toEqual({
      do: 'restore-seat',
      seatId: 'k1-order1',
    });
  });

  test('a held seat stays so while WeChat still opens its unit, or has opened nothing', () => {
    const opening = active([unit(1, { collection: 'opening' })], {
      pace: { ...ASKED, 'resolve-opening:u1': { tries: 2, until: hours(-1.9) } },
    });
    expect(until(nextStep(opening, [held], before))).toBe(hours(-1.9));
  });

  test('a seat that is not held needs nothing once its unit is open', () => {
    expect(nextStep(active([openUnit(1)]), [booked], before)).not.toHaveProperty('now');
  });

  test('a class that has begun, or that she will not come to, opens nothing', () => {
    const past = seat(hours(-3));
    expect(due(nextStep(active([unit(1)]), [past], before))).toBeUndefined();
    for (const state of ['attended', 'on_leave', 'released'] as const)
      expect(due(nextStep(active([unit(1)]), [seat(MONDAY, { state })], before))).toBeUndefined();
  });

  test('a held seat of tomorrow is restored when its hour comes, its unit being open by then', () => {
    const tomorrow = seat(hours(24), { state: 'on_hold', holdReason: 'not_opened' });
    expect(until(nextStep(active([openUnit(1)]), [tomorrow], MONDAY))).toBe(hours(22));
    expect(due(nextStep(active([openUnit(1)]), [tomorrow], hours(22)))).toEqual({
      do: 'restore-seat',
      seatId: 'k1-order1',
    });
  });

  test.each<[string, Unit, Partial<Seat>]>([
    ['a held seat whose unit is not open', unit(1), { state: 'on_hold' }],
    ['a seat that is not held, whose unit is open', openUnit(1), {}],
  ])('%s is looked at in its hour, unless its opening is to wait', (_, one, held) => {
    const tomorrow = seat(hours(24), held);
    const later = { ...ASKED, 'open:u1': { tries: 1, until: hours(23) } };
    const restoring = { ...ASKED, 'restore-seat:sk1-order1': { tries: 1, until: hours(23.5) } };
    expect(until(nextStep(active([one], { pace: { ...later, ...restoring } }), [tomorrow], MONDAY))).toBe(
      hours(23),
    );
  });

  test('a held seat of tomorrow does not wait as long as the opening of its unit did', () => {
    const tomorrow = seat(hours(24), { state: 'on_hold', holdReason: 'not_opened' });
    const pace = { ...ASKED, 'open:u1': { tries: 1, until: hours(23) } };
    expect(until(nextStep(active([openUnit(1)], { pace }), [tomorrow], MONDAY))).toBe(hours(22));
  });

  test('paid by hand from the start, a seat that is not held needs nothing', () => {
    expect(nextStep(active([unit(1)], { ordinary: true }), [booked], before)).not.toHaveProperty('now');
    expect(due(nextStep(active([unit(1)], { ordinary: true }), [held], before))).toEqual({
      ...{ do: 'restore-seat', seatId: 'k1-order1' },
    });
  });

  test('a deduction that has just been refused for good is not waited for', () => {
    const last = confirmedUnit(1, { collection: 'refused', completedAt: before });
    expect(due(nextStep(active([last, unit(2)]), [booked], before))).toEqual(hold('previous_unsettled'));
  });

  test('a charge that was not asked for at all holds the seat at once', () => {
    const { completedAt: _at, ...last } = confirmedUnit(1, { collection: 'completing' });
    const paced = { ...ASKED, 'resolve-completing:u1': { tries: 1, until: hours(50) } };
    expect(due(nextStep(active([last, unit(2)], { pace: paced }), [booked], before))).toEqual(
      hold('previous_unsettled'),
    );
  });

  test('a completion that has just been asked for is given half an hour as well', () => {
    const last = confirmedUnit(1, { collection: 'completing', completedAt: before });
    const paced = { ...ASKED, 'resolve-completing:u1': { tries: 1, until: hours(50) } };
    expect(until(nextStep(active([last, unit(2)], { pace: paced }), [booked], before))).toBe(hours(-1.5));
  });

  test('the next class is thought of as well', () => {
    const tomorrow = seat(hours(24), { classId: 'k2' });
    expect(until(nextStep(active([openUnit(1), unit(2)]), [booked, tomorrow], hours(-1)))).toBe(hours(22));
  });

  test('at the end of a window the money comes first', () => {
    const last = taughtUnit(1, { windowEndsAt: before });
    expect(due(nextStep(active([last, unit(2)]), [booked], before))).toEqual({
      do: 'end-window',
      unitNo: 1,
    });
  });
});
