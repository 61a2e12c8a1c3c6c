import { STAFF } from '../../../dev/demo/institution';
import { timeOf } from '../../../server/domain/time';
import { CLASS_FEN, HOUR, type Learner, MINUTE, type UnitView, World } from '../world';

describe('Teaching on credit', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  const takenOf = async (learner: Learner): Promise<(number | undefined)[]> =>
    (await world.ordersAtWeChat(learner.openid)).map((order) => order.taken);
  const object = (learner: Learner, unitNo: number): Promise<UnitView> =>
    world.control.call(learner.openid, 'classroom', 'object', {
      ...{ orderId: learner.orderId, unitNo, reason: 'quality', text: '只上了一半。', pictures: [] },
    });
  const decide = (learner: Learner, unitNo: number, kind: 'rejected' | 'waived'): Promise<UnitView> =>
    world.control.call(STAFF.academic, 'staff', 'decideObjection', {
      ...{ orderId: learner.orderId, unitNo, kind, explanation: '已经核对过。' },
    });

  test('a seat whose last unit is not settled is put on hold, and the class comes free', async () => {
    const course = await world.course('座位保留', 2);
    const learner = await world.enrolled(course, '保留');
    const [first, second] = await world.classes(course, [1, 2]);
    if (!first || !second) throw new Error('two classes were scheduled');
    await world.control.setPerson(learner.openid, { balanceFen: 0 });
    const { windowEndsAt } = await world.teach(learner, first);
    expect(windowEndsAt).toBe(second.startsAt - 2 * HOUR);
    await world.until(second.startsAt - 2 * HOUR);
    await world.settle(2);
    // A deduction that has just begun is being taken: the seat waits for it half an hour.
    expect((await world.read(learner)).holds).toEqual([]);

    await world.until(second.startsAt - 90 * MINUTE);
    await world.settle(2);
    const held = await world.read(learner);
    expect(held.holds).toEqual([
      { classId: second.classId, startsAt: timeOf(second.startsAt), reason: 'previous_unsettled' },
    ]);
    expect((await world.inbox(learner.openid)).map((push) => push.kind)).toContain('seat_on_hold');
    expect(await world.tasks(learner.orderId)).toEqual(expect.arrayContaining(['seat_on_hold']));

    await world.until(second.endsAt + 5 * MINUTE);
    const came = await world.mark(learner, second, 'attended');
    expect(came).toEqual({ cameFree: true });
    expect(await world.tasks(learner.orderId)).not.toContain('seat_on_hold');

    // The money comes later: one class is paid, the one that came free never is.
    await world.control.setPerson(learner.openid, { balanceFen: 500_000 });
    await world.until((await world.now()) + 30 * HOUR);
    await world.settle(2);
    const { units, chargedFen } = await world.read(learner);
    expect(units.map((unit) => [unit.status, unit.classes.length])).toEqual([
      ['paid', 1],
      ['planned', 0],
    ]);
    expect(chargedFen).toBe(CLASS_FEN);
    expect(await takenOf(learner)).toEqual([CLASS_FEN]);
  });

  test('an objection that is rejected charges the price, one that is waived charges nothing, and teaching goes on', async () => {
    const course = await world.course('异议', 3);
    const learner = await world.enrolled(course, '异议');
    const [first, second, third] = await world.classes(course, [1, 3, 5]);
    if (!first || !second || !third) throw new Error('three classes were scheduled');

    const taught = await world.teach(learner, first);
    expect(await object(learner, 1)).toMatchObject({ status: 'objected' });
    expect(await world.tasks(learner.orderId)).toEqual(['objection']);
    // The window ends while nobody has decided: nothing is charged.
    await world.until(taught.windowEndsAt ?? 0);
    await world.settle(3);
    expect(await world.unit(learner, 1)).toMatchObject({ status: 'objected', collection: 'open' });
    await decide(learner, 1, 'rejected');
    await world.settle(3);
    expect(await world.unit(learner, 1)).toMatchObject({ status: 'paid', chargeFen: CLASS_FEN });
    expect((await world.inbox(learner.openid)).map((push) => push.kind)).toContain('objection_decided');

    await world.teach(learner, second);
    await object(learner, 2);
    await decide(learner, 2, 'waived');
    await world.settle(3);
    expect(await world.unit(learner, 2)).toMatchObject({
      ...{ teaching: 'waived', collection: 'zero', chargeFen: 0 },
    });

    expect(await world.teachAndCharge(learner, third)).toMatchObject({ no: 3, status: 'paid' });
    expect(await takenOf(learner)).toEqual([CLASS_FEN, undefined, CLASS_FEN]);
    await world.settle(5);
    expect(await world.read(learner)).toMatchObject({ state: 'completed', chargedFen: 2 * CLASS_FEN });
    expect(await world.tasks(learner.orderId)).toEqual([]);
  });

  test('an objection after its window is refused', async () => {
    const course = await world.course('异议过期', 1);
    const learner = await world.enrolled(course, '过期');
    const [only] = await world.classes(course, [1]);
    if (!only) throw new Error('a class was scheduled');
    await world.teachAndCharge(learner, only);
    const answer = await world.control.ask(learner.openid, 'classroom', 'object', {
      ...{ orderId: learner.orderId, unitNo: 1, reason: 'other', text: '', pictures: [] },
    });
    expect(answer).toMatchObject({ ok: false, error: { code: 'WINDOW_OVER', retryable: false } });
  });

  test('a mark taken back charges nothing; once the window is over it stands', async () => {
    const course = await world.course('撤销点名', 2);
    const learner = await world.enrolled(course, '撤销');
    const [first, second] = await world.classes(course, [1, 3]);
    if (!first || !second) throw new Error('two classes were scheduled');
    const seatId = `${first.classId}-${learner.orderId}`;

    await world.teach(learner, first);
    await world.control.call(STAFF.teacher, 'staff', 'undoMark', { seatId });
    expect(await world.unit(learner, 1)).toMatchObject({ status: 'open', classes: [] });
    await world.mark(learner, first, 'absent');
    await world.until(first.endsAt + 30 * HOUR);
    await world.settle(3);
    expect(await takenOf(learner)).toEqual([undefined]);

    // The unit that stayed open is charged for the next class attended, and then it is too late.
    expect(await world.teachAndCharge(learner, second)).toMatchObject({ no: 1, status: 'paid' });
    const late = await world.control.ask(STAFF.teacher, 'staff', 'undoMark', {
      seatId: `${second.classId}-${learner.orderId}`,
    });
    expect(late).toMatchObject({ ok: false, error: { code: 'WINDOW_OVER' } });
  });

  test('a class that moves or is cancelled is told, and never shortens a window', async () => {
    const course = await world.course('改期', 3);
    const learner = await world.enrolled(course, '改期');
    const [first, second, third] = await world.classes(course, [1, 3, 5]);
    if (!first || !second || !third) throw new Error('three classes were scheduled');
    const { windowEndsAt = 0 } = await world.teach(learner, first);

    const tooSoon = await world.control.ask(STAFF.academic, 'staff', 'reschedule', {
      classId: second.classId,
      startsAt: timeOf(windowEndsAt + HOUR),
    });
    expect(tooSoon).toMatchObject({ ok: false });
    const startsAt = second.startsAt + 20 * HOUR;
    await world.control.call(STAFF.academic, 'staff', 'reschedule', {
      classId: second.classId,
      startsAt: timeOf(startsAt),
    });
    await world.control.call(STAFF.academic, 'staff', 'cancelClass', {
      classId: third.classId,
      reason: '台风',
    });
    await world.settle(1);
    const kinds = (await world.inbox(learner.openid)).map((push) => push.kind);
    expect(kinds).toEqual(expect.arrayContaining(['class_changed', 'class_cancelled']));
    const { classes } = await world.control.call(learner.openid, 'classroom', 'upcoming', {});
    expect(classes.map((cls) => [cls.classId, cls.startsAt, cls.previousStartsAt])).toEqual([
      [first.classId, timeOf(first.startsAt), undefined],
      [second.classId, timeOf(startsAt), timeOf(second.startsAt)],
    ]);
    expect(await world.unit(learner, 1)).toMatchObject({ windowEndsAt: timeOf(windowEndsAt) });

    expect(await world.teachAndCharge(learner, await world.meeting(second.classId))).toMatchObject({
      status: 'paid',
    });
    expect(await takenOf(learner)).toEqual([CLASS_FEN, CLASS_FEN]);
  });

  test('a roll call that is missing for a day becomes a task of the teacher, and charges nothing', async () => {
    const course = await world.course('漏点名', 1);
    const learner = await world.enrolled(course, '漏点');
    const [only] = await world.classes(course, [1]);
    if (!only) throw new Error('a class was scheduled');
    await world.attendTime(only);
    await world.until(only.endsAt + 23 * HOUR);
    await world.settle(1);
    expect(await world.tasks(only.classId, STAFF.teacher)).toEqual([]);
    await world.until(only.endsAt + 24 * HOUR);
    await world.settle(1);
    expect(await world.tasks(only.classId, STAFF.teacher)).toEqual(['roll_call_missing']);
    expect(await world.unit(learner, 1)).toMatchObject({ status: 'open' });

    // Called late, it still leaves her time to object.
    const { windowEndsAt } = await world.mark(learner, only, 'attended');
    expect(windowEndsAt).toBeGreaterThanOrEqual((await world.now()) + 2 * HOUR);
    expect(await world.tasks(only.classId, STAFF.teacher)).toEqual([]);
  });
});
