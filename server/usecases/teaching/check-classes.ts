import type { RequestOf, ResponseOf } from '../../../protocol';
import type { Span } from '../../domain/class/recurrence';
import type { CourseVersion } from '../../domain/course/course';
import { AppError } from '../../domain/errors';
import type { StaffMember } from '../../domain/people/people';
import { endOfClassRule } from '../../domain/region/end-of-class';
import { dayOf, MINUTE, parseTime, plus } from '../../domain/time';
import { holidaysOf, refuseOvercrowding } from '../house/house';
import type { Ports } from '../ports';
import { authorise } from '../staffing/authorise';
import { ordersFor, refuseMisfits, scheduledVersion, weeklySpans } from './planned-classes';
import { checkTimetable, teacherAt } from './timetable';

type Asked = RequestOf<'staff', 'checkClasses'>;
type Checked = ResponseOf<'staff', 'checkClasses'>;
type Fault = Checked['faults'][number];

/**
 * What scheduling these classes would do: dates, holidays left out, who would come, and everything that stands against
 * it at once, where scheduling itself names the first. Nothing is kept; whoever schedules is checked again.
 * @throws AppError FORBIDDEN; NOT_FOUND, BAD_REQUEST for a course that has no classes here
 */
export async function checkClasses(ports: Ports, staff: StaffMember, asked: Asked): Promise<Checked> {
  authorise(staff, 'checkClasses', { campusIds: [asked.campusId] });
  const version = await scheduledVersion(ports, asked);
  const faults: Fault[] = [];
  const holidays = await holidaysOf(ports);
  const spans = await collect(faults, async () => spansOf(version, asked, holidays), []);
  const learners = await findFaults(ports, version, asked, spans, faults);
  const hours = endOfClassRule(version, spans[0]?.endsAt ?? ports.clock.now(), asked.online);
  return {
    classes: spans.map(({ startsAt, endsAt }) => ({ startsAt, endsAt })),
    holidays: asked.weekly === undefined ? [] : among(holidays, asked.weekly.fromDay, spans),
    learners,
    faults,
    ...(hours === undefined ? {} : { hours: ruleView(hours) }),
  };
}

/** Does a step; what it refuses is kept, and the work goes on with `otherwise`. */
async function collect<T>(faults: Fault[], step: () => Promise<T>, otherwise: T): Promise<T> {
  try {
    return await step();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    faults.push({ code: error.code, detail: error.detail ?? {} });
    return otherwise;
  }
}

/** @throws AppError BAD_REQUEST */
function spansOf(
  { classMinutes }: CourseVersion,
  asked: Asked,
  holidays: readonly { day: string }[],
): Span[] {
  if (asked.weekly !== undefined) {
    const { skipDays, count, ...weekly } = asked.weekly;
    const skipped = [...skipDays, ...holidays.map(({ day }) => day)];
    return weeklySpans({ ...weekly, classMinutes, skipDays: skipped, end: { count } });
  }
  const startsAt = parseTime(asked.startsAt ?? '');
  if (startsAt === undefined) throw new AppError('BAD_REQUEST', 'no such time', { field: 'startsAt' });
  return [{ startsAt, endsAt: plus(startsAt, classMinutes * MINUTE) }];
}

/** Looks for everything that stands against the classes. @returns how many orders would get a seat */
async function findFaults(
  ports: Ports,
  version: CourseVersion,
  asked: Asked,
  spans: readonly Span[],
  faults: Fault[],
): Promise<number> {
  const { campusId, place, online, teacherId, capacity } = asked;
  await collect(faults, () => refuseOvercrowding(ports, asked), undefined);
  await collect(faults, () => teacherAt(ports, teacherId, campusId), undefined);
  const planned = spans.map((span, index) => ({ ...span, _id: `planned-${index}`, capacity }));
  const where = { campusId, place, online, teacherOpenid: teacherId };
  for (const cls of planned)
    await collect(faults, () => checkTimetable(ports, version, where, [cls]), undefined);
  const orders = await collect(faults, () => ordersFor(ports, asked, asked), []);
  return (await collect(faults, () => refuseMisfits(ports, orders, planned, asked), [])).length;
}

/** Holidays between the first day and the last class. */
function among(
  holidays: readonly { day: string; name: string }[],
  fromDay: string,
  spans: readonly Span[],
): Checked['holidays'] {
  const last = spans.at(-1);
  const until = last === undefined ? fromDay : dayOf(last.startsAt);
  return holidays.filter(({ day }) => day >= fromDay && day <= until);
}

function ruleView({
  latest,
  rule,
}: NonNullable<ReturnType<typeof endOfClassRule>>): NonNullable<Checked['hours']> {
  return { latest, text: rule.text, ...(rule.source === undefined ? {} : { source: rule.source }) };
}
