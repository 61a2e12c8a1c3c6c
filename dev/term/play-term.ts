import { timeOf } from '../../server/domain/time';
import { enrol } from '../demo/enrol';
import { CALLIGRAPHY, openInstitution, STAFF } from '../demo/institution';
import type { Stage } from '../demo/stage';
import { Timeline } from '../demo/timeline';
import type { Controls } from '../local/controls';
import { TERM, type TermCourse } from './courses';
import { type Enrolled, incidentsAfter } from './incidents';
import { type Person, sixtyPeople } from './people';
import { comes, enrolOrdinary, leaveOrders, payAndLeave, planViews, type TermControls } from './visitors';

/** The institution opens its doors; the first course starts twelve days later. */
export const TERM_BEGINS = Date.parse('2026-09-01T09:00:00+08:00');

/** Where the living institution stands when the phone opens: a Sunday morning in the middle of the term. */
export const TERM_NOW = Date.parse('2026-11-22T09:41:00+08:00');

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * Plays a term up to the middle of it: an institution with two campuses, five courses and sixty learners, of whom
 * some were absent, some object, some owe, one closed. Everything goes through the functions, as people would.
 * @param tell share of the way that is done (0 to 1), for a progress line
 */
export async function playTerm(
  control: TermControls,
  tell: (done: number, what: string) => void,
): Promise<void> {
  const timeline = new Timeline(control);
  const stage: Stage = { control, timeline, staff: STAFF, tell: async () => {} };
  await openInstitution(control);
  await addCampus(control);
  const people = sixtyPeople();
  let first = 0;
  let visitors = 0;
  for (const course of TERM) {
    const group = people.slice(first, first + course.learners);
    first += course.learners;
    const courseId = await publishTermCourse(control, course);
    tell(0.02, `${course.content.title} 上架`);
    const opens = Date.parse(`${course.fromDay}T09:00:00+08:00`) - 7 * DAY;
    planViews(stage, control, course, courseId, { from: opens - 7 * DAY, to: TERM_NOW });
    const own = { courseId, group, visitors };
    timeline.at(opens, () => startCourse(stage, control, course, own, tell));
    visitors += course.ordinary.chose + course.learners;
  }
  timeline.at(TERM_NOW, () => control.night());
  await timeline.run();
}

async function addCampus(control: Controls): Promise<void> {
  const institution = await control.call(STAFF.owner, 'staff', 'readInstitution', {});
  await control.call(STAFF.owner, 'staff', 'saveInstitution', {
    ...institution,
    campuses: [
      ...institution.campuses,
      { id: 'yuexiu', name: '越秀校区', address: '广州市越秀区北京路 2 号', region: 'guangdong' },
    ],
  });
}

async function publishTermCourse(control: Controls, course: TermCourse): Promise<string> {
  const { courseId } = await control.call(STAFF.academic, 'staff', 'saveCourse', {
    campusIds: [course.campusId],
    region: 'guangdong',
    category: course.category,
    content: { ...course.content, contractText: course.content.contractText || CALLIGRAPHY.contractText },
  });
  const { faults } = await control.call(STAFF.academic, 'staff', 'publishCourse', { courseId });
  if (faults.length > 0) throw new Error(`${course.content.title}: ${JSON.stringify(faults)}`);
  return courseId;
}

/** A week before its first class a course is signed and scheduled; its classes are put on the timeline. */
async function startCourse(
  stage: Stage,
  control: TermControls,
  course: TermCourse,
  { courseId, group, visitors }: { courseId: string; group: Person[]; visitors: number },
  tell: (done: number, what: string) => void,
): Promise<void> {
  const enrolled: Enrolled[] = [];
  for (const person of group) {
    const orderId = await enrol(stage, person, courseId, course.rungKey);
    await stage.control.setPerson(person.openid, { balanceFen: person.balanceFen });
    enrolled.push({ openid: person.openid, orderId });
  }
  const ordinary = await enrolOrdinary(stage, course, courseId, visitors);
  await leaveOrders(stage, course, courseId, visitors + course.ordinary.chose);
  const { classIds } = await stage.control.call(STAFF.academic, 'staff', 'scheduleWeekly', {
    courseId,
    campusId: course.campusId,
    title: course.content.title,
    place: course.place,
    online: false,
    teacherId: STAFF.teacher,
    capacity: course.learners + course.ordinary.chose,
    material: [{ kind: 'text', title: '课前准备', text: '提前十分钟到教室，带好自己的用具。' }],
    fromDay: course.fromDay,
    weekdays: course.weekdays,
    startsAtClock: course.startsAtClock,
    count: course.count,
    skipDays: [],
  });
  for (const [index, classId] of classIds.entries()) {
    await planClass(stage, course, classId, index, { enrolled, ordinary }, tell);
    if (comes(index)) await planOrdinary(stage, control, classId, index, ordinary);
  }
}

