import { fen } from '../../../server/domain/money';
import { MINUTE, plus } from '../../../server/domain/time';
import { completeUnit } from '../../../server/usecases/charging/complete-unit';
import { queryOrder } from '../../../server/usecases/charging/query-order';
import { queryUnit } from '../../../server/usecases/charging/query-unit';
import type { CourseLife } from '../course-life';
import { leftBy } from './left-by';
import { at, confirmed, ID, letters, made, meanwhile, NO } from './stages';

const ask = (life: CourseLife) => leftBy(life, () => queryOrder(life.ports, ID, 1));
const asked = [`query-order ${NO}`];

/** At 08:00 WeChat was asked for the money, and has not got it. */
async function paying(minutesAgo = 0, ms = 0) {
  const life = await confirmed();
  life.pay.pays = false;
  await completeUnit(life.ports, ID, 1);
  life.skipTo(plus(life.now(), minutesAgo * MINUTE + ms));
  return life;
}

const HALF_PAST = at('08:30', 10);
const TOLD = {
  tasks: {
    [`owing-${ID}-1`]: {
      ...{ institutionId: 'inst', campusId: 'north', kind: 'owing', forRoles: ['finance', 'owner'] },
      ...{
        subject: { orderId: ID, unitNo: 1 },
        state: 'open',
        raisedAt: HALF_PAST,
        deadline: at('08:30', 13),
      },
      reason: '第1次课 ¥100.00 微信还没有扣到。微信会继续自动扣；可提醒学员在微信里付清。',
    },
  },
  pushes: [`owing-${ID}-1: 这笔还没付上`],
};

test('a deduction under way is asked about; nothing changes while WeChat is at it', async () => {
  expect(await ask(await paying())).toEqual({ told: 'no-news', asked });
});

test('after half an hour, and not a millisecond earlier, she and finance are told, once', async () => {
  expect(await ask(await paying(30, -1))).toEqual({ told: 'no-news', asked });
  const life = await paying(30);
  expect(await ask(life)).toEqual({ told: 'no-news', asked, ...TOLD });
  expect(await ask(life)).toEqual({ told: 'no-news', asked });
  const [push] = life.store.all('pushes').filter(({ kind }) => kind === 'owing');
  expect(push).toMatchObject({
    body: '第1次课 ¥100.00。微信会自动再扣，也可以现在付清，下次课照常开课。',
    link: { page: 'order', id: ID, unitNo: 1 },
  });
});

test('money whose letter was lost is found; nobody is told that it is missing', async () => {
  const life = await paying(45);
  life.pay.pay(NO);
  expect(await ask(life)).toEqual({
    ...{ told: 'news', asked, books: ['collect 10000 u1'] },
    units: {
      1: { collection: 'paid', collectedFen: 10_000, paidAt: at('08:45', 10), transactionIds: ['t1'] },
    },
    pushes: [`voucher-${ID}-1: 第1次课已扣费 ¥100.00`],
  });
});

test('money that comes takes the task off the list', async () => {
  const life = await paying(30);
  await ask(life);
  life.pay.pay(NO);
  expect(await ask(life)).toMatchObject({
    told: 'news',
    tasks: { [`owing-${ID}-1`]: { state: 'done', doneAt: HALF_PAST } },
  });
});

test('a letter that brought the money while WeChat was asked: nobody is told that it is missing', async () => {
  const life = await paying(45);
  meanwhile(life, 'queryOrder', async () => {
    life.pay.pay(NO);
    await letters(life);
  });
  const left = await ask(life);
  expect(left).toMatchObject({ told: 'no-news', pushes: [`voucher-${ID}-1: 第1次课已扣费 ¥100.00`] });
  expect(left.tasks).toBeUndefined();
});

test.each(['not-done', 'busy'] as const)(
  'no answer (%s) says nothing, not even that it is missing',
  async (mishap) => {
    const life = await paying(45);
    life.pay.next('query-order', mishap);
    expect(await ask(life)).toEqual({ told: 'no-news', asked });
  },
);

test('a refused question says nothing either', async () => {
  const life = await paying(45);
  life.pay.next('query-order', { refused: 'RESOURCE_NOT_EXISTS', status: 404 });
  expect(await ask(life)).toEqual({ told: 'no-news', asked });
});

test('asks for the order of that unit, under the service of its plan', async () => {
  const life = await paying();
  await made(life, { outTradeNo: 'another' });
  const about: string[][] = [];
  const payScore = Object.assign(Object.create(life.pay), {
    queryOrder: async (...what: string[]) => {
      about.push(what);
      return {
        kind: 'done',
        value: { outTradeNo: 'another', state: 'CREATED', totalFen: fen(0), payments: [] },
      };
    },
  });
  await queryUnit({ ...life.ports, payScore }, life.orderDoc(ID), life.unit(ID, 1));
  expect(about).toEqual([['per-class', 'another']]);
});
