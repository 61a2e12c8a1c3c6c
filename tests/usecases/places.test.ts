import { DAY, HOUR } from '../../server/domain/time';
import { FIRST_CLASS, taught } from './lived';
import {
  ACADEMIC,
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

const OTHER = 'o-other-payer';

/** A class of one place, taken by the first learner; a second one of the same course has none. */
async function fullClass(): Promise<{
  world: World;
  courseId: string;
  classId: string;
  first: string;
  second: string;
}> {
  const world = await openSchool();
  const courseId = await publish(world);
  const first = await enrol(world, courseId);
  const second = await enrol(world, courseId, { openid: OTHER, name: '周明' });
  const startsAt = FIRST_CLASS;
  const classId = await scheduleAt(world, courseId, startsAt, { capacity: 1, orderIds: [first] });
  return { world, courseId, classId, first, second };
}

describe('a full class', () => {
  test('keeps a waiting list; a seat given back goes to the first of it, who is told', async () => {
    const { world, classId, first, second } = await fullClass();
    const open = await world.call(OTHER, 'classroom', 'openClasses', { orderId: second });
    expect(open.classes).toMatchObject([{ classId, freeSeats: 0 }]);
    expect(await world.refusal(OTHER, 'classroom', 'takeSeat', { classId, orderId: second })).toBe(
      'CLASS_FULL',
    );
    expect(await world.call(OTHER, 'classroom', 'waitForSeat', { classId, orderId: second })).toEqual({
      place: 1,
    });
    expect((await world.call(ACADEMIC, 'staff', 'waitingList', { classId })).waiting).toMatchObject([
      { orderId: second, studentName: '周明', place: 1 },
    ]);
    await world.call(PAYER, 'classroom', 'askLeave', { classId, orderId: first, reason: '出差' });
    await world.deduction();
    const { class: cls, seats } = await world.call(ACADEMIC, 'staff', 'readClass', { classId });
    expect(cls).toMatchObject({ seatsTaken: 1, waiting: 0 });
    expect(seats.map(({ orderId, state }) => [orderId, state])).toEqual([
      [first, 'on_leave'],
      [second, 'booked'],
    ]);
    const { pushes } = await world.call(OTHER, 'classroom', 'inbox', {});
    expect(pushes).toContainEqual(expect.objectContaining({ kind: 'class_scheduled' }));
  });

  test('whoever closes gives the seat back; whoever has left the list gets none', async () => {
    const { world, classId, first, second } = await fullClass();
    await world.call(ACADEMIC, 'staff', 'waitForSeat', { classId, orderId: second });
    await world.call(OTHER, 'classroom', 'stopWaiting', { classId, orderId: second });
    await world.call(PAYER, 'signing', 'close', { orderId: first });
    await world.deduction();
    const { class: cls } = await world.call(ACADEMIC, 'staff', 'readClass', { classId });
    expect(cls).toMatchObject({ seatsTaken: 0, waiting: 0 });
    await world.call(OTHER, 'classroom', 'takeSeat', { classId, orderId: second });
    const { seats } = await world.call(ACADEMIC, 'staff', 'readClass', { classId });
    expect(seats).toContainEqual(expect.objectContaining({ orderId: second, state: 'booked' }));
  });

  test('is waited for by its own learners only, and only while it is full', async () => {
    const { world, classId, first, second } = await fullClass();
    const wait = (openid: string, orderId: string) =>
      world.refusal(openid, 'classroom', 'waitForSeat', { classId, orderId });
    expect(await wait(PAYER, second)).toBe('NOT_FOUND');
    expect(await wait(PAYER, first)).toBe('WRONG_STATE');
    await world.call(PAYER, 'classroom', 'askLeave', { classId, orderId: first, reason: '出差' });
    expect(await wait(OTHER, second)).toBe('WRONG_STATE');
  });
});

describe('leave', () => {
  test('is asked before the class, costs nothing and makes a make-up due', async () => {
    const { world, classId, courseId, first } = await fullClass();
    await world.call(PAYER, 'classroom', 'askLeave', { classId, orderId: first, reason: '出差' });
    expect((await world.call(ACADEMIC, 'staff', 'makeUpsDue', { courseId })).orders).toMatchObject([
      { orderId: first, studentName: '李小梅', missed: [{ classId, mark: 'on_leave' }], booked: 0 },
    ]);
    const startsAt = '2026-03-10T10:00:00+08:00';
    await scheduleAt(world, courseId, startsAt, { makeUp: true, orderIds: [first] });
    const due = (await world.call(ACADEMIC, 'staff', 'makeUpsDue', { courseId })).orders;
    expect(due).toMatchObject([{ booked: 1 }]);
    const again = { classId, orderId: first, reason: '还是出差' };
    expect(await world.refusal(PAYER, 'classroom', 'askLeave', again)).toBe('WRONG_STATE');
  });

  test('comes too late once the class has begun', async () => {
    const { world, classId, first } = await fullClass();
    world.goTo(FIRST_CLASS);
    const leave = { classId, orderId: first, reason: '堵车' };
    expect(await world.refusal(PAYER, 'classroom', 'askLeave', leave)).toBe('WRONG_STATE');
  });
});

describe('the house', () => {
  test('holds no more than its rooms, and none on holidays', async () => {
    const world = await openSchool();
    const courseId = await publish(world);
    await world.call(ACADEMIC, 'staff', 'saveHouse', {
      rooms: [{ campusId: 'north', name: '301 教室', capacity: 6 }],
      holidays: [{ day: '2026-03-14', name: '校庆' }],
    });
    const tooMany = classRequest(courseId, FIRST_CLASS, { capacity: 7 });
    expect(await world.ask(ACADEMIC, 'staff', 'scheduleClass', tooMany)).toMatchObject({
      error: { code: 'BAD_REQUEST', detail: { field: 'capacity', most: 6 } },
    });
    const { startsAt: _s, makeUp: _m, orderIds: _o, ...cls } = classRequest(courseId, '', { capacity: 6 });
    const weekly = { fromDay: '2026-03-07', weekdays: [6], startsAtClock: '10:00', count: 2, skipDays: [] };
    await world.call(ACADEMIC, 'staff', 'scheduleWeekly', { ...cls, ...weekly });
    expect(world.store.all('classes').map((c) => c.startsAt.slice(0, 10))).toEqual([
      '2026-03-07',
      '2026-03-21',
    ]);
  });

  test('names the class that stands against another', async () => {
    const world = await openSchool();
    const courseId = await publish(world);
    await scheduleAt(world, courseId, FIRST_CLASS, { title: '行书入门' });
    const answer = await world.ask(ACADEMIC, 'staff', 'scheduleClass', classRequest(courseId, FIRST_CLASS));
    expect(answer).toMatchObject({
      error: { code: 'TIME_CONFLICT', detail: { title: '行书入门', kind: 'teacher' } },
    });
  });

  test('gives every file a path of its own, and takes no programs', async () => {
    const world = await openSchool();
    const upload = { use: 'material' as const, name: '第一课.PDF' };
    const paths = [
      await world.call(TEACHER, 'staff', 'newUpload', upload),
      await world.call(TEACHER, 'staff', 'newUpload', upload),
    ];
    expect(paths[0]?.cloudPath).toMatch(/^material\/2026-03\/[0-9a-z]{16}\.pdf$/);
    expect(paths[0]).not.toEqual(paths[1]);
    expect(await world.refusal(TEACHER, 'staff', 'newUpload', { ...upload, name: 'a.exe' })).toBe(
      'BAD_REQUEST',
    );
  });
});

describe('a roll call from a phone without a network', () => {
  test('is done once for each act, in whatever batch it is sent again, even after it was undone', async () => {
    const { world, classId, seatId } = await taught();
    await world.call(TEACHER, 'staff', 'undoMark', { seatId });
    const mark = {
      ...{ seatId, mark: 'late' as const, actId: 'phone-1', note: '堵车' },
      ...{ pictures: ['cloud://env.bucket/a.png'], markedAt: '2026-03-07T11:20:00+08:00' },
    };
    const send = () => world.call(TEACHER, 'staff', 'rollCall', { classId, marks: [mark] });
    expect((await send()).results).toMatchObject([{ state: 'late', unitNo: 1 }]);
    expect((await send()).results).toMatchObject([{ state: 'late', unitNo: 1, repeated: true }]);
    await world.call(TEACHER, 'staff', 'undoMark', { seatId });
    expect((await send()).results).toEqual([{ seatId, repeated: true }]);
    const { seats } = await world.call(TEACHER, 'staff', 'readClass', { classId });
    expect(seats).toMatchObject([
      {
        ...{ state: 'booked', priceFen: 10_000 },
        marks: [
          { mark: 'attended', byName: '王老师', undoneAt: expect.any(String) },
          {
            mark: 'late',
            note: '堵车',
            pictures: ['cloud://env.bucket/a.png'],
            markedAt: '2026-03-07T11:20:00.000+08:00',
          },
        ],
      },
    ]);
  });
});

describe('the course editor', () => {
  test('is told faults and prices of what is not saved yet', async () => {
    const world = await openSchool();
    const courseId = await publish(world);
    const { content } = await world.call(OWNER, 'staff', 'readCourse', { courseId });
    const head = { campusIds: ['north'], region: 'guangdong', category: 'calligraphy' };
    const good = await world.call(OWNER, 'staff', 'checkCourse', { ...head, content });
    expect(good.faults).toEqual([]);
    expect(good.rungs).toMatchObject([{ totalFen: 100_000 }, { totalFen: 100_000 }]);
    const stages = [{ key: 's', serviceKey: 'per-class', unit: { kind: 'stage' as const, sizes: [3, 7] } }];
    const bad = await world.call(OWNER, 'staff', 'checkCourse', {
      ...head,
      content: { ...content, rungs: stages },
    });
    expect(bad.faults.length).toBeGreaterThan(0);
    expect(world.store.all('courses')).toHaveLength(1);
  });

  test('sees the draft as a learner would, while old learners keep their version', async () => {
    const world = await openSchool();
    const courseId = await publish(world);
    const orderId = await enrol(world, courseId);
    const saved = await world.call(OWNER, 'staff', 'readCourse', { courseId });
    const content = { ...saved.content, title: '书法新版', totalFen: 200_000, originalFen: 240_000 };
    const { campusIds, region, category, revision } = saved;
    await world.call(OWNER, 'staff', 'saveCourse', {
      courseId,
      revision,
      campusIds,
      region,
      category,
      content,
    });
    expect(await world.call(OWNER, 'staff', 'previewCourse', { courseId })).toMatchObject({
      ...{ title: '书法新版', version: 2, totalFen: 200_000, rungs: [{ units: expect.any(Array) }, {}] },
    });
    expect((await world.call(PAYER, 'catalog', 'read', { courseId })).title).toBe('成人书法');
    await world.call(OWNER, 'staff', 'publishCourse', { courseId });
    expect(await world.call(PAYER, 'signing', 'read', { orderId })).toMatchObject({ totalFen: 100_000 });
    expect((await world.call(OWNER, 'staff', 'courseVersions', { courseId })).versions).toMatchObject([
      { version: 2, title: '书法新版', onSale: true, runningOrders: 0 },
      { version: 1, title: '成人书法', onSale: false, runningOrders: 1 },
    ]);
  });
});

test('a class is reminded of and waited for by the same row of the agenda', async () => {
  const { world, classId, second } = await fullClass();
  await world.call(OTHER, 'classroom', 'waitForSeat', { classId, orderId: second });
  world.goTo('2026-03-06T11:00:00+08:00');
  await world.deduction();
  expect(world.store.all('pushes').map((push) => push.title)).toContain('上课提醒：3月7日 周六 10:00');
  world.advance(2 * DAY + HOUR);
  await world.deduction();
  expect(world.store.all('tasks').map((task) => task.kind)).toContain('roll_call_missing');
});
