import { DAY, HOUR, MINUTE, SECOND } from '../../../server/domain/time';
import { endLesson, saveProgress } from '../../../server/usecases/lessons/lesson-progress';
import { confirmForLesson, openLesson } from '../../../server/usecases/lessons/start-lesson';
import { park } from '../../../server/usecases/orders/park';
import { CourseLife, PAYER } from '../course-life';

/** A digital course of six lessons in units of two. */
async function digital() {
  const lessons = Array.from({ length: 6 }, (_, i) => ({
    title: `第${i + 1}讲`,
    minutes: 20,
    content: [`file${i + 1}`],
  }));
  const rungs = [
    { key: 'per-class', serviceKey: 'per-class', unit: { kind: 'stage' as const, sizes: [2, 2, 2] } },
  ];
  const life = await CourseLife.open({ classes: 6, changes: { mode: 'on-demand', lessons, rungs } });
  const id = await life.enrol();
  const request = (lessonNo: number, confirmsUnit?: number) => ({
    ...{ requestId: 'r', orderId: id, lessonNo },
    ...(confirmsUnit === undefined ? {} : { confirmsUnit }),
  });
  return {
    life,
    id,
    start: async (lessonNo: number, confirmsUnit?: number) => {
      await confirmForLesson(life.ports, PAYER, request(lessonNo, confirmsUnit));
      return openLesson(life.ports, request(lessonNo, confirmsUnit));
    },
    finish: (lessonNo: number) => endLesson(life.ports, PAYER, { requestId: 'r', orderId: id, lessonNo }),
  };
}

/** Lets her wait on the page, as long as it makes her wait. @returns the answer, and how long it took */
async function waiting<T>(answer: Promise<T>, each: () => void = () => {}): Promise<[T, number]> {
  const began = performance.now();
  let given: [T, number] | undefined;
  const done = answer.then((value) => {
    given = [value, performance.now() - began];
  });
  for (let second = 0; given === undefined && second < 60; second += 1) {
    await jest.advanceTimersByTimeAsync(SECOND);
    each();
  }
  await done;
  if (given === undefined) throw new Error('no answer within a minute');
  return given;
}

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask', 'Date'] });
});

afterEach(() => {
  jest.useRealTimers();
});

describe('a lesson', () => {
  test('opens its unit and gives the content; the next of the same unit asks for nothing', async () => {
    const { life, id, start } = await digital();
    expect(await start(1)).toMatchObject({
      state: 'open',
      lesson: { unitNo: 1, content: ['https://files.test/file1'] },
    });
    expect(await start(2)).toMatchObject({ state: 'open', lesson: { unitNo: 1 } });
    expect(life.pay.times('open-order')).toBe(1);
    await saveProgress(life.ports, PAYER, { requestId: 'r', orderId: id, lessonNo: 1, seconds: 90 });
    await saveProgress(life.ports, PAYER, { requestId: 'r', orderId: id, lessonNo: 1, seconds: 30 });
    expect((await start(1)).lesson?.seconds).toBe(90);
  });

  test('of another unit, unfinished, confirms the whole one before it, which is charged at once', async () => {
    const { life, id, start } = await digital();
    await start(1);
    life.skipTo(life.now());
    await expect(start(3)).rejects.toMatchObject({ code: 'WRONG_STATE', detail: { confirmsUnit: 1 } });
    await life.runFor(5 * MINUTE);
    expect(await start(3, 1)).toMatchObject({ state: 'open', lesson: { unitNo: 2 } });
    expect(life.unit(id, 1)).toMatchObject({
      teaching: 'confirmed',
      collection: 'paid',
      collectedFen: 20_000,
    });
    expect(life.ledger(id)[0]?.why.classes.map((c) => c.classId)).toEqual(['lesson-1', 'lesson-2']);
    life.expectExplained();
  });

  test('is charged by itself a window after its unit was finished', async () => {
    const { life, id, start, finish } = await digital();
    await start(1);
    await finish(1);
    await start(2);
    expect(await finish(2)).toMatchObject({ status: 'in_window' });
    expect(await finish(2)).toMatchObject({ status: 'in_window' });
    await life.runFor(25 * HOUR);
    expect(life.unit(id, 1)).toMatchObject({ collection: 'paid', collectedFen: 20_000 });
  });

  test('out of turn, or of an order that is closed, is locked', async () => {
    const { life, id, start, finish } = await digital();
    await expect(start(5, 1)).rejects.toMatchObject({ code: 'CONTENT_LOCKED' });
    await expect(finish(1)).rejects.toMatchObject({ code: 'CONTENT_LOCKED' });
    await start(1);
    await life.close(id);
    await life.runFor(HOUR);
    expect(life.unit(id, 1).collection).toBe('cancelled');
    await expect(start(1)).rejects.toMatchObject({ code: 'CONTENT_LOCKED' });
    await expect(start(3, 1)).rejects.toMatchObject({ code: 'CONTENT_LOCKED' });
  });

  test('of an order whose books are in doubt opens nothing', async () => {
    const { life, id, start } = await digital();
    await park(life.ports, id, 'invariant 2');
    await expect(start(1)).rejects.toMatchObject({ code: 'CONTENT_LOCKED' });
    expect(life.pay.times('open-order')).toBe(0);
  });

  test('is not started over an objection', async () => {
    const { life, id, start, finish } = await digital();
    await start(1);
    await finish(1);
    await start(2);
    await finish(2);
    await life.object(id, 1);
    await expect(start(3, 1)).rejects.toMatchObject({ code: 'CONTENT_LOCKED' });
    expect(life.unit(id, 1).teaching).toBe('objected');
  });
});

