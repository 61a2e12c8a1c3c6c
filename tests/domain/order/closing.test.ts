import fc from 'fast-check';
import { fen, split, sum } from '../../../server/domain/money';
import {
  assertInsideStatement,
  close,
  closingStatement,
  endTeaching,
} from '../../../server/domain/order/closing';
import { confirm } from '../../../server/domain/order/objection';
import type { Order, Unit } from '../../../server/domain/order/order';
import { chargedSoFar, unitOf } from '../../../server/domain/order/units';
import {
  confirmedUnit,
  contractTotal,
  hours,
  openUnit,
  order,
  paidUnit,
  signedAttempt,
  taughtClass,
  taughtUnit,
  unit,
} from './orders';

const NOW = hours(26);
const TERMS = { windowHours: 24, now: NOW };

function linesOf(o: Order): [number, number][] {
  return closingStatement(o, NOW, 'payer').lines.map((line) => [line.unitNo, line.atMostFen]);
}

describe('the closing statement', () => {
  test('names what was taught and its most; everything else is never charged', () => {
    const o = order({ units: [paidUnit(1), taughtUnit(2), openUnit(3), unit(4)] });
    expect(closingStatement(o, NOW, 'payer')).toEqual({
      at: NOW,
      by: 'payer',
      lines: [{ unitNo: 2, atMostFen: 10_000 }],
      neverChargedFen: 20_000,
    });
  });

  test.each<[string, Unit, [number, number][]]>([
    ['nothing taught', openUnit(1), []],
    [
      'two classes of a stage of three',
      openUnit(1, { taught: [taughtClass('k1'), taughtClass('k2')] }, 3),
      [[1, 6_667]],
    ],
    ['under objection', taughtUnit(1, { teaching: 'objected' }), [[1, 10_000]]],
    ['lowered', confirmedUnit(1, { chargeFen: fen(500) }), [[1, 500]]],
    ['let off', taughtUnit(1, { teaching: 'waived', chargeFen: fen(0) }), []],
    ['being deducted', confirmedUnit(1, { collection: 'paying' }), [[1, 10_000]]],
    ['owed by hand', confirmedUnit(1, { collection: 'cancelled' }), [[1, 10_000]]],
    ['paid by hand', confirmedUnit(1, { collection: 'paid_by_hand', collectedFen: fen(10_000) }), []],
  ])('with a unit %s', (_, given, lines) => {
    expect(linesOf(order({ units: [given, unit(2)] }))).toEqual(lines);
  });

  test('charged so far, the lines and what is never charged are the whole contract', () => {
    const anyUnit = fc
      .record({
        no: fc.integer({ min: 1, max: 30 }),
        price: fc.integer({ min: 1, max: 100_000 }).map(fen),
        classes: fc.integer({ min: 1, max: 6 }),
        kind: fc.constantFrom(
          'planned',
          'begun',
          'taught',
          'objected',
          'lowered',
          'waived',
          'paid',
          'cancelled',
        ),
      })
      .map(({ no, price, classes, kind }): Unit => {
        const priced = { priceFen: price, classPricesFen: split(price, classes) };
        const half = Array.from({ length: Math.ceil(classes / 2) }, (_, i) => taughtClass(`k${i}`));
        switch (kind) {
          case 'planned':
            return unit(no, priced, classes);
          case 'begun':
            return openUnit(no, { ...priced, taught: half }, classes);
          case 'lowered':
            return confirmedUnit(no, { ...priced, chargeFen: fen(Math.floor(price / 2)) });
          case 'waived':
            return taughtUnit(no, { ...priced, teaching: 'waived', chargeFen: fen(0) }, classes);
          case 'paid':
            return confirmedUnit(no, { ...priced, collection: 'paid', collectedFen: price });
          case 'cancelled':
            return confirmedUnit(no, { ...priced, collection: 'cancelled' });
          default:
            return taughtUnit(no, { ...priced, teaching: kind }, classes);
        }
      });
    fc.assert(
      fc.property(fc.array(anyUnit, { minLength: 1, maxLength: 8 }), (units) => {
        const o = order({ units });
        const { lines, neverChargedFen } = closingStatement(o, NOW, 'payer');
        expect(chargedSoFar(o) + sum(lines.map((l) => l.atMostFen)) + neverChargedFen).toBe(contractTotal(o));
        expect(lines.every((l) => l.atMostFen > 0)).toBe(true);
      }),
    );
  });
});

