import { HOUR } from '../../server/domain/time';
import {
  ACADEMIC,
  calligraphy,
  classRequest,
  enrol,
  OWNER,
  openSchool,
  PAYER,
  publish,
  scheduleAt,
  TEACHER,
} from './school';
import type { World } from './world';

let world: World;
let courseId: string;

beforeEach(async () => {
  world = await openSchool();
  courseId = await publish(world);
});

const seatOf = (classId: string, orderId: string) => `${classId}-${orderId}`;

describe('scheduling', () => {
  test('a class gives every active order of the course a seat and a class push', async () => {
    const orderId = await enrol(world, courseId);
    const classId = await scheduleAt(world, courseId, '2026-03-07T19:00:00+08:00');
    const order = await world.call(PAYER, 'signing', 'read', { orderId });
    expect(order.nextClass).toMatchObject({
      classId,
      startsAt: '2026-03-07T19:00:00.000+08:00',
      place: '301 教室',
    });
    const { pushes, unread } = await world.call(PAYER, 'classroom', 'inbox', {});
    expect(unread).toBe(1);
    expect(pushes[0]).toMatchObject({ kind: 'class_scheduled', link: { page: 'class', id: classId } });
  });

  test('a weekly timetable skips the days named and gives no more seats than classes are left', async () => {
    const orderId = await enrol(world, courseId);
    const { classIds, seats } = await world.call(ACADEMIC, 'staff', 'scheduleWeekly', {
      ...weekly(courseId),
      count: 12,
      skipDays: ['2026-03-14'],
    });
    expect(classIds).toHaveLength(12);
    expect(seats).toBe(10);
    const { classes } = await world.call(PAYER, 'classroom', 'upcoming', { limit: 50 });
    expect(classes.map((cls) => cls.startsAt.slice(0, 10)).slice(0, 3)).toEqual([
      '2026-03-07',
      '2026-03-21',
      '2026-03-28',
    ]);
    expect(classes).toHaveLength(10);
    expect(classes.every((cls) => cls.seat.orderId === orderId)).toBe(true);
  });

  test('whoever signs later gets the seats that are already scheduled', async () => {
    await world.call(ACADEMIC, 'staff', 'scheduleWeekly', weekly(courseId));
    await enrol(world, courseId);
    const { classes } = await world.call(PAYER, 'classroom', 'upcoming', {});
    expect(classes).toHaveLength(4);
  });

  test('teacher and room are taken once at a time', async () => {
    await scheduleAt(world, courseId, '2026-03-07T19:00:00+08:00');
    const clash = classRequest(courseId, '2026-03-07T20:00:00+08:00');
    expect(await world.refusal(ACADEMIC, 'staff', 'scheduleClass', clash)).toBe('TIME_CONFLICT');
    const otherTeacher = { ...clash, teacherId: OWNER };
    expect(await world.refusal(ACADEMIC, 'staff', 'scheduleClass', otherTeacher)).toBe('TIME_CONFLICT');
    await world.call(ACADEMIC, 'staff', 'scheduleClass', { ...otherTeacher, place: '302 教室' });
  });

  test('two people who give the same room away at the same moment: one of them is refused', async () => {
    const mine = classRequest(courseId, '2026-03-07T19:00:00+08:00');
    const answers = await Promise.all([
      world.ask(ACADEMIC, 'staff', 'scheduleClass', mine),
      world.ask(OWNER, 'staff', 'scheduleClass', { ...mine, teacherId: ACADEMIC }),
    ]);
    const codes = answers.map((answer) => (answer.ok ? 'ok' : answer.error.code)).sort();
    expect(codes).toEqual(['TIME_CONFLICT', 'ok']);
    expect(world.store.all('classes')).toHaveLength(1);
  });

  test('two classes of one order lie at least four hours apart', async () => {
    await enrol(world, courseId);
    await scheduleAt(world, courseId, '2026-03-07T09:00:00+08:00');
    const near = classRequest(courseId, '2026-03-07T14:00:00+08:00');
    expect(await world.refusal(ACADEMIC, 'staff', 'scheduleClass', near)).toBe('TOO_CLOSE');
    await scheduleAt(world, courseId, '2026-03-07T14:30:00+08:00');
  });

  test('classes charged together may follow each other', async () => {
    await enrol(world, courseId, { rungKey: 'whole' });
    await scheduleAt(world, courseId, '2026-03-07T09:00:00+08:00');
    await scheduleAt(world, courseId, '2026-03-07T10:30:00+08:00');
    expect((await world.call(PAYER, 'classroom', 'upcoming', {})).classes).toHaveLength(2);
  });

  test('nothing is scheduled past the end of a plan, in the past, or for more than fit in', async () => {
    await enrol(world, courseId);
    const late = classRequest(courseId, '2027-03-05T19:00:00+08:00');
    expect(await world.refusal(ACADEMIC, 'staff', 'scheduleClass', late)).toBe('PAST_PLAN_END');
    const past = classRequest(courseId, '2026-03-01T19:00:00+08:00');
    expect(await world.refusal(ACADEMIC, 'staff', 'scheduleClass', past)).toBe('BAD_REQUEST');
    await enrol(world, courseId, { openid: 'o-second', name: '第二位' });
    const small = classRequest(courseId, '2026-03-07T19:00:00+08:00', { capacity: 1 });
    expect(await world.refusal(ACADEMIC, 'staff', 'scheduleClass', small)).toBe('CLASS_FULL');
  });

  test('children are out of class by half past eight', async () => {
    const forChildren = await publish(world, calligraphy({ audience: 'child', title: '少儿书法' }));
    const late = classRequest(forChildren, '2026-03-07T19:30:00+08:00');
    expect(await world.refusal(ACADEMIC, 'staff', 'scheduleClass', late)).toBe('OUT_OF_HOURS');
    await scheduleAt(world, forChildren, '2026-03-07T19:00:00+08:00');
  });

  test('a make-up takes only the orders named for it, and only one with a class left', async () => {
    const short = await publish(world, calligraphy({ title: '两次课' }, 2));
    const orderId = await enrol(world, short);
    await scheduleAt(world, short, '2026-03-07T19:00:00+08:00');
    await scheduleAt(world, short, '2026-03-14T19:00:00+08:00');
    const makeUp = classRequest(short, '2026-03-10T19:00:00+08:00', { makeUp: true, orderIds: [orderId] });
    expect(await world.refusal(ACADEMIC, 'staff', 'scheduleClass', makeUp)).toBe('WRONG_STATE');
  });

  test('the same request schedules once', async () => {
    const request = { ...classRequest(courseId, '2026-03-07T19:00:00+08:00'), requestId: 'once-and-again' };
    const first = await world.call(ACADEMIC, 'staff', 'scheduleClass', request);
    expect(await world.call(ACADEMIC, 'staff', 'scheduleClass', request)).toEqual(first);
    expect(world.store.all('classes')).toHaveLength(1);
    const other = { ...request, title: '别的课' };
    expect(await world.refusal(ACADEMIC, 'staff', 'scheduleClass', other)).toBe('REQUEST_REUSED');
  });
});

