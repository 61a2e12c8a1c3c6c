import type { RequestOf, ResponseOf } from '../../../protocol';
import type { ClassMaterial, CourseClass } from '../../domain/class/class';
import type { Span } from '../../domain/class/recurrence';
import type { CourseVersion } from '../../domain/course/course';
import { AppError } from '../../domain/errors';
import type { StaffMember } from '../../domain/people/people';
import { MINUTE, parseTime, plus } from '../../domain/time';
import { putAgenda } from '../agenda/agenda';
import { holidaysOf, refuseOvercrowding } from '../house/house';
import type { Ports } from '../ports';
import { recordAct } from '../staffing/audit';
import { authorise } from '../staffing/authorise';
import { bookSeats } from './book-seats';
import { classDueAt } from './class-due';
import { ordersFor, refuseMisfits, scheduledVersion, weeklySpans } from './planned-classes';
import { checkTimetable, teacherAt } from './timetable';
import { countChange, timetableRevision } from './timetable-guard';

type Scheduled = ResponseOf<'staff', 'scheduleClass'>;
type Single = RequestOf<'staff', 'scheduleClass'>;
type WeeklyRequest = RequestOf<'staff', 'scheduleWeekly'>;
type ClassFacts = Omit<
  WeeklyRequest,
  'fromDay' | 'weekdays' | 'startsAtClock' | 'count' | 'skipDays' | 'requestId'
>;

/** Classes written in one transaction. */
const BATCH = 20;

/**
 * Schedules one class. A make-up class takes only the orders named; any other takes the named ones, or all active
 * orders of the course and campus when none is named.
 * @throws AppError BAD_REQUEST, FORBIDDEN, NOT_FOUND, TIME_CONFLICT, TOO_CLOSE, OUT_OF_HOURS, PAST_PLAN_END, CLASS_FULL
 */
export async function scheduleClass(ports: Ports, staff: StaffMember, request: Single): Promise<Scheduled> {
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
): Promise<Scheduled> {
  const { fromDay, weekdays, startsAtClock, count, skipDays, requestId: _requestId, ...facts } = request;
  authorise(staff, 'scheduleWeekly', { campusIds: [facts.campusId] });
  const version = await scheduledVersion(ports, facts);
  const { classMinutes } = version;
  const skipped = [...skipDays, ...(await holidaysOf(ports)).map(({ day }) => day)];
  const weekly = { fromDay, weekdays, startsAtClock, classMinutes, skipDays: skipped, end: { count } };
  return schedule(ports, staff, version, facts, weeklySpans(weekly), { makeUp: false, orderIds: [] });
}

async function schedule(
  ports: Ports,
  staff: StaffMember,
  version: CourseVersion,
  facts: ClassFacts,
  spans: readonly Span[],
  who: { makeUp: boolean; orderIds: readonly string[] },
): Promise<Scheduled> {
  const seen = await timetableRevision(ports);
  await refuseOvercrowding(ports, facts);
  const teacher = await teacherAt(ports, facts.teacherId, facts.campusId);
  const seriesId = spans.length > 1 ? ports.ids.next() : undefined;
  const classes = spans.map((span) =>
    newClass(ports, staff, {
      ...facts,
      span,
      makeUp: who.makeUp,
      ...(seriesId === undefined ? {} : { seriesId }),
    }),
  );
  const { campusId, place, online } = facts;
  await checkTimetable(ports, version, { campusId, place, online, teacherOpenid: teacher._id }, classes);
  const orders = await ordersFor(ports, facts, who);
  await refuseMisfits(ports, orders, classes, who);
  await insertClasses(ports, staff, classes, seen);
  let seats = 0;
  for (const order of orders) seats += (await bookSeats(ports, order._id, classes)).length;
  return { classIds: classes.map((cls) => cls._id), seats };
}

function newClass(
  ports: Ports,
  staff: StaffMember,
  facts: ClassFacts & { span: Span; makeUp: boolean; seriesId?: string },
): CourseClass {
  const { span, teacherId, material, ...rest } = facts;
  return {
    _id: ports.ids.next(),
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
  for (let i = 0; i < classes.length; i += BATCH) {
    await ports.store.transaction(async (tx) => {
      const now = ports.clock.now();
      if (i === 0) await countChange(tx, ports, seen);
      for (const cls of classes.slice(i, i + BATCH)) {
        await tx.insert('classes', cls);
        await putAgenda(tx, 'class', cls._id, classDueAt(cls));
        const after = { startsAt: cls.startsAt, place: cls.place, teacher: cls.teacherOpenid };
        await recordAct(tx, ports, { by: staff._id, action: 'scheduleClass', subject: cls._id, after }, now);
      }
    });
  }
}
