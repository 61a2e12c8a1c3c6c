import type { CourseClass, Seat } from '../../domain/class/class';
import { tooClose } from '../../domain/class/conflicts';
import { classTimeFault } from '../../domain/class/hours';
import type { Span } from '../../domain/class/recurrence';
import { AppError } from '../../domain/errors';
import type { Order } from '../../domain/order/order';
import { OPEN_BEFORE } from '../../domain/order/timing';
import type { StaffMember } from '../../domain/people/people';
import { between, parseTime, plus, type Time } from '../../domain/time';
import type { Transaction } from '../../ports/store';
import { putAgenda } from '../agenda/agenda';
import { byId } from '../browsing/by-id';
import { refuseOvercrowding } from '../house/house';
import type { Ports } from '../ports';
import { recordAct } from '../staffing/audit';
import { authorise } from '../staffing/authorise';
import { classOf } from './class-of';
import { planEnd, whoseOrder } from './misfit';
import { openSeats } from './open-seats';
import { type Standing, standings } from './standings';
import { checkTimetable, teacherAt } from './timetable';
import { countChange, timetableRevision } from './timetable-guard';

export interface Move {
  classId: string;
  startsAt: string;
  place?: string;
  teacherId?: string;
}

/**
 * Moves a class that has not begun; its seats follow after it (`moveSeats`). The time before is kept and shown; a window that runs is never shortened, so a
 * class can't move to where the last unit could not be settled in time.
 * @throws AppError NOT_FOUND, FORBIDDEN, WRONG_STATE, BAD_REQUEST, TIME_CONFLICT, TOO_CLOSE, OUT_OF_HOURS, PAST_PLAN_END
 */
export async function reschedule(ports: Ports, staff: StaffMember, move: Move): Promise<void> {
  const before = await classOf(ports, move.classId);
  authorise(staff, 'reschedule', { campusIds: [before.campusId] });
  if (before.state !== 'scheduled' || before.startsAt <= ports.clock.now()) {
    throw new AppError('WRONG_STATE', `class ${before._id} has begun or is ${before.state}`);
  }
  const startsAt = parseTime(move.startsAt);
  if (startsAt === undefined) throw new AppError('BAD_REQUEST', 'no such time', { field: 'startsAt' });
  const after: CourseClass = {
    ...before,
    startsAt,
    endsAt: plus(startsAt, between(before.startsAt, before.endsAt)),
    place: move.place ?? before.place,
    teacherOpenid: move.teacherId ?? before.teacherOpenid,
    revision: before.revision + 1,
    // A class that only changes its room or its teacher keeps its time, and what it was before.
    ...(startsAt === before.startsAt ? {} : { previousStartsAt: before.startsAt }),
  };
  const timetable = await timetableRevision(ports);
  await refuseOvercrowding(ports, after);
  await teacherAt(ports, after.teacherOpenid, after.campusId);
  await checkTimetable(ports, await taughtVersion(ports, before), after, [after]);
  const seats = await openSeats(ports, before._id);
  await refuseForOrders(ports, seats, after);
  await ports.store.transaction(async (tx) => {
    await countChange(tx, ports, timetable);
    await writeMove(tx, ports, staff, before, after, seats);
  });
}

/** @throws AppError for the first student who can't come then */
async function refuseForOrders(ports: Ports, seats: readonly Seat[], span: Span): Promise<void> {
  const orderIds = seats.map((seat) => seat.orderId);
  const orders = await byId(ports, 'orders', orderIds);
  const standing = await standings(ports, [...orders.values()]);
  for (const seat of seats) {
    const order = orders.get(seat.orderId);
    if (order?.state === 'active') await refuseForOrder(ports, seat, order, standing(order), span);
  }
}

async function taughtVersion(ports: Ports, cls: CourseClass) {
  const course = await ports.store.get('courses', cls.courseId);
  const version = await ports.store.get('course_versions', course?.publishedVersionId ?? '');
  if (version === undefined) throw new AppError('NOT_FOUND', `no published version of ${cls.courseId}`);
  return version;
}

async function refuseForOrder(
  ports: Ports,
  seat: Seat,
  order: Order,
  { windowHours, seats: others }: Standing,
  span: Span,
): Promise<void> {
  const { planOverTime } = order;
  const terms = {
    now: ports.clock.now(),
    windowHours,
    ...(planOverTime === undefined ? {} : { planOverTime }),
  };
  const late = classTimeFault(span, terms);
  if (late !== undefined) {
    const detail = { ...(await whoseOrder(ports, order)), ...(await planEnd(ports, order)) };
    throw new AppError(late, `order ${order._id}`, { ...detail, startsAt: span.startsAt });
  }
  const near = tooClose(
    span,
    others.filter((other) => other._id !== seat._id),
    () => order.units.length === 1,
  );
  const window = runningWindow(order, plus(span.startsAt, -OPEN_BEFORE));
  if (near === undefined && window === undefined) return;
  throw new AppError('TOO_CLOSE', `order ${order._id}: another class or a window too near`, {
    ...(await whoseOrder(ports, order)),
    startsAt: span.startsAt,
    ...(window === undefined ? {} : { windowEndsAt: window }),
    ...(near === undefined ? {} : { nearAt: near.startsAt }),
  });
}

/** The end of an objection window that runs beyond a moment. */
function runningWindow(order: Order, moment: Time): Time | undefined {
  return order.units.find((unit) => unit.teaching === 'taught' && (unit.windowEndsAt ?? moment) > moment)
    ?.windowEndsAt;
}

async function writeMove(
  tx: Transaction,
  ports: Ports,
  staff: StaffMember,
  before: CourseClass,
  after: CourseClass,
  seats: readonly Seat[],
): Promise<void> {
  const now = ports.clock.now();
  const stored = await tx.get('classes', before._id);
  if (stored?.revision !== before.revision)
    throw new AppError('BUSY', `class ${before._id} has just changed`);
  const { startsAt, place } = before;
  const left = seats.map((seat) => seat._id);
  await tx.put('classes', {
    ...after,
    moving: { left, from: { startsAt, place }, revision: after.revision },
  });
  await putAgenda(tx, 'class', after._id, now);
  const facts = (cls: CourseClass) => ({
    startsAt: cls.startsAt,
    place: cls.place,
    teacher: cls.teacherOpenid,
  });
  const act = {
    by: staff._id,
    action: 'reschedule',
    subject: after._id,
    before: facts(before),
    after: facts(after),
  };
  await recordAct(tx, ports, act, now);
}
