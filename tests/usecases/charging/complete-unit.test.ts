import { fen } from '../../../server/domain/money';
import type { Order, Unit } from '../../../server/domain/order/order';
import { MINUTE, plus, type Time } from '../../../server/domain/time';
import { completeUnit, resolveCompleting } from '../../../server/usecases/charging/complete-unit';
import type { CourseLife } from '../course-life';
import { leftBy } from './left-by';
import { at, confirmed, ID, made, NO, wait } from './stages';

const EIGHT = at('08:00', 10);
const CALL = `complete-order:${NO}`;
const asked = (...kinds: string[]) => kinds.map((kind) => `${kind} ${NO}`);

const complete = (life: CourseLife) => leftBy(life, () => completeUnit(life.ports, ID, 1));
const resolve = (life: CourseLife) => leftBy(life, () => resolveCompleting(life.ports, ID, 1));

/** What WeChat gets of the first class. */
const BODY = {
  ...{ serviceKey: 'per-class', outTradeNo: NO, lineName: '第1次课', chargeFen: 10_000 },
  ...{ startTime: at('10:00'), endTime: at('11:00') },
};

/** The call as it is stored, with what came of it. */
function sent(state: string, ...came: string[]) {
  return { [CALL]: { createdAt: EIGHT, state, body: BODY, came } };
}

describe('a confirmed class', () => {
  test('is asked for once: the call, the charge in the books, and nothing that looks like money yet', async () => {
    const life = await confirmed();
    expect(await complete(life)).toEqual({
      ...{ told: 'news', asked: asked('complete-order') },
      units: { 1: { collection: 'paying', completedAt: EIGHT, chargedFen: 10_000 } },
      ...{ intents: sent('done', 'done r'), books: ['charge 10000 u1'] },
    });
    expect(await complete(life)).toEqual({ told: 'no-news' });
    expect(await resolve(life)).toEqual({ told: 'no-news' });
  });

  test('is asked for at the price that was decided', async () => {
    const life = await confirmed();
    await made(life, { chargeFen: fen(4_000) });
    expect(await complete(life)).toMatchObject({ books: ['charge 4000 u1'] });
    expect(life.pay.totalOf(NO)).toBe(4_000);
  });

  test('waived, is completed with nothing', async () => {
    const life = await confirmed();
    await made(life, { teaching: 'waived', chargeFen: fen(0) });
    expect(await complete(life)).toEqual({
      ...{ told: 'news', asked: asked('complete-order') },
      units: { 1: { collection: 'zero', completedAt: EIGHT, chargedFen: 0, transactionIds: [] } },
      intents: {
        [CALL]: { createdAt: EIGHT, state: 'done', body: { ...BODY, chargeFen: 0 }, came: ['done r'] },
      },
    });
  });
});

describe('the hours of the service', () => {
  async function hours(changes: Partial<Unit>, minutesLater = 0) {
    const life = await confirmed();
    await made(life, changes);
    wait(life, minutesLater);
    await completeUnit(life.ports, ID, 1);
    const [body] = life.pay.bytes.get(CALL) ?? [];
    if (body === undefined) return 'not asked for';
    const { startTime, endTime } = JSON.parse(body) as Record<string, string>;
    return [startTime, endTime];
  }

  /** A lesson on demand: nobody has a seat in it. */
  const lesson = (taughtAt: Time, startTime: Time) => ({
    ...{ taughtAt, startTime },
    taught: [
      {
        classId: 'lesson-1',
        seatId: `${ID}-1`,
        mark: 'attended',
        at: taughtAt,
        by: 'o-payer',
      } as const,
    ],
  });
  const ms = (shift: number) => plus(EIGHT, shift);

  test.each<[string, Partial<Unit>, string[] | string]>([
    ['are those of the class', {}, [at('10:00'), at('11:00')]],
    [
      'end with the class, however late its roll was called',
      { taughtAt: at('11:30') },
      [at('10:00'), at('11:00')],
    ],
    [
      'are those of the class taught, not of a later one for which it was opened',
      { startTime: at('10:00', 10) },
      [at('11:00'), at('11:00:01.000')],
    ],
    [
      'end when a lesson was learned to its end',
      lesson(at('20:30'), at('20:00')),
      [at('20:00'), at('20:30')],
    ],
    [
      'end five minutes ago at the latest: WeChat’s clock may be behind',
      lesson(ms(-2 * MINUTE), ms(-30 * MINUTE)),
      [ms(-30 * MINUTE), ms(-5 * MINUTE)],
    ],
    [
      'last a second at least',
      lesson(ms(-2 * MINUTE), ms(-4 * MINUTE)),
      [ms(-4 * MINUTE), ms(-4 * MINUTE + 1_000)],
    ],
    ['over a millisecond ago are told', lesson(ms(-1_001), ms(-1_001)), [ms(-1_001), ms(-1)]],
    ['over just now are not told yet', lesson(ms(-1_000), ms(-1_000)), 'not asked for'],
  ])('%s', async (_, changes, expected) => {
    expect(await hours(changes)).toEqual(expected);
  });
});

