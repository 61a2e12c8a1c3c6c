import { type Conflict, conflictsOf, type Occupation } from '../../domain/class/conflicts';
import { classTimeFault } from '../../domain/class/hours';
import type { Span } from '../../domain/class/recurrence';
import type { CourseVersion } from '../../domain/course/course';
import { AppError } from '../../domain/errors';
import type { StaffMember } from '../../domain/people/people';
import { endOfClassFault, endOfClassRule, onlineRefused } from '../../domain/region/end-of-class';
import { clockOf, DAY, dayOf, plus, type Time } from '../../domain/time';
import type { Ports } from '../ports';
import { worksAt } from '../staffing/authorise';

/** Where a class is held and by whom. */
export interface WhereAndWho {
  campusId: string;
  place: string;
  online: boolean;
  teacherOpenid: string;
}

/** A class that is planned or moved; `_id` is its own, so that it doesn't stand against itself. */
export interface PlannedClass extends Span {
  _id: string;
}

/**
 * Checks planned classes against everything but the students: they lie in the future, end early enough for the
 * region, and take neither a teacher nor a room that is taken.
 * @throws AppError BAD_REQUEST, OUT_OF_HOURS, TIME_CONFLICT, with the first class at fault in the detail
 */
export async function checkTimetable(
  ports: Ports,
  version: CourseVersion,
  who: WhereAndWho,
  planned: readonly PlannedClass[],
): Promise<void> {
  const now = ports.clock.now();
  if (who.online && onlineRefused(version, now)) {
    throw new AppError('BAD_REQUEST', 'no online class for this audience', { field: 'online' });
  }
  for (const span of planned) refuseHours(version, span, who.online, now);
  await Promise.all(planned.map((span) => refuseConflicts(ports, who, span)));
}

function refuseHours(version: CourseVersion, span: PlannedClass, online: boolean, now: Time): void {
  const { startsAt, endsAt } = span;
  const fault = classTimeFault(span, { now, windowHours: version.windowHours });
  if (fault !== undefined) throw new AppError(fault, `class at ${startsAt}`, { field: 'startsAt', startsAt });
  const latest = endOfClassFault(version, endsAt, online);
  if (latest === undefined) return;
  const rule = endOfClassRule(version, endsAt, online)?.rule.text ?? '';
  throw new AppError('OUT_OF_HOURS', `class ends ${endsAt}, latest ${latest}`, {
    ...{ field: 'startsAt', startsAt, endsAt, latest, rule },
  });
}

async function refuseConflicts(ports: Ports, who: WhereAndWho, span: PlannedClass): Promise<void> {
  // No class is longer than a day, so whatever overlaps started within the day before the end.
  const startsAt = { $gte: plus(span.startsAt, -DAY), $lt: span.endsAt };
  const [ofTeacher, ofCampus] = await Promise.all([
    ports.store.find('classes', { teacherOpenid: who.teacherOpenid, startsAt }, { limit: 1000 }),
    ports.store.find('classes', { campusId: who.campusId, startsAt }, { limit: 1000 }),
  ]);
  const occupation: Occupation = { ...who, ...span, state: 'scheduled' };
  const [conflict] = conflictsOf(occupation, [...ofTeacher, ...ofCampus]);
  if (conflict === undefined) return;
  const other = [...ofTeacher, ...ofCampus].find((cls) => cls._id === conflict.classId);
  throw conflictError(conflict, span.startsAt, other?.title ?? '', other?.place ?? '');
}

function conflictError(conflict: Conflict, plannedAt: Time, title: string, place: string): AppError {
  const at = `${dayOf(conflict.startsAt)} ${clockOf(conflict.startsAt)}`;
  const { kind, classId, startsAt } = conflict;
  const detail = { kind, classId, startsAt, title, place, plannedAt };
  return new AppError(
    'TIME_CONFLICT',
    `${conflict.kind} is taken by class ${conflict.classId} at ${at}`,
    detail,
  );
}

/** The teacher of a class: active staff of that campus. @throws AppError BAD_REQUEST */
export async function teacherAt(ports: Ports, teacherId: string, campusId: string): Promise<StaffMember> {
  const teacher = await ports.store.get('staff', teacherId);
  const { institutionId } = ports.settings;
  if (teacher?.state !== 'active' || teacher.institutionId !== institutionId || !worksAt(teacher, campusId)) {
    throw new AppError('BAD_REQUEST', 'the teacher is not staff of this campus', { field: 'teacherId' });
  }
  return teacher;
}
