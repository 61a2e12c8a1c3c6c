import type { VersionPlan } from '../../../server/domain/course/course';
import { ensurePlans } from '../../../server/usecases/charging/ensure-plans';
import { CourseLife } from '../course-life';
import type { Mishap } from '../fake-pay-score';
import { leftBy } from './left-by';

const MONDAY = '2026-03-02T10:00:00.000+08:00';
const ensure = (life: CourseLife, id = 'guitar-v1') => leftBy(life, () => ensurePlans(life.ports, id));

type State = VersionPlan['state'];

/** A course of three classes with a plan to be charged class by class, and one to be charged at once. */
async function course(perClass: State, whole: State) {
  const life = await CourseLife.open();
  await put(life, perClass, whole);
  return life;
}

async function put(life: CourseLife, ...states: State[]): Promise<void> {
  const plans = plansOf(life).map((plan, i) => ({ ...plan, state: states[i] ?? plan.state }));
  await life.store.updateIf('course_versions', 'guitar-v1', { version: 1 }, { plans });
}

function plansOf(life: CourseLife): VersionPlan[] {
  return life.store.all('course_versions')[0]?.plans ?? [];
}

const states = (life: CourseLife) => plansOf(life).map((plan) => `${plan.state} ${plan.planId}`);

/** What WeChat gets of the plan that is charged class by class. */
const PER_CLASS = {
  ...{ serviceKey: 'per-class', merchantPlanNo: 'Pper-class', name: '吉他入门', durationDays: 200 },
  details: [1, 2, 3].map((no) => ({ name: `第${no}次课`, originalFen: 40_000, priceFen: 10_000 })),
};
const WHOLE = {
  ...{ serviceKey: 'whole-course', merchantPlanNo: 'Pwhole', name: '吉他入门', durationDays: 200 },
  details: [{ name: '全部课程', originalFen: 120_000, priceFen: 30_000 }],
};

function stored(body: object, state: string, ...came: string[]) {
  return { createdAt: MONDAY, state, body, came };
}

test('plans are created with name, days and prices as published', async () => {
  const life = await course('preparing', 'preparing');
  expect(await ensure(life)).toEqual({
    ...{ told: 'ready', asked: ['create-plan Pper-class', 'create-plan Pwhole'] },
    intents: {
      'create-plan:Pper-class': stored(PER_CLASS, 'done', 'done r'),
      'create-plan:Pwhole': stored(WHOLE, 'done', 'done r'),
    },
  });
  expect(states(life)).toEqual(['normal plan-Pper-class', 'normal plan-Pwhole']);
  expect(life.store.all('intents').map(({ subject }) => subject)).toEqual(['guitar-v1', 'guitar-v1']);
  expect(await ensure(life)).toEqual({ told: 'ready' });
});

test('plans are stopped by their number', async () => {
  const life = await course('preparing', 'preparing');
  await ensure(life);
  await put(life, 'stopping', 'normal');
  expect(await ensure(life)).toEqual({
    ...{ told: 'ready', asked: ['stop-plan Pper-class'] },
    intents: { 'stop-plan:Pper-class': stored({ merchantPlanNo: 'Pper-class' }, 'done', 'done r') },
  });
  expect(states(life)).toEqual(['stopped plan-Pper-class', 'normal plan-Pwhole']);
});

test.each<State>(['normal', 'stopped'])('what is %s stays', async (state) => {
  const life = await course(state, state);
  expect(await ensure(life)).toEqual({ told: 'ready' });
});

test('a plan that WeChat has stopped is stopped with us, even while it is being created', async () => {
  const life = await course('preparing', 'normal');
  life.pay.next('create-plan', 'done-unheard');
  await ensure(life);
  life.pay.stopByHand('Pper-class');
  expect(await ensure(life)).toEqual({ told: 'ready', asked: ['query-plan Pper-class'] });
  expect(states(life)).toEqual(['stopped plan-Pper-class', 'normal plan-whole']);
});

