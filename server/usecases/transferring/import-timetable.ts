import { conflictsOf, type Occupation } from '../../domain/class/conflicts';
import { AppError } from '../../domain/errors';
import type { StaffMember } from '../../domain/people/people';
import { dayOf, MINUTE, plus, type Time } from '../../domain/time';
import { type ClassRow, readClassRow } from '../../domain/transfer/columns';
import type { Ports } from '../ports';
import { once } from '../requests/once';
import { checkClasses } from '../teaching/check-classes';
import { ordersFor, refuseMisfits, scheduledVersion } from '../teaching/planned-classes';
import { scheduleClass, seatNow } from '../teaching/schedule-classes';
import { classFault } from './fault-words';
import { campusNamed, courseNamed, type HouseNames, houseNames, teacherNamed } from './house-names';
import { type Importer, isGood, type ParsedRow } from './importer';

/** A class of the file with the ids its names stand for. */
interface Planned {
  line: ParsedRow<ClassRow>;
  courseId: string;
  campusId: string;
  teacherId: string;
  endsAt: Time;
}

const FOR_ALL = { makeUp: false, orderIds: [] as string[] };
/** Rows looked at side by side. */
const AT_ONCE = 8;
/** How often the learners' side of a course is looked at again after a row was taken out. */
const MOST_ROUNDS = 50;

/** Classes, each under the rules of scheduling one by hand, and of all rows together. */
export const importTimetable: Importer<ClassRow> = {
  parse: readClassRow,

  async check(ports, staff, rows) {
    const names = await houseNames(ports, staff);
    const known = new Set<number>();
    const planned: Planned[] = [];
    for (let start = 0; start < rows.length; start += AT_ONCE) {
      const looked = rows.slice(start, start + AT_ONCE).map(async (line) => {
        if (!isGood(line)) return undefined;
        const plan = await planOf(ports, names, line);
        if (plan === undefined) return undefined;
        if (await isThere(ports, plan)) known.add(line.row);
        else await noteFaults(ports, staff, names, plan);
        return plan;
      });
      for (const plan of await Promise.all(looked)) if (plan !== undefined) planned.push(plan);
    }
    const fresh = () => planned.filter(({ line }) => isGood(line) && !known.has(line.row));
    noteBetweenRows(fresh());
    await noteLearners(ports, fresh());
    const inTime = [...rows].sort((a, b) => (a.value.startsAt < b.value.startsAt ? -1 : 1));
    return { known, order: inTime.map(({ row }) => row) };
  },

  async carryOut(ports, staff, value, { transferId, row }) {
    const names = await houseNames(ports, staff);
    const course = courseNamed(names, value.course);
    if ('fault' in course) throw new AppError('NOT_FOUND', course.fault);
    const campus = campusNamed(names, value.campus, course.found);
    if ('fault' in campus) throw new AppError('NOT_FOUND', campus.fault);
    const teacher = teacherNamed(names, value.teacher, campus.found);
    if ('fault' in teacher) throw new AppError('NOT_FOUND', teacher.fault);
    const { startsAt, title, place, online, capacity } = value;
    const where = { courseId: course.found._id, campusId: campus.found, teacherId: teacher.found._id };
    const body = { ...where, title, place, online, capacity, startsAt, requestId: `${transferId}-${row}` };
    // The class and whom it is for in one transaction, so the row is taken once; a crash leaves the seats to the agenda.
    const asked = { openid: staff._id, action: 'transfer.row', body };
    try {
      const written = await once(ports, asked, (joined) =>
        scheduleClass(joined, staff, { ...body, ...FOR_ALL, material: [] }),
      );
      await seatNow(ports, written);
      return 'imported';
    } catch (error) {
      const taken = error instanceof AppError && error.code === 'TIME_CONFLICT';
      if (taken && (await isThere(ports, { ...where, value }))) return 'known';
      throw error;
    }
  },
};

/** What the names of a row stand for. */
async function planOf(
  ports: Ports,
  names: HouseNames,
  line: ParsedRow<ClassRow>,
): Promise<Planned | undefined> {
  const { value, reader } = line;
  const course = courseNamed(names, value.course);
  if ('fault' in course) return reader.wrong('course', course.fault, undefined);
  const campus = campusNamed(names, value.campus, course.found);
  if ('fault' in campus) return reader.wrong('campus', campus.fault, undefined);
  const teacher = teacherNamed(names, value.teacher, campus.found);
  if ('fault' in teacher) return reader.wrong('teacher', teacher.fault, undefined);
  const at = { courseId: course.found._id, campusId: campus.found };
  try {
    const { classMinutes } = await scheduledVersion(ports, at);
    const endsAt = plus(value.startsAt, classMinutes * MINUTE);
    return { line, ...at, teacherId: teacher.found._id, endsAt };
  } catch (error) {
    note(line, error);
    return undefined;
  }
}

