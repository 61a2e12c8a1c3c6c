import { fen } from '../../../server/domain/money';
import { completeUnit, resolveCompleting } from '../../../server/usecases/charging/complete-unit';
import type { CourseLife } from '../course-life';
import { leftBy } from './left-by';
import { at, confirmed, ID, letters, meanwhile, NO, wait } from './stages';

const EIGHT = at('08:00', 10);
const CALL = `complete-order:${NO}`;
const asked = (...kinds: string[]) => kinds.map((kind) => `${kind} ${NO}`);
const PLAN_ASKED = `query-sign-plan ${ID}S1`;

const complete = (life: CourseLife) => leftBy(life, () => completeUnit(life.ports, ID, 1));
const resolve = (life: CourseLife) => leftBy(life, () => resolveCompleting(life.ports, ID, 1));

const STUCK = {
  ...{ institutionId: 'inst', campusId: 'north', kind: 'stuck_call', forRoles: ['finance', 'owner'] },
  ...{ subject: { orderId: ID, unitNo: 1 }, state: 'open', raisedAt: EIGHT, deadline: at('08:00', 11) },
  reason: '微信支付没有接受这一步（complete PARAM_ERROR），需要人工查看。不会重复扣费。',
};

describe('a completion that WeChat refuses', () => {
  async function refusing(prepare: (life: CourseLife) => unknown = () => {}) {
    const life = await confirmed();
    life.pay.next('complete-order', { refused: 'PARAM_ERROR' });
    await prepare(life);
    return life;
  }
  const begun = { 1: { collection: 'completing', completedAt: EIGHT } };
  const refused = {
    [CALL]: expect.objectContaining({ state: 'refused', came: ['refused 400 PARAM_ERROR r'] }),
  };

  test('is a task for finance, once; the plan is looked at as well', async () => {
    const life = await refusing();
    expect(await complete(life)).toEqual({
      ...{ told: 'no-news', asked: [...asked('complete-order', 'query-order'), PLAN_ASKED] },
      ...{ units: begun, intents: refused, tasks: { [`stuck_call-${ID}-1`]: STUCK } },
    });
    life.pay.next('complete-order', { refused: 'SYSTEM_ERROR' });
    wait(life, 1);
    expect(await resolve(life)).toEqual({
      told: 'no-news',
      asked: [...asked('query-order', 'complete-order', 'query-order'), PLAN_ASKED],
      intents: { [CALL]: { came: ['refused 400 PARAM_ERROR r', 'refused 400 SYSTEM_ERROR r'] } },
    });
  });

  test('when it succeeds after all, takes the task off the list', async () => {
    const life = await refusing();
    await complete(life);
    wait(life, 1);
    expect(await resolve(life)).toEqual({
      ...{ told: 'news', asked: asked('query-order', 'complete-order') },
      units: { 1: { collection: 'paying', chargedFen: 10_000 } },
      intents: { [CALL]: { state: 'done', came: ['refused 400 PARAM_ERROR r', 'done r'] } },
      tasks: { [`stuck_call-${ID}-1`]: { state: 'done', doneAt: at('08:01', 10) } },
      books: ['charge 10000 u1'],
    });
  });

  test('and cannot be asked about, is nobody’s task yet', async () => {
    const life = await refusing(({ pay }) => pay.next('query-order', 'not-done'));
    expect(await complete(life)).toEqual({
      ...{ told: 'no-news', asked: asked('complete-order', 'query-order') },
      ...{ units: begun, intents: refused },
    });
  });

  test('because it was revoked in the console, is paid by hand', async () => {
    const life = await refusing(({ pay }) => pay.meddle(NO, { state: 'REVOKED' }));
    const left = await complete(life);
    expect(left).toEqual({
      ...{ told: 'news', asked: asked('complete-order', 'query-order') },
      units: { 1: { collection: 'cancelled', completedAt: EIGHT } },
      intents: refused,
      tasks: { [`pay_by_hand-${ID}-1`]: expect.objectContaining({ state: 'open' }) },
    });
  });

  test('of an order that WeChat does not show in service, is a task; the plan has nothing to do with it', async () => {
    const life = await refusing(({ pay }) => pay.meddle(NO, { state: 'CREATED' }));
    expect(await complete(life)).toEqual({
      ...{ told: 'no-news', asked: asked('complete-order', 'query-order') },
      ...{ units: begun, intents: refused, tasks: { [`stuck_call-${ID}-1`]: STUCK } },
    });
  });

  describe('after the plan was closed inside WeChat', () => {
    async function closedPlan() {
      const life = await confirmed();
      life.pay.afterEnd = 'refused';
      life.pay.close(`${ID}S1`);
      return life;
    }

    test('is left to be cancelled and paid by hand; nobody is asked to look', async () => {
      const life = await closedPlan();
      const left = await complete(life);
      expect(left).toMatchObject({
        ...{ told: 'news', asked: [...asked('complete-order', 'query-order'), PLAN_ASKED] },
        units: { 1: { completedAt: EIGHT, completionRefused: true } },
      });
      expect([left.tasks, left.poked]).toEqual([undefined, undefined]);
      expect(life.unit(ID, 1).collection).toBe('open');
      expect(await complete(life)).toMatchObject({ told: 'news' });
    });

    test.each(['querySignPlan', 'queryOrder'] as const)(
      'and paid during %s, stays paid: that is nobody’s task',
      async (query) => {
        const life = await closedPlan();
        meanwhile(life, query, async () => {
          life.pay.meddle(NO, { totalFen: fen(10_000) });
          life.pay.pay(NO);
          await letters(life);
        });
        expect(await complete(life)).toMatchObject({ told: 'news' });
        expect(life.tasks()).toEqual([]);
        expect(life.unit(ID, 1)).toMatchObject({ collection: 'paid', collectedFen: 10_000 });
        expect(life.unit(ID, 1).completionRefused).toBeUndefined();
      },
    );
  });
});
