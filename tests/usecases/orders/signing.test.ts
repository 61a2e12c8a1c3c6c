import { DAY, HOUR, MINUTE } from '../../../server/domain/time';
import { handOutPackage } from '../../../server/usecases/signing/sign';
import { CourseLife } from '../course-life';

const attempts = (life: CourseLife, id: string) => life.orderDoc(id).attempts.map((a) => a.state);

/** A package lives two hours, by a clock that may be five minutes behind ours; asked at 0, 1, 2, 4 and 9 minutes. */
const UNTIL_DEAD = 2 * HOUR + 9 * MINUTE;

describe('signing', () => {
  test('gives the way to the sign page; the order is active once WeChat says that she signed', async () => {
    const life = await CourseLife.open();
    const id = await life.order();
    const planNo = await life.beginSigning(id);
    expect(life.orderDoc(id)).toMatchObject({ state: 'signing', units: [] });
    await life.refresh(id);
    expect(attempts(life, id)).toEqual(['unsigned']);
    life.pay.sign(planNo);
    const view = await life.refresh(id);
    expect(view).toMatchObject({
      state: 'active',
      chargedFen: 0,
      atMostFen: 30_000,
      nextClass: { classId: 'k1' },
    });
    expect(life.orderDoc(id).units.map((u) => u.outTradeNo)).toEqual(
      [1, 2, 3].map((no) => `${planNo}U${no}`),
    );
    expect(life.store.all('seats')).toHaveLength(3);
  });

  test('is noticed by the timer when her phone never comes back and the callback is lost', async () => {
    const life = await CourseLife.open();
    life.delivers = false;
    const id = await life.order();
    life.pay.sign(await life.beginSigning(id));
    await life.runFor(10 * MINUTE);
    expect(life.orderDoc(id).state).toBe('active');
  });

  test('asked for again while the package lives gives the same package', async () => {
    const life = await CourseLife.open();
    const id = await life.order();
    expect(await life.beginSigning(id)).toBe(await life.beginSigning(id));
    expect(life.pay.times('create-sign-plan')).toBe(1);
  });

  test('a package is not handed out again once it was signed', async () => {
    const life = await CourseLife.open();
    const id = await life.order();
    life.pay.sign(await life.beginSigning(id));
    await expect(handOutPackage(life.ports, id, 1)).rejects.toMatchObject({ code: 'WRONG_STATE' });
    await expect(life.beginSigning(id)).rejects.toMatchObject({ code: 'WRONG_STATE' });
  });

  test('is not begun anew while a signature waits to be kept', async () => {
    const life = await CourseLife.open();
    const id = await life.order();
    life.pay.sign(await life.beginSigning(id));
    life.pay.next('query-sign-plan', 'busy');
    await life.deliver();
    life.pay.next('query-sign-plan', 'busy', 'busy');
    await life.runFor(3 * MINUTE);
    await expect(life.beginSigning(id, 'whole')).rejects.toMatchObject({ code: 'WRONG_STATE' });
    await life.runFor(10 * MINUTE);
    expect(life.orderDoc(id)).toMatchObject({ state: 'active', keptAttempt: 1 });
  });
});

describe('two rungs', () => {
  test('the first that is signed wins; the second signature is stopped at once and has no service order', async () => {
    const life = await CourseLife.open();
    const id = await life.order();
    const first = await life.beginSigning(id, 'per-class');
    const second = await life.beginSigning(id, 'whole');
    life.pay.sign(second);
    await life.runFor(MINUTE);
    expect(life.orderDoc(id)).toMatchObject({ state: 'active', keptAttempt: 2 });
    expect(life.orderDoc(id).units).toMatchObject([{ name: '全部课程', priceFen: 30_000 }]);
    life.pay.sign(first);
    await life.runFor(MINUTE);
    expect(attempts(life, id)).toEqual(['stopped', 'signed']);
    expect(life.pay.stateOf(first)).toBe('SIGN_PLAN_CANCEL');
    expect(life.pay.stateOf(second)).toBe('SIGNED');
  });

  test('both signed before anybody looked: one is kept, the other stopped', async () => {
    const life = await CourseLife.open();
    const id = await life.order();
    const plans = [await life.beginSigning(id, 'per-class'), await life.beginSigning(id, 'whole')];
    for (const plan of plans) life.pay.sign(plan);
    await life.runFor(MINUTE);
    expect(attempts(life, id).sort()).toEqual(['signed', 'stopped']);
    const kept = life.orderDoc(id).keptAttempt ?? 0;
    expect(life.pay.stateOf(plans[kept - 1] ?? '')).toBe('SIGNED');
    expect(life.pay.stateOf(plans[2 - kept] ?? '')).toBe('SIGN_PLAN_CANCEL');
  });

  test('a second signature stays being stopped through refusals and lost answers; staff hear of it once', async () => {
    const life = await CourseLife.open();
    const id = await life.order();
    const first = await life.beginSigning(id, 'per-class');
    const second = await life.beginSigning(id, 'whole');
    life.pay.sign(first);
    await life.runFor(MINUTE);
    life.pay.sign(second);
    life.pay.next('stop-sign-plan', 'busy', 'not-done', { refused: 'INVALID_REQUEST' }, { refused: 'X' });
    await life.runFor(5 * MINUTE);
    expect(life.tasks()).toEqual(['stuck_call']);
    await life.runFor(HOUR);
    expect(attempts(life, id)).toEqual(['signed', 'stopped']);
    life.expectSound();
  });
});

