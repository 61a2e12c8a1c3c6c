import type { RequestOf, ResponseOf } from '../../../protocol';
import type { ClassMaterial, CourseClass, Seating } from '../../domain/class/class';
import type { Span } from '../../domain/class/recurrence';
import type { CourseVersion } from '../../domain/course/course';
import { AppError } from '../../domain/errors';
import type { StaffMember } from '../../domain/people/people';
import { MINUTE, parseTime, plus } from '../../domain/time';
import { firstOnAgenda } from '../agenda/agenda';
import { runNow } from '../agenda/run-agenda';
import { holidaysOf, refuseOvercrowding } from '../house/house';
import type { Ports } from '../ports';
import { recordAct } from '../staffing/audit';
import { authorise } from '../staffing/authorise';
import { classDue, classDueAt } from './class-due';
import { ordersFor, refuseMisfits, scheduledVersion, weeklySpans } from './planned-classes';
import { checkTimetable, teacherAt } from './timetable';
import { countChange, timetableRevision } from './timetable-guard';

type Scheduled = ResponseOf<'staff', 'scheduleClass'>;
/** What is stored of the scheduling at once; the seats come after it. */
type Written = Pick<Scheduled, 'classIds'>;
type Single = RequestOf<'staff', 'scheduleClass'>;
type WeeklyRequest = RequestOf<'staff', 'scheduleWeekly'>;
type ClassFacts = Omit<
  WeeklyRequest,
  'fromDay' | 'weekdays' | 'startsAtClock' | 'count' | 'skipDays' | 'requestId'
>;

/**
 * Schedules one class; its seats are booked after it (`seatNow`). A make-up class takes only the orders named; any other takes the named ones, or all active
 * orders of the course and campus when none is named.
 * @throws AppError BAD_REQUEST, FORBIDDEN, NOT_FOUND, TIME_CONFLICT, TOO_CLOSE, OUT_OF_HOURS, PAST_PLAN_END, CLASS_FULL
 */
export async function scheduleClass(ports: Ports, staff: StaffMember, request: Single): Promise<Written> {
  const { startsAt: text, makeUp, orderIds, requestId: _requestId, ...facts } = request;
  authorise(staff, 'scheduleClass', { campusIds: [facts.campusId] });
  const version = await scheduledVersion(ports, facts);
  const startsAt = parseTime(text);
  if (startsAt === undefined) throw new AppError('BAD_REQUEST', 'no such time', { field: 'startsAt' });
  const span = { startsAt, endsAt: plus(startsAt, version.classMinutes * MINUTE) };
  return schedule(ports, staff, version, facts, [span], { makeUp, orderIds });
}

/** Schedules so many classes on the given weekdays, the skipped days left out. Errors as for one class. */
export async function scheduleWeekly(
  ports: Ports,
  staff: StaffMember,
  request: WeeklyRequest,
): Promise<Written> {
  const { fromDay, weekdays, startsAtClock, count, skipDays, requestId: _requestId, ...facts } = request;
  authorise(staff, 'scheduleWeekly', { campusIds: [facts.campusId] });
  const version = await scheduledVersion(ports, facts);
  const { classMinutes } = version;
  const skipped = [...skipDays, ...(await holidaysOf(ports)).map(({ day }) => day)];
  const weekly = { fromDay, weekdays, startsAtClock, classMinutes, skipDays: skipped, end: { count } };
  return schedule(ports, staff, version, facts, weeklySpans(weekly), { makeUp: false, orderIds: [] });
}

/**
 * Books the seats in classes just scheduled, as many as there is time for while the member waits; the agenda does the
 * rest, and everything when this worker dies. Repeatable.
 */
export async function seatNow(ports: Ports, { classIds }: Written): Promise<Scheduled> {
  const [first = ''] = classIds;
  await runNow(ports, 'class', first, classDue);
  const { seats = 0, left = [] } = (await ports.store.get('classes', first))?.seating ?? {};
  return { classIds, seats, ...(left.length > 0 ? { toSeat: left.length } : {}) };
}

async function schedule(
  ports: Ports,
  staff: StaffMember,
  version: CourseVersion,
  facts: ClassFacts,
  spans: readonly Span[],
  who: { makeUp: boolean; orderIds: readonly string[] },
): Promise<Written> {
  const seen = await timetableRevision(ports);
  await refuseOvercrowding(ports, facts);
  const teacher = await teacherAt(ports, facts.teacherId, facts.campusId);
  const classIds = spans.map(() => ports.ids.next());
  // A series is named after its first class, which knows whose seats are still to be booked.
  const [seriesId = ''] = classIds;
  const series = spans.length > 1 ? { seriesId } : {};
  const planned = spans.map((span, index) =>
    newClass(ports, staff, classIds[index] ?? '', { ...facts, ...series, span, makeUp: who.makeUp }),
  );
  const { campusId, place, online } = facts;
  await checkTimetable(ports, version, { campusId, place, online, teacherOpenid: teacher._id }, planned);
  const orders = await ordersFor(ports, facts, who);
  const left = await refuseMisfits(ports, orders, planned, who);
  const everybody = who.orderIds.length === 0;
  const seating: Seating = { classIds, left, seats: 0, ...(everybody ? { lookAgain: true } : {}) };
  const classes = planned.map((cls, index) => (index === 0 ? { ...cls, seating } : cls));
  await insertClasses(ports, staff, classes, seen);
  return { classIds };
}

function newClass(
  ports: Ports,
  staff: StaffMember,
  _id: string,
  facts: ClassFacts & { span: Span; makeUp: boolean; seriesId?: string },
): CourseClass {
  const { span, teacherId, material, ...rest } = facts;
  return {
    _id,
    institutionId: ports.settings.institutionId,
    ...rest,
    ...span,
    teacherOpenid: teacherId,
    material: material as ClassMaterial[],
    state: 'scheduled',
    revision: 1,
    createdAt: ports.clock.now(),
    createdBy: staff._id,
  };
}

async function insertClasses(
  ports: Ports,
  staff: StaffMember,
  classes: readonly CourseClass[],
  seen: number,
): Promise<void> {
  await ports.store.transaction(async (tx) => {
    const now = ports.clock.now();
    await countChange(tx, ports, seen);
    for (const cls of classes) {
      // Its id is new: nothing has to be read to know that it is not there.
      await tx.put('classes', cls);
      await firstOnAgenda(tx, 'class', cls._id, cls.seating === undefined ? classDueAt(cls) : now);
      const after = { startsAt: cls.startsAt, place: cls.place, teacher: cls.teacherOpenid };
      await recordAct(tx, ports, { by: staff._id, action: 'scheduleClass', subject: cls._id, after }, now);
    }
  });
}
