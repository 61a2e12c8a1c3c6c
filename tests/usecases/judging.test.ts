import { objected, owing } from './lived';
import { ACADEMIC, FINANCE, join, OWNER, PAYER } from './school';
import type { World } from './world';

/** The payer works here too, with these roles. */
async function hire(world: World, roles: ('academic' | 'finance')[]): Promise<void> {
  await join(world, PAYER, '李小梅', roles);
}

describe('what an objection is judged by', () => {
  test('both sides: the objection, the class, every act of roll call', async () => {
    const { world, orderId, seatId, classId } = await objected();
    const about = { orderId, unitNo: 1 };
    const files = ['cloud://env.bucket/a.png'];
    await world.call(FINANCE, 'staff', 'addEvidence', { ...about, text: '签到表', files });
    const seen = await world.call(ACADEMIC, 'staff', 'unitEvidence', about);
    expect(seen).toMatchObject({
      ...{ studentName: '李小梅', courseTitle: '成人书法', taughtFen: 10_000, fourEyesAboveFen: 100_000 },
      unit: { objection: { text: '老师提前走了', evidence: [{ by: 'staff', text: '签到表', files }] } },
      classes: [{ classId, teacherName: '王老师', marks: [{ mark: 'attended', byName: '王老师' }] }],
      actions: ['decide', 'add'],
    });
    expect(seatId).toBe(`${classId}-${orderId}`);
    expect((await world.call(FINANCE, 'staff', 'unitEvidence', about)).actions).toEqual([
      ...['decide', 'ask', 'add'],
    ]);
  });

  test('once it is decided nothing more can be done there', async () => {
    const { world, orderId } = await objected();
    const about = { orderId, unitNo: 1 };
    await world.call(FINANCE, 'staff', 'decideObjection', { ...about, kind: 'waived', explanation: '属实' });
    expect((await world.call(FINANCE, 'staff', 'unitEvidence', about)).actions).toEqual([]);
  });

  test('while an act waits for its second person, nobody decides beside it', async () => {
    const { world, orderId } = await objected();
    const limits = { fourEyesAboveFen: 0, objectionDays: 7, silenceDays: 60 };
    await world.call(OWNER, 'finance', 'saveLimits', limits);
    const about = { orderId, unitNo: 1 };
    await world.call(FINANCE, 'finance', 'askAct', { ...about, kind: 'waive', proof: [], reason: '属实' });
    expect((await world.call(OWNER, 'staff', 'unitEvidence', about)).actions).toEqual(['add']);
  });

  test('nobody lets off her own money alone, however little it is', async () => {
    const { world, orderId } = await objected();
    await hire(world, ['academic', 'finance']);
    const about = { orderId, unitNo: 1 };
    expect((await world.call(PAYER, 'staff', 'unitEvidence', about)).actions).toEqual(['ask', 'add']);
    const waived = { ...about, kind: 'waived' as const, explanation: '我自己的' };
    expect(await world.refusal(PAYER, 'staff', 'decideObjection', waived)).toBe('FOUR_EYES');
  });
});

describe('the kinds of work', () => {
  test('are counted, without those of which there is nothing', async () => {
    const { world } = await owing();
    expect((await world.call(FINANCE, 'finance', 'workCounts', {})).counts).toEqual([
      { kind: 'owing', count: 1 },
    ]);
  });
});