describe('settling the last unit while she waits', () => {
  async function lastUnpaid() {
    const story = await digital();
    await story.start(1);
    await story.life.runFor(5 * MINUTE);
    story.life.pay.pays = false;
    return { ...story, no: `${story.id}S1U1` };
  }

  test('ends as soon as the money has come', async () => {
    const { life, start, no } = await lastUnpaid();
    let seconds = 0;
    const [answer, took] = await waiting(start(3, 1), () => {
      seconds += 1;
      if (seconds === 3) life.pay.pay(no);
    });
    expect(answer.state).toBe('open');
    expect(took).toBeLessThan(6 * SECOND);
  });

  test('ends after ten seconds at most; she tries again later', async () => {
    const { life, start, no } = await lastUnpaid();
    const [answer, took] = await waiting(start(3, 1));
    expect(answer).toEqual({ state: 'charging' });
    expect(took).toBeLessThan(12 * SECOND);
    life.pay.pay(no);
    expect(await start(3, 1)).toMatchObject({ state: 'open' });
    life.expectExplained();
  });

  test('does not make her wait for what is owed since half an hour', async () => {
    const { life, start } = await lastUnpaid();
    await waiting(start(3, 1));
    await life.runFor(HOUR);
    const [answer, took] = await waiting(start(3, 1));
    expect(answer).toEqual({ state: 'owing' });
    expect(took).toBeLessThan(2 * SECOND);
  });
});

describe('an opening that does not succeed at once', () => {
  test.each(['done-unheard', 'not-done'] as const)(
    '%s: she is told to wait, and gets in when she tries again',
    async (mishap) => {
      const { life, start } = await digital();
      life.pay.next('open-order', mishap);
      expect(await start(1)).toEqual({ state: 'opening' });
      await life.runFor(MINUTE);
      expect(await start(1)).toMatchObject({ state: 'open' });
      life.expectSound();
    },
  );

  test('refused: nothing is opened behind her back', async () => {
    const { life, id, start } = await digital();
    life.pay.next('open-order', { refused: 'INVALID_REQUEST' });
    expect(await start(1)).toEqual({ state: 'opening' });
    await life.runFor(DAY);
    expect(life.unit(id, 1).collection).toBe('refused');
    expect(life.pay.times('open-order')).toBe(1);
    expect(await start(1)).toMatchObject({ state: 'open' });
  });
});
