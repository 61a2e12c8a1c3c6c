import { fen } from '../../../server/domain/money';
import { addEvidence, confirm, decide, object } from '../../../server/domain/order/objection';
import type { ObjectionDecision, Order } from '../../../server/domain/order/order';
import { unitOf } from '../../../server/domain/order/units';
import type { Time } from '../../../server/domain/time';
import { confirmedUnit, hours, openUnit, order, taughtClass, taughtUnit } from './orders';

const inWindow = order({ units: [taughtUnit(1)] });
const { windowEndsAt: _end, ...withoutWindow } = taughtUnit(1);

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
    ['where no window ever began', order({ units: [withoutWindow] }), 'WINDOW_OVER'],
  ])('%s is refused', (_, given, code) => {
    expect(() => object(given, 1, raisedAt(hours(3)))).toThrow(failure(code));
  });

  test('too late, the operator reads when it could have been', () => {
    const told = 'unit 1 is taught, its window ended 2026-03-03T11:00:00.000+08:00';
    expect(() => object(inWindow, 1, raisedAt(hours(25)))).toThrow(told);
    const never = order({ units: [withoutWindow] });
    expect(() => object(never, 1, raisedAt(hours(25)))).toThrow(
      'unit 1 is taught, its window ended never began',
    );
    expect(() => object(objected, 1, raisedAt(hours(3)))).toThrow('unit 1 is under objection already');
  });
});

describe('saying more about an objection', () => {
  const word = { by: 'payer', at: hours(3), text: '有照片', files: ['f1'] } as const;
  const more = (given: Order, times: number) =>
    Array.from({ length: times }).reduce<Order>((o) => addEvidence(o, 1, { ...word, files: ['f1'] }), given);

  test('is kept in its order', () => {
    const second = addEvidence(more(objected, 1), 1, { ...word, files: [], text: '还有录像' });
    expect(unitOf(second, 1).objection?.evidence?.map(({ text }) => text)).toEqual(['有照片', '还有录像']);
  });

  test('is possible twenty times', () => {
    expect(() => more(objected, 20)).not.toThrow();
    expect(() => more(objected, 21)).toThrow(
      expect.objectContaining({ code: 'BAD_REQUEST', message: 'enough was said', detail: { field: 'text' } }),
    );
  });

  test.each<[string, Order]>([
    ['nobody raised', inWindow],
    ['that was decided', decide(objected, 1, decision())],
    ['whose words are lost', order({ units: [taughtUnit(1, { teaching: 'objected' })] })],
  ])('about one %s is refused', (_, given) => {
    expect(() => more(given, 1)).toThrow(
      expect.objectContaining({ code: 'WRONG_STATE', message: 'unit 1 is not under objection' }),
    );
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

  test('lowered to too much, the operator reads how much it may be', () => {
    const lowered = (given: Partial<ObjectionDecision>) => () =>
      decide(objected, 1, decision({ kind: 'lowered', ...given }));
    expect(lowered({ chargeFen: fen(10_000) })).toThrow(
      'lowered amount 10000 is not between 0 and 10000 fen',
    );
    expect(lowered({})).toThrow('lowered amount none is not between 0 and 10000 fen');
  });

  test('whose words are lost is refused', () => {
    const lost = order({ units: [taughtUnit(1, { teaching: 'objected' })] });
    expect(() => decide(lost, 1, decision())).toThrow('unit 1 is not under objection');
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

  test('remembers when the learner did it, and nothing of the kind when the window did', () => {
    expect(unitOf(confirm(inWindow, 1, hours(2), 'learner'), 1).confirmedByLearnerAt).toBe(hours(2));
    expect(unitOf(confirm(inWindow, 1, hours(25), 'window'), 1)).not.toHaveProperty('confirmedByLearnerAt');
  });

  test('without a window, or without a time of its class, waits for ever', () => {
    expect(() => confirm(order({ units: [withoutWindow] }), 1, hours(99), 'window')).toThrow(
      'the window of unit 1 is open until undefined',
    );
    const { taughtAt: _at, ...timeless } = taughtUnit(1);
    expect(() => confirm(order({ units: [timeless] }), 1, hours(99), 'learner')).toThrow(
      'unit 1 is taught until undefined',
    );
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
