import { HOUR } from '../../server/domain/time';
import { calligraphy, enrol, openSchool, PAYER, publish } from './school';
import type { World } from './world';

const LESSONS = 3;

let world: World;
let orderId: string;

beforeEach(async () => {
  world = await openSchool();
  const lessons = Array.from({ length: LESSONS }, (_, index) => ({
    title: `第${index + 1}课`,
    minutes: 20,
    content: [`cloud://env.bucket/${index + 1}.mp4`],
  }));
  const courseId = await publish(
    world,
    calligraphy({ mode: 'on-demand', title: '临帖录像', lessons }, LESSONS),
  );
  orderId = await enrol(world, courseId);
});

const start = (lessonNo: number, confirmsUnit?: number) =>
  world.call(PAYER, 'classroom', 'startLesson', {
    ...{ orderId, lessonNo },
    ...(confirmsUnit === undefined ? {} : { confirmsUnit }),
  });

const unit = async (no: number) => (await world.call(PAYER, 'signing', 'read', { orderId })).units[no - 1];

describe('an on-demand course', () => {
  test('starting a lesson opens its unit and gives the content for a while', async () => {
    const answer = await start(1);
    expect(answer).toMatchObject({
      state: 'open',
      lesson: { lessonNo: 1, unitNo: 1, seconds: 0, finished: false },
    });
    expect(answer.lesson?.content).toEqual([expect.stringContaining('https://')]);
    expect(await unit(1)).toMatchObject({ status: 'open' });
  });

  test('progress is kept, and a finished lesson is charged after its window', async () => {
    await start(1);
    await world.call(PAYER, 'classroom', 'lessonProgress', { orderId, lessonNo: 1, seconds: 600 });
    expect((await start(1)).lesson).toMatchObject({ seconds: 600 });
    await world.call(PAYER, 'classroom', 'finishLesson', { orderId, lessonNo: 1 });
    expect(await unit(1)).toMatchObject({ status: 'in_window', actions: ['confirm', 'object'] });
    world.advance(25 * HOUR);
    await world.deduction();
    expect(await unit(1)).toMatchObject({ status: 'paid', chargeFen: 10_000 });
    const { rollCalls } = await world.call(PAYER, 'classroom', 'statement', { orderId, unitNo: 1 });
    expect(rollCalls).toMatchObject([{ title: '第1课', by: '学员', priceFen: 10_000 }]);
  });

  test('confirmed early, it is charged early, and the books show that it was she who wanted it', async () => {
    await start(1);
    await world.call(PAYER, 'classroom', 'finishLesson', { orderId, lessonNo: 1 });
    world.advance(HOUR);
    await world.call(PAYER, 'classroom', 'confirm', { orderId, unitNo: 1 });
    const confirmedAt = world.now();
    world.advance(HOUR);
    await world.deduction();
    expect(await unit(1)).toMatchObject({ status: 'paid' });
    const [order] = world.store.all('orders');
    expect(order?.units[0]?.confirmedByLearnerAt).toBe(confirmedAt);
  });

  test('the next lesson confirms the last one, once the dialog has said so', async () => {
    await start(1);
    await world.call(PAYER, 'classroom', 'finishLesson', { orderId, lessonNo: 1 });
    world.advance(HOUR);
    const silent = { orderId, lessonNo: 2 };
    expect(await world.refusal(PAYER, 'classroom', 'startLesson', silent)).toBe('WRONG_STATE');
    expect(await start(2, 1)).toMatchObject({ state: 'open', lesson: { lessonNo: 2 } });
    expect(await unit(1)).toMatchObject({ status: 'paid' });
  });

  test('lessons come in their order, and content never without its unit', async () => {
    expect(await world.refusal(PAYER, 'classroom', 'startLesson', { orderId, lessonNo: 3 })).toBe(
      'CONTENT_LOCKED',
    );
    expect(await world.refusal(PAYER, 'classroom', 'finishLesson', { orderId, lessonNo: 1 })).toBe(
      'CONTENT_LOCKED',
    );
    expect(await world.refusal(PAYER, 'classroom', 'startLesson', { orderId, lessonNo: 9 })).toBe(
      'NOT_FOUND',
    );
    const other = { orderId, lessonNo: 1 };
    expect(await world.refusal('o-other', 'classroom', 'startLesson', other)).toBe('NOT_FOUND');
  });
});
