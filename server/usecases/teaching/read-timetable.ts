import type { RequestOf, ResponseOf } from '../../../protocol';
import type { CourseClass, Seat } from '../../domain/class/class';
import { AppError } from '../../domain/errors';
import type { Order } from '../../domain/order/order';
import type { StaffMember } from '../../domain/people/people';
import { between, DAY, parseTime } from '../../domain/time';
import type { Query } from '../../ports/store';
import { byId } from '../browsing/by-id';
import { findAll, inFew } from '../browsing/find-all';
import { studentNames } from '../browsing/student-names';
import { classHead } from '../classroom/class-view';
import type { Ports } from '../ports';
import { authorise, mayDo } from '../staffing/authorise';
import { institutionOf } from '../staffing/institution';
import { staffNames } from '../staffing/staff-names';
import { seatsTaken } from './book-seats';
import { classOf } from './class-of';
import { staffSeat } from './staff-seat';

type StaffClass = ResponseOf<'staff', 'readClass'>['class'];

/** Longest stretch of timetable read at once. */
const MOST_DAYS = 62;
const MOST_CLASSES = 500;

/**
 * Classes that begin in a stretch of time, as far as the member may see them: a teacher's own, others' campuses.
 * @throws AppError BAD_REQUEST when the stretch is none or too long
 */
export async function listClasses(
  ports: Ports,
  staff: StaffMember,
  asked: RequestOf<'staff', 'listClasses'>,
): Promise<ResponseOf<'staff', 'listClasses'>> {
  const [from, to] = [parseTime(asked.from), parseTime(asked.to)];
  if (from === undefined || to === undefined || to <= from || between(from, to) > MOST_DAYS * DAY) {
    throw new AppError('BAD_REQUEST', `a stretch of 0 to ${MOST_DAYS} days`, { field: 'to' });
  }
  const scope = await scopeOf(ports, staff, asked);
  const found = await ports.store.find(
    'classes',
    { ...scope, startsAt: { $gte: from, $lt: to } },
    { sort: { startsAt: 1, _id: 1 }, limit: MOST_CLASSES },
  );
  const seen = found.filter((cls) => mayDo(staff, 'listClasses', whereOf(cls)));
  return { classes: await classViews(ports, seen) };
}

async function scopeOf(
  ports: Ports,
  staff: StaffMember,
  asked: { campusId?: string; courseId?: string },
): Promise<Query> {
  if (asked.courseId !== undefined) return { courseId: asked.courseId };
  if (asked.campusId !== undefined) return { campusId: asked.campusId };
  if (staff.roles.every((role) => role === 'teacher')) return { teacherOpenid: staff._id };
  const { campuses } = await institutionOf(ports);
  return { campusId: { $in: campuses.map((campus) => campus.id) } };
}

function whereOf(cls: CourseClass) {
  return { campusIds: [cls.campusId], teacherOpenid: cls.teacherOpenid };
}

/** A class with the students in it. @throws AppError NOT_FOUND, FORBIDDEN */
export async function readStaffClass(
  ports: Ports,
  staff: StaffMember,
  classId: string,
): Promise<ResponseOf<'staff', 'readClass'>> {
  const cls = await classOf(ports, classId);
  authorise(staff, 'readClass', whereOf(cls));
  const seats = await ports.store.find('seats', { classId }, { sort: { _id: 1 }, limit: 1000 });
  const [views, names, orders, people] = await Promise.all([
    classViews(ports, [cls]),
    studentNames(
      ports,
      seats.map((seat) => seat.studentId),
    ),
    ordersOf(ports, seats),
    staffNames(
      ports,
      seats.flatMap((seat) => seat.marks.map((mark) => mark.by)),
    ),
  ]);
  const windows = await windowHoursOf(ports, orders);
  const [view] = views;
  if (view === undefined) throw new AppError('NOT_FOUND', `no class ${classId}`);
  return {
    class: view,
    material: cls.material,
    seats: seats.map((seat) => {
      const order = orders.get(seat.orderId);
      return staffSeat(seat, order, windows.get(order?.versionId ?? ''), names, people);
    }),
  };
}

async function classViews(ports: Ports, classes: readonly CourseClass[]): Promise<StaffClass[]> {
  const [names, waiting, toSeat] = await Promise.all([
    staffNames(
      ports,
      classes.map((cls) => cls.teacherOpenid),
    ),
    waitingIn(ports, classes),
    learnersToSeat(ports, classes),
  ]);
  return Promise.all(
    classes.map(async (cls) => ({
      ...classHead(cls),
      campusId: cls.campusId,
      teacherId: cls.teacherOpenid,
      teacherName: names.get(cls.teacherOpenid) ?? '',
      capacity: cls.capacity,
      seatsTaken: await seatsTaken(ports, cls._id),
      waiting: waiting.get(cls._id) ?? 0,
      unmarked: await unmarked(ports, cls),
      makeUp: cls.makeUp,
      ...(toSeat(cls) > 0 ? { toSeat: toSeat(cls) } : {}),
      ...(cls.rollCalledAt === undefined ? {} : { rollCalledAt: cls.rollCalledAt }),
      ...(cls.cancelReason === undefined ? {} : { cancelReason: cls.cancelReason }),
    })),
  );
}

/** How many wait for a seat, by class; lists are short, and most classes have none. */
async function waitingIn(ports: Ports, classes: readonly CourseClass[]): Promise<Map<string, number>> {
  const waiting = new Map<string, number>();
  for (const few of inFew(classes.map((cls) => cls._id))) {
    const rows = await findAll(ports, 'waiting', { classId: { $in: few } }, { classId: 1, since: 1 });
    for (const { classId } of rows) waiting.set(classId, (waiting.get(classId) ?? 0) + 1);
  }
  return waiting;
}

/** How many learners are still to get their seat in a class just scheduled. The first of a series knows it for all. */
async function learnersToSeat(
  ports: Ports,
  classes: readonly CourseClass[],
): Promise<(cls: CourseClass) => number> {
  const known = new Map(classes.map((cls) => [cls._id, cls]));
  const elsewhere = classes.map(({ seriesId = '' }) => (known.has(seriesId) ? undefined : seriesId));
  const firsts = await byId(ports, 'classes', elsewhere);
  return ({ _id, seriesId = _id, state }) => {
    const first = known.get(seriesId) ?? firsts.get(seriesId);
    return state === 'scheduled' ? (first?.seating?.left.length ?? 0) : 0;
  };
}

/** How many marks a class that has begun still lacks. */
function unmarked(ports: Ports, cls: CourseClass): Promise<number> | number {
  if (cls.state === 'cancelled' || cls.startsAt > ports.clock.now()) return 0;
  return ports.store.count('seats', { classId: cls._id, state: { $in: ['booked', 'on_hold'] } });
}

async function ordersOf(ports: Ports, seats: readonly Seat[]): Promise<Map<string, Order>> {
  const ids = seats.map((seat) => seat.orderId);
  if (ids.length === 0) return new Map();
  const orders = await ports.store.find('orders', { _id: { $in: ids } }, { limit: 1000 });
  return new Map(orders.map((order) => [order._id, order]));
}

/** Hours of the objection window by version: learners of one class may have signed different ones. */
async function windowHoursOf(ports: Ports, orders: ReadonlyMap<string, Order>): Promise<Map<string, number>> {
  const ids = [...new Set([...orders.values()].map((order) => order.versionId))];
  if (ids.length === 0) return new Map();
  const versions = await ports.store.find('course_versions', { _id: { $in: ids } }, { limit: 1000 });
  return new Map(versions.map((version) => [version._id, version.windowHours]));
}
