import type { Figures } from '../../../server/domain/figures/figures';
import { type OrderFacts, orderFigures } from '../../../server/domain/figures/order-figures';
import type { LedgerEntry } from '../../../server/domain/ledger/entry';
import { POSTINGS } from '../../../server/domain/ledger/postings';
import { fen } from '../../../server/domain/money';
import type { Order, Unit } from '../../../server/domain/order/order';
import {
  confirmedUnit,
  hours,
  MONDAY,
  openUnit,
  order,
  paidUnit,
  seat,
  taughtClass,
  taughtUnit,
  time,
  unit,
} from '../order/orders';

/** The order was made on Saturday, the 28th of February; its first class is on Monday, its window ends on Tuesday. */
const SATURDAY = '2026-02-28';
const TUESDAY = '2026-03-03';

function days(given: Order, { entries = [], seats = [] }: Partial<OrderFacts> = {}): Record<string, Figures> {
  return Object.fromEntries(orderFigures({ order: given, entries, seats }));
}

function withUnits(...units: Unit[]): Order {
  return order({ units });
}

describe('how far an order came', () => {
  const BEGUN = { ordered: 1, learnFirstBegun: 1 };
  const { keptAttempt: _kept, ...neverSigned } = order();

  test.each<[string, Order, Figures]>([
    ['not even begun to sign', { ...neverSigned, attempts: [] }, { ordered: 1 }],
    ['begun to sign, and left', neverSigned, BEGUN],
    ['signed', order(), { ...BEGUN, signed: 1 }],
    [
      'signed and taught',
      withUnits(taughtUnit(1), unit(2)),
      { ...BEGUN, signed: 1, cameFirst: 1, learnFirstCame: 1 },
    ],
    [
      'signed, taught and paid',
      withUnits(paidUnit(1), unit(2)),
      { ...BEGUN, signed: 1, cameFirst: 1, learnFirstCame: 1, paidFirst: 1 },
    ],
    [
      'chosen to pay class by class',
      { ...neverSigned, attempts: [], ordinary: true },
      { ordered: 1, ordinaryBegun: 1 },
    ],
    [
      'begun to sign, then chosen to pay class by class, and taught',
      { ...neverSigned, ordinary: true, units: [taughtUnit(1)] },
      { ...BEGUN, ordinaryBegun: 1, ordinaryCame: 1 },
    ],
  ])('%s', (_, given, expected) => {
    expect(days(given)[SATURDAY]).toEqual(expected);
  });

  test.each([
    ['attended', 1],
    ['late', 1],
    ['absent', undefined],
    ['booked', undefined],
  ] as const)('a seat that was %s, though another was not, counts as come', (state, cameFirst) => {
    const seats = [seat(MONDAY, { state }), seat(hours(24), { classId: 'k2', state: 'booked' })];
    expect(days(order(), { seats })[SATURDAY]?.cameFirst).toBe(cameFirst);
  });

  test('one unit of several paid counts as paid once', () => {
    expect(days(withUnits(unit(1), paidUnit(2), paidUnit(3)))[SATURDAY]?.paidFirst).toBe(1);
  });
});

describe('attendance is counted on the day of the class', () => {
  test.each([
    ['attended', { attended: 1 }],
    ['late', { late: 1 }],
    ['absent', { absent: 1 }],
    ['on_leave', { onLeave: 1 }],
    ['booked', {}],
    ['on_hold', {}],
  ] as const)('%s', (state, expected) => {
    expect(days(order(), { seats: [seat(hours(72), { state })] })['2026-03-05']).toEqual(expected);
  });
});

