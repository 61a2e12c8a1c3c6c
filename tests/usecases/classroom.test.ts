import { HOUR } from '../../server/domain/time';
import { ACADEMIC, enrol, FINANCE, join, openSchool, PAYER, publish, scheduleAt, TEACHER } from './school';
import type { World } from './world';

let world: World;
let courseId: string;
let orderId: string;
let classId: string;

/** One class of the order was taught on 7 March from 19:00 to 20:30; its window runs until the 8th, 20:30. */
beforeEach(async () => {
  world = await openSchool();
  courseId = await publish(world);
  orderId = await enrol(world, courseId);
  classId = await scheduleAt(world, courseId, '2026-03-07T19:00:00+08:00');
  world.goTo('2026-03-07T17:00:00+08:00');
  await world.deduction();
  world.goTo('2026-03-07T20:30:00+08:00');
  const marks = [{ seatId: `${classId}-${orderId}`, mark: 'attended' as const, note: '带了作业' }];
  await world.call(TEACHER, 'staff', 'rollCall', { classId, marks });
});

const unit = async () => (await world.call(PAYER, 'signing', 'read', { orderId })).units[0];
const windowOver = async () => {
  world.goTo('2026-03-08T20:31:00+08:00');
  await world.deduction();
};

describe('confirming', () => {
  test('an early confirmation charges at once and stays on the seat', async () => {
    expect((await unit())?.actions).toEqual(['confirm', 'object']);
    await world.call(PAYER, 'classroom', 'confirm', { orderId, unitNo: 1 });
    await world.deduction();
    expect(await unit()).toMatchObject({ status: 'paid', chargeFen: 10_000 });
    const { seats } = await world.call(TEACHER, 'staff', 'readClass', { classId });
    expect(seats).toMatchObject([{ confirmedAt: '2026-03-07T20:30:00.000+08:00' }]);
  });

  test('nothing is confirmed twice, for others, or before it was taught', async () => {
    await world.call(PAYER, 'classroom', 'confirm', { orderId, unitNo: 1 });
    expect(await world.refusal(PAYER, 'classroom', 'confirm', { orderId, unitNo: 1 })).toBe('WRONG_STATE');
    expect(await world.refusal(PAYER, 'classroom', 'confirm', { orderId, unitNo: 2 })).toBe('WRONG_STATE');
    expect(await world.refusal(PAYER, 'classroom', 'confirm', { orderId, unitNo: 99 })).toBe('NOT_FOUND');
    expect(await world.refusal('o-other', 'classroom', 'confirm', { orderId, unitNo: 1 })).toBe('NOT_FOUND');
  });
});

describe('objecting', () => {
  const objection = { unitNo: 1, reason: 'quality' as const, text: '老师迟到半小时', pictures: [] };

  test('while an objection is open nothing is charged, and staff have a task', async () => {
    await world.call(PAYER, 'classroom', 'object', { orderId, ...objection });
    await windowOver();
    expect(await unit()).toMatchObject({ status: 'objected', objection: { text: '老师迟到半小时' } });
    const { tasks } = await world.call(ACADEMIC, 'staff', 'listTasks', {});
    expect(tasks).toMatchObject([{ kind: 'objection', subject: { orderId, unitNo: 1 } }]);
    expect(tasks[0]?.about).toEqual({
      ...{ studentName: '李小梅', courseTitle: '成人书法', unitName: '第1次课' },
    });
    const others = await world.call(ACADEMIC, 'staff', 'listTasks', { kinds: ['plan_ending'] });
    expect(others.tasks).toEqual([]);
    expect((await world.call(TEACHER, 'staff', 'listTasks', {})).tasks).toEqual([]);
  });

  test.each([
    ['rejected', {}, { status: 'paid', chargeFen: 10_000 }],
    ['lowered', { chargeFen: 5000 }, { status: 'paid', chargeFen: 5000 }],
    ['waived', {}, { collection: 'zero', chargeFen: 0 }],
  ] as const)("%s: charged as decided, with the institution's words", async (kind, amount, after) => {
    await world.call(PAYER, 'classroom', 'object', { orderId, ...objection });
    const decision = { orderId, unitNo: 1, kind, explanation: '已核实', ...amount };
    await world.call(FINANCE, 'staff', 'decideObjection', decision);
    await windowOver();
    expect(await unit()).toMatchObject({
      ...after,
      objection: { decision: { kind, explanation: '已核实' } },
    });
    const { pushes } = await world.call(PAYER, 'classroom', 'inbox', {});
    expect(pushes.map((push) => push.kind)).toContain('objection_decided');
    expect((await world.call(ACADEMIC, 'staff', 'listTasks', {})).tasks).toEqual([]);
  });

  test('a lowered charge lies below the price and above nothing; other decisions name no amount', async () => {
    await world.call(PAYER, 'classroom', 'object', { orderId, ...objection });
    const decide = (kind: 'lowered' | 'waived', amount: object) =>
      world.refusal(FINANCE, 'staff', 'decideObjection', {
        orderId,
        unitNo: 1,
        kind,
        explanation: '已核实',
        ...amount,
      });
    expect(await decide('lowered', { chargeFen: 10_000 })).toBe('BAD_REQUEST');
    expect(await decide('lowered', { chargeFen: 0 })).toBe('BAD_REQUEST');
    expect(await decide('lowered', {})).toBe('BAD_REQUEST');
    expect(await decide('waived', { chargeFen: 1 })).toBe('BAD_REQUEST');
  });

  test('after the window an objection comes too late', async () => {
    world.goTo('2026-03-08T20:30:00+08:00');
    expect(await world.refusal(PAYER, 'classroom', 'object', { orderId, ...objection })).toBe('WINDOW_OVER');
  });
});

