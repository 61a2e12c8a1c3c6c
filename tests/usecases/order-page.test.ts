import { ACADEMIC, calligraphy, enrol, openSchool, PAYER, publish, scheduleAt, TEACHER } from './school';
import type { World } from './world';

let world: World;
let courseId: string;
let orderId: string;

beforeEach(async () => {
  world = await openSchool();
  courseId = await publish(world);
  orderId = await enrol(world, courseId);
});

const read = () => world.call(PAYER, 'signing', 'read', { orderId });

/** The first class is over and its roll was called. */
async function teachFirst(): Promise<string> {
  const classId = await scheduleAt(world, courseId, '2026-03-07T19:00:00+08:00');
  await scheduleAt(world, courseId, '2026-03-14T19:00:00+08:00', { place: '302 教室' });
  world.goTo('2026-03-07T17:00:00+08:00');
  await world.deduction();
  world.goTo('2026-03-07T20:30:00+08:00');
  const marks = [{ seatId: `${classId}-${orderId}`, mark: 'attended' as const }];
  await world.call(TEACHER, 'staff', 'rollCall', { classId, marks });
  return classId;
}

describe("the page of a learner's order", () => {
  test('every class keeps its own place; the one taught names its unit', async () => {
    const classId = await teachFirst();
    const { classes, nextClass } = await read();
    expect(classes.map(({ place, seat, unitNo }) => [place, seat, unitNo])).toEqual([
      ['301 教室', 'attended', 1],
      ['302 教室', 'booked', undefined],
    ]);
    expect(classes[0]?.classId).toBe(classId);
    expect(nextClass?.place).toBe('302 教室');
  });

  test('a class that was cancelled is no longer among them', async () => {
    const classId = await scheduleAt(world, courseId, '2026-03-20T19:00:00+08:00');
    await world.call(ACADEMIC, 'staff', 'cancelClass', { classId, reason: '台风' });
    expect((await read()).classes).toEqual([]);
  });

  test('lessons, window and the number of classes of each unit are those that were signed', async () => {
    const { lessons, windowHours, units, mode } = await read();
    expect(lessons.map(({ title }) => title).slice(0, 2)).toEqual(['第1讲', '第2讲']);
    expect([windowHours, mode, units[0]?.classCount]).toEqual([24, 'scheduled', 1]);
  });

  test('the list says what was charged, what is left at most, and what a closing ended', async () => {
    await teachFirst();
    const [open] = (await world.call(PAYER, 'signing', 'list', {})).orders;
    expect(open).toMatchObject({ unitKind: 'class', unitsCharged: 0, atMostFen: 100_000 });
    await world.call(PAYER, 'signing', 'close', { orderId });
    const [closing] = (await world.call(PAYER, 'signing', 'list', {})).orders;
    expect(closing).toMatchObject({ atMostFen: 10_000, neverChargedFen: 90_000 });
    expect(closing?.signedAt).toBeDefined();
  });

  test('the contract stays as it was accepted; nobody else reads it', async () => {
    const contract = await world.call(PAYER, 'classroom', 'contract', { orderId });
    expect(contract).toMatchObject({ courseTitle: '成人书法', version: 1, text: '培训服务合同' });
    expect(await world.refusal('o-other', 'classroom', 'contract', { orderId })).toBe('NOT_FOUND');
  });

  test('what is coming names the unit and the lesson it will be, and shifts when one is missed', async () => {
    const classId = await teachFirst();
    const next = async () => (await world.call(PAYER, 'classroom', 'upcoming', {})).classes.at(-1);
    expect(await next()).toMatchObject({
      ...{ courseTitle: '成人书法', teacherName: '王老师', materialCount: 1 },
      ...{ unitName: '第2次课', lessonTitle: '第2讲' },
    });
    await world.call(TEACHER, 'staff', 'undoMark', { seatId: `${classId}-${orderId}` });
    const marks = [{ seatId: `${classId}-${orderId}`, mark: 'absent' as const }];
    await world.call(TEACHER, 'staff', 'rollCall', { classId, marks });
    expect(await next()).toMatchObject({ unitName: '第1次课', lessonTitle: '第1讲' });
  });

  test('a class page knows its campus', async () => {
    const classId = await scheduleAt(world, courseId, '2026-03-20T19:00:00+08:00');
    const page = await world.call(PAYER, 'classroom', 'readClass', { classId });
    expect(page.campus).toEqual({ name: '北校区', address: '北环路 1 号' });
  });
});

describe('the lessons of an on-demand order', () => {
  const lessons = [{ title: '起笔' }, { title: '行笔' }, { title: '收笔' }].map((lesson) => ({
    ...lesson,
    minutes: 20,
    content: ['cloud://env.bucket/1.mp4'],
  }));

  beforeEach(async () => {
    courseId = await publish(world, calligraphy({ mode: 'on-demand', lessons, totalFen: 30_000 }, 3));
    orderId = await enrol(world, courseId, { name: '王小明' });
  });

  const gates = async () => {
    const answer = await world.call(PAYER, 'classroom', 'lessons', { orderId });
    return answer.lessons.map(({ gate, confirms, seconds }) => [gate, confirms?.unitNo, seconds]);
  };

  test('only the first is free; once it is begun the next one is, and confirms it', async () => {
    expect(await gates()).toEqual([
      ['free', undefined, 0],
      ['locked', undefined, 0],
      ['locked', undefined, 0],
    ]);
    await world.call(PAYER, 'classroom', 'startLesson', { orderId, lessonNo: 1 });
    await world.call(PAYER, 'classroom', 'lessonProgress', { orderId, lessonNo: 1, seconds: 90 });
    expect(await gates()).toEqual([
      ['open', undefined, 90],
      ['free', 1, 0],
      ['locked', undefined, 0],
    ]);
  });

  test('while the last lesson is under objection the next stays locked', async () => {
    await world.call(PAYER, 'classroom', 'startLesson', { orderId, lessonNo: 1 });
    await world.call(PAYER, 'classroom', 'finishLesson', { orderId, lessonNo: 1 });
    const objection = { reason: 'quality' as const, text: '', pictures: [] };
    await world.call(PAYER, 'classroom', 'object', { orderId, unitNo: 1, ...objection });
    expect((await gates())[1]).toEqual(['locked', undefined, 0]);
  });
});
