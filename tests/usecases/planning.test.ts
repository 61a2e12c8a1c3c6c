import { DAY, HOUR } from '../../server/domain/time';
import {
  ACADEMIC,
  calligraphy,
  classRequest,
  enrol,
  join,
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

const AT = '2026-03-07T19:00:00+08:00';
const OTHER = 'o-other-payer';

function check(changes: object = {}) {
  const { title: _title, material: _material, ...request } = classRequest(courseId, AT, {});
  return world.call(ACADEMIC, 'staff', 'checkClasses', { ...request, ...changes });
}

function weekly(changes: object = {}) {
  return { fromDay: '2026-03-04', weekdays: [6], startsAtClock: '19:00', count: 3, skipDays: [], ...changes };
}

async function faults(changes: object = {}) {
  return (await check(changes)).faults.map(({ code, detail }) => ({ code, ...detail }));
}

describe('what scheduling would do', () => {
  test('says the dates, the holidays left out and who would come, and keeps nothing', async () => {
    await enrol(world, courseId);
    await world.call(ACADEMIC, 'staff', 'saveHouse', {
      rooms: [],
      holidays: [
        { day: '2026-03-14', name: '校庆' },
        { day: '2026-10-01', name: '国庆节' },
      ],
    });
    const checked = await check({ startsAt: undefined, weekly: weekly({ skipDays: ['2026-03-21'] }) });
    expect(checked.classes.map(({ startsAt }) => startsAt.slice(0, 16))).toEqual([
      '2026-03-07T19:00',
      '2026-03-28T19:00',
      '2026-04-04T19:00',
    ]);
    expect(checked).toMatchObject({
      holidays: [{ day: '2026-03-14', name: '校庆' }],
      learners: 1,
      faults: [],
    });
    expect(world.store.all('classes')).toEqual([]);
  });

  test('names every fault at once: room too small, room and teacher taken', async () => {
    await scheduleAt(world, courseId, AT);
    await world.call(ACADEMIC, 'staff', 'saveHouse', {
      rooms: [{ campusId: 'north', name: '301 教室', capacity: 6 }],
      holidays: [],
    });
    expect(await faults({ capacity: 8 })).toEqual([
      { code: 'BAD_REQUEST', field: 'capacity', room: '301 教室', most: 6 },
      expect.objectContaining({ code: 'TIME_CONFLICT', kind: 'teacher', title: '书法课', place: '301 教室' }),
    ]);
    expect(await faults({ capacity: 6, teacherId: OWNER })).toMatchObject([
      { code: 'TIME_CONFLICT', kind: 'place', startsAt: '2026-03-07T19:00:00.000+08:00' },
    ]);
  });

  test('names the learner whose other class is too near, and that class', async () => {
    await enrol(world, courseId);
    await scheduleAt(world, courseId, '2026-03-07T09:00:00+08:00');
    expect(await faults({ startsAt: '2026-03-07T14:00:00+08:00' })).toMatchObject([
      { code: 'TOO_CLOSE', studentName: '李小梅', nearAt: '2026-03-07T09:00:00.000+08:00' },
    ]);
  });

  test('names the learner whose plan ends before, and the last possible end', async () => {
    await enrol(world, courseId);
    expect(await faults({ startsAt: '2027-03-05T19:00:00+08:00' })).toMatchObject([
      { code: 'PAST_PLAN_END', studentName: '李小梅', latest: expect.stringMatching(/^2027-0/) },
    ]);
  });

  test('says how many come when there are too few places', async () => {
    await enrol(world, courseId);
    await enrol(world, courseId, { openid: OTHER, name: '周明' });
    expect(await faults({ capacity: 1 })).toEqual([
      { code: 'CLASS_FULL', field: 'capacity', learners: 2, most: 1 },
    ]);
  });

  test('cites the rule on the latest end of a class for children, and refuses beyond it', async () => {
    courseId = await publish(world, calligraphy({ audience: 'child', title: '少儿书法' }));
    const { hours, faults: none } = await check();
    expect(none).toEqual([]);
    expect(hours).toMatchObject({
      latest: '20:30',
      text: expect.stringContaining('20:30'),
      source: expect.any(String),
    });
    expect(await faults({ startsAt: '2026-03-07T19:30:00+08:00' })).toMatchObject([
      { code: 'OUT_OF_HOURS', latest: '20:30', rule: hours?.text },
    ]);
    expect((await check({ online: true })).hours).toMatchObject({ latest: '21:00' });
  });

  test('a make-up without anybody in it, and a count that the skipped days never let it reach', async () => {
    expect(await faults({ makeUp: true })).toEqual([{ code: 'BAD_REQUEST', field: 'orderIds' }]);
    const days = Array.from({ length: 200 }, (_, i) =>
      new Date(Date.parse('2026-03-07T00:00:00Z') + i * 7 * DAY).toISOString().slice(0, 10),
    );
    const many = weekly({ count: 60, skipDays: days });
    expect(await faults({ startsAt: undefined, weekly: many })).toEqual([
      { code: 'BAD_REQUEST', field: 'skipDays' },
    ]);
  });

  test('is asked for one campus by whoever works there', async () => {
    await join(world, 'o-south', '南区教务', ['academic'], ['south']);
    const { title: _title, material: _material, ...request } = classRequest(courseId, AT, {});
    expect(await world.refusal('o-south', 'staff', 'checkClasses', request)).toBe('FORBIDDEN');
  });
});

describe('a class that is moved', () => {
  test('to another room at the same time keeps its time and says so', async () => {
    await enrol(world, courseId);
    const classId = await scheduleAt(world, courseId, AT);
    await world.call(ACADEMIC, 'staff', 'reschedule', { classId, startsAt: AT, place: '302 教室' });
    const { class: cls } = await world.call(ACADEMIC, 'staff', 'readClass', { classId });
    expect(cls).toMatchObject({ place: '302 教室' });
    expect(cls.previousStartsAt).toBeUndefined();
    const { pushes } = await world.call(PAYER, 'classroom', 'inbox', {});
    expect(pushes).toContainEqual(
      expect.objectContaining({
        title: '地点有变：3月7日 周六 19:00',
        body: '书法课由 301 教室 改到 302 教室，时间不变。',
      }),
    );
  });

  test('does not go into a room that holds fewer', async () => {
    const classId = await scheduleAt(world, courseId, AT);
    await world.call(ACADEMIC, 'staff', 'saveHouse', {
      rooms: [{ campusId: 'north', name: '小教室', capacity: 4 }],
      holidays: [],
    });
    const move = { classId, startsAt: AT, place: '小教室' };
    expect(await world.refusal(ACADEMIC, 'staff', 'reschedule', move)).toBe('BAD_REQUEST');
  });
});

describe('whom the message about a class reached', () => {
  const reach = (classId: string) => world.call(ACADEMIC, 'staff', 'classReach', { classId });

  test('on its way, then nobody: she has not agreed to any; the teacher sees it of her own class', async () => {
    await enrol(world, courseId);
    const classId = await scheduleAt(world, courseId, AT);
    expect(await reach(classId)).toEqual({ reached: 0, waiting: 1, notReached: [] });
    await world.push();
    const told = await world.call(TEACHER, 'staff', 'classReach', { classId });
    expect(told).toMatchObject({ reached: 0, waiting: 0 });
    expect(told.notReached).toMatchObject([{ studentName: '李小梅', reason: 'refused' }]);
  });

  test('one message about a weekly series counts for each of its classes, until one is moved', async () => {
    await enrol(world, courseId);
    const { startsAt: _s, makeUp: _m, orderIds: _o, ...cls } = classRequest(courseId, '');
    const { classIds } = await world.call(ACADEMIC, 'staff', 'scheduleWeekly', { ...cls, ...weekly() });
    await world.push();
    const [, second = '', third = ''] = classIds;
    expect((await reach(third)).notReached).toHaveLength(1);
    await world.call(PAYER, 'classroom', 'subscribed', { templateKey: 'class', accepted: true });
    await world.call(ACADEMIC, 'staff', 'reschedule', {
      ...{ classId: second, startsAt: '2026-03-15T10:00:00+08:00' },
    });
    await world.push();
    expect(await reach(second)).toEqual({ reached: 1, waiting: 0, notReached: [] });
    expect((await reach(third)).notReached).toHaveLength(1);
  });
});

test('a class that has begun says how many marks it lacks; one that is to come lacks none', async () => {
  const orderId = await enrol(world, courseId);
  const classId = await scheduleAt(world, courseId, AT);
  const unmarked = async () => (await world.call(TEACHER, 'staff', 'readClass', { classId })).class.unmarked;
  expect(await unmarked()).toBe(0);
  world.goTo(AT);
  world.advance(HOUR);
  expect(await unmarked()).toBe(1);
  await world.call(TEACHER, 'staff', 'rollCall', {
    classId,
    marks: [{ seatId: `${classId}-${orderId}`, mark: 'absent' }],
  });
  expect(await unmarked()).toBe(0);
  const { seats } = await world.call(TEACHER, 'staff', 'readClass', { classId });
  expect(seats[0]).toMatchObject({ state: 'absent', undoUntil: '2026-03-08T20:00:00.000+08:00' });
});

test('who is named for a class besides its own learners is there to make up', async () => {
  const orderId = await enrol(world, courseId);
  const first = await scheduleAt(world, courseId, AT);
  const second = await enrol(world, courseId, { openid: OTHER, name: '周明' });
  const late = await scheduleAt(world, courseId, '2026-03-14T19:00:00+08:00', { orderIds: [orderId] });
  await world.call(ACADEMIC, 'staff', 'bookSeats', { classId: late, orderIds: [second] });
  const { seats } = await world.call(ACADEMIC, 'staff', 'readClass', { classId: late });
  expect(seats.map(({ studentName, makeUp }) => [studentName, makeUp])).toEqual(
    expect.arrayContaining([
      ['李小梅', false],
      ['周明', true],
    ]),
  );
  expect(first).not.toBe(late);
});