/** Whether this very class is in the timetable already. */
async function isThere(
  ports: Ports,
  { courseId, campusId, ...rest }: { courseId: string; campusId: string } & ({ value: ClassRow } | Planned),
): Promise<boolean> {
  const { startsAt, place } = 'line' in rest ? rest.line.value : rest.value;
  const same = await ports.store.find('classes', { courseId, startsAt }, { limit: 100 });
  return same.some(
    (cls) => cls.state !== 'cancelled' && cls.campusId === campusId && cls.place.trim() === place.trim(),
  );
}

/** What scheduling this row by itself would refuse; holidays too, which a file hardly means. */
async function noteFaults(ports: Ports, staff: StaffMember, names: HouseNames, plan: Planned): Promise<void> {
  const { line, courseId, campusId, teacherId } = plan;
  const { startsAt, place, online, capacity } = line.value;
  const holiday = names.holidays.get(dayOf(startsAt));
  if (holiday !== undefined) line.reader.wrong('day', `${holiday}放假，要上课请在课表里单独排`, undefined);
  const asked = { courseId, campusId, teacherId, place, online, capacity, startsAt, ...FOR_ALL };
  try {
    const { faults } = await checkClasses(ports, staff, asked);
    for (const { code, detail } of faults) noteFault(line, classFault(code as never, detail));
  } catch (error) {
    note(line, error);
  }
}

/** Rows of one file may want the same teacher or room at the same time, or be the same class twice. */
function noteBetweenRows(planned: readonly Planned[]): void {
  const earlier: { occupation: Occupation; plan: Planned }[] = [];
  for (const plan of planned) {
    const occupation = occupationOf(plan);
    const [conflict] = conflictsOf(
      occupation,
      earlier.map((other) => other.occupation),
    );
    const other = earlier.find(({ occupation: { _id } }) => _id === conflict?.classId)?.plan.line.row;
    if (conflict !== undefined && other !== undefined) {
      const same = conflict.kind === 'teacher' ? '同一位老师' : '同一间教室';
      plan.line.reader.wrong(conflict.kind, `和第 ${other} 行同一时间用${same}`, undefined);
    } else {
      earlier.push({ occupation, plan });
    }
  }
}

function occupationOf({ line, campusId, teacherId, endsAt }: Planned): Occupation {
  const { startsAt, place, online } = line.value;
  return {
    ...{ _id: String(line.row), startsAt, endsAt, campusId, place, online },
    teacherOpenid: teacherId,
    state: 'scheduled',
  };
}

/** All classes of a course together: too close to each other for a learner, or beyond her plan. */
async function noteLearners(ports: Ports, planned: readonly Planned[]): Promise<void> {
  const groups = new Map<string, Planned[]>();
  for (const plan of planned) {
    const key = `${plan.courseId}/${plan.campusId}`;
    groups.set(key, [...(groups.get(key) ?? []), plan]);
  }
  for (const [first, ...others] of groups.values()) {
    if (first === undefined) continue;
    const orders = await ordersFor(ports, first, FOR_ALL);
    let left = [first, ...others];
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const misfit = await firstMisfit(ports, orders, left);
      if (misfit === undefined) break;
      note(misfit.plan.line, misfit.error);
      left = left.filter((plan) => plan !== misfit.plan);
    }
  }
}

async function firstMisfit(
  ports: Ports,
  orders: Awaited<ReturnType<typeof ordersFor>>,
  plans: readonly Planned[],
): Promise<{ plan: Planned; error: AppError } | undefined> {
  const classes = plans.map(({ line, endsAt }) => ({
    ...{ _id: `row-${line.row}`, startsAt: line.value.startsAt, endsAt, capacity: line.value.capacity },
  }));
  try {
    await refuseMisfits(ports, orders, classes, FOR_ALL);
    return undefined;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const plan = plans.find(({ line }) => line.value.startsAt === error.detail?.startsAt);
    if (plan === undefined) return undefined;
    return { plan, error };
  }
}

/** @throws whatever is no refusal */
function note(line: ParsedRow<ClassRow>, error: unknown): void {
  if (!(error instanceof AppError)) throw error;
  noteFault(line, classFault(error.code, error.detail));
}

function noteFault(
  { reader }: ParsedRow<ClassRow>,
  { column, text }: { column: string; text: string },
): void {
  reader.wrong(column, text, undefined);
}
