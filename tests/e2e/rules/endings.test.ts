import { signOn } from '../../../dev/demo/enrol';
import { STAFF } from '../../../dev/demo/institution';
import { CLASS_FEN, DAY, HOUR, type Learner, World } from '../world';

/** A course to be charged class by class, or at once. */
const TWO_RUNGS = {
  rungs: [
    { key: 'whole', serviceKey: 'whole-course', unit: { kind: 'course' as const } },
    { key: 'class', serviceKey: 'per-class', unit: { kind: 'class' as const } },
  ],
};

describe('How an order ends', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  const takenOf = async (learner: Learner): Promise<(number | undefined)[]> =>
    (await world.ordersAtWeChat(learner.openid)).map((order) => order.taken);
  const closeInWeChat = async (learner: Learner, how: 'cancel-plan' | 'revoke-service'): Promise<void> => {
    const [plan] = await world.signPlansAtWeChat(learner.openid);
    if (plan === undefined) throw new Error('no sign plan');
    const { signPlanId, serviceId } = plan;
    const body = how === 'cancel-plan' ? { signPlanId } : { openid: learner.openid, serviceId };
    expect(await world.control.post(`/wechat/${how}`, body)).toMatchObject({ result: 'cancelled' });
    await world.settle(3);
  };

  test('a second signature on another rung is stopped and never has a service order', async () => {
    const course = await world.course('两次签约', 2, TWO_RUNGS);
    const learner = await world.ordered(course, '两签', 'whole', 750);
    const { orderId, openid } = learner;
    const whole = await world.control.call(openid, 'signing', 'sign', { orderId, rungKey: 'whole' });
    const byClass = await world.control.call(openid, 'signing', 'sign', { orderId, rungKey: 'class' });
    // Both of WeChat's pages are open, and she signs on both.
    expect(await world.control.sign(byClass.package, 'sign')).toBe('signed');
    expect(await world.control.sign(whole.package, 'sign')).toBe('signed');
    await world.settle(5);

    const plans = await world.signPlansAtWeChat(openid);
    expect(plans.map((plan) => plan.signState).sort()).toEqual(['SIGNED', 'SIGN_PLAN_CANCEL']);
    const order = await world.read(learner);
    expect(order.state).toBe('active');
    const [first] = await world.classes(course, [1]);
    if (!first) throw new Error('a class was scheduled');
    await world.teach(learner, first);
    const { orders } = await world.control.get<{ orders: { openid: string; signPlanId: string }[] }>(
      '/books',
    );
    const kept = plans.find((plan) => plan.signState === 'SIGNED');
    expect(orders.filter((o) => o.openid === openid).map((o) => o.signPlanId)).toEqual([kept?.signPlanId]);
  });

  test('closed inside WeChat while a unit is open and untaught: nothing is charged', async () => {
    const course = await world.course('微信里关闭', 3);
    const learner = await world.enrolled(course, '未上先关');
    const [first] = await world.classes(course, [1, 3]);
    if (!first) throw new Error('a class was scheduled');
    await world.until(first.startsAt - 2 * HOUR);
    await world.settle(2);
    expect(await world.unit(learner, 1)).toMatchObject({ status: 'open' });
    await closeInWeChat(learner, 'cancel-plan');

    await world.settle(10);
    const order = await world.read(learner);
    expect(order).toMatchObject({ state: 'closed', chargedFen: 0 });
    expect(order.closing).toMatchObject({ by: 'wechat', lines: [], neverChargedFen: 3 * CLASS_FEN });
    expect(await world.ordersAtWeChat(learner.openid)).toEqual([{ state: 'REVOKED', taken: undefined }]);
    expect((await world.inbox(learner.openid)).map((push) => push.kind)).toContain('closing_statement');
    // Her seats are free again.
    const { classes } = await world.control.call(learner.openid, 'classroom', 'upcoming', {});
    expect(classes).toEqual([]);
  });

  test.each(['cancel-plan', 'revoke-service'] as const)(
    'closed inside WeChat by %s after a class: that class is charged after its window, nothing else',
    async (how) => {
      const course = await world.course(`上完再关 ${how}`, 3);
      const learner = await world.enrolled(course, '上过再关');
      const [first] = await world.classes(course, [1, 3]);
      if (!first) throw new Error('a class was scheduled');
      const { windowEndsAt = 0 } = await world.teach(learner, first);
      await closeInWeChat(learner, how);
      const closing = await world.read(learner);
      expect(closing.state).toBe('closing');
      expect(closing.closing).toMatchObject({
        ...{ by: 'wechat', atMostFen: CLASS_FEN, neverChargedFen: 2 * CLASS_FEN },
      });
      expect(await takenOf(learner)).toEqual([undefined]);

      await world.until(windowEndsAt);
      await world.settle(5);
      expect(await world.read(learner)).toMatchObject({ state: 'closed', chargedFen: CLASS_FEN });
      expect(await takenOf(learner)).toEqual([CLASS_FEN]);
    },
  );

  test('closed by the learner with an objection open: what staff decide is the most that is charged', async () => {
    const course = await world.course('异议中关闭', 2);
    const learner = await world.enrolled(course, '异议中');
    const { orderId, openid } = learner;
    const [first] = await world.classes(course, [1]);
    if (!first) throw new Error('a class was scheduled');
    await world.teach(learner, first);
    await world.control.call(openid, 'classroom', 'object', {
      ...{ orderId, unitNo: 1, reason: 'quality', text: '', pictures: [] },
    });
    const preview = await world.control.call(openid, 'signing', 'closingPreview', { orderId });
    const statement = await world.control.call(openid, 'signing', 'close', { orderId });
    expect(statement).toMatchObject({ atMostFen: CLASS_FEN, neverChargedFen: CLASS_FEN });
    expect(preview).toMatchObject({ atMostFen: CLASS_FEN, neverChargedFen: CLASS_FEN });
    await world.until(first.endsAt + 3 * DAY);
    await world.settle(2);
    expect(await takenOf(learner)).toEqual([undefined]);

    await world.control.call(STAFF.academic, 'staff', 'decideObjection', {
      ...{ orderId, unitNo: 1, kind: 'lowered', chargeFen: 2_500, explanation: '只收四分之一。' },
    });
    await world.settle(5);
    expect(await world.read(learner)).toMatchObject({ state: 'closed', chargedFen: 2_500 });
    expect(await takenOf(learner)).toEqual([2_500]);
  });

  test('a plan that runs out: both sides are warned at 30 and 7 days, taught units are paid, the rest is dropped', async () => {
    const course = await world.course('到期', 3, { planDays: 92 });
    const learner = await world.enrolled(course, '到期');
    const [first, second] = await world.classes(course, [1, 80]);
    if (!first || !second) throw new Error('two classes were scheduled');
    expect(await world.teachAndCharge(learner, first)).toMatchObject({ status: 'paid' });
    const { planEndsAt } = await world.read(learner);
    const over = Date.parse(planEndsAt ?? '');
    const warnings = async (): Promise<number> =>
      (await world.inbox(learner.openid)).filter((push) => push.kind === 'plan_ending').length;

    await world.until(over - 31 * DAY);
    await world.settle(1);
    expect(await warnings()).toBe(0);
    await world.until(over - 30 * DAY);
    await world.settle(1);
    expect(await warnings()).toBe(1);
    expect(await world.tasks(learner.orderId)).toEqual(['plan_ending']);
    await world.teach(learner, second, 'absent');
    await world.until(over - 7 * DAY);
    await world.settle(1);
    expect(await warnings()).toBe(2);

    // Nothing can be scheduled past the end.
    const late = world.classes(course, [9]);
    await expect(late).rejects.toThrow('PAST_PLAN_END');
    await world.until(over + HOUR);
    await world.settle(5);
    const order = await world.read(learner);
    expect(order).toMatchObject({ state: 'expired', chargedFen: CLASS_FEN });
    expect(order.units.map((unit) => unit.status)).toEqual(['paid', 'dropped', 'dropped']);
    expect(await world.tasks(learner.orderId)).toEqual([]);
  });

  test('a course that is no longer sold: nobody new can order, whoever has signed goes on', async () => {
    const course = await world.course('停售', 1);
    const learner = await world.enrolled(course, '老学员');
    const [first] = await world.classes(course, [1]);
    if (!first) throw new Error('a class was scheduled');
    await world.control.call(STAFF.academic, 'staff', 'stopSelling', { courseId: course });
    await world.settle(2);
    const { courses } = await world.control.call(learner.openid, 'catalog', 'list', { limit: 50 });
    expect(courses.map((card) => card.courseId)).not.toContain(course);
    await expect(world.ordered(course, '新学员')).rejects.toThrow('not_on_sale');

    expect(await world.teachAndCharge(learner, first)).toMatchObject({ status: 'paid' });
    await world.settle(5);
    expect(await world.read(learner)).toMatchObject({ state: 'completed' });
  });

  test('an order that nobody signs gives its place back, and may be signed anew on another rung', async () => {
    const course = await world.course('未签', 1, TWO_RUNGS);
    const learner = await world.ordered(course, '再签', 'whole', 640);
    expect(await signOn(world.stage, learner, learner.orderId, 'whole')).toEqual({
      onWeChatsPage: 'refused',
      state: 'signing',
    });
    await world.until((await world.now()) + 3 * HOUR);
    await world.settle(2);
    expect(await world.read(learner)).toMatchObject({ state: 'abandoned', attempt: { state: 'lapsed' } });
    expect(await signOn(world.stage, learner, learner.orderId, 'class')).toEqual({
      onWeChatsPage: 'signed',
      state: 'active',
    });
  });
});
