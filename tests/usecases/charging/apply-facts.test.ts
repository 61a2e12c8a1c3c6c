import { fen } from '../../../server/domain/money';
import type { OrderFacts } from '../../../server/ports/pay-score';
import { applyFacts } from '../../../server/usecases/charging/apply-facts';
import { completeUnit } from '../../../server/usecases/charging/complete-unit';
import { queryOrder } from '../../../server/usecases/charging/query-order';
import type { CourseLife } from '../course-life';
import { leftBy } from './left-by';
import { at, confirmed, ID, letters, made, NO, opened, wait } from './stages';

const apply = (life: CourseLife, facts: OrderFacts, options: { quiet: boolean }) =>
  leftBy(life, () => applyFacts(life.ports, ID, 1, facts, options));

const payment = { transactionId: 't1', amountFen: fen(10_000), paidType: 'NEWTON', paidAt: at('08:00', 10) };
const PAID = {
  ...{ outTradeNo: NO, state: 'DONE', totalFen: fen(10_000), collectionState: 'USER_PAID' },
  payments: [payment],
} as OrderFacts;

/** WeChat was asked for the money half an hour ago: both sides know that it has not come. */
async function owing() {
  const life = await confirmed();
  life.pay.pays = false;
  await completeUnit(life.ports, ID, 1);
  wait(life, 30);
  await queryOrder(life.ports, ID, 1);
  return life;
}

const COLLECTED = {
  units: {
    1: { collection: 'paid', collectedFen: 10_000, paidAt: at('08:00', 10), transactionIds: ['t1'] },
  },
  tasks: { [`owing-${ID}-1`]: { state: 'done', doneAt: at('08:30', 10) } },
  books: ['collect 10000 u1'],
  pushes: [`voucher-${ID}-1: 第1次课已扣费 ¥100.00`],
};

test('money that came: books, voucher, nothing left to do; said again, nothing at all', async () => {
  const life = await owing();
  expect(await apply(life, PAID, { quiet: true })).toEqual({ told: 'news', ...COLLECTED });
  expect(await apply(life, PAID, { quiet: true })).toEqual({ told: 'no-news' });
});

test('from outside, the order is looked at again', async () => {
  const life = await owing();
  expect(await apply(life, PAID, { quiet: false })).toEqual({ told: 'news', ...COLLECTED, poked: [ID] });
  expect(await apply(life, PAID, { quiet: false })).toEqual({ told: 'no-news' });
});

test('news that is no money brings her no voucher: she hears of her class, its charge and what is owed', async () => {
  const ids = ({ store }: CourseLife) => store.all('pushes').map(({ _id }) => _id);
  expect(ids(await opened())).toEqual([`s-k1-${ID}`]);
  expect(ids(await owing())).toEqual([`s-k1-${ID}`, `k-k1-${ID}-1`, `owing-${ID}-1`]);
});

test('news of a unit lets its next step be done without delay; the pace of others stays', async () => {
  const life = await owing();
  const other = { tries: 1, until: life.now() };
  await made(life, {}, { pace: { 'query-order:u1': { tries: 5, until: life.now() }, 'open:u2': other } });
  expect(await apply(life, PAID, { quiet: true })).toMatchObject({ order: { pace: { 'open:u2': other } } });
});

test('a letter that comes late, of the time before, leaves what is owed on the work list', async () => {
  const life = await owing();
  const letter = { outTradeNo: NO, state: 'DOING', stateDescription: 'USER_CONFIRM', payments: [] };
  life.pay.letters.push({
    ...{ id: 'late', eventType: 'PAYSCORE.USER_CONFIRM', businessNo: NO, resource: JSON.stringify(letter) },
  });
  const pace = { 'query-order:u1': { tries: 5, until: life.now() } };
  await made(life, {}, { pace });
  await letters(life);
  expect(life.tasks()).toEqual(['owing']);
  expect(life.orderDoc(ID).pace).toEqual(pace);
  expect(life.store.all('notifications').map(({ _id, state }) => `${_id} ${state}`)).toContain(
    'late applied',
  );
});

describe('a service order that is gone', () => {
  const GONE: OrderFacts = { outTradeNo: NO, state: 'REVOKED', payments: [] };

  test('before anything was taught on it leaves nothing to be paid', async () => {
    const life = await opened();
    expect(await apply(life, GONE, { quiet: true })).toEqual({
      ...{ told: 'news', units: { 1: { collection: 'cancelled' } } },
    });
  });

  test('while it was collected is written off in the books, and finance asks for the money; once', async () => {
    const life = await owing();
    expect(await apply(life, GONE, { quiet: true })).toEqual({
      ...{ told: 'news', units: { 1: { collection: 'cancelled', chargedFen: 0 } } },
      books: ['write_off 10000 u1'],
      tasks: {
        [`owing-${ID}-1`]: { state: 'done', doneAt: at('08:30', 10) },
        [`pay_by_hand-${ID}-1`]: {
          ...{
            institutionId: 'inst',
            campusId: 'north',
            kind: 'pay_by_hand',
            forRoles: ['finance', 'owner'],
          },
          ...{ subject: { orderId: ID, unitNo: 1 }, state: 'open' },
          ...{ raisedAt: at('08:30', 10), deadline: at('08:30', 13) },
          reason: '第1次课已上课，但微信订单已取消，¥100.00 只能请学员直接支付。',
        },
      },
    });
    expect(await apply(life, GONE, { quiet: true })).toEqual({ told: 'no-news' });
  });

  test('with money on it after all: that goes back by itself, and finance need not look again', async () => {
    const life = await owing();
    await apply(life, GONE, { quiet: true });
    const [task] = life.store.all('tasks').filter(({ kind }) => kind === 'pay_by_hand');
    await life.store.transaction((tx) => tx.put('tasks', { ...(task ?? never()), state: 'done' }));
    expect(await apply(life, { ...GONE, payments: [payment] }, { quiet: true })).toEqual({
      ...{ told: 'news', units: { 1: { transactionIds: ['t1'] } }, books: ['overpaid 10000 u1'] },
      intents: expect.anything(),
    });
    expect(life.store.all('refunds')).toMatchObject([
      { unitNo: 1, transactionId: 't1', refundFen: 10_000, state: 'approved', reason: '重复付款，退回' },
    ]);
  });
});

function never(): never {
  throw new Error('no such task');
}
