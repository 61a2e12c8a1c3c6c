import {
  type ActDecision,
  isAtWeChat,
  letOff,
  lowerInHouse,
  paidElsewhere,
  waiveInHouse,
} from '../../../server/domain/act/in-house';
import { fen } from '../../../server/domain/money';
import type { Unit } from '../../../server/domain/order/order';
import { unitOf } from '../../../server/domain/order/units';
import {
  confirmedUnit,
  hours,
  openUnit,
  order,
  paidUnit,
  taughtClass,
  taughtUnit,
  unit,
} from '../order/orders';

const decision: ActDecision = { by: 'finance', at: hours(30), explanation: '老师迟到' };
const objection = {
  id: 'obj1',
  raisedAt: hours(2),
  reason: 'quality',
  text: '老师迟到',
  pictures: [],
} as const;
const objected = taughtUnit(1, { teaching: 'objected', objection: { ...objection, pictures: [] } });
const byHand = confirmedUnit(1, { collection: 'refused' });

const WRONG_STATE = expect.objectContaining({ code: 'WRONG_STATE' });

test('an act goes through WeChat Pay only while WeChat collects the money', () => {
  expect(isAtWeChat(confirmedUnit(1, { collection: 'paying' }))).toBe(true);
  expect(isAtWeChat(confirmedUnit(1, { collection: 'completing' }))).toBe(false);
});

describe('charging less', () => {
  test('of what was objected to is the decision of the objection', () => {
    const lowered = unitOf(lowerInHouse(order({ units: [objected] }), 1, fen(6_000), decision), 1);
    expect(lowered).toMatchObject({
      ...{ teaching: 'confirmed', chargeFen: 6_000 },
      objection: { decision: { kind: 'lowered', chargeFen: 6_000, ...decision } },
    });
  });

  test('of what is to be paid by hand is written at the unit', () => {
    const lowered = unitOf(lowerInHouse(order({ units: [byHand] }), 1, fen(6_000), decision), 1);
    expect(lowered).toEqual({ ...byHand, chargeFen: 6_000, loweredAt: decision.at });
  });

  test.each<[string, Unit]>([
    ['still in its window', taughtUnit(1)],
    ['paid', paidUnit(1)],
    ['not begun', unit(1)],
  ])('of a unit that is %s is refused', (_, one) => {
    expect(() => lowerInHouse(order({ units: [one] }), 1, fen(6_000), decision)).toThrow(
      expect.objectContaining({ code: 'WRONG_STATE', message: `unit 1 is ${one.teaching}` }),
    );
  });
});

describe('letting off', () => {
  test('what was objected to is the decision of the objection, and charges nothing', () => {
    const decided = unitOf(waiveInHouse(order({ units: [objected] }), 1, decision), 1);
    expect(decided).toMatchObject({ teaching: 'waived', chargeFen: 0 });
    expect(decided.objection?.decision).toEqual({ kind: 'waived', ...decision });
  });

  test.each<[string, Unit]>([
    ['in its window', taughtUnit(1)],
    ['to be paid by hand', byHand],
  ])('a unit %s charges nothing', (_, one) => {
    const waived = unitOf(waiveInHouse(order({ units: [one] }), 1, decision), 1);
    expect(waived).toEqual({ ...one, teaching: 'waived', chargeFen: 0 });
  });

  test('what was dropped is refused', () => {
    const dropped = unit(1, { teaching: 'dropped' });
    expect(() => waiveInHouse(order({ units: [dropped] }), 1, decision)).toThrow(
      expect.objectContaining({ message: expect.stringContaining('unit, teaching') }),
    );
  });
});

describe('paid elsewhere', () => {
  const at = hours(28);

  test('a unit nobody has charged yet is charged and collected in one', () => {
    const { order: after, postings } = paidElsewhere(order({ units: [byHand] }), 1, at);
    expect(unitOf(after, 1)).toEqual({
      ...byHand,
      ...{ collection: 'paid_by_hand', chargedFen: 10_000, collectedFen: 10_000, paidAt: at },
    });
    expect(postings).toEqual([
      { kind: 'charge', unitNo: 1, amountFen: 10_000 },
      { kind: 'collect_elsewhere', unitNo: 1, amountFen: 10_000 },
    ]);
  });

  test('a unit that was charged before is not charged twice', () => {
    const charged = { ...byHand, collection: 'cancelled', chargedFen: fen(10_000) } as const;
    const { postings } = paidElsewhere(order({ units: [charged] }), 1, at);
    expect(postings).toEqual([{ kind: 'collect_elsewhere', unitNo: 1, amountFen: 10_000 }]);
  });

  const { chargeFen: _undecided, ...withoutCharge } = byHand;

  test.each<[string, Unit]>([
    ['that WeChat collects', confirmedUnit(1, { collection: 'paying' })],
    ['that is being paid by hand', { ...byHand, livePayment: 'p1' }],
    ['whose charge nobody has decided', withoutCharge],
    ['that is paid', paidUnit(1)],
  ])('a unit %s is refused', (_, one) => {
    expect(() => paidElsewhere(order({ units: [one] }), 1, at)).toThrow(WRONG_STATE);
    expect(() => paidElsewhere(order({ units: [one] }), 1, at)).toThrow(`unit 1 is ${one.collection}`);
  });
});

describe('letting off what is left of a parked order', () => {
  function left(one: Unit): Unit {
    return unitOf(letOff(order({ units: [one] })), 1);
  }

  test.each<[string, Unit]>([
    ['not begun', unit(1)],
    ['open, nothing taught', openUnit(1)],
    ['dropped', unit(1, { teaching: 'dropped', taught: [taughtClass('k1')] })],
    ['waived before', taughtUnit(1, { teaching: 'waived', chargeFen: fen(0) })],
    ['at WeChat, being completed', confirmedUnit(1, { collection: 'completing' })],
    ['at WeChat, being collected', confirmedUnit(1, { collection: 'paying' })],
    ['paid', paidUnit(1)],
  ])('a unit %s stays as it is', (_, one) => {
    expect(left(one)).toEqual(one);
  });

  test.each<[string, Unit]>([
    ['in its window', taughtUnit(1)],
    ['under objection', objected],
    ['to be paid by hand, its order refused', byHand],
    ['to be paid by hand, its order cancelled', confirmedUnit(1, { collection: 'cancelled' })],
  ])('a unit %s costs nothing', (_, one) => {
    expect(left(one)).toEqual({ ...one, teaching: 'waived', chargeFen: 0 });
  });

  test('classes that were taught of a half taught unit are struck out', () => {
    const half = openUnit(1, { taught: [taughtClass('k1')] }, 2);
    expect(left(half)).toEqual({ ...half, taught: [] });
  });
});
