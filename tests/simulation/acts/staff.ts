import type { RequestOf } from '../../../protocol';
import type { CourseClass, Seat } from '../../../server/domain/class/class';
import { timeOf } from '../../../server/domain/time';
import type { Chance } from '../chance';
import { placeOf, STAFF } from '../house';
import { DAY, HOUR, type Life, MINUTE } from '../life';
import type { Act, Acts } from './act';
import { enrol, someOrder, withUnit } from './learners';

type Mark = RequestOf<'staff', 'rollCall'>['marks'][number]['mark'];

const { academic, owner } = STAFF;
const CHINA = 8 * HOUR;
/** Where callbacks come in another order nobody competes for a place: whose news is first would get it. */
const ROOM_FOR_ALL = { capacity: 50 };

function classesAhead(life: Life): CourseClass[] {
  const now = timeOf(life.at.now());
  const ahead = life.at.sight.all('classes').filter((one) => one.state === 'scheduled' && one.endsAt > now);
  return ahead.sort((a, b) => (a.startsAt < b.startsAt ? -1 : 1));
}

/**
 * The next class that anybody comes to is held, and its roll is called, a little or much later. Where nobody learns
 * somebody enrols, and where nothing is planned classes are.
 */
const nextClass: Act = async (life, chance) => {
  const learns = () => life.at.sight.all('orders').some((order) => order.state === 'active');
  for (let tries = 0; tries < 2 && !learns(); tries += 1) await enrol(life, chance);
  if (attended(life) === undefined) await schedule(life, chance);
  const next = attended(life) ?? classesAhead(life)[0];
  if (next === undefined) return life.pass(DAY);
  await life.passTo(Date.parse(next.endsAt) + chance.pick([1, 5, 5, 5, 180]) * MINUTE);
  return callRoll(life, chance, next);
};

/** The first class ahead in which somebody has a place. */
function attended(life: Life): CourseClass | undefined {
  const seats = life.at.sight
    .all('seats')
    .filter((seat) => seat.state === 'booked' || seat.state === 'on_hold');
  const taken = new Set(seats.map((seat) => seat.classId));
  return classesAhead(life).find((one) => taken.has(one._id));
}

