import { STAFF } from '../../../dev/demo/institution';
import type { RequestOf, ResponseOf } from '../../../protocol';
import { timeOf } from '../../../server/domain/time';
import { CLASS_FEN, HOUR, type Learner, MINUTE, World } from '../world';

type Kind = RequestOf<'finance', 'askAct'>['kind'];
type Act = ResponseOf<'finance', 'askAct'>;

describe('Acts about money, at WeChat Pay', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  /** A class was taught, and WeChat has not got its money for an hour. */
  async function owing(title: string): Promise<Learner> {
    const course = await world.course(title, 2);
    const learner = await world.enrolled(course, title);
    const [first] = await world.classes(course, [1]);
    if (!first) throw new Error('a class was scheduled');
    await world.control.setPerson(learner.openid, { balanceFen: 0 });
    await world.teach(learner, first);
    await world.until(first.endsAt + 26 * HOUR);
    await world.settle(2);
    await world.until(first.endsAt + 27 * HOUR);
    await world.settle(2);
    return learner;
  }

  const ask = (learner: Learner, kind: Kind, more: object = {}): Promise<Act> =>
    world.control.call(STAFF.finance, 'finance', 'askAct', {
      ...{ orderId: learner.orderId, unitNo: 1, kind, proof: [], reason: '老师迟到' },
      ...more,
    });

  test('what is owed is lowered once, and then taken', async () => {
    const learner = await owing('减少');
    expect(await world.tasks(learner.orderId)).toContain('owing');
    expect(await ask(learner, 'lower', { amountFen: 100 })).toMatchObject({ state: 'done' });
    await world.control.setPerson(learner.openid, { balanceFen: 500_000 });
    expect(await ask(learner, 'charge_again')).toMatchObject({ state: 'done', outcome: '微信已扣到。' });
    expect(await world.unit(learner, 1)).toMatchObject({ status: 'paid', chargeFen: 100 });
    expect(await world.ordersAtWeChat(learner.openid)).toMatchObject([{ taken: 100 }]);
  });

  test('what is owed is waived, and nothing is taken', async () => {
    const learner = await owing('免收');
    expect(await ask(learner, 'waive')).toMatchObject({ state: 'done', amountFen: CLASS_FEN });
    expect(await world.unit(learner, 1)).toMatchObject({ status: 'zero' });
  });

  test('what was paid elsewhere is told to WeChat', async () => {
    const learner = await owing('转账');
    const paidAt = timeOf((await world.now()) - 10 * MINUTE);
    const proof = ['cloud://env.bucket/transfer.png'];
    expect(await ask(learner, 'paid_elsewhere', { paidAt, proof })).toMatchObject({ state: 'done' });
    expect(await world.unit(learner, 1)).toMatchObject({ status: 'paid_elsewhere' });
  });

  test('what WeChat can not take stays owing, and the act says so', async () => {
    const learner = await owing('再扣');
    expect(await ask(learner, 'charge_again')).toMatchObject({ state: 'failed' });
    expect(await world.unit(learner, 1)).toMatchObject({ status: 'owing' });
  });
});
