import type { CourseClass, Seat } from '../../../server/domain/class/class';
import { FIRST_HEAD } from '../../../server/domain/ledger/chain';
import { type Fen, fen, split, sum } from '../../../server/domain/money';
import { serviceOrderNo, signPlanNo } from '../../../server/domain/order/attempts';
import type { Order, SigningAttempt, Unit } from '../../../server/domain/order/order';
import type { OrderFacts, OrderPayment } from '../../../server/domain/order/wechat-facts';
import { HOUR, parseTime, plus, type Time } from '../../../server/domain/time';

/** The first class of the course in these tests: Monday at ten. */
export const MONDAY = time('2026-03-02T10:00:00+08:00');

/** @throws Error for what is no time */
export function time(text: string): Time {
  const parsed = parseTime(text);
  if (parsed === undefined) throw new Error(`no time: ${text}`);
  return parsed;
}

export function hours(n: number, from: Time = MONDAY): Time {
  return plus(from, n * HOUR);
}

/** A unit of ¥100 and one class, not begun. */
export function unit(no: number, changes: Partial<Unit> = {}, classes = 1): Unit {
  const priceFen = changes.priceFen ?? fen(10_000);
  return {
    no,
    name: `第${no}次课`,
    outTradeNo: serviceOrderNo('order1', 1, no),
    priceFen,
    originalFen: priceFen,
    classPricesFen: split(priceFen, classes),
    teaching: 'planned',
    collection: 'none',
    taught: [],
    ...changes,
  };
}

/** A unit whose service order is open since two hours before the first class. */
export function openUnit(no: number, changes: Partial<Unit> = {}, classes = 1): Unit {
  return unit(no, { collection: 'open', startTime: MONDAY, openedAt: hours(-2), ...changes }, classes);
}

/** An open unit taught in full on Monday from ten to eleven, in its window of 24 hours. */
export function taughtUnit(no: number, changes: Partial<Unit> = {}, classes = 1): Unit {
  const taught = Array.from({ length: classes }, (_, i) => taughtClass(`k${i + 1}`));
  const window = { teaching: 'taught', taught, taughtAt: hours(1), windowEndsAt: hours(25) } as const;
  return openUnit(no, { ...window, ...changes }, classes);
}

/** A unit that may be charged its whole price now. */
export function confirmedUnit(no: number, changes: Partial<Unit> = {}): Unit {
  const priceFen = changes.priceFen ?? fen(10_000);
  return taughtUnit(no, { teaching: 'confirmed', chargeFen: priceFen, ...changes });
}

/** A unit that was charged and paid. */
export function paidUnit(no: number): Unit {
  const money = { chargedFen: fen(10_000), collectedFen: fen(10_000), completedAt: hours(25) };
  return confirmedUnit(no, { collection: 'paid', ...money, transactionIds: [`t${no}`] });
}

export function taughtClass(classId: string, changes: Partial<Unit['taught'][number]> = {}) {
  const mark = 'attended' as const;
  return { classId, seatId: `${classId}-order1`, mark, at: hours(1), by: 'teacher', ...changes };
}

export function signedAttempt(changes: Partial<SigningAttempt> = {}): SigningAttempt {
  return {
    no: 1,
    rungKey: 'per-class',
    merchantSignPlanNo: signPlanNo('order1', 1),
    state: 'signed',
    createdAt: hours(-48),
    signPlanId: 'sp1',
    wechatState: 'SIGNED',
    ...changes,
  };
}

/** An active order, signed two days before Monday, of three units unless others are given. */
export function order(changes: Partial<Order> = {}): Order {
  return {
    _id: 'order1',
    institutionId: 'inst',
    campusId: 'north',
    courseId: 'guitar',
    versionId: 'guitar-v1',
    payerOpenid: 'o-payer',
    studentId: 'student1',
    rungKey: 'per-class',
    state: 'active',
    revision: 1,
    createdAt: hours(-49),
    contract: { version: 1, hash: 'ab'.repeat(32), acceptedAt: hours(-49) },
    regionRule: 'rule',
    attempts: [signedAttempt()],
    keptAttempt: 1,
    units: [unit(1), unit(2), unit(3)],
    signedAt: hours(-48),
    planOverTime: hours(24 * 200),
    ledger: FIRST_HEAD,
    pace: {},
    ...changes,
  };
}

/** A seat in a class of one hour that starts then. */
export function seat(startsAt: Time, changes: Partial<Seat> = {}): Seat {
  const classId = changes.classId ?? 'k1';
  return {
    _id: `${classId}-order1`,
    classId,
    orderId: 'order1',
    studentId: 'student1',
    payerOpenid: 'o-payer',
    courseId: 'guitar',
    startsAt,
    endsAt: hours(1, startsAt),
    state: 'booked',
    marks: [],
    revision: 1,
    ...changes,
  };
}

export function classOf(seat: Seat): Pick<CourseClass, '_id' | 'endsAt'> {
  return { _id: seat.classId, endsAt: seat.endsAt };
}

export function payment(id: string, amount = 10_000, changes: Partial<OrderPayment> = {}): OrderPayment {
  return { transactionId: id, amountFen: fen(amount), paidType: 'NEWTON', paidAt: hours(25), ...changes };
}

/** What WeChat may say of unit 1's service order, from its opening to its end. */
export const says = {
  waiting: facts('CREATED', {}),
  open: facts('DOING', { stateDescription: 'USER_CONFIRM' }),
  /** The answer of "complete": without a collection block. */
  completed: (total = 10_000) => facts('DOING', { stateDescription: 'MCH_COMPLETE', totalFen: fen(total) }),
  paying: (total = 10_000) =>
    facts('DOING', {
      stateDescription: 'MCH_COMPLETE',
      collectionState: 'USER_PAYING',
      totalFen: fen(total),
    }),
  paid: (...payments: OrderPayment[]) =>
    facts('DONE', {
      collectionState: 'USER_PAID',
      totalFen: fen(10_000),
      payments: payments.length > 0 ? payments : [payment('t1')],
    }),
  paidLess: (total: number) =>
    facts('DONE', {
      collectionState: 'USER_PAID',
      totalFen: fen(total),
      payments: [payment('t1', total)],
    }),
  elsewhere: facts('DONE', {
    collectionState: 'USER_PAID',
    totalFen: fen(10_000),
    payments: [{ amountFen: fen(10_000), paidType: 'MCH' }],
  }),
  zero: facts('DONE', { totalFen: fen(0), needCollection: false }),
  revoked: facts('REVOKED', {}),
  expired: facts('EXPIRED', {}),
  nonsense: facts('WAIT_PAY', {}),
};

export function facts(state: string, changes: Partial<OrderFacts>): OrderFacts {
  return { outTradeNo: serviceOrderNo('order1', 1, 1), state, payments: [], ...changes };
}

export function contractTotal(order: Order): Fen {
  return sum(order.units.map((u) => u.priceFen));
}
