import type { RequestOf, ResponseOf } from '../../../protocol';
import type { CourseClass, Seat } from '../../domain/class/class';
import { AppError } from '../../domain/errors';
import type { StaffMember } from '../../domain/people/people';
import { between, DAY, parseTime, type Time } from '../../domain/time';
import type { Query } from '../../ports/store';
import { studentNames, UNKNOWN_STUDENT } from '../browsing/student-names';
import { classHead } from '../classroom/class-view';
import type { Ports } from '../ports';
import { staffNames } from '../staffing/audit';
import { authorise, mayDo } from '../staffing/authorise';
import { institutionOf } from '../staffing/institution';
import { classOf } from './class-of';

type StaffClass = ResponseOf<'staff', 'readClass'>['class'];
type StaffSeat = ResponseOf<'staff', 'readClass'>['seats'][number];

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
  const [views, names, windows] = await Promise.all([
    classViews(ports, [cls]),
    studentNames(
      ports,
      seats.map((seat) => seat.studentId),
    ),
    windowEnds(ports, seats),
  ]);
  const [view] = views;
  if (view === undefined) throw new AppError('NOT_FOUND', `no class ${classId}`);
  return { class: view, material: cls.material, seats: seats.map((seat) => seatView(seat, names, windows)) };
}

async function classViews(ports: Ports, classes: readonly CourseClass[]): Promise<StaffClass[]> {
  const names = await staffNames(
    ports,
    classes.map((cls) => cls.teacherOpenid),
  );
  return Promise.all(
    classes.map(async (cls) => ({
      ...classHead(cls),
      campusId: cls.campusId,
      teacherId: cls.teacherOpenid,
      teacherName: names.get(cls.teacherOpenid) ?? '',
      capacity: cls.capacity,
      seatsTaken: await ports.store.count('seats', { classId: cls._id, state: { $ne: 'released' } }),
      makeUp: cls.makeUp,
      ...(cls.rollCalledAt === undefined ? {} : { rollCalledAt: cls.rollCalledAt }),
    })),
  );
}

/** Ends of the objection windows that this class opened, by seat. */
async function windowEnds(ports: Ports, seats: readonly Seat[]): Promise<Map<string, Time>> {
  const taught = seats.filter((seat) => seat.unitNo !== undefined);
  if (taught.length === 0) return new Map();
  const orders = await ports.store.find(
    'orders',
    { _id: { $in: taught.map((seat) => seat.orderId) } },
    { limit: 1000 },
  );
  const ends = new Map<string, Time>();
  for (const seat of taught) {
    const unit = orders.find((order) => order._id === seat.orderId)?.units[(seat.unitNo ?? 0) - 1];
    if (unit?.windowEndsAt !== undefined) ends.set(seat._id, unit.windowEndsAt);
  }
  return ends;
}

function seatView(
  seat: Seat,
  names: ReadonlyMap<string, string>,
  ends: ReadonlyMap<string, Time>,
): StaffSeat {
  const windowEndsAt = ends.get(seat._id);
  return {
    seatId: seat._id,
    orderId: seat.orderId,
    studentName: names.get(seat.studentId) ?? UNKNOWN_STUDENT,
    state: seat.state,
    ...(seat.holdReason === undefined ? {} : { holdReason: seat.holdReason }),
    ...(seat.unitNo === undefined ? {} : { unitNo: seat.unitNo }),
    ...(windowEndsAt === undefined ? {} : { windowEndsAt }),
    ...(seat.confirmedByLearnerAt === undefined ? {} : { confirmedAt: seat.confirmedByLearnerAt }),
  };
}