test.each([
  ['in the last minutes of its package', -2],
  ["after its end by our clock, before it by WeChat's", 4],
])('signed %s, unheard, it is asked for before it lapses', async (_when, minutes) => {
  const life = await CourseLife.open();
  life.delivers = false;
  const id = await life.order();
  const planNo = await life.beginSigning(id);
  await life.runFor(2 * HOUR + minutes * MINUTE);
  life.pay.sign(planNo);
  await life.runFor(5 * MINUTE);
  expect(life.orderDoc(id)).toMatchObject({ state: 'active', keptAttempt: 1 });
});

test('a plan that WeChat denies while its page is open is not given up', async () => {
  const life = await CourseLife.open();
  life.delivers = false;
  const id = await life.order();
  const planNo = await life.beginSigning(id);
  life.pay.next('query-sign-plan', { refused: 'RESOURCE_NOT_EXISTS', status: 404 });
  await life.refresh(id);
  expect(attempts(life, id)).toEqual(['unsigned']);
  life.pay.sign(planNo);
  await life.runFor(5 * MINUTE);
  expect(life.orderDoc(id)).toMatchObject({ state: 'active', keptAttempt: 1 });
});

describe('nobody signs', () => {
  test('the order is given up when the package dies, and the place is free', async () => {
    const life = await CourseLife.open();
    const id = await life.order();
    await life.beginSigning(id);
    await life.runFor(UNTIL_DEAD - MINUTE);
    expect(life.orderDoc(id).state).toBe('signing');
    await life.runFor(MINUTE);
    expect(life.orderDoc(id).state).toBe('abandoned');
    expect(attempts(life, id)).toEqual(['lapsed']);
    await expect(life.order()).resolves.not.toBe(id);
  });

  test('a draft never taken to WeChat is given up after a day', async () => {
    const life = await CourseLife.open();
    const id = await life.order();
    await expect(life.order()).rejects.toMatchObject({ code: 'ALREADY_ENROLLED' });
    await life.runFor(DAY);
    expect(life.orderDoc(id).state).toBe('abandoned');
    expect(life.store.all('locks')).toEqual([]);
  });

  test('it can be taken up again, on any rung, with a number of its own', async () => {
    const life = await CourseLife.open();
    const id = await life.order();
    const first = await life.beginSigning(id);
    await life.runFor(3 * HOUR);
    const again = await life.beginSigning(id, 'whole');
    expect(again).not.toBe(first);
    life.pay.sign(again);
    await life.runFor(MINUTE);
    expect(life.orderDoc(id)).toMatchObject({ state: 'active', keptAttempt: 2 });
  });

  test('it can not be taken up again when the student has another order for the course', async () => {
    const life = await CourseLife.open();
    const id = await life.order();
    await life.beginSigning(id);
    await life.runFor(3 * HOUR);
    await life.order();
    await expect(life.beginSigning(id)).rejects.toMatchObject({ code: 'ALREADY_ENROLLED' });
  });
});

