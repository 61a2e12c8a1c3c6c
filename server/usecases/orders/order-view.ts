import type { ResponseOf } from '../../../protocol';
import type { Seat } from '../../domain/class/class';
import type { CourseVersion } from '../../domain/course/course';
import { sum } from '../../domain/money';
import { serviceOrderNo } from '../../domain/order/attempts';
import { closingStatement } from '../../domain/order/closing';
import type { Closing, Order, Unit } from '../../domain/order/order';
import {
  atMostFromNow,
  chargedSoFar,
  layUnits,
  needsHand,
  unitOf,
  unitStatus,
} from '../../domain/order/units';
import type { Time } from '../../domain/time';
import { planOf } from '../charging/version-of';

type OrderView = ResponseOf<'signing', 'read'>;
type UnitView = OrderView['units'][number];
type ClosingView = ResponseOf<'signing', 'close'>;

/** Everything the view is made of, read by `read-order.ts`. */
export interface OrderPicture {
  order: Order;
  version: CourseVersion;
  studentName: string;
  /** Seats not given back, by start, with their class. */
  seats: { seat: Seat; title: string; place: string; online: boolean }[];
}

/** An order as its payer sees it: state, price, when it will be charged, what may be done. */
export function orderView(picture: OrderPicture, now: Time): OrderView {
  const { order, version } = picture;
  const units = order.units.length > 0 ? order.units : unitsToBe(order, version);
  const attempt = order.attempts.at(-1);
  const coming = comingOf(picture, now);
  const next = coming[0];
  return {
    orderId: order._id,
    state: order.state,
    courseId: order.courseId,
    courseTitle: version.title,
    studentId: order.studentId,
    studentName: picture.studentName,
    createdAt: order.createdAt,
    ...(order.signedAt ? { signedAt: order.signedAt } : {}),
    ...(order.endedAt ? { endedAt: order.endedAt } : {}),
    ...(attempt ? { attempt: attemptView(attempt) } : {}),
    units: units.map((unit) => unitView(order, unit, now)),
    totalFen: sum(units.map((u) => u.priceFen)),
    chargedFen: chargedSoFar(order),
    atMostFen: atMostFromNow(order),
    ...(order.planOverTime ? { planEndsAt: order.planOverTime } : {}),
    mode: version.mode,
    ordinary: order.ordinary === true,
    windowHours: version.windowHours,
    lessons: version.lessons.map(({ title, minutes }) =>
      minutes === undefined ? { title } : { title, minutes },
    ),
    classes: picture.seats.map(classOf),
    ...(next ? { nextClass: nextClassView(next) } : {}),
    holds: holdsOf(coming),
    ...(order.closing ? { closing: closingView(order, order.closing) } : {}),
    actions: actionsOf(order),
  };
}

/** Before the signature: the units that the latest chosen rung would lay down. */
function unitsToBe(order: Order, version: CourseVersion): Unit[] {
  const rungKey = order.attempts.at(-1)?.rungKey ?? order.rungKey;
  return layUnits(planOf(version, rungKey).details, (no) =>
    serviceOrderNo(order._id, order.attempts.length, no),
  );
}

function attemptView(attempt: Order['attempts'][number]): NonNullable<OrderView['attempt']> {
  const { no, rungKey, state, packageExpiresAt } = attempt;
  return { no, rungKey, state, ...(packageExpiresAt ? { packageExpiresAt } : {}) };
}

type SeatAndClass = OrderPicture['seats'][number];

function comingOf({ seats }: OrderPicture, now: Time): SeatAndClass[] {
  return seats.filter(
    ({ seat }) => (seat.state === 'booked' || seat.state === 'on_hold') && seat.startsAt > now,
  );
}

function classOf({ seat, title, place, online }: SeatAndClass): OrderView['classes'][number] {
  const { classId, startsAt, endsAt, state, unitNo } = seat;
  const shown = { classId, title, startsAt, endsAt, place, online, seat: state };
  return unitNo === undefined ? shown : { ...shown, unitNo };
}