describe('moving and cancelling', () => {
  test('a moved class keeps the time before, moves its seats and tells the learner', async () => {
    await enrol(world, courseId);
    const classId = await scheduleAt(world, courseId, '2026-03-07T19:00:00+08:00');
    await world.call(ACADEMIC, 'staff', 'reschedule', { classId, startsAt: '2026-03-08T10:00:00+08:00' });
    const cls = await world.call(PAYER, 'classroom', 'readClass', { classId });
    expect(cls).toMatchObject({
      startsAt: '2026-03-08T10:00:00.000+08:00',
      previousStartsAt: '2026-03-07T19:00:00.000+08:00',
    });
    const { pushes } = await world.call(PAYER, 'classroom', 'inbox', {});
    expect(pushes.map((push) => push.kind)).toContain('class_changed');
    expect((await world.call(PAYER, 'classroom', 'upcoming', {})).classes[0]?.startsAt).toBe(cls.startsAt);
  });

  test('a class does not move into the time that a running window needs', async () => {
    const orderId = await enrol(world, courseId);
    const first = await scheduleAt(world, courseId, '2026-03-07T09:00:00+08:00');
    const second = await scheduleAt(world, courseId, '2026-03-14T09:00:00+08:00');
    await teach(world, first, orderId, '2026-03-07T09:00:00+08:00');
    const move = { classId: second, startsAt: '2026-03-08T10:00:00+08:00' };
    expect(await world.refusal(ACADEMIC, 'staff', 'reschedule', move)).toBe('TOO_CLOSE');
    await world.call(ACADEMIC, 'staff', 'reschedule', { ...move, startsAt: '2026-03-08T14:00:00+08:00' });
  });

  test('a cancelled class gives its seats back and is made up for', async () => {
    const orderId = await enrol(world, courseId);
    const classId = await scheduleAt(world, courseId, '2026-03-07T19:00:00+08:00');
    expect(await world.call(ACADEMIC, 'staff', 'cancelClass', { classId, reason: '台风' })).toEqual({
      released: 1,
    });
    expect((await world.call(PAYER, 'classroom', 'upcoming', {})).classes).toEqual([]);
    const cls = await world.call(PAYER, 'classroom', 'readClass', { classId });
    expect(cls).toMatchObject({ state: 'cancelled', cancelReason: '台风', material: [] });
    await scheduleAt(world, courseId, '2026-03-09T19:00:00+08:00', { makeUp: true, orderIds: [orderId] });
    expect((await world.call(PAYER, 'classroom', 'upcoming', {})).classes).toHaveLength(1);
  });

  test('material goes to those with a seat, and to nobody else', async () => {
    await enrol(world, courseId);
    const classId = await scheduleAt(world, courseId, '2026-03-07T19:00:00+08:00');
    const material = [
      { kind: 'text' as const, title: '预习', text: '看第一课' },
      { kind: 'pdf' as const, title: '字帖', fileId: 'cloud://env.bucket/a.pdf' },
    ];
    await world.call(TEACHER, 'staff', 'saveMaterial', { classId, material });
    const cls = await world.call(PAYER, 'classroom', 'readClass', { classId });
    expect(cls.material).toEqual([
      { kind: 'text', title: '预习', text: '看第一课' },
      { kind: 'pdf', title: '字帖', link: expect.stringContaining('https://') },
    ]);
    expect(await world.refusal('o-stranger', 'classroom', 'readClass', { classId })).toBe('NOT_FOUND');
  });
});