describe('why this charge', () => {
  test('every fen leads to the roll call, the contract line and the rule', async () => {
    await windowOver();
    const statement = await world.call(PAYER, 'classroom', 'statement', { orderId, unitNo: 1 });
    const [order] = world.store.all('orders');
    expect(statement.contract).toMatchObject({
      version: 1,
      hash: order?.contract.hash,
      line: { no: 1, priceFen: 10_000 },
    });
    expect(statement.regionRule.id).toBe(order?.regionRule);
    expect(statement.regionRule.source).toMatch(/^https?:/);
    expect(statement.rollCalls).toEqual([
      {
        ...{ classId, title: '书法课', startsAt: '2026-03-07T19:00:00.000+08:00', mark: 'attended' },
        ...{ at: '2026-03-07T20:30:00.000+08:00', by: '王老师', note: '带了作业', priceFen: 10_000 },
      },
    ]);
    expect(statement.entries.map((entry) => [entry.kind, entry.amountFen])).toEqual([
      ['charge', 10_000],
      ['collect', 10_000],
    ]);
  });

  test('a mark taken back stays visible and costs nothing', async () => {
    const seatId = `${classId}-${orderId}`;
    await world.call(TEACHER, 'staff', 'undoMark', { seatId });
    await world.call(TEACHER, 'staff', 'rollCall', { classId, marks: [{ seatId, mark: 'late' }] });
    const { rollCalls } = await world.call(PAYER, 'classroom', 'statement', { orderId, unitNo: 1 });
    expect(rollCalls.map(({ mark, undoneAt, priceFen }) => [mark, undoneAt !== undefined, priceFen])).toEqual(
      [
        ['attended', true, undefined],
        ['late', false, 10_000],
      ],
    );
  });

  test("the order's statement holds the whole ledger and its head; others never see it", async () => {
    await windowOver();
    const statement = await world.call(PAYER, 'classroom', 'orderStatement', { orderId });
    expect(statement.entries.at(-1)?.hash).toBe(statement.head.hash);
    expect(statement.chargedFen).toBe(10_000);
    expect(await world.refusal('o-other', 'classroom', 'orderStatement', { orderId })).toBe('NOT_FOUND');
    expect(await world.refusal('o-other', 'classroom', 'statement', { orderId, unitNo: 1 })).toBe(
      'NOT_FOUND',
    );
  });
});

describe('the work list', () => {
  test('a task is finished once, by somebody it is for; an objection only by deciding it', async () => {
    await world.call(PAYER, 'classroom', 'object', {
      orderId,
      unitNo: 1,
      reason: 'other',
      text: '',
      pictures: [],
    });
    const [task] = (await world.call(FINANCE, 'staff', 'listTasks', {})).tasks;
    const taskId = task?.taskId ?? '';
    expect(await world.refusal(TEACHER, 'staff', 'finishTask', { taskId })).toBe('NOT_FOUND');
    expect(await world.refusal(FINANCE, 'staff', 'finishTask', { taskId })).toBe('WRONG_STATE');
    const looked = { taskId: 'drift-2026-03-07' };
    const [raised] = world.store.all('tasks').filter((known) => known._id === taskId);
    if (raised === undefined) throw new Error('no task');
    await world.store.insert('tasks', { ...raised, _id: looked.taskId, kind: 'drift', subject: {} });
    await world.call(FINANCE, 'staff', 'finishTask', looked);
    expect(await world.refusal(FINANCE, 'staff', 'finishTask', looked)).toBe('WRONG_STATE');
    const done = await world.call(FINANCE, 'staff', 'listTasks', { state: 'done' });
    expect(done.tasks).toMatchObject([{ ...looked, doneByName: '赵财务' }]);
  });
});

