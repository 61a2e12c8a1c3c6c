import type { CourseClass, Seat } from '../../domain/class/class';
import type { StaffMember } from '../../domain/people/people';
import { clockOf, dayOf } from '../../domain/time';
import { COLUMNS, markWord } from '../../domain/transfer/columns';
import type { Query } from '../../ports/store';
import type { Sheet } from '../../ports/tables';
import { inFew } from '../browsing/find-all';
import { studentNames, UNKNOWN_STUDENT } from '../browsing/student-names';
import type { Ports } from '../ports';
import { mayDo } from '../staffing/authorise';
import { institutionOf } from '../staffing/institution';
import { staffNames } from '../staffing/staff-names';
import type { Period } from './export-rows';
import { titleOf } from './house-names';
import { allOf, MOST_EXPORTED, tooMany } from './pages-of';

const STATES = { scheduled: '已排课', held: '已上课', cancelled: '已取消' };

/** The timetable with the columns in which it can be brought in again, and what came of each class. */
export async function timetableRows(
  ports: Ports,
  staff: StaffMember,
  period: Period,
  courseId: string | undefined,
): Promise<Sheet['rows']> {
  const classes = await classesOf(ports, staff, period, courseId);
  const names = await namesOf(ports, classes);
  const header = [...COLUMNS.timetable.map(({ title }) => title), '下课时间', '状态'];
  const rows = classes.map((cls) => [
    ...[names.course(cls), names.campus(cls), dayOf(cls.startsAt), clockOf(cls.startsAt), cls.place],
    ...[names.person(cls.teacherOpenid), cls.title, cls.capacity, cls.online ? '是' : '否'],
    ...[clockOf(cls.endsAt), STATES[cls.state]],
  ]);
  return [header, ...rows];
}

/** Every seat of the classes that have begun, with its mark. */
export async function markRows(
  ports: Ports,
  staff: StaffMember,
  period: Period,
  courseId: string | undefined,
): Promise<Sheet['rows']> {
  const now = ports.clock.now();
  const all = await classesOf(ports, staff, period, courseId);
  const classes = all.filter((cls) => cls.state !== 'cancelled' && cls.startsAt <= now);
  const names = await namesOf(ports, classes);
  const byClass = new Map(classes.map((cls) => [cls._id, cls]));
  const seats: Seat[] = [];
  for (const ids of inFew([...byClass.keys()])) {
    seats.push(...(await allOf(ports, 'seats', { classId: { $in: ids } }, { _id: 1 })));
    if (seats.length > MOST_EXPORTED) throw tooMany();
  }
  const students = await studentsOf(ports, seats);
  const header = [...COLUMNS.roll_calls.map(({ title }) => title), '老师', '扣费节点', '点名时间'];
  const rows = seats
    .filter((seat) => seat.state !== 'released')
    .map((seat) => ({ seat, cls: byClass.get(seat.classId) }))
    .flatMap(({ seat, cls }) => (cls === undefined ? [] : [{ at: cls.startsAt, cells: markRow(seat, cls) }]))
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));

  function markRow(seat: Seat, cls: CourseClass): (string | number)[] {
    const last = seat.marks.filter((mark) => mark.undoneAt === undefined).at(-1);
    return [
      ...[names.course(cls), dayOf(cls.startsAt), clockOf(cls.startsAt)],
      ...[
        students.get(seat.studentId) ?? UNKNOWN_STUDENT,
        last === undefined ? '未点名' : markWord(last.mark),
      ],
      ...[names.campus(cls), last?.note ?? '', names.person(cls.teacherOpenid)],
      ...[
        seat.unitNo === undefined ? '' : `第${seat.unitNo}笔`,
        last === undefined ? '' : `${dayOf(last.at)} ${clockOf(last.at)}`,
      ],
    ];
  }
  return [header, ...rows.map(({ cells }) => cells)];
}

/** Classes of a period that the member may export: a teacher's own, others' campuses. */
async function classesOf(
  ports: Ports,
  staff: StaffMember,
  { from, to }: Period,
  courseId: string | undefined,
): Promise<CourseClass[]> {
  const startsAt = { $gte: from, $lt: to };
  const found = await allOf(
    ports,
    'classes',
    { ...(await scopeOf(ports, staff, courseId)), startsAt },
    { startsAt: 1, _id: 1 },
  );
  const { institutionId } = ports.settings;
  return found.filter(
    (cls) =>
      cls.institutionId === institutionId &&
      mayDo(staff, 'exportRows', { campusIds: [cls.campusId], teacherOpenid: cls.teacherOpenid }),
  );
}

async function scopeOf(ports: Ports, staff: StaffMember, courseId: string | undefined): Promise<Query> {
  if (courseId !== undefined) return { courseId };
  if (!mayDo(staff, 'importRows')) return { teacherOpenid: staff._id };
  const { campuses } = await institutionOf(ports);
  return { campusId: { $in: campuses.map((campus) => campus.id) } };
}

async function namesOf(ports: Ports, classes: readonly CourseClass[]) {
  const ids = [...new Set(classes.map((cls) => cls.courseId))];
  const [courses, { campuses }, people] = await Promise.all([
    Promise.all(ids.map((id) => ports.store.get('courses', id))),
    institutionOf(ports),
    staffNames(
      ports,
      classes.map((cls) => cls.teacherOpenid),
    ),
  ]);
  const titles = new Map(
    courses.flatMap((course) => (course ? [[course._id, titleOf(course)] as const] : [])),
  );
  const campusNames = new Map(campuses.map(({ id, name }) => [id, name]));
  return {
    course: (cls: CourseClass) => titles.get(cls.courseId) ?? '',
    campus: (cls: CourseClass) => campusNames.get(cls.campusId) ?? '',
    person: (openid: string) => people.get(openid) ?? '',
  };
}

async function studentsOf(ports: Ports, seats: readonly Seat[]): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const ids of inFew(seats.map((seat) => seat.studentId))) {
    for (const [id, name] of await studentNames(ports, ids)) names.set(id, name);
  }
  return names;
}
