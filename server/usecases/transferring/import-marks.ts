import { createHash } from 'node:crypto';
import type { CourseClass, Seat } from '../../domain/class/class';
import { marksAllowed } from '../../domain/class/roll-call';
import { AppError, ERRORS } from '../../domain/errors';
import type { StaffMember } from '../../domain/people/people';
import { type MarkRow, markWord, readMark } from '../../domain/transfer/columns';
import { studentNames } from '../browsing/student-names';
import type { Ports } from '../ports';
import { mayDo } from '../staffing/authorise';
import { rollCall } from '../teaching/roll-call';
import { courseNamed, type HouseNames, houseNames } from './house-names';
import { type Importer, isGood } from './importer';

/** Roll calls kept elsewhere, each under the rules of calling the roll. */
export const importMarks: Importer<MarkRow> = {
  parse: readMark,

  async check(ports, staff, rows) {
    const names = await houseNames(ports, staff);
    const known = new Set<number>();
    const seen = new Map<string, number>();
    for (const line of rows.filter(isGood)) {
      const place = await seatOf(ports, staff, names, line.value);
      if ('fault' in place) {
        line.reader.wrong(place.column, place.fault, undefined);
        continue;
      }
      const first = seen.get(place.seat._id);
      if (first !== undefined)
        line.reader.wrong('student', `和第 ${first} 行是同一次课的同一位学员`, undefined);
      seen.set(place.seat._id, first ?? line.row);
      if (isMarked(place.seat, line.value)) known.add(line.row);
      else
        noteFault(place.cls, place.seat, ports, line.value, (text) =>
          line.reader.wrong('mark', text, undefined),
        );
    }
    return { known, order: rows.map(({ row }) => row) };
  },

  async carryOut(ports, staff, value) {
    const place = await seatOf(ports, staff, await houseNames(ports, staff), value);
    if ('fault' in place) throw new AppError('NOT_FOUND', place.fault, { reason: place.fault });
    if (isMarked(place.seat, value)) return 'known';
    const [seatId, classId, actId] = [place.seat._id, place.cls._id, actIdOf(place.seat._id, value)];
    const marks = [{ seatId, mark: value.mark, note: value.note, actId }];
    const { results } = await rollCall(ports, staff, { classId, marks, requestId: actId });
    const [result] = results;
    if (result?.error !== undefined) throw new AppError(codeOf(result.error.code), result.error.message);
    return 'imported';
  },
};

type Place = { cls: CourseClass; seat: Seat } | { column: string; fault: string };

/** The seat that a row means. */
async function seatOf(ports: Ports, staff: StaffMember, names: HouseNames, value: MarkRow): Promise<Place> {
  const course = courseNamed(names, value.course);
  if ('fault' in course) return { column: 'course', fault: course.fault };
  const found = await classOfRow(ports, names, course.found._id, value);
  if ('fault' in found) return { column: found.column, fault: found.fault };
  const { cls } = found;
  if (!mayDo(staff, 'rollCall', { campusIds: [cls.campusId], teacherOpenid: cls.teacherOpenid }))
    return { column: 'course', fault: '这次课不归你管' };
  const seats = await ports.store.find('seats', { classId: cls._id }, { sort: { _id: 1 }, limit: 1000 });
  const people = await studentNames(
    ports,
    seats.map((seat) => seat.studentId),
  );
  const own = seats.filter(
    (seat) => seat.state !== 'released' && people.get(seat.studentId) === value.student,
  );
  const [seat, second] = own;
  if (seat === undefined) return { column: 'student', fault: '这次课没有这位学员' };
  return second === undefined
    ? { cls, seat }
    : { column: 'student', fault: '这次课有同名的学员，请在点名页点' };
}

async function classOfRow(
  ports: Ports,
  names: HouseNames,
  courseId: string,
  { startsAt, campus }: MarkRow,
): Promise<{ cls: CourseClass } | { column: string; fault: string }> {
  const here = names.campuses.filter(({ name }) => campus === '' || name === campus).map(({ id }) => id);
  if (here.length === 0) return { column: 'campus', fault: '没有这个校区，或它不归你管' };
  const found = await ports.store.find('classes', { courseId, startsAt }, { limit: 100 });
  const classes = found.filter((cls) => here.includes(cls.campusId));
  const [cls, second] = classes.filter(({ state }) => state !== 'cancelled');
  if (cls === undefined)
    return { column: 'clock', fault: classes.length > 0 ? '这次课已取消' : '这个时间没有这门课' };
  return second === undefined
    ? { cls }
    : { column: 'campus', fault: '这个时间有几个班，请填校区或在点名页点' };
}

/** The seat has this mark, or had it from this very file before somebody took it back. */
function isMarked(seat: Seat, value: MarkRow): boolean {
  const actId = actIdOf(seat._id, value);
  return seat.state === value.mark || seat.marks.some((mark) => mark.actId === actId);
}

function noteFault(
  cls: CourseClass,
  seat: Seat,
  ports: Ports,
  { mark }: MarkRow,
  wrong: (text: string) => void,
): void {
  const allowed = marksAllowed(cls, seat, ports.clock.now());
  if (allowed.includes(mark)) return;
  const marked =
    seat.state === 'booked' || seat.state === 'on_hold' || seat.state === 'released' ? undefined : seat.state;
  if (marked !== undefined) wrong(`已点名为${markWord(marked)}，要改请先在点名页撤销`);
  else wrong(allowed.length > 0 ? '还没上课，只能点请假' : ERRORS.WRONG_STATE.learner);
}

/** Stable: the same row in any file is the same act. */
function actIdOf(seatId: string, { mark }: MarkRow): string {
  return `import-${createHash('sha256').update(`${seatId} ${mark}`).digest('hex').slice(0, 24)}`;
}

function codeOf(code: string): AppError['code'] {
  return Object.hasOwn(ERRORS, code) ? (code as AppError['code']) : 'WRONG_STATE';
}
