import fc from 'fast-check';
import type { Seat } from '../../../server/domain/class/class';
import { fen, ZERO } from '../../../server/domain/money';
import { nextStep } from '../../../server/domain/order/next-step';
import type { Order, SigningAttempt, Unit } from '../../../server/domain/order/order';
import { type Step, stepKey } from '../../../server/domain/order/step';
import { currentUnit, isLive, isSettled, unitOf, unsettledBefore } from '../../../server/domain/order/units';
import { MINUTE, plus, type Time } from '../../../server/domain/time';
import {
  confirmedUnit,
  hours,
  MONDAY,
  openUnit,
  order,
  paidUnit,
  seat,
  signedAttempt,
  taughtClass,
  taughtUnit,
  unit,
} from './orders';

/** Units as the rules leave them: settled ones, then one on its way, then those not begun. */
const SETTLED: ((no: number) => Unit)[] = [
  paidUnit,
  (no) => taughtUnit(no, { teaching: 'waived', collection: 'zero', chargeFen: ZERO }),
  (no) => confirmedUnit(no, { collection: 'paid_by_hand' }),
  (no) => confirmedUnit(no, { collection: 'cancelled' }),
  (no) => unit(no, { collection: 'cancelled' }),
];
const ON_ITS_WAY: ((no: number) => Unit)[] = [
  unit,
  openUnit,
  taughtUnit,
  confirmedUnit,
  (no) => unit(no, { collection: 'opening', startTime: MONDAY }),
  (no) => unit(no, { collection: 'refused', refusals: 2 }),
  (no) => openUnit(no, { taught: [taughtClass('k0')] }, 3),
  (no) => taughtUnit(no, { teaching: 'objected' }),
  (no) => taughtUnit(no, { teaching: 'waived', chargeFen: ZERO }),
  (no) => taughtUnit(no, { collection: 'cancelled' }),
  (no) => confirmedUnit(no, { chargeFen: fen(5) }),
  (no) => confirmedUnit(no, { completionRefused: true }),
  (no) => confirmedUnit(no, { collection: 'completing', completedAt: hours(25) }),
  (no) => confirmedUnit(no, { collection: 'paying', completedAt: hours(25) }),
];

const anyUnits = fc
  .record({
    settled: fc.array(fc.constantFrom(...SETTLED), { maxLength: 2 }),
    way: fc.constantFrom(...ON_ITS_WAY),
    later: fc.integer({ min: 0, max: 2 }),
  })
  .map(({ settled, way, later }) => {
    const rest = Array.from({ length: later }, () => (no: number) => unit(no));
    return [...settled, way, ...rest].map((make, i) => make(i + 1));
  });

const anyMoment = fc.integer({ min: -60, max: 1_500 }).map((h) => hours(h / 10));

const anySeats = fc
  .array(fc.record({ at: anyMoment, state: fc.constantFrom('booked' as const, 'on_hold' as const) }), {
    maxLength: 3,
  })
  .map((list) =>
    list
      .sort((a, b) => (a.at < b.at ? -1 : 1))
      .map(({ at, state }, i) => seat(at, { classId: `k${i + 1}`, state })),
  );

const anyAttempts = fc
  .record({
    kept: fc.constantFrom<Partial<SigningAttempt>>(
      { state: 'signed' },
      { state: 'stopping' },
      { state: 'stopped', wechatState: 'SIGN_PLAN_CANCEL' },
      { state: 'ended', wechatState: 'EXPIRE' },
      { state: 'ended', wechatState: 'COMPLETE' },
      { state: 'ended', wechatState: 'SIGN_PLAN_CANCEL' },
    ),
    second: fc.constantFrom(undefined, 'unsigned', 'lapsed', 'signed', 'stopping', 'stopped' as const),
  })
  .map(({ kept, second }) => [
    signedAttempt(kept),
    ...(second === undefined
      ? []
      : [
          signedAttempt({ no: 2, merchantSignPlanNo: 'order1S2', state: second, packageExpiresAt: hours(2) }),
        ]),
  ]);

interface Situation {
  order: Order;
  seats: Seat[];
  now: Time;
}

const anySituation: fc.Arbitrary<Situation> = fc
  .record({
    units: anyUnits,
    attempts: anyAttempts,
    state: fc.constantFrom('active' as const, 'closing' as const),
    seats: anySeats,
    now: anyMoment,
    slow: fc.boolean(),
  })
  .map(({ units, attempts, state, seats, now, slow }) => {
    const dropped = units.map((u) => (u.teaching === 'planned' ? { ...u, teaching: 'dropped' as const } : u));
    const base = order({ units: state === 'active' ? units : dropped, attempts, state });
    return { order: slow ? slowed(base, seats, now) : base, seats, now };
  });

/** Every step that would be next has been tried in vain. */
function slowed(o: Order, seats: Seat[], now: Time): Order {
  let paced = o;
  for (let i = 0; i < 30; i += 1) {
    const choice = nextStep(paced, seats, now);
    if (!('now' in choice)) break;
    const wait = { tries: 3, until: plus(now, MINUTE) };
    paced = { ...paced, pace: { ...paced.pace, [stepKey(choice.now)]: wait } };
  }
  return paced;
}

