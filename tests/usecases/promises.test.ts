import { DAY, HOUR } from '../../server/domain/time';
import { objected, taught } from './lived';
import { ACADEMIC, enrol, OWNER, openSchool, PAYER, publish, scheduleAt } from './school';

describe('an objection', () => {
  test('has evidence from both sides, until it is decided', async () => {
    const { world, orderId } = await objected();
    const files = [`cloud://env.bucket/objections/${orderId}/1/photo.png`];
    const words = (text: string) => ({ orderId, unitNo: 1, text, files });
    await world.call(PAYER, 'classroom', 'addEvidence', words('录音'));
    await world.call(ACADEMIC, 'staff', 'addEvidence', words('签到表'));
    const unit = (await world.call(PAYER, 'signing', 'read', { orderId })).units[0];
    expect(unit?.objection?.evidence).toMatchObject([
      { by: 'payer', text: '录音', files },
      { by: 'staff', text: '签到表' },
    ]);
    expect(await world.refusal('o-other', 'classroom', 'addEvidence', words('不是我的'))).toBe('NOT_FOUND');
    const decision = { orderId, unitNo: 1, kind: 'rejected', explanation: '有签到' } as const;
    await world.call(ACADEMIC, 'staff', 'decideObjection', decision);
    expect(await world.refusal(PAYER, 'classroom', 'addEvidence', words('还有'))).toBe('WRONG_STATE');
  });

  test('that nobody answers is decided for the learner', async () => {
    const { world, orderId } = await objected();
    world.advance(7 * DAY - HOUR);
    await world.deduction();
    const status = async () => (await world.call(PAYER, 'signing', 'read', { orderId })).units[0]?.status;
    expect(await status()).toBe('objected');
    world.advance(HOUR);
    await world.deduction();
    const unit = (await world.call(PAYER, 'signing', 'read', { orderId })).units[0];
    expect(unit).toMatchObject({ collection: 'zero', objection: { decision: { kind: 'waived' } } });
    const open = world.store
      .all('tasks')
      .filter((task) => task.kind === 'objection' && task.state === 'open');
    expect(open).toEqual([]);
  });

  test('waits as long as the owner has set', async () => {
    const { world, orderId } = await taught();
    await world.call(OWNER, 'finance', 'saveLimits', {
      fourEyesAboveFen: 0,
      objectionDays: 2,
      silenceDays: 60,
    });
    const objection = { orderId, unitNo: 1, reason: 'other' as const, text: '', pictures: [] };
    const unit = await world.call(PAYER, 'classroom', 'object', objection);
    expect(unit.objection?.decideBy).toBe('2026-03-09T11:35:00.000+08:00');
  });
});

describe('the silence protocol', () => {
  test('warns both sides, then stops the plan with its statement', async () => {
    const world = await openSchool();
    const orderId = await enrol(world, await publish(world));
    const state = async () => (await world.call(PAYER, 'signing', 'read', { orderId })).state;
    world.advance(46 * DAY);
    await world.deduction();
    const warned = (await world.call(PAYER, 'classroom', 'inbox', {})).pushes;
    expect(warned).toContainEqual(expect.objectContaining({ title: '好久没有排课了' }));
    const { tasks } = await world.call(ACADEMIC, 'staff', 'listTasks', {});
    expect(tasks).toContainEqual(expect.objectContaining({ kind: 'silent_order', state: 'open' }));
    expect(await state()).toBe('active');
    world.advance(14 * DAY);
    await world.deduction();
    expect(await world.call(PAYER, 'signing', 'read', { orderId })).toMatchObject({
      ...{ state: 'closed', closing: { by: 'institution', atMostFen: 0, neverChargedFen: 100_000 } },
    });
    const [statement] = (await world.call(PAYER, 'classroom', 'inbox', {})).pushes;
    expect(statement).toMatchObject({
      kind: 'closing_statement',
      body: expect.stringContaining('机构已停止'),
    });
  });

  test('is broken by one class scheduled after the warning', async () => {
    const world = await openSchool();
    const courseId = await publish(world);
    const orderId = await enrol(world, courseId);
    world.advance(46 * DAY);
    await world.deduction();
    await scheduleAt(world, courseId, '2026-05-02T10:00:00+08:00');
    world.advance(20 * DAY);
    await world.deduction();
    expect((await world.call(PAYER, 'signing', 'read', { orderId })).state).toBe('active');
    const { tasks } = await world.call(ACADEMIC, 'staff', 'listTasks', {});
    expect(tasks.filter((task) => task.kind === 'silent_order')).toEqual([]);
  });

  test('says nothing while classes lie far ahead', async () => {
    const world = await openSchool();
    const courseId = await publish(world);
    const orderId = await enrol(world, courseId);
    await scheduleAt(world, courseId, '2026-06-20T10:00:00+08:00');
    world.advance(80 * DAY);
    await world.deduction();
    expect((await world.call(PAYER, 'signing', 'read', { orderId })).state).toBe('active');
    expect(world.store.all('pushes').map((push) => push.title)).not.toContain('好久没有排课了');
  });
});
