import { DAY, HOUR, MINUTE } from '../../../server/domain/time';
import { closingPreview } from '../../../server/usecases/closing/close-order';
import { CourseLife, PAYER } from '../course-life';

const WEEKLY = { every: 7 * DAY };

async function enrolled(options = {}) {
  const life = await CourseLife.open({ ...WEEKLY, ...options });
  const id = await life.enrol();
  return { life, id, planNo: `${id}S1` };
}

/** A learner whose first class has just been taught. */
async function taught(options = {}) {
  const story = await enrolled(options);
  await story.life.attend(story.id, 1);
  return story;
}

describe('closing', () => {
  test('before anything was taught costs nothing and stops the plan', async () => {
    const { life, id, planNo } = await enrolled();
    expect(await life.close(id)).toMatchObject({
      by: 'payer',
      lines: [],
      atMostFen: 0,
      neverChargedFen: 30_000,
    });
    await life.runFor(MINUTE);
    expect(life.orderDoc(id).state).toBe('closed');
    expect(life.pay.stateOf(planNo)).toBe('SIGN_PLAN_CANCEL');
    expect(life.store.all('seats').map((s) => s.state)).toEqual(['released', 'released', 'released']);
    await expect(life.order()).resolves.not.toBe(id);
  });

  test('with an open unit cancels its order before the plan is stopped', async () => {
    const { life, id, planNo } = await enrolled();
    await life.runTo(life.classStart(1));
    await life.close(id);
    await life.runFor(MINUTE);
    expect(life.pay.stateOf(`${planNo}U1`)).toBe('REVOKED');
    const asked = life.pay.asked.filter((line) => /^(cancel|stop)/.test(line));
    expect(asked).toEqual([`cancel-order ${planNo}U1`, `stop-sign-plan ${planNo}`]);
    expect(life.orderDoc(id).state).toBe('closed');
  });

  test('settles what was taught, and nothing else, before the plan is stopped', async () => {
    const { life, id, planNo } = await taught();
    const preview = await closingPreview(life.ports, PAYER, { orderId: id });
    const statement = await life.close(id);
    expect(statement).toMatchObject({ ...preview, atMostFen: 10_000, neverChargedFen: 20_000 });
    expect(await life.close(id)).toEqual(statement);
    await life.runFor(2 * HOUR);
    expect(life.orderDoc(id).state).toBe('closing');
    expect(life.pay.stateOf(planNo)).toBe('SIGNED');
    await life.runFor(DAY);
    expect(life.orderDoc(id).state).toBe('closed');
    expect(life.books(id)).toEqual(['charge 10000 u1', 'collect 10000 u1']);
    expect(life.tasks()).toEqual([]);
    life.expectExplained();
  });

  test('with an objection open waits for its decision', async () => {
    const { life, id } = await taught();
    await life.object(id, 1);
    await life.close(id);
    await life.runFor(5 * DAY);
    expect(life.orderDoc(id).state).toBe('closing');
    await life.decide(id, 1, 'lowered', 1);
    await life.runFor(HOUR);
    expect(life.orderDoc(id).state).toBe('closed');
    expect(life.books(id)).toEqual(['charge 1 u1', 'collect 1 u1']);
  });

  test('in the middle of a whole-course unit charges the classes taught', async () => {
    const life = await CourseLife.open(WEEKLY);
    const id = await life.enrol('student1', 'whole');
    await life.attend(id, 1);
    expect(await life.close(id)).toMatchObject({ atMostFen: 10_000, neverChargedFen: 20_000 });
    await life.runFor(2 * DAY);
    expect(life.books(id)).toEqual(['charge 10000 u1', 'collect 10000 u1']);
  });

  test('while money is owed ends when it comes', async () => {
    const { life, id, planNo } = await taught();
    life.pay.pays = false;
    await life.runFor(2 * DAY);
    await life.close(id);
    await life.runFor(DAY);
    expect(life.orderDoc(id).state).toBe('closing');
    life.pay.pay(`${planNo}U1`);
    await life.runFor(HOUR);
    expect(life.orderDoc(id).state).toBe('closed');
    life.expectExplained();
  });

  test('refused by WeChat again and again is shown to staff, and goes on trying', async () => {
    const { life, id } = await enrolled();
    await life.runTo(life.classStart(1));
    life.pay.next('cancel-order', ...Array(6).fill({ refused: 'INVALID_REQUEST' }));
    await life.close(id);
    await life.runFor(10 * MINUTE);
    expect(life.tasks()).toEqual(['stuck_call']);
    await life.runFor(3 * HOUR);
    expect(life.orderDoc(id).state).toBe('closed');
    expect(life.tasks()).toEqual([]);
  });

  test('is not for an order that was never signed', async () => {
    const life = await CourseLife.open();
    const id = await life.order();
    await expect(life.close(id)).rejects.toMatchObject({ code: 'WRONG_STATE' });
  });
});