describe('closing', () => {
  test('drops what was not taught and ends a stage with the classes taught', () => {
    const begun = openUnit(2, { taught: [taughtClass('k2')] }, 3);
    const closed = close(order({ units: [paidUnit(1), begun, unit(3)] }), NOW, 'payer', TERMS);
    expect(closed.state).toBe('closing');
    expect(closed.units.map((u) => u.teaching)).toEqual(['confirmed', 'taught', 'dropped']);
    expect(unitOf(closed, 2)).toMatchObject({ taughtAt: NOW, windowEndsAt: hours(24, NOW) });
    const charged = confirm(closed, 2, hours(24, NOW), 'window');
    expect(unitOf(charged, 2).chargeFen).toBe(closed.closing?.lines[0]?.atMostFen);
  });

  test('twice is not in the table of states', () => {
    const closed = close(order(), NOW, 'payer', TERMS);
    expect(() => close(closed, NOW, 'payer', TERMS)).toThrow('closing');
  });

  test('made inside WeChat counts what was taught by then; later classes came free', () => {
    const early = taughtClass('k1', { at: hours(1) });
    const late = taughtClass('k2', { at: hours(25) });
    const at = hours(20);
    const closedWith = (first: Unit) =>
      close(order({ units: [first], attempts: [signedAttempt({ state: 'ended' })] }), at, 'wechat', TERMS);

    expect(closedWith(taughtUnit(1, { taught: [early] })).closing?.lines).toHaveLength(1);
    const afterwards = closedWith(taughtUnit(1, { taught: [late] }));
    expect(afterwards.closing).toMatchObject({ lines: [], neverChargedFen: 10_000 });
    expect(unitOf(afterwards, 1)).toMatchObject({ teaching: 'waived', chargeFen: 0, taught: [] });
    expect(unitOf(closedWith(openUnit(1, { taught: [late] }, 2)), 1).teaching).toBe('dropped');
    const objected = closedWith(taughtUnit(1, { teaching: 'objected', taught: [late] }));
    expect(unitOf(objected, 1)).toMatchObject({ teaching: 'waived', chargeFen: 0, taught: [] });

    const both = closedWith(taughtUnit(1, { taught: [early, late] }, 2));
    expect(both.closing?.lines).toEqual([{ unitNo: 1, atMostFen: 5_000 }]);
    expect(unitOf(confirm(both, 1, hours(30), 'learner'), 1).chargeFen).toBe(5_000);
    const decided = closedWith(confirmedUnit(1, { taught: [late], collection: 'paying' }));
    expect(decided.closing?.lines).toEqual([{ unitNo: 1, atMostFen: 10_000 }]);
  });
});

describe('when a plan is over', () => {
  test('taught classes are still owed, whatever became of their service order', () => {
    const begun = { taught: [taughtClass('k1')] };
    const [stillOpen, cancelled, untouched] = endTeaching(
      [openUnit(1, begun, 2), openUnit(1, { ...begun, collection: 'cancelled' }, 2), openUnit(1)],
      TERMS,
    );
    expect(stillOpen?.teaching).toBe('taught');
    expect(cancelled?.teaching).toBe('taught');
    expect(untouched?.teaching).toBe('dropped');
  });
});

describe('nothing outside the statement is ever charged', () => {
  const closed = close(order({ units: [taughtUnit(1), unit(2)] }), NOW, 'payer', TERMS);

  test.each([
    [1, 10_000],
    [1, 1],
    [1, 0],
    [2, 0],
  ])('unit %d may be charged %d fen', (no, amount) => {
    expect(() => assertInsideStatement(closed, unitOf(closed, no), fen(amount))).not.toThrow();
  });

  test.each([
    [1, 10_001],
    [2, 1],
  ])('unit %d may not be charged %d fen', (no, amount) => {
    expect(() => assertInsideStatement(closed, unitOf(closed, no), fen(amount))).toThrow('invariant 4');
  });
});