describe('a signature whose news comes late', () => {
  async function givenUp() {
    const life = await CourseLife.open();
    const id = await life.order();
    const planNo = await life.beginSigning(id);
    life.pay.next('query-sign-plan', ...Array(20).fill('not-done'));
    await life.runFor(2 * HOUR - MINUTE);
    life.pay.next('query-sign-plan', 'not-done');
    return { life, id, planNo };
  }

  async function lapsedThenSigned() {
    const life = await CourseLife.open();
    const id = await life.order();
    const planNo = await life.beginSigning(id);
    await life.runFor(UNTIL_DEAD);
    expect(life.orderDoc(id).state).toBe('abandoned');
    life.pay.sign(planNo);
    return { life, id, planNo };
  }

  test('takes the order up again', async () => {
    const { life, id } = await lapsedThenSigned();
    await life.runFor(MINUTE);
    expect(life.orderDoc(id)).toMatchObject({ state: 'active', keptAttempt: 1 });
    expect(life.store.all('locks')).toMatchObject([{ orderId: id }]);
  });

  test('is asked for until WeChat answers', async () => {
    const { life, id } = await lapsedThenSigned();
    life.pay.next('query-sign-plan', 'busy', 'not-done');
    await life.runFor(5 * MINUTE);
    expect(life.orderDoc(id).state).toBe('active');
  });

  test('is stopped when the place is taken by another order', async () => {
    const { life, id, planNo } = await lapsedThenSigned();
    const other = await life.order();
    await life.runFor(MINUTE);
    expect(life.orderDoc(id).state).toBe('abandoned');
    expect(attempts(life, id)).toEqual(['stopped']);
    expect(life.pay.stateOf(planNo)).toBe('SIGN_PLAN_CANCEL');
    expect(life.store.all('locks')).toMatchObject([{ orderId: other }]);
  });

  test('and closed again by her comes to nothing', async () => {
    const { life, id, planNo } = await lapsedThenSigned();
    life.pay.close(planNo);
    await life.runFor(5 * MINUTE);
    expect(life.orderDoc(id).state).toBe('abandoned');
    expect(attempts(life, id)).toEqual(['ended']);
    expect(life.store.all('locks')).toEqual([]);
  });

  test('while WeChat can not be asked, nothing lapses', async () => {
    const { life, id, planNo } = await givenUp();
    expect(attempts(life, id)).toEqual(['unsigned']);
    life.pay.sign(planNo);
    await life.runFor(2 * HOUR);
    expect(life.orderDoc(id).state).toBe('active');
  });
});

describe('creating the sign plan', () => {
  test.each(['done-unheard', 'not-done'] as const)(
    'an answer that is %s is asked about, then the same bytes are sent',
    async (mishap) => {
      const life = await CourseLife.open();
      const id = await life.order();
      life.pay.next('create-sign-plan', mishap);
      await expect(life.beginSigning(id)).rejects.toMatchObject({ code: 'UNCERTAIN' });
      await life.runFor(2 * MINUTE);
      expect(life.pay.asked.slice(0, 3)).toEqual([
        `create-sign-plan ${id}S1`,
        `query-sign-plan ${id}S1`,
        `create-sign-plan ${id}S1`,
      ]);
      expect(attempts(life, id)).toEqual(['unsigned']);
      life.pay.sign(await life.beginSigning(id));
      await life.refresh(id);
      expect(life.orderDoc(id).state).toBe('active');
      life.expectSound();
    },
  );

  test('refused, the learner may try again', async () => {
    const life = await CourseLife.open();
    const id = await life.order();
    life.pay.next('create-sign-plan', { refused: 'INVALID_REQUEST' });
    await expect(life.beginSigning(id)).rejects.toMatchObject({ code: 'WRONG_STATE' });
    expect(life.orderDoc(id).state).toBe('abandoned');
    life.pay.sign(await life.beginSigning(id));
    await life.refresh(id);
    expect(life.orderDoc(id)).toMatchObject({ state: 'active', keptAttempt: 2 });
  });

  test('that had got through before the order was given up is stopped if it is signed', async () => {
    const life = await CourseLife.open();
    const id = await life.order();
    const first = await life.beginSigning(id, 'whole');
    const second = await life.beginSigning(id, 'per-class');
    life.pay.sign(second);
    await life.runFor(3 * HOUR);
    expect(attempts(life, id)).toEqual(['lapsed', 'signed']);
    life.pay.sign(first);
    await life.runFor(MINUTE);
    expect(attempts(life, id)).toEqual(['stopped', 'signed']);
  });
});