describe('closed inside WeChat', () => {
  test.each(['USER', 'REVOKE_SERVICE'] as const)(
    'by %s: the statement is made as of that moment',
    async (type) => {
      const { life, id, planNo } = await taught();
      life.pay.close(planNo, type);
      const at = life.now();
      await life.runFor(5 * MINUTE);
      expect(life.orderDoc(id).closing).toMatchObject({
        by: 'wechat',
        at,
        lines: [{ unitNo: 1, atMostFen: 10_000 }],
      });
      await life.runFor(2 * DAY);
      expect(life.orderDoc(id).state).toBe('closed');
      expect(life.pay.times('stop-sign-plan')).toBe(0);
      life.expectExplained();
    },
  );

  test('unheard, is found by the daily question; what was taught after it came free', async () => {
    const { life, id, planNo } = await enrolled();
    life.delivers = false;
    await life.runTo(life.classStart(1));
    life.pay.close(planNo);
    await life.attend(id, 1);
    expect(life.unit(id, 1).teaching).toBe('taught');
    await life.runFor(2 * DAY);
    expect(life.orderDoc(id)).toMatchObject({
      state: 'closed',
      closing: { lines: [], neverChargedFen: 30_000 },
    });
    expect(life.pay.taken()).toBe(0);
  });

  test('when WeChat then refuses to complete, what was taught is left to payment by hand', async () => {
    const { life, id, planNo } = await taught();
    life.pay.afterEnd = 'refused';
    life.pay.close(planNo);
    await life.runFor(2 * DAY);
    expect(life.unit(id, 1)).toMatchObject({ teaching: 'confirmed', collection: 'cancelled' });
    expect(life.pay.stateOf(`${planNo}U1`)).toBe('REVOKED');
    expect(life.tasks()).toEqual(['pay_by_hand']);
    expect(life.pay.taken()).toBe(0);
    expect(life.orderDoc(id).closing?.lines).toEqual([{ unitNo: 1, atMostFen: 10_000 }]);
    life.expectSound();
  });

  test('unheard, and noticed only because WeChat refuses to complete', async () => {
    const { life, id, planNo } = await taught();
    life.delivers = false;
    await life.runFor(23 * HOUR);
    life.pay.afterEnd = 'refused';
    life.pay.close(planNo);
    await life.runFor(HOUR);
    expect(life.unit(id, 1).collection).toBe('cancelled');
    expect(life.orderDoc(id).closing?.by).toBe('wechat');
    expect(life.tasks()).toContain('pay_by_hand');
  });

  test('when the order in service is revoked with it, the same', async () => {
    const { life, id, planNo } = await taught();
    life.pay.close(planNo);
    life.pay.meddle(`${planNo}U1`, { state: 'REVOKED' });
    await life.runFor(2 * DAY);
    expect(life.unit(id, 1).collection).toBe('cancelled');
    expect(life.tasks()).toEqual(['pay_by_hand']);
    expect(life.logged).not.toContain('order.parked');
  });
});

describe('the end of the plan', () => {
  test('is warned of twice; what was not taught is dropped, what was taught is settled first', async () => {
    const { life, id } = await taught();
    await life.runFor(2 * DAY);
    // Longer than the plan: here it is not silence that ends the order.
    await life.store.updateIf('orders', id, { state: 'active' }, { silenceDays: 365 });
    await life.runFor(190 * DAY);
    expect(life.pushes().filter((kind) => kind === 'plan_ending')).toHaveLength(2);
    expect(life.tasks()).toContain('plan_ending');
    await life.runFor(20 * DAY);
    expect(life.orderDoc(id).state).toBe('expired');
    expect(life.orderDoc(id).units.map((u) => u.teaching)).toEqual(['confirmed', 'dropped', 'dropped']);
    expect(life.books(id)).toEqual(['charge 10000 u1', 'collect 10000 u1']);
    expect(life.store.all('locks')).toEqual([]);
  });

  test('that comes early at WeChat is noticed within a day', async () => {
    const { life, id, planNo } = await taught();
    life.pay.expire(planNo);
    await life.runFor(3 * DAY);
    expect(life.orderDoc(id).state).toBe('expired');
    expect(life.books(id)).toEqual(['charge 10000 u1', 'collect 10000 u1']);
  });

  test('with an open unit cancels its order', async () => {
    const { life, id, planNo } = await enrolled();
    await life.attend(id, 1, 'absent');
    life.pay.expire(planNo);
    await life.runFor(2 * DAY);
    expect(life.pay.stateOf(`${planNo}U1`)).toBe('REVOKED');
    expect(life.orderDoc(id).state).toBe('expired');
  });

  test('is brought about by us when WeChat does not end a plan that is done', async () => {
    const { life, id, planNo } = await enrolled({ classes: 1 });
    await life.attend(id, 1);
    await life.runFor(23 * HOUR);
    life.pay.endsPlans = false;
    await life.runFor(2 * HOUR);
    expect(life.orderDoc(id).state).toBe('completed');
    expect(life.pay.times('stop-sign-plan', planNo)).toBe(1);
  });

  test('comes when a last detail is spent', async () => {
    const { life, id, planNo } = await enrolled({ classes: 1 });
    await life.runTo(life.classStart(1));
    life.pay.meddle(`${planNo}U1`, { state: 'REVOKED' });
    await life.mark(id, 1, 'absent');
    await life.close(id);
    await life.runFor(HOUR);
    expect(life.orderDoc(id).state).toBe('closed');
    life.expectSound();
  });
});
