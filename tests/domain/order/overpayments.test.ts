import { fen, ZERO } from '../../../server/domain/money';
import type { Unit } from '../../../server/domain/order/order';
import { unitOf } from '../../../server/domain/order/units';
import { confirmedUnit, hours, paidUnit, payment, says } from './orders';
import { booked, completing, hears } from './story';

describe('a payment that is not kept is booked as owed back', () => {
  test('a second one, once, however often and in whatever order it is told', () => {
    const story = hears(
      completing,
      says.paid(payment('t1'), payment('t2')),
      says.paid(payment('t2'), payment('t1')),
      says.paid(payment('t1')),
    );
    expect(booked(story)).toEqual(['charge 10000', 'collect 10000 t1', 'overpaid 10000 t2']);
  });

  test('listed first although it came second', () => {
    const story = hears(completing, says.paid(payment('t1')), says.paid(payment('t2'), payment('t1')));
    expect(booked(story)).toContain('overpaid 10000 t2');
    expect(unitOf(story.order, 1).transactionIds).toEqual(expect.arrayContaining(['t1', 't2']));
  });

  test('the part beyond the price', () => {
    const story = hears(completing, says.paid(payment('t1', 6_000), payment('t2', 6_000)));
    expect(booked(story)).toEqual(['charge 10000', 'collect 10000 t1', 'overpaid 2000 t2']);
  });

  test('a third one as well as the second', () => {
    const story = hears(completing, says.paid(payment('t1'), payment('t2'), payment('t3')));
    expect(booked(story).slice(2)).toEqual(['overpaid 10000 t2', 'overpaid 10000 t3']);
  });

  test('nothing, when a part was paid elsewhere and the rest to WeChat', () => {
    const both = says.paid({ amountFen: fen(6_000), paidType: 'MCH' }, payment('t1', 4_000));
    expect(booked(hears(completing, both))).toEqual(['charge 10000', 'collect_elsewhere 10000']);
  });

  test('by WeChat after it was paid elsewhere, though WeChat lists its own first', () => {
    const both = says.paid(payment('t9'), { amountFen: fen(10_000), paidType: 'MCH' });
    expect(booked(hears(completing, says.elsewhere, both))).toContain('overpaid 10000 t9');
  });

  test('nothing, when a price is paid in two parts', () => {
    const story = hears(completing, says.paid(payment('t1', 4_000), payment('t2', 6_000)));
    expect(booked(story)).toEqual(['charge 10000', 'collect 10000 t1']);
  });

  test('by WeChat after it was paid elsewhere, told at once or later', () => {
    const both = says.paid({ amountFen: fen(10_000), paidType: 'MCH' }, payment('t9'));
    const expected = ['charge 10000', 'collect_elsewhere 10000', 'overpaid 10000 t9'];
    expect(booked(hears(completing, both))).toEqual(expected);
    expect(booked(hears(completing, says.elsewhere, both, both))).toEqual(expected);
  });

  test('and not what the institution itself has taken, whatever number it has', () => {
    const cash = payment('t5', 10_000, { paidType: 'MCH' });
    const story = hears(completing, says.paid(payment('t1'), cash));
    expect(booked(story)).toEqual(['charge 10000', 'collect 10000 t1']);
  });

  test('and not what has no transaction, which can be asked for back from nobody', () => {
    const nameless = { amountFen: fen(10_000), paidType: 'NEWTON', paidAt: hours(25) };
    expect(booked(hears(paidUnit(1), says.paid(payment('t1'), nameless)))).toEqual([]);
  });

  test.each<[string, Partial<Unit>]>([
    ['cancelled', { collection: 'cancelled' }],
    ['paid by hand', { collection: 'paid_by_hand', chargedFen: fen(10_000) }],
    ['let off', { collection: 'zero', chargeFen: ZERO, chargedFen: ZERO }],
  ])('for a unit that is %s', (_, end) => {
    const story = hears(confirmedUnit(1, end), says.paid(), says.paid());
    expect(booked(story)).toEqual(['overpaid 10000 t1']);
    expect(story.vouchers).toBe(0);
  });
});
