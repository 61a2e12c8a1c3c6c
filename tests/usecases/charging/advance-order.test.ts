import { fen } from '../../../server/domain/money';
import type { Order, Unit } from '../../../server/domain/order/order';
import { DAY, HOUR, MINUTE, plus } from '../../../server/domain/time';
import { advanceOrder } from '../../../server/usecases/charging/advance-order';
import { CourseLife } from '../course-life';
import { leftBy } from './left-by';
import { at, coming, confirmed, ID, letters, made, NO, opened, taught, wait } from './stages';

const advance = (life: CourseLife, id = ID) => leftBy(life, () => advanceOrder(life.ports, id));

/** The questions to WeChat that follow, and until when the order rests. */
async function goesOn(life: CourseLife) {
  const { told, asked = [] } = await advance(life);
  return [...asked, told];
}

describe('what is due is done, and the order rests until the next is', () => {
  const PLAN = `query-sign-plan ${ID}S1`;

  test('from the class to the money and the next class', async () => {
    const life = await coming();
    expect(await goesOn(life)).toEqual([`open-order ${NO}`, PLAN, at('08:00', 10)]);
    life.skipTo(plus(life.classStart(1), HOUR));
    await life.mark(ID, 1);
    expect(await goesOn(life)).toEqual([at('08:00', 10)]);
    life.skipTo(plus(life.classStart(2), -2 * HOUR));
    expect(await goesOn(life)).toEqual([
      ...[`complete-order ${NO}`, `query-order ${NO}`, `open-order ${ID}S1U2`, PLAN],
      at('08:00', 11),
    ]);
    expect(life.unit(ID, 1).collection).toBe('paid');
  });

  test('a deduction is asked about ever less often', async () => {
    const life = await confirmed();
    life.pay.pays = false;
    expect(await goesOn(life)).toEqual([`complete-order ${NO}`, `query-order ${NO}`, PLAN, at('08:01', 10)]);
    expect(life.orderDoc(ID).pace['query-order:u1']).toEqual({ tries: 1, until: at('08:01', 10) });
    wait(life, 1);
    expect(await goesOn(life)).toEqual([`query-order ${NO}`, at('08:03', 10)]);
    wait(life, 2);
    expect(await goesOn(life)).toEqual([`query-order ${NO}`, at('08:08', 10)]);
  });

  test('an opening without an answer is resolved; the seat waits, and is restored', async () => {
    const life = await coming();
    life.pay.next('open-order', 'done-unheard');
    life.pay.next('query-order', 'busy', 'busy');
    expect(await goesOn(life)).toEqual([`open-order ${NO}`, `query-order ${NO}`, PLAN, at('08:01')]);
    wait(life, 1);
    expect(await goesOn(life)).toEqual([`query-order ${NO}`, at('08:02')]);
    expect(life.seat(ID, 1).state).toBe('on_hold');
    wait(life, 1);
    expect(await goesOn(life)).toEqual([`query-order ${NO}`, at('08:00', 10)]);
    expect(life.seat(ID, 1).state).toBe('booked');
  });

  test('a completion without an answer is resolved', async () => {
    const life = await confirmed();
    life.pay.next('complete-order', 'not-done');
    life.pay.next('query-order', 'busy');
    expect(await goesOn(life)).toEqual([`complete-order ${NO}`, `query-order ${NO}`, PLAN, at('08:01', 10)]);
    wait(life, 1);
    expect((await goesOn(life)).slice(0, 3)).toEqual([
      `query-order ${NO}`,
      `complete-order ${NO}`,
      `query-order ${NO}`,
    ]);
  });

  test('an objection that nobody decided is decided for her, and completed with nothing', async () => {
    const life = await taught();
    await life.object(ID, 1);
    life.skipTo(life.unit(ID, 1).objection?.decideBy ?? life.now());
    expect((await goesOn(life))[0]).toBe(`complete-order ${NO}`);
    expect(life.unit(ID, 1)).toMatchObject({ teaching: 'waived', collection: 'zero' });
  });

  test('what is closed is cancelled, its plan stopped, and the order ends', async () => {
    const life = await opened();
    await life.close(ID);
    expect(await goesOn(life)).toEqual([
      ...[`cancel-order ${NO}`, `query-order ${NO}`, `stop-sign-plan ${ID}S1`],
      undefined,
    ]);
    expect(life.orderDoc(ID).state).toBe('closed');
  });
});