describe('the end of an order', () => {
  const closed = { state: 'closed', endedAt: hours(48) } as const;
  const at = hours(24);

  test.each<[string, Partial<Order>, string, Figures]>([
    ['closed by the payer', { ...closed, closing: closing('payer') }, TUESDAY, { closedByPayer: 1 }],
    ['closed in WeChat', { ...closed, closing: closing('wechat') }, TUESDAY, { closedInWechat: 1 }],
    [
      'closed by the institution',
      { ...closed, closing: closing('institution') },
      TUESDAY,
      { closedByInstitution: 1 },
    ],
    [
      'closed because nobody came any more',
      { ...closed, closing: { ...closing('institution'), silence: true } },
      TUESDAY,
      { closedBySilence: 1 },
    ],
    ['completed', { state: 'completed', endedAt: hours(48) }, '2026-03-04', { completed: 1 }],
    ['expired', { state: 'expired', endedAt: hours(48) }, '2026-03-04', { expired: 1 }],
  ])('%s', (_, changes, day, expected) => {
    expect(days(order(changes))).toEqual({ [SATURDAY]: expect.anything(), [day]: expected });
  });

  test.each(['active', 'abandoned'] as const)('an order that is %s has none', (state) => {
    expect(Object.keys(days(order({ state })))).toEqual([SATURDAY]);
    expect(days(order({ state, endedAt: hours(48) }))['2026-03-04']).toBeUndefined();
  });

  test.each(['completed', 'expired'] as const)('one that is %s at no known time is on no day', (state) => {
    expect(Object.keys(days(order({ state })))).toEqual([SATURDAY]);
  });

  function closing(by: 'payer' | 'wechat' | 'institution') {
    return { at, by, lines: [], neverChargedFen: fen(0) };
  }
});

describe('what was taught, is due and was paid', () => {
  const MONDAY_TAUGHT = { taughtFen: 10_000 };
  const paid = { chargedFen: fen(10_000), collectedFen: fen(10_000) };

  test.each<[string, Unit, Record<string, object>]>([
    ['nothing taught', openUnit(1), {}],
    ['in its window', taughtUnit(1), monday({ ...MONDAY_TAUGHT, windows: 1, openFen: 10_000, openUnits: 1 })],
    [
      'under objection',
      taughtUnit(1, { teaching: 'objected' }),
      monday({ ...MONDAY_TAUGHT, windows: 1, openFen: 10_000, openUnits: 1 }),
    ],
    [
      'waived',
      taughtUnit(1, { teaching: 'waived', chargeFen: fen(0) }),
      monday({ ...MONDAY_TAUGHT, windows: 1 }),
    ],
    [
      'to be charged, and owed since its window ended',
      confirmedUnit(1),
      {
        ...monday({ ...MONDAY_TAUGHT, dueFen: 10_000, windows: 1 }),
        [TUESDAY]: { owedFen: 10_000, owedUnits: 1 },
      },
    ],
    [
      'lowered, and being collected',
      confirmedUnit(1, { collection: 'paying', chargeFen: fen(6_000), chargedFen: fen(6_000) }),
      {
        ...monday({ ...MONDAY_TAUGHT, dueFen: 6_000, windows: 1 }),
        [TUESDAY]: { owedFen: 6_000, owedUnits: 1 },
      },
    ],
    [
      'half collected',
      confirmedUnit(1, { collection: 'paying', chargedFen: fen(10_000), collectedFen: fen(4_000) }),
      {
        ...monday({ ...MONDAY_TAUGHT, dueFen: 10_000, takenFen: 4_000, windows: 1 }),
        [TUESDAY]: { owedFen: 6_000, owedUnits: 1 },
      },
    ],
    [
      'paid',
      confirmedUnit(1, { collection: 'paid', ...paid }),
      monday({ ...MONDAY_TAUGHT, dueFen: 10_000, takenFen: 10_000, windows: 1 }),
    ],
    [
      'booked as lower than it was confirmed: what is booked is due',
      confirmedUnit(1, { collection: 'paying', chargedFen: fen(7_000), collectedFen: fen(7_000) }),
      monday({ ...MONDAY_TAUGHT, dueFen: 7_000, takenFen: 7_000, windows: 1 }),
    ],
    [
      'charged nothing by WeChat: settled, and not owed',
      confirmedUnit(1, { collection: 'zero' }),
      monday({ ...MONDAY_TAUGHT, dueFen: 10_000, windows: 1 }),
    ],
    [
      'waived after it was charged and paid',
      taughtUnit(1, { teaching: 'waived', collection: 'paid', ...paid }),
      monday({ ...MONDAY_TAUGHT, windows: 1 }),
    ],
  ])('%s', (_, one, expected) => {
    expect(days(withUnits(one))).toEqual({ [SATURDAY]: expect.anything(), ...expected });
  });

  test('without a window it is owed since it was taught', () => {
    const { windowEndsAt: _end, ...one } = confirmedUnit(1);
    expect(days(withUnits(one))['2026-03-02']).toEqual({
      ...{ taughtFen: 10_000, dueFen: 10_000 },
      ...{ owedFen: 10_000, owedUnits: 1 },
    });
  });

  test('a unit of two classes is spread over their days, the first in full', () => {
    const classes = [taughtClass('k1'), taughtClass('k2', { at: hours(49) })];
    const one = taughtUnit(
      1,
      {
        ...{ teaching: 'confirmed', taught: classes, taughtAt: hours(49), windowEndsAt: hours(73) },
        ...{ collection: 'paying', chargeFen: fen(7_000), chargedFen: fen(7_000), collectedFen: fen(6_000) },
      },
      2,
    );
    expect(days(withUnits(one))).toEqual({
      [SATURDAY]: expect.anything(),
      '2026-03-02': { taughtFen: 5_000, dueFen: 5_000, takenFen: 5_000 },
      '2026-03-04': { taughtFen: 5_000, dueFen: 2_000, takenFen: 1_000, windows: 1 },
      '2026-03-05': { owedFen: 1_000, owedUnits: 1 },
    });
  });

  test('a class counts on the day it began, even if its roll was called days later', () => {
    const called = taughtUnit(1, { taught: [taughtClass('k1', { at: hours(72) })] });
    const seats = [seat(MONDAY, { state: 'attended' })];
    expect(days(withUnits(called), { seats })['2026-03-02']).toMatchObject({
      taughtFen: 10_000,
      attended: 1,
    });
    expect(days(withUnits(called))['2026-03-05']).toMatchObject({ taughtFen: 10_000 });
  });

  function monday(figures: object): Record<string, object> {
    return { '2026-03-02': figures };
  }
});