async function planClass(
  stage: Stage,
  course: TermCourse,
  classId: string,
  index: number,
  { enrolled, ordinary }: { enrolled: readonly Enrolled[]; ordinary: readonly Enrolled[] },
  tell: (done: number, what: string) => void,
): Promise<void> {
  const { class: cls } = await stage.control.call(STAFF.academic, 'staff', 'readClass', { classId });
  const startsAt = Date.parse(cls.startsAt);
  const endsAt = Date.parse(cls.endsAt);
  if (startsAt - 2 * HOUR > TERM_NOW) return;
  stage.timeline.at(startsAt - 2 * HOUR, () => stage.timeline.settle(2));
  if (endsAt > TERM_NOW) return;
  stage.timeline.at(endsAt + 2 * MINUTE, async () => {
    const { seats } = await stage.control.call(STAFF.teacher, 'staff', 'readClass', { classId });
    const waiting = new Set(
      seats.filter((s) => s.state === 'booked' || s.state === 'on_hold').map((s) => s.seatId),
    );
    const seatOf = ({ orderId }: Enrolled) => `${classId}-${orderId}`;
    const marks = enrolled
      .map((who, seat) => ({ seatId: seatOf(who), mark: markOf(seat, index) }))
      .filter(({ seatId }) => waiting.delete(seatId));
    for (const who of comes(index) ? ordinary : []) waiting.delete(seatOf(who));
    // Who chose to pay each class and never came, or comes no more, is absent.
    const missing = [...waiting].map((seatId) => ({ seatId, mark: 'absent' as const }));
    await stage.control.call(STAFF.teacher, 'staff', 'rollCall', { classId, marks: [...marks, ...missing] });
    await incidentsAfter(stage, course.content.title, cls.startsAt, enrolled);
    const done = (endsAt - TERM_BEGINS) / (TERM_NOW - TERM_BEGINS);
    tell(done, `${timeOf(endsAt).slice(5, 10)} ${course.content.title} 点名`);
  });
  const windowEnds = endsAt + 2 * MINUTE + DAY;
  if (windowEnds < TERM_NOW) stage.timeline.at(windowEnds + MINUTE, () => stage.timeline.settle(3));
}

/** Who pays each class comes to the first ones, and pays once the window is over. */
async function planOrdinary(
  stage: Stage,
  control: TermControls,
  classId: string,
  index: number,
  ordinary: readonly Enrolled[],
): Promise<void> {
  const { class: cls } = await stage.control.call(STAFF.academic, 'staff', 'readClass', { classId });
  const endsAt = Date.parse(cls.endsAt);
  stage.timeline.at(endsAt + 2 * MINUTE, async () => {
    const marks = ordinary.map(({ orderId }) => ({
      ...{ seatId: `${classId}-${orderId}`, mark: 'attended' as const },
    }));
    await stage.control.call(STAFF.teacher, 'staff', 'rollCall', { classId, marks });
  });
  stage.timeline.at(endsAt + DAY + 10 * MINUTE, async () => {
    for (const [seat, who] of ordinary.entries()) await payAndLeave(stage, control, who, seat, index);
  });
}

/** Most are there; a few are late, absent or on leave, always the same ones. LIN, the first, never misses. */
function markOf(seat: number, classIndex: number): 'attended' | 'late' | 'absent' | 'on_leave' {
  const dice = (seat * 31 + classIndex * 17) % 23;
  if (seat === 0) return 'attended';
  if (dice === 3) return 'absent';
  if (dice === 7) return 'late';
  return dice === 11 ? 'on_leave' : 'attended';
}