/** Whether a step is right for an order as it stands, told in the rules' own words. */
function isRight({ order: o, seats, now }: Situation, step: Step): boolean {
  const own = 'unitNo' in step ? unitOf(o, step.unitNo) : undefined;
  const taken = 'seatId' in step ? seats.find((s) => s._id === step.seatId) : undefined;
  switch (step.do) {
    case 'open':
      return (
        currentUnit(o)?.no === step.unitNo &&
        (own?.collection === 'none' || own?.collection === 'refused') &&
        unsettledBefore(o, unitOf(o, step.unitNo)) === undefined &&
        taken !== undefined &&
        taken.startsAt > now &&
        hours(-2, taken.startsAt) <= now
      );
    case 'hold-seat':
      return taken?.state === 'booked' && taken.startsAt > now && currentUnit(o)?.collection !== 'open';
    case 'restore-seat':
      return taken?.state === 'on_hold' && taken.startsAt > now && currentUnit(o)?.collection === 'open';
    case 'end-window':
      return own?.teaching === 'taught' && (own.windowEndsAt ?? MONDAY) <= now;
    case 'complete':
      return own?.collection === 'open' && (own.teaching === 'confirmed' || own.teaching === 'waived');
    case 'cancel-order':
      return own?.collection === 'open' && (own.teaching === 'dropped' || own.completionRefused === true);
    case 'finish':
      return !o.units.some(isLive) && !o.units.some((u) => u.teaching === 'planned');
    case 'stop-attempt':
      return step.attemptNo !== o.keptAttempt || !o.units.some(isLive);
    case 'drop-rest':
      return o.state === 'active' && o.units.some((u) => u.teaching === 'planned');
    default:
      return true;
  }
}

test('whatever an order looks like, the next step is right for it', () => {
  fc.assert(
    fc.property(anySituation, (situation) => {
      const choice = nextStep(situation.order, situation.seats, situation.now);
      if ('now' in choice) expect([choice.now, isRight(situation, choice.now)]).toEqual([choice.now, true]);
    }),
    { numRuns: 3_000 },
  );
});

test('there is always a step, a time, or somebody to wait for', () => {
  fc.assert(
    fc.property(anySituation, ({ order: o, seats, now }) => {
      const choice = nextStep(o, seats, now);
      if ('now' in choice) return;
      if (choice.until === undefined) expect(o.units.some((u) => u.teaching === 'objected')).toBe(true);
      else expect(choice.until > now).toBe(true);
    }),
    { numRuns: 3_000 },
  );
});

test('a seat of the same class is never opened for and put on hold by turns', () => {
  fc.assert(
    fc.property(anySituation, ({ order: o, seats, now }) => {
      const first = nextStep(o, seats, now);
      if (!('now' in first) || first.now.do !== 'hold-seat') return;
      const { seatId } = first.now;
      const after = seats.map((s) => (s._id === seatId ? { ...s, state: 'on_hold' as const } : s));
      const second = nextStep(o, after, now);
      expect('now' in second && second.now.do === 'restore-seat' && second.now.seatId === seatId).toBe(false);
    }),
    { numRuns: 2_000 },
  );
});

test('units that are settled are left alone', () => {
  fc.assert(
    fc.property(anySituation, (situation) => {
      const choice = nextStep(situation.order, situation.seats, situation.now);
      if (!('now' in choice) || !('unitNo' in choice.now) || choice.now.do === 'end-window') return;
      expect(isSettled(unitOf(situation.order, choice.now.unitNo))).toBe(false);
    }),
    { numRuns: 2_000 },
  );
});

describe('an order that nothing was signed for', () => {
  const byHand: ((no: number) => Unit)[] = [
    unit,
    (no) => taughtUnit(no, { collection: 'none' }),
    (no) => taughtUnit(no, { collection: 'none', teaching: 'objected' }),
    (no) => taughtUnit(no, { collection: 'none', teaching: 'waived', chargeFen: ZERO }),
    (no) => confirmedUnit(no, { collection: 'none' }),
    (no) => confirmedUnit(no, { collection: 'paid_by_hand' }),
  ];
  const { keptAttempt: _kept, planOverTime: _over, ...unsigned } = order({ attempts: [] });
  const anyOrdinary = fc.record({
    units: fc
      .array(fc.constantFrom(...byHand), { minLength: 1, maxLength: 4 })
      .map((list) => list.map((make, i) => make(i + 1))),
    state: fc.constantFrom('active' as const, 'closing' as const),
  });

  test('never has a step at WeChat, and holds a seat only for what is owed', () => {
    fc.assert(
      fc.property(anyOrdinary, anySeats, anyMoment, ({ units, state }, seats, now) => {
        const o: Order = { ...unsigned, ordinary: true, units, state };
        const choice = nextStep(o, seats, now);
        if (!('now' in choice)) return;
        const own = ['hold-seat', 'restore-seat', 'end-window', 'drop-rest', 'finish'];
        expect(own).toContain(choice.now.do);
        const current = currentUnit(o);
        const owed = current && unsettledBefore(o, current);
        if (choice.now.do === 'hold-seat') expect(owed).toBeDefined();
        if (choice.now.do === 'restore-seat') expect(owed).toBeUndefined();
      }),
      { numRuns: 1_000 },
    );
  });
});
