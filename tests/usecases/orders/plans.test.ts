import type { VersionPlan } from '../../../server/domain/course/course';
import { between, MINUTE } from '../../../server/domain/time';
import { ensurePlans } from '../../../server/usecases/charging/ensure-plans';
import { planDue } from '../../../server/usecases/teaching/courses/plan-due';
import { CourseLife } from '../course-life';

/** A version whose two WeChat plans are still to be created. */
async function published() {
  const life = await CourseLife.open();
  await setPlans(life, 'preparing');
  return life;
}

async function setPlans(life: CourseLife, state: VersionPlan['state']): Promise<void> {
  const plans = plansOf(life).map((plan) => ({ ...plan, state }));
  await life.store.updateIf('course_versions', 'guitar-v1', { version: 1 }, { plans });
}

function plansOf(life: CourseLife): VersionPlan[] {
  return life.store.all('course_versions')[0]?.plans ?? [];
}

const states = (life: CourseLife) => plansOf(life).map((plan) => plan.state);
const run = (life: CourseLife) => ensurePlans(life.ports, 'guitar-v1');

describe("a version's plans at WeChat", () => {
  test('are created once, and can be signed from then on', async () => {
    const life = await published();
    expect(await run(life)).toBe('ready');
    expect(states(life)).toEqual(['normal', 'normal']);
    expect(plansOf(life).map((plan) => plan.planId)).toEqual(['plan-Pper-class', 'plan-Pwhole']);
    expect(await run(life)).toBe('ready');
    expect(life.pay.times('create-plan')).toBe(2);
  });

  test('are stopped when they are not wanted any more', async () => {
    const life = await published();
    await run(life);
    await setPlans(life, 'stopping');
    expect(await run(life)).toBe('ready');
    expect(states(life)).toEqual(['stopped', 'stopped']);
    expect(life.pay.times('stop-plan')).toBe(2);
  });

  test.each(['create-plan', 'stop-plan'] as const)(
    '%s, done but unheard, is found by asking',
    async (call) => {
      const life = await published();
      if (call === 'stop-plan') {
        await run(life);
        await setPlans(life, 'stopping');
      }
      life.pay.next(call, 'done-unheard');
      expect(await run(life)).toBe('pending');
      expect(await run(life)).toBe('ready');
      expect(life.pay.times(call)).toBe(2);
      life.expectSound();
    },
  );

  test('not done, the same bytes are sent again, and only after asking', async () => {
    const life = await published();
    life.pay.next('create-plan', 'not-done');
    expect(await run(life)).toBe('pending');
    life.pay.next('query-plan', 'not-done');
    expect(await run(life)).toBe('pending');
    expect(life.pay.times('create-plan')).toBe(2);
    expect(await run(life)).toBe('ready');
    expect(life.pay.times('create-plan')).toBe(3);
    life.expectSound();
  });

  test('one refused and one not answered: the second is tried again', async () => {
    const life = await published();
    life.pay.next('create-plan', { refused: 'PARAM_ERROR' }, 'not-done');
    expect(await run(life)).toBe('pending');
    expect(await run(life)).toBe('ready');
    expect(states(life)).toEqual(['normal', 'normal']);
  });

  test('never answered, are asked for ever more slowly', async () => {
    const life = await published();
    life.pay.next('create-plan', ...Array<'not-done'>(40).fill('not-done'));
    const waits: number[] = [];
    for (let tries = 0; tries < 8; tries += 1) {
      const again = await planDue(life.ports, 'guitar-v1');
      waits.push(between(life.now(), again ?? life.now()) / MINUTE);
    }
    expect(waits).toEqual([1, 1, 2, 5, 10, 30, 60, 60]);
  });

  test('stopped by hand in the console already, a refused stop is no trouble', async () => {
    const life = await published();
    await run(life);
    for (const plan of plansOf(life)) life.pay.stopByHand(plan.merchantPlanNo);
    await setPlans(life, 'stopping');
    expect(await run(life)).toBe('ready');
    expect(states(life)).toEqual(['stopped', 'stopped']);
    expect(life.tasks()).toEqual([]);
  });

  test('refused, staff are told what to look at; the other one is made all the same', async () => {
    const life = await published();
    life.pay.next('create-plan', { refused: 'PARAM_ERROR' });
    expect(await run(life)).toBe('refused');
    expect(states(life)).toEqual(['preparing', 'normal']);
    expect(life.tasks()).toEqual(['configuration']);
  });
});