describe('objections are counted on the day they were raised', () => {
  const raised = { id: 'obj1', raisedAt: hours(24), reason: 'quality', text: '', pictures: [] } as const;

  test.each([
    ['undecided', undefined, {}],
    ['rejected', 'rejected', { rejected: 1 }],
    ['lowered', 'lowered', { loweredByObjection: 1 }],
    ['waived', 'waived', { waived: 1 }],
  ] as const)('%s', (_, kind, expected) => {
    const decision = kind && { kind, explanation: '', by: 'academic', at: hours(30) };
    const objection = { ...raised, pictures: [], ...(decision ? { decision } : {}) };
    const { taughtAt: _at, ...one } = taughtUnit(1, { objection });
    expect(days(withUnits(one, unit(2)))[TUESDAY]).toEqual({ objections: 1, ...expected });
  });
});

describe('the ledger in figures', () => {
  test.each([
    ['charge', { chargedFen: 123 }],
    ['lower', { loweredFen: 123 }],
    ['collect', { collectedFen: 123 }],
    ['collectElsewhere', { elsewhereFen: 123 }],
    ['writeOff', { loweredFen: 123 }],
    ['overpaid', { overpaidFen: 123 }],
    ['refundCharge', { refundedFen: 123 }],
    ['refundOverpaid', { overpaidBackFen: 123 }],
  ] as const)('%s', (name, expected) => {
    const at = time('2026-11-20T12:00:00+08:00');
    const entry = { ...POSTINGS[name], orderId: 'order1', at, amountFen: fen(123), unitNo: 1 };
    expect(days(order(), { entries: [entry as object as LedgerEntry] })['2026-11-20']).toEqual(expected);
  });
});