describe('roll call', () => {
  test('attending teaches the open unit and opens its window; the unit is charged after it', async () => {
    const orderId = await enrol(world, courseId);
    const classId = await scheduleAt(world, courseId, '2026-03-07T19:00:00+08:00');
    const result = await teach(world, classId, orderId, '2026-03-07T19:00:00+08:00');
    expect(result).toMatchObject({
      state: 'attended',
      unitNo: 1,
      windowEndsAt: '2026-03-08T20:30:00.000+08:00',
    });
    world.goTo('2026-03-08T20:31:00+08:00');
    await world.deduction();
    const order = await world.call(PAYER, 'signing', 'read', { orderId });
    expect(order.units[0]).toMatchObject({ status: 'paid', chargeFen: 10_000 });
  });

  test('a repeated roll call changes nothing; another mark needs an undo first', async () => {
    const orderId = await enrol(world, courseId);
    const classId = await scheduleAt(world, courseId, '2026-03-07T19:00:00+08:00');
    const first = await teach(world, classId, orderId, '2026-03-07T19:00:00+08:00');
    expect(await mark(world, classId, orderId, 'attended')).toEqual(first);
    expect(await mark(world, classId, orderId, 'absent')).toMatchObject({ error: { code: 'WRONG_STATE' } });
    await world.call(TEACHER, 'staff', 'undoMark', { seatId: seatOf(classId, orderId) });
    expect(await mark(world, classId, orderId, 'absent')).toEqual({
      seatId: seatOf(classId, orderId),
      state: 'absent',
    });
    const order = await world.call(PAYER, 'signing', 'read', { orderId });
    expect(order.units[0]).toMatchObject({ status: 'open' });
  });

  test('a mark can not be taken back once the window is over', async () => {
    const orderId = await enrol(world, courseId);
    const classId = await scheduleAt(world, courseId, '2026-03-07T19:00:00+08:00');
    await teach(world, classId, orderId, '2026-03-07T19:00:00+08:00');
    world.advance(25 * HOUR);
    expect(await world.refusal(TEACHER, 'staff', 'undoMark', { seatId: seatOf(classId, orderId) })).toBe(
      'WINDOW_OVER',
    );
  });

  test('one seat that can not be marked does not stop the others', async () => {
    const orderId = await enrol(world, courseId);
    const classId = await scheduleAt(world, courseId, '2026-03-07T19:00:00+08:00');
    world.goTo('2026-03-07T17:00:00+08:00');
    await world.deduction();
    world.goTo('2026-03-07T20:30:00+08:00');
    const { results } = await world.call(TEACHER, 'staff', 'rollCall', {
      classId,
      marks: [
        { seatId: 'no-such-seat', mark: 'attended' },
        { seatId: seatOf(classId, orderId), mark: 'late' },
      ],
    });
    expect(results[0]).toMatchObject({ error: { code: 'NOT_FOUND' } });
    expect(results[1]).toMatchObject({ state: 'late', unitNo: 1 });
  });

  test('whoever was marked although the unit never opened came free', async () => {
    const orderId = await enrol(world, courseId);
    const classId = await scheduleAt(world, courseId, '2026-03-07T19:00:00+08:00');
    world.goTo('2026-03-07T20:30:00+08:00');
    expect(await mark(world, classId, orderId, 'attended')).toEqual({
      seatId: seatOf(classId, orderId),
      state: 'attended',
      cameFree: true,
    });
  });

  test('a roll call missing 24 hours after the class is a task until it is made', async () => {
    const orderId = await enrol(world, courseId);
    const classId = await scheduleAt(world, courseId, '2026-03-07T19:00:00+08:00');
    world.goTo('2026-03-08T20:29:00+08:00');
    await world.deduction();
    expect((await world.call(TEACHER, 'staff', 'listTasks', {})).tasks).toEqual([]);
    world.goTo('2026-03-08T20:30:00+08:00');
    await world.deduction();
    const { tasks } = await world.call(TEACHER, 'staff', 'listTasks', {});
    expect(tasks).toMatchObject([{ kind: 'roll_call_missing', subject: { classId }, state: 'open' }]);
    await mark(world, classId, orderId, 'absent');
    expect((await world.call(TEACHER, 'staff', 'listTasks', {})).tasks).toEqual([]);
  });
});

function weekly(id: string) {
  const { startsAt: _startsAt, makeUp: _makeUp, orderIds: _orderIds, ...facts } = classRequest(id, '');
  return { ...facts, fromDay: '2026-03-04', weekdays: [6], startsAtClock: '19:00', count: 4, skipDays: [] };
}

async function mark(w: World, classId: string, orderId: string, word: 'attended' | 'absent') {
  const seatId = seatOf(classId, orderId);
  const { results } = await w.call(TEACHER, 'staff', 'rollCall', {
    classId,
    marks: [{ seatId, mark: word }],
  });
  return results[0];
}

/** The unit opens two hours before, the class is held, the roll is called at its end (90 minutes). */
async function teach(w: World, classId: string, orderId: string, startsAt: string) {
  w.goTo(startsAt);
  w.advance(-2 * HOUR);
  await w.deduction();
  w.advance(3.5 * HOUR);
  return mark(w, classId, orderId, 'attended');
}
