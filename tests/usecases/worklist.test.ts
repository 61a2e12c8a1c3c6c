import { type Lived, objected, owing } from './lived';
import { FINANCE, OWNER } from './school';
import type { World } from './world';

function waive({ world, orderId }: Lived) {
  const act = { orderId, unitNo: 1, kind: 'waive' as const, proof: [], reason: '老师换人' };
  return world.call(FINANCE, 'finance', 'askAct', act);
}

async function limitOf(world: World, fourEyesAboveFen: number): Promise<void> {
  await world.call(OWNER, 'finance', 'saveLimits', { fourEyesAboveFen, objectionDays: 7, silenceDays: 60 });
}

describe('the work list', () => {
  test('tells the story, the next right act and the deadline', async () => {
    const lived = await owing();
    const { entries } = await lived.world.call(FINANCE, 'finance', 'workList', {});
    expect(entries).toMatchObject([
      {
        ...{ kind: 'owing', overdue: false },
        case: { studentName: '李小梅', courseTitle: '成人书法', unitStatus: 'owing', amountFen: 10_000 },
      },
    ]);
    const [entry] = entries;
    expect(entry?.case?.nextActs[0]).toMatchObject({ kind: 'charge_again', mostFen: 10_000 });
    expect(entry?.case?.story.map((line) => line.text)).toEqual([
      ...['报名', '签约扣费计划', '第1次课点名：到课', '第1次课开始扣费 ¥100.00'],
    ]);
  });

  test('has what waits for a second person, and loses it with the decision', async () => {
    const lived = await owing();
    await limitOf(lived.world, 0);
    const { actId } = await waive(lived);
    const list = () => lived.world.call(OWNER, 'finance', 'workList', { kind: 'act_asked' });
    expect((await list()).entries).toMatchObject([
      { case: { nextActs: [{ kind: 'decide_act', text: '由另一位同事批准或不批准' }] } },
    ]);
    await lived.world.call(OWNER, 'finance', 'decideAct', { actId, approve: true, reason: '好' });
    expect((await list()).entries).toEqual([]);
    const { acts } = await lived.world.call(FINANCE, 'finance', 'listActs', { orderId: lived.orderId });
    expect(acts).toMatchObject([{ actId, state: 'done' }]);
  });

  test('has objections with what is possible', async () => {
    const lived = await objected();
    const { entries } = await lived.world.call(FINANCE, 'finance', 'workList', { kind: 'objection' });
    const kinds = entries[0]?.case?.nextActs.map((act) => act.kind);
    expect(kinds).toEqual(['decide_objection', 'lower', 'waive', 'stop_plan']);
  });
});