describe('a completion without an answer', () => {
  async function unheard(how: 'not-done' | 'done-unheard' | 'busy') {
    const life = await confirmed();
    life.pay.next('complete-order', how);
    const left = await complete(life);
    return { life, left };
  }

  test.each(['not-done', 'done-unheard', 'busy'] as const)(
    '(%s) is noted, and no more is asked',
    async (how) => {
      const { left } = await unheard(how);
      const came = {
        'not-done': 'unknown no answer',
        'done-unheard': 'unknown the answer was lost',
        busy: 'busy HTTP 429',
      };
      expect(left).toEqual({
        ...{ told: 'no-news', asked: asked('complete-order') },
        units: { 1: { collection: 'completing', completedAt: EIGHT } },
        intents: sent('pending', came[how]),
      });
    },
  );

  test('is asked about first: done, it is booked and not sent again', async () => {
    const { life } = await unheard('done-unheard');
    wait(life, 1);
    expect(await resolve(life)).toEqual({
      ...{ told: 'news', asked: asked('query-order') },
      units: {
        1: {
          ...{ collection: 'paid', chargedFen: 10_000, collectedFen: 10_000 },
          ...{ paidAt: EIGHT, transactionIds: ['t1'] },
        },
      },
      books: ['charge 10000 u1', 'collect 10000 u1'],
      pushes: [`voucher-${ID}-1: 第1次课已扣费 ¥100.00`],
    });
  });

  test('not done, is sent once more with the bytes of the first time', async () => {
    const { life } = await unheard('not-done');
    wait(life, 1);
    expect(await resolve(life)).toEqual({
      ...{ told: 'news', asked: asked('query-order', 'complete-order') },
      units: { 1: { collection: 'paying', chargedFen: 10_000 } },
      intents: { [CALL]: { state: 'done', came: ['unknown no answer', 'done r'] } },
      books: ['charge 10000 u1'],
    });
    expect(life.pay.bytes.get(CALL)?.[1]).toBe(life.pay.bytes.get(CALL)?.[0]);
  });

  test.each(['not-done', 'busy'] as const)(
    'is not sent again while asking is answered by: %s',
    async (how) => {
      const { life } = await unheard('not-done');
      life.pay.next('query-order', how);
      expect(await resolve(life)).toEqual({ told: 'no-news', asked: asked('query-order') });
    },
  );

  test('is not sent again to an order that WeChat does not show in service', async () => {
    const { life } = await unheard('not-done');
    life.pay.meddle(NO, { state: 'CREATED' });
    expect(await resolve(life)).toEqual({ told: 'no-news', asked: asked('query-order') });
  });

  test('is not made up anew when its bytes are not in the books', async () => {
    const life = await confirmed();
    await made(life, { collection: 'completing' });
    expect(await resolve(life)).toEqual({ told: 'no-news', asked: asked('query-order') });
  });
});

test('a parked order is not charged', async () => {
  const life = await confirmed();
  const parked: Partial<Order> = { parked: { reason: 'the books differ', at: EIGHT } };
  await made(life, {}, parked);
  expect(await complete(life)).toEqual({ told: 'no-news' });
});