/** By class, and not as the news of signatures came in. */
function seatsOf(life: Life): Seat[] {
  const key = (seat: Seat) => `${seat.startsAt} ${seat._id}`;
  return life.at.sight.all('seats').sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** A batch for everybody with a seat; sometimes one is left out, or sent again by the phone. */
async function callRoll(life: Life, chance: Chance, one: CourseClass): Promise<void> {
  const seats = seatsOf(life).filter((seat) => seat.classId === one._id && seat.state !== 'released');
  const marks = seats
    .filter(() => !chance.oneIn(12))
    .map((seat) => ({ seatId: seat._id, mark: someMark(chance), actId: `act-${chance.word(8)}` }));
  if (marks.length === 0) return;
  const asked = { classId: one._id, marks };
  await life.ask(chance, one.teacherOpenid, 'staff', 'rollCall', asked);
  if (chance.oneIn(12)) await life.ask(chance, one.teacherOpenid, 'staff', 'rollCall', asked);
}

function someMark(chance: Chance): Mark {
  return chance.weighted({ attended: 14, late: 2, absent: 3, on_leave: 1 });
}

const callRollAgain: Act = async (life, chance) => {
  const held = life.at.sight.all('classes').filter((one) => one.startsAt < timeOf(life.at.now()));
  const one = chance.maybe(held.filter((cls) => cls.state === 'scheduled')) ?? chance.maybe(held);
  if (one) await callRoll(life, chance, one);
};

const undoMark: Act = async (life, chance) => {
  const marked = (seat: Seat) => ['attended', 'late', 'absent', 'on_leave'].includes(seat.state);
  const seats = seatsOf(life).filter(marked).slice(-4);
  const seat = chance.maybe(seats);
  if (seat) await life.ask(chance, academic, 'staff', 'undoMark', { seatId: seat._id });
};

/** A day from tomorrow on, at a full hour. */
function someStart(life: Life, chance: Chance): string {
  const today = Math.floor((life.at.now() + CHINA) / DAY) * DAY - CHINA;
  return timeOf(today + chance.between(1, 2) * DAY + chance.between(9, 19) * HOUR);
}

const schedule: Act = async (life, chance) => {
  const courses = life.at.sight.all('courses').filter((one) => one.draft.mode === 'scheduled');
  const active = new Set(
    life.at.sight.all('orders').flatMap((o) => (o.state === 'active' ? [o.courseId] : [])),
  );
  const course = chance.maybe(courses.filter((one) => active.has(one._id))) ?? chance.maybe(courses);
  if (course === undefined) return;
  const makeUp = chance.oneIn(5);
  const order = makeUp ? someOrder(life, chance) : undefined;
  const where = {
    ...placeOf(chance, order?.courseId ?? course._id),
    ...(life.at.heldBack ? ROOM_FOR_ALL : {}),
  };
  if (chance.oneIn(2)) {
    const startsAt = someStart(life, chance);
    const orderIds = order ? [order._id] : [];
    await life.ask(chance, academic, 'staff', 'scheduleClass', { ...where, startsAt, makeUp, orderIds });
    return;
  }
  const weekdays = chance.shuffled([1, 2, 3, 4, 5, 6, 7]).slice(0, chance.between(2, 5));
  await life.ask(chance, academic, 'staff', 'scheduleWeekly', {
    ...where,
    fromDay: timeOf(life.at.now() + DAY).slice(0, 10),
    ...{ weekdays: weekdays.sort(), startsAtClock: chance.pick(['09:00', '14:00', '19:30']) },
    ...{ count: chance.between(2, 5), skipDays: [] },
  });
};

const reschedule: Act = async (life, chance) => {
  const one = chance.maybe(classesAhead(life));
  if (one === undefined) return;
  const startsAt = chance.oneIn(3)
    ? timeOf(Date.parse(one.startsAt) + chance.between(-6, 6) * HOUR)
    : someStart(life, chance);
  await life.ask(chance, academic, 'staff', 'reschedule', { classId: one._id, startsAt });
};

const cancelClass: Act = async (life, chance) => {
  const one = chance.maybe(classesAhead(life));
  if (one) await life.ask(chance, academic, 'staff', 'cancelClass', { classId: one._id, reason: '老师生病' });
};

const bookSeat: Act = async (life, chance) => {
  const one = chance.maybe(classesAhead(life));
  const order = someOrder(life, chance);
  if (one && order)
    await life.ask(chance, academic, 'staff', 'bookSeats', { classId: one._id, orderIds: [order._id] });
};

export const decideObjection = withUnit(
  (unit) => unit.teaching === 'objected',
  (life, chance, order, unit) => {
    const kind = chance.pick(['rejected', 'lowered', 'waived'] as const);
    const amount = kind === 'lowered' ? { chargeFen: chance.between(1, unit.priceFen) } : {};
    return life.ask(chance, chance.pick([academic, owner, STAFF.finance]), 'staff', 'decideObjection', {
      ...{ orderId: order._id, unitNo: unit.no, kind, explanation: '老师迟到了', ...amount },
    });
  },
);

/** Whoever opens the work list sees it whole, and marks something as done. */
const lookAtTasks: Act = async (life, chance) => {
  const list = await life.ask(chance, owner, 'staff', 'listTasks', {});
  const task = chance.maybe(list?.tasks ?? []);
  if (task && chance.oneIn(3)) await life.ask(chance, owner, 'staff', 'finishTask', { taskId: task.taskId });
};

const stopSelling: Act = async (life, chance) => {
  const course = chance.maybe(life.at.sight.all('courses'));
  if (course) await life.ask(chance, academic, 'staff', 'stopSelling', { courseId: course._id });
};

export const STAFF_ACTS: Acts = {
  'the next class is held': nextClass,
  'a roll is called again': callRollAgain,
  'a mark is taken back': undoMark,
  'classes are scheduled': schedule,
  'a class is moved': reschedule,
  'a class is cancelled': cancelClass,
  'a seat is booked': bookSeat,
  'an objection is decided': decideObjection,
  'staff look at their work': lookAtTasks,
  'a course is sold no more': stopSelling,
};