describe('the steps of the plan', () => {
  test('one that WeChat has not ended with its last class is asked about twice, then stopped by us', async () => {
    const life = await confirmed({ classes: 1 });
    life.pay.endsPlans = false;
    const plan = (call: string) => `${call} ${ID}S1`;
    expect(await goesOn(life)).toEqual([
      ...[`complete-order ${NO}`, `query-order ${NO}`, plan('query-sign-plan')],
      ...[plan('query-sign-plan'), at('11:01', 10)],
    ]);
    wait(life, 1);
    expect(await goesOn(life)).toEqual([plan('query-sign-plan'), plan('stop-sign-plan'), undefined]);
    expect(life.orderDoc(ID).state).toBe('completed');
  });

  test('one closed inside WeChat closes the order', async () => {
    const life = await opened();
    life.pay.close(`${ID}S1`);
    await letters(life);
    await advance(life);
    expect(life.orderDoc(ID)).toMatchObject({ state: 'closed', closing: { by: 'wechat' } });
  });

  test('its end is warned of a month before and a week before, once each', async () => {
    const life = await coming();
    await life.refresh(ID);
    const over = life.orderDoc(ID).planOverTime ?? life.now();
    const warnings = async (daysBefore: number) => {
      life.skipTo(plus(over, -daysBefore * DAY));
      await advance(life);
      return life.store.all('pushes').flatMap(({ kind, title }) => (kind === 'plan_ending' ? [title] : []));
    };
    await made(life, {}, { silenceDays: 5_000 });
    expect(await warnings(31)).toEqual([]);
    expect(await warnings(30)).toEqual(['扣费计划还有 30 天到期']);
    expect(await warnings(8)).toHaveLength(1);
    expect(await warnings(7)).toEqual(['扣费计划还有 30 天到期', '扣费计划还有 7 天到期']);
    expect(await warnings(6)).toHaveLength(2);
  });

  test('what is left when it is over is dropped, and the order expires', async () => {
    const life = await coming();
    life.pay.expire(`${ID}S1`);
    await advance(life);
    expect(life.orderDoc(ID).state).toBe('expired');
    expect(life.orderDoc(ID).units.map(({ teaching }) => teaching)).toEqual(Array(3).fill('dropped'));
  });

  test('long silence ends it', async () => {
    const life = await coming();
    await made(life, {}, { silence: { since: life.now(), told: [] } } as never);
    life.skipTo(plus(life.now(), 100 * DAY));
    await advance(life);
    expect(life.pushes()).toContain('plan_ending');
  });
});

describe('the steps of signing', () => {
  async function ordered() {
    const life = await CourseLife.open();
    return { life, id: await life.order() };
  }

  test('a draft that nobody signs is given up after a day', async () => {
    const { life, id } = await ordered();
    expect((await advance(life, id)).told).toBe(plus(life.now(), DAY));
    life.skipTo(plus(life.now(), DAY));
    expect((await advance(life, id)).told).toBeUndefined();
    expect(life.orderDoc(id).state).toBe('abandoned');
  });

  test('a signature that nobody told of is found, kept, and places are booked', async () => {
    const { life, id } = await ordered();
    life.pay.sign(await life.beginSigning(id));
    wait(life, 1);
    const left = await advance(life, id);
    expect(left.asked).toEqual(Array(2).fill(`query-sign-plan ${id}S1`));
    expect(Object.keys(left.seats ?? {})).toEqual([1, 2, 3].map((no) => `k${no}-${id}`));
    expect(life.orderDoc(id)).toMatchObject({ state: 'active', keptAttempt: 1 });
    expect(left.told).toBe(plus(life.now(), DAY));
  });

  test('a plan whose creation was lost is created again', async () => {
    const { life, id } = await ordered();
    life.pay.next('create-sign-plan', 'not-done');
    await life.beginSigning(id).catch(() => undefined);
    wait(life, 5);
    const asked = ['query', 'create', 'query'].map((how) => `${how}-sign-plan ${id}S1`);
    expect((await advance(life, id)).asked).toEqual(asked);
    expect(life.orderDoc(id).attempts.map(({ state }) => state)).toEqual(['unsigned']);
  });

  test('a plan that nobody signs lapses, and the order is given up; signed too late, it is taken up again', async () => {
    const { life, id } = await ordered();
    await life.beginSigning(id);
    wait(life, 125);
    await advance(life, id);
    expect(life.orderDoc(id)).toMatchObject({ state: 'abandoned', attempts: [{ state: 'lapsed' }] });
    life.pay.sign(`${id}S1`);
    await letters(life);
    await advance(life, id);
    expect(life.orderDoc(id).state).toBe('active');
  });
});