describe('without an answer', () => {
  test.each<[Mishap, string]>([
    ['not-done', 'unknown no answer'],
    ['busy', 'busy HTTP 429'],
  ])('(%s) a plan is asked for, and its bytes are sent once more', async (mishap, came) => {
    const life = await course('preparing', 'normal');
    life.pay.next('create-plan', mishap);
    expect(await ensure(life)).toEqual({
      ...{ told: 'pending', asked: ['create-plan Pper-class'] },
      intents: { 'create-plan:Pper-class': stored(PER_CLASS, 'pending', came) },
    });
    expect(states(life)[0]).toBe('preparing plan-per-class');
    expect(await ensure(life)).toEqual({
      ...{ told: 'ready', asked: ['query-plan Pper-class', 'create-plan Pper-class'] },
      intents: { 'create-plan:Pper-class': { state: 'done', came: [came, 'done r'] } },
    });
  });

  test.each<Mishap>(['not-done', 'busy'])('to the question either (%s), nothing is sent', async (mishap) => {
    const life = await course('preparing', 'normal');
    life.pay.next('create-plan', 'not-done');
    await ensure(life);
    life.pay.next('query-plan', mishap);
    expect(await ensure(life)).toEqual({ told: 'pending', asked: ['query-plan Pper-class'] });
  });

  test('a stop is sent once more while WeChat shows the plan in force', async () => {
    const life = await course('preparing', 'normal');
    await ensure(life);
    await put(life, 'stopping');
    life.pay.next('stop-plan', 'not-done');
    expect(await ensure(life)).toMatchObject({ told: 'pending' });
    expect(await ensure(life)).toEqual({
      ...{ told: 'ready', asked: ['query-plan Pper-class', 'stop-plan Pper-class'] },
      intents: { 'stop-plan:Pper-class': { state: 'done', came: ['unknown no answer', 'done r'] } },
    });
  });
});

describe('a refusal', () => {
  const asked = ['create-plan Pper-class', 'query-plan Pper-class'];
  const task = (code: string) => ({
    'configuration-all': {
      ...{ institutionId: 'inst', kind: 'configuration', forRoles: ['owner', 'finance'], subject: {} },
      ...{ state: 'open', raisedAt: MONDAY, deadline: '2026-03-03T10:00:00.000+08:00' },
      reason: `微信支付没有接受课程「吉他入门」的扣费计划（${code}）。请核对服务配置后重新发布。`,
    },
  });

  test('is told to the owner and to finance, and to the log', async () => {
    const life = await course('preparing', 'normal');
    const logged: unknown[] = [];
    life.ports.log.error = (...line) => void logged.push(line);
    life.pay.next('create-plan', { refused: 'PARAM_ERROR' });
    expect(await ensure(life)).toEqual({
      ...{ told: 'refused', asked, tasks: task('PARAM_ERROR') },
      intents: { 'create-plan:Pper-class': stored(PER_CLASS, 'refused', 'refused 400 PARAM_ERROR r') },
    });
    expect(states(life)[0]).toBe('preparing plan-per-class');
    expect(logged).toEqual([
      ['plan.refused', { version: 'guitar-v1', plan: 'Pper-class', code: 'PARAM_ERROR' }],
    ]);
  });

  test('of what an unheard call has made is none', async () => {
    const life = await course('preparing', 'normal');
    life.pay.next('create-plan', 'done-unheard', { refused: 'INVALID_REQUEST' });
    await ensure(life);
    life.pay.next('query-plan', { refused: 'RESOURCE_NOT_EXISTS', status: 404 });
    expect(await ensure(life)).toEqual({
      ...{ told: 'ready', asked: ['query-plan Pper-class', ...asked] },
      intents: expect.anything(),
    });
    expect(states(life)[0]).toBe('normal plan-Pper-class');
  });

  test('to stop what is in force is one', async () => {
    const life = await course('preparing', 'normal');
    await ensure(life);
    await put(life, 'stopping');
    life.pay.next('stop-plan', { refused: 'NO_AUTH', status: 403 });
    expect(await ensure(life)).toMatchObject({ told: 'refused', tasks: task('NO_AUTH') });
    expect(states(life)[0]).toBe('stopping plan-Pper-class');
  });

  test.each<Mishap>(['not-done', 'busy'])(
    'is one also when the question after it has no answer (%s)',
    async (how) => {
      const life = await course('preparing', 'normal');
      life.pay.next('create-plan', { refused: 'PARAM_ERROR' });
      life.pay.next('query-plan', how);
      expect(await ensure(life)).toMatchObject({ told: 'refused', asked });
    },
  );

  test.each<[string, Mishap[], string]>([
    ['before a plan without an answer', [{ refused: 'PARAM_ERROR' }, 'not-done'], 'pending'],
    ['after a plan without an answer', ['not-done', { refused: 'PARAM_ERROR' }], 'pending'],
    ['before a plan that is made', [{ refused: 'PARAM_ERROR' }], 'refused'],
  ])('%s', async (_, mishaps, told) => {
    const life = await course('preparing', 'preparing');
    life.pay.next('create-plan', ...mishaps);
    expect((await ensure(life)).told).toBe(told);
  });
});

test('there is no such version', async () => {
  const life = await course('normal', 'normal');
  expect(await ensure(life, 'guitar-v9')).toEqual({ told: 'NOT_FOUND: no course version guitar-v9' });
});
