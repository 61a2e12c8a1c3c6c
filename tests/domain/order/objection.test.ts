import { fen } from '../../../server/domain/money';
import { confirm, decide, object } from '../../../server/domain/order/objection';
import type { ObjectionDecision, Order } from '../../../server/domain/order/order';
import { unitOf } from '../../../server/domain/order/units';
import type { Time } from '../../../server/domain/time';
import { confirmedUnit, hours, openUnit, order, taughtClass, taughtUnit } from './orders';

const inWindow = order({ units: [taughtUnit(1)] });

function raisedAt(at: Time) {
  return { id: 'obj1', raisedAt: at, reason: 'quality' as const, text: '老师没来', pictures: [] };
}

function decision(changes: Partial<ObjectionDecision> = {}): ObjectionDecision {
  return { kind: 'waived', explanation: '抱歉', by: 'academic', at: hours(12), ...changes };
}

const objected = object(inWindow, 1, { ...raisedAt(hours(2)) });

function failure(code: string) {
  return expect.objectContaining({ code });
}

describe('objecting', () => {
  test('in the window stops the charge', () => {
    expect(unitOf(objected, 1)).toMatchObject({ teaching: 'objected', objection: { text: '老师没来' } });
  });

  test('is possible to the last moment of the window, not at its end', () => {
    expect(unitOf(object(inWindow, 1, raisedAt(hours(24.99))), 1).teaching).toBe('objected');
    expect(() => object(inWindow, 1, raisedAt(hours(25)))).toThrow(failure('WINDOW_OVER'));
  });

  test.each<[string, Order, string]>([
    ['before anything was taught', order({ units: [openUnit(1)] }), 'WRONG_STATE'],
    ['twice', objected, 'WRONG_STATE'],
    ['after confirming', order({ units: [confirmedUnit(1)] }), 'WINDOW_OVER'],
  ])('%s is refused', (_, given, code) => {
    expect(() => object(given, 1, raisedAt(hours(3)))).toThrow(failure(code));
  });
});

describe('deciding an objection', () => {
  test.each<[string, Partial<ObjectionDecision>, string, number]>([
    ['rejected: the price as signed', { kind: 'rejected' }, 'confirmed', 10_000],
    ['lowered: less than it', { kind: 'lowered', chargeFen: fen(9_999) }, 'confirmed', 9_999],
    ['lowered: to a fen', { kind: 'lowered', chargeFen: fen(1) }, 'confirmed', 1],
    ['waived: nothing', { kind: 'waived' }, 'waived', 0],
  ])('%s', (_, given, teaching, chargeFen) => {
    const decided = unitOf(decide(objected, 1, decision(given)), 1);
    expect(decided).toMatchObject({ teaching, chargeFen, objection: { decision: { explanation: '抱歉' } } });
  });

  test.each([0, 10_000, 10_001])('lowered to %d fen of 10000 is refused', (amount) => {
    const lowered = decision({ kind: 'lowered', chargeFen: fen(amount) });
    expect(() => decide(objected, 1, lowered)).toThrow(failure('BAD_REQUEST'));
  });

  test('lowered without an amount is refused', () => {
    expect(() => decide(objected, 1, decision({ kind: 'lowered' }))).toThrow(failure('BAD_REQUEST'));
  });

  test('that nobody raised, or twice, is refused', () => {
    expect(() => decide(inWindow, 1, decision())).toThrow(failure('WRONG_STATE'));
    const once = decide(objected, 1, decision({ kind: 'rejected' }));
    expect(() => decide(once, 1, decision())).toThrow(failure('WRONG_STATE'));
  });

  test('of a stage ended early is about the classes taught', () => {
    const two = taughtUnit(1, { taught: [taughtClass('k1'), taughtClass('k2')] }, 4);
    const begun = object(order({ units: [two] }), 1, raisedAt(hours(2)));
    expect(unitOf(decide(begun, 1, decision({ kind: 'rejected' })), 1).chargeFen).toBe(5_000);
    const tooMuch = decision({ kind: 'lowered', chargeFen: fen(5_000) });
    expect(() => decide(begun, 1, tooMuch)).toThrow(failure('BAD_REQUEST'));
  });
});

describe('confirming', () => {
  test('by the end of the window makes the price chargeable', () => {
    expect(unitOf(confirm(inWindow, 1, hours(25), 'window'), 1)).toMatchObject({
      teaching: 'confirmed',
      chargeFen: 10_000,
    });
  });

  test('by the window waits for its end', () => {
    expect(() => confirm(inWindow, 1, hours(24.99), 'window')).toThrow(failure('WRONG_STATE'));
  });

  test('by the learner may be early, but not before the class is over', () => {
    expect(unitOf(confirm(inWindow, 1, hours(1), 'learner'), 1).teaching).toBe('confirmed');
    expect(() => confirm(inWindow, 1, hours(0.5), 'learner')).toThrow(failure('WRONG_STATE'));
  });

  test.each<[string, Order]>([
    ['what was not taught', order({ units: [openUnit(1)] })],
    ['what is under objection', objected],
    ['what is confirmed', order({ units: [confirmedUnit(1)] })],
  ])('%s is refused', (_, given) => {
    expect(() => confirm(given, 1, hours(30), 'learner')).toThrow(failure('WRONG_STATE'));
    expect(() => confirm(given, 1, hours(30), 'window')).toThrow(failure('WRONG_STATE'));
  });
});