describe('the seats of an order', () => {
  test('are read while it is active, and not after', async () => {
    const life = await opened();
    const found: string[] = [];
    const find = life.store.find.bind(life.store);
    life.ports.store.find = ((name: 'seats', ...rest: [never]) => {
      found.push(name);
      return find(name, ...rest);
    }) as typeof find;
    await advance(life);
    expect(found).toContain('seats');
    await made(life, {}, { state: 'closed' });
    found.length = 0;
    await advance(life);
    expect(found).toEqual([]);
  });

  test('are taken by the time of their class, not as they were written', async () => {
    const life = await coming();
    const early = life.seat(ID, 3);
    const startsAt = plus(life.classStart(1), -HOUR);
    await life.store.updateIf('seats', early._id, { revision: early.revision }, { startsAt });
    await advance(life);
    expect(life.unit(ID, 1).startTime).toBe(startsAt);
  });
});

test('nothing is done for an order that is not there, nor is it looked at again', async () => {
  const life = await coming();
  expect(await advance(life, 'id9999')).toEqual({ told: undefined });
});

describe('what goes wrong', () => {
  test('books that contradict WeChat stop the order, and a person looks', async () => {
    const life = await opened();
    life.pay.meddle(NO, { totalFen: fen(10_000) });
    await made(life, { teaching: 'dropped' });
    const { told, tasks, order } = await advance(life);
    const reason = 'invariant 4: WeChat says paying for unit 1, which is open with us';
    expect(told).toBeUndefined();
    expect(order).toEqual({ parked: { reason, at: at('08:00') } });
    expect(tasks).toMatchObject({ [`order_parked-${ID}`]: { state: 'open', deadline: at('12:00') } });
    wait(life, 60);
    expect(await advance(life)).toEqual({ told: undefined });
  });

  test('anything else is not the order’s fault: it is thrown, and the order goes on later', async () => {
    const life = await coming();
    const send = life.pay.send;
    life.pay.send = () => Promise.reject(new Error('the network is down'));
    expect((await advance(life)).told).toBe('undefined: the network is down');
    expect(life.orderDoc(ID).parked).toBeUndefined();
    life.pay.send = send;
    wait(life, 1);
    await advance(life);
    expect(life.unit(ID, 1).collection).toBe('open');
  });

  test('an order that never rests is left for a minute after forty steps, and the log says which', async () => {
    const life = await taught();
    const endless: Partial<Unit> = { windowEndsAt: undefined as never };
    await made(life, endless, { pace: {} } as Partial<Order>);
    const logged: unknown[] = [];
    let steps = 0;
    const { transaction } = life.store;
    const ports = {
      ...life.ports,
      store: Object.assign(Object.create(life.store) as typeof life.store, {
        transaction: ((work: never) => {
          steps += 1;
          return transaction.call(life.store, work);
        }) as typeof transaction,
      }),
      log: { ...life.ports.log, warn: (...line: unknown[]) => void logged.push(line) },
    };
    expect(await advanceOrder(ports, ID)).toBe(plus(life.now(), MINUTE));
    expect(steps).toBe(40);
    expect(logged).toEqual([['order.not_at_rest', { order: ID }]]);
  });
});
