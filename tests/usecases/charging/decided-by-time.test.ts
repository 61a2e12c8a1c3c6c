import { plus } from '../../../server/domain/time';
import { decideForLearner } from '../../../server/usecases/charging/decide-for-learner';
import { endWindow } from '../../../server/usecases/charging/end-window';
import type { CourseLife } from '../course-life';
import { leftBy } from './left-by';
import { at, ID, made, taught } from './stages';

describe('the window of a class', () => {
  const end = (life: CourseLife) => leftBy(life, () => endWindow(life.ports, ID, 1));

  async function msBeforeItsEnd(ms: number) {
    const life = await taught();
    life.skipTo(plus(life.unit(ID, 1).windowEndsAt ?? life.now(), -ms));
    return life;
  }

  test('is open to its last millisecond; then the class is to be charged, at its price', async () => {
    expect(await end(await msBeforeItsEnd(1))).toEqual({ told: 'news' });
    const life = await msBeforeItsEnd(0);
    expect(await end(life)).toEqual({
      told: 'news',
      units: { 1: { teaching: 'confirmed', chargeFen: 10_000 } },
    });
    expect(await end(life)).toEqual({ told: 'news' });
  });
});

describe('an objection', () => {
  const decide = (life: CourseLife) => leftBy(life, () => decideForLearner(life.ports, ID, 1));
  const DECIDE_BY = at('11:00', 16);

  async function objected(msBeforeItsTime = 0) {
    const life = await taught();
    await life.object(ID, 1);
    life.skipTo(plus(life.unit(ID, 1).objection?.decideBy ?? life.now(), -msBeforeItsTime));
    return life;
  }

  test('is the institution’s to decide until its last millisecond', async () => {
    expect(await decide(await objected(1))).toEqual({ told: 'news' });
  });

  test('undecided then, is waived: told in the words of the rule, on the record, off the work list, once', async () => {
    const life = await objected();
    const objection = life.unit(ID, 1).objection;
    const decision = {
      ...{ kind: 'waived', by: 'timer', at: DECIDE_BY },
      explanation: '机构没有在期限内答复，按规则免收。',
    };
    const { audit, ...left } = await decide(life);
    expect(left).toEqual({
      told: 'news',
      units: { 1: { teaching: 'waived', chargeFen: 0, objection: { ...objection, decision } } },
      tasks: { [`objection-${ID}-1`]: { state: 'done', doneAt: DECIDE_BY } },
      pushes: [`d-${ID}-1: 第1次课的异议：本次免收`],
    });
    expect(Object.values(audit ?? {})).toEqual([
      {
        ...{ institutionId: 'inst', at: DECIDE_BY, by: 'timer', action: 'objection.unanswered' },
        ...{ subject: `${ID}-1`, after: JSON.stringify({ kind: 'waived', decideBy: DECIDE_BY }) },
      },
    ]);
    const push = life.store.all('pushes').find(({ _id }) => _id === `d-${ID}-1`);
    expect(push).toMatchObject({ openid: 'o-payer', body: decision.explanation });
    expect(await decide(life)).toEqual({ told: 'news' });
  });

  test('without a time for it, or taken back, is not decided for her', async () => {
    const life = await objected();
    const { objection } = life.unit(ID, 1);
    await made(life, { objection: { ...objection, decideBy: undefined } as never });
    expect(await decide(life)).toEqual({ told: 'news' });
    await made(life, { objection: undefined as never });
    expect(await decide(life)).toEqual({ told: 'news' });
  });
});