describe('class pushes', () => {
  /** Nobody has accepted a message yet: what the story told so far goes to the inbox only. */
  beforeEach(() => world.push());

  test('everything is in the inbox; as subscribe messages only while accepted ones last', async () => {
    expect(world.messages).toEqual([]);
    const { pushes } = await world.call(ACADEMIC, 'staff', 'notReached', {});
    expect(pushes[0]).toMatchObject({
      title: '书法课已点名：到课',
      reason: 'refused',
      studentNames: ['李小梅'],
    });
    await join(world, 'o-south', '南区教务', ['academic'], ['south']);
    await join(world, 'o-north', '北区教务', ['academic'], ['north']);
    expect((await world.call('o-south', 'staff', 'notReached', {})).pushes).toEqual([]);
    expect((await world.call('o-north', 'staff', 'notReached', {})).pushes).toEqual(pushes);

    expect(
      await world.call(PAYER, 'classroom', 'subscribed', { templateKey: 'class', accepted: true }),
    ).toEqual({
      remaining: 1,
    });
    await scheduleAt(world, courseId, '2026-03-20T19:00:00+08:00');
    await scheduleAt(world, courseId, '2026-03-21T19:00:00+08:00');
    await world.push();
    expect(world.messages).toHaveLength(1);
    expect(world.messages[0]).toMatchObject({
      openid: PAYER,
      templateKey: 'class',
      fields: { place: '301 教室' },
    });
    const after = await world.call(ACADEMIC, 'staff', 'notReached', {});
    expect(after.pushes[0]).toMatchObject({ reason: 'no_quota' });
  });

  test('what WeChat says counts more than our own count', async () => {
    for (const accepted of [true, true, false]) {
      await world.call(PAYER, 'classroom', 'subscribed', { templateKey: 'class', accepted });
    }
    world.messageAnswer = 'no_quota';
    await scheduleAt(world, courseId, '2026-03-20T19:00:00+08:00');
    await world.push();
    world.messageAnswer = 'sent';
    await scheduleAt(world, courseId, '2026-03-21T19:00:00+08:00');
    await world.push();
    expect(world.messages).toHaveLength(1);
  });

  test('a busy WeChat is asked again three times, then staff are told', async () => {
    await world.call(PAYER, 'classroom', 'subscribed', { templateKey: 'class', accepted: true });
    world.messageAnswer = 'busy';
    await scheduleAt(world, courseId, '2026-03-20T19:00:00+08:00');
    for (let i = 0; i < 6; i += 1) {
      await world.push();
      world.advance(HOUR);
    }
    expect(world.messages).toHaveLength(4);
    expect((await world.call(ACADEMIC, 'staff', 'notReached', {})).pushes[0]).toMatchObject({
      reason: 'failed',
    });
  });

  test('a reminder goes out the day before', async () => {
    await scheduleAt(world, courseId, '2026-03-20T19:00:00+08:00');
    world.goTo('2026-03-19T19:00:00+08:00');
    await world.deduction();
    const { pushes } = await world.call(PAYER, 'classroom', 'inbox', {});
    expect(pushes.map((push) => push.title)).toContain('上课提醒：3月20日 周五 19:00');
  });

  test('the inbox comes in pages, newest first, and is read once', async () => {
    for (const day of ['20', '21', '22']) await scheduleAt(world, courseId, `2026-03-${day}T19:00:00+08:00`);
    const first = await world.call(PAYER, 'classroom', 'inbox', { limit: 2 });
    const rest = await world.call(PAYER, 'classroom', 'inbox', { cursor: first.nextCursor ?? '' });
    const all = [...first.pushes, ...rest.pushes];
    expect(all.map((push) => push.title).slice(0, 4)).toEqual([
      ...[
        '书法课：3月22日 周日 19:00',
        '书法课：3月21日 周六 19:00',
        '书法课：3月20日 周五 19:00',
        '书法课已点名：到课',
      ],
    ]);
    expect(first.unread).toBe(all.length);
    const pushIds = all.map((push) => push.pushId);
    expect(await world.call('o-other', 'classroom', 'markRead', { pushIds })).toEqual({ read: 0 });
    expect(await world.call(PAYER, 'classroom', 'markRead', { pushIds })).toEqual({ read: all.length });
    expect(await world.call(PAYER, 'classroom', 'markRead', { pushIds })).toEqual({ read: 0 });
    expect((await world.call(PAYER, 'classroom', 'inbox', {})).unread).toBe(0);
  });
});