function nextClassView(next: SeatAndClass): NonNullable<OrderView['nextClass']> {
  const { seat, title, place, online } = next;
  return { classId: seat.classId, title, startsAt: seat.startsAt, endsAt: seat.endsAt, place, online };
}

function holdsOf(coming: readonly SeatAndClass[]): OrderView['holds'] {
  return coming.flatMap(({ seat }) =>
    seat.state === 'on_hold' && seat.holdReason
      ? [{ classId: seat.classId, startsAt: seat.startsAt, reason: seat.holdReason }]
      : [],
  );
}

function actionsOf(order: Order): OrderView['actions'] {
  if (order.state === 'active') return ['close'];
  return ['drafted', 'signing', 'abandoned'].includes(order.state) ? ['sign'] : [];
}

/** One charge unit as its payer sees it. */
export function unitView(order: Order, unit: Unit, now: Time): UnitView {
  const status = unitStatus(unit, now);
  return {
    no: unit.no,
    name: unit.name,
    priceFen: unit.priceFen,
    teaching: unit.teaching,
    collection: unit.collection,
    status,
    ...(unit.windowEndsAt ? { windowEndsAt: unit.windowEndsAt } : {}),
    ...(unit.chargeFen !== undefined ? { chargeFen: unit.chargeFen } : {}),
    ...(unit.paidAt ? { paidAt: unit.paidAt } : {}),
    ...(unit.refundedFen ? { refundedFen: unit.refundedFen } : {}),
    ...(unit.objection ? { objection: objectionView(unit.objection) } : {}),
    classCount: unit.classPricesFen.length,
    classes: unit.taught.map(({ classId, mark, at }) => ({ classId, mark, at })),
    actions: order.parked ? [] : unitActions(unit, status, now),
  };
}

/** She may object from the roll call on; confirm early only what is over. */
function unitActions(unit: Unit, status: UnitView['status'], now: Time): UnitView['actions'] {
  if (status === 'owing' || needsHand(unit)) return ['pay'];
  if (status !== 'in_window' || unit.windowEndsAt === undefined || unit.windowEndsAt <= now) return [];
  return unit.taughtAt !== undefined && unit.taughtAt <= now ? ['confirm', 'object'] : ['object'];
}

function objectionView(objection: NonNullable<Unit['objection']>): NonNullable<UnitView['objection']> {
  const { raisedAt, reason, text, pictures, decision, decideBy, evidence = [] } = objection;
  const shown = {
    ...{ raisedAt, reason, text, pictures },
    ...(decideBy === undefined ? {} : { decideBy }),
    evidence: evidence.map((entry) => ({ by: entry.by, at: entry.at, text: entry.text, files: entry.files })),
  };
  if (!decision) return shown;
  const { kind, chargeFen, explanation, at } = decision;
  const decided = { kind, explanation, at, ...(chargeFen === undefined ? {} : { chargeFen }) };
  return { ...shown, decision: decided };
}

/** A closing statement, or the preview of one. */
export function closingView(order: Order, closing: Closing): ClosingView {
  return {
    orderId: order._id,
    at: closing.at,
    by: closing.by,
    ...closingAmounts(order, closing),
  };
}

/** What closing now would mean; nothing is stored. */
export function closingPreviewView(order: Order, now: Time): ClosingView {
  return { orderId: order._id, ...closingAmounts(order, closingStatement(order, now, 'payer')) };
}

function closingAmounts(order: Order, closing: Closing) {
  return {
    lines: closing.lines.map(({ unitNo, atMostFen }) => ({
      unitNo,
      name: unitOf(order, unitNo).name,
      atMostFen,
    })),
    atMostFen: sum(closing.lines.map((line) => line.atMostFen)),
    neverChargedFen: closing.neverChargedFen,
  };
}
