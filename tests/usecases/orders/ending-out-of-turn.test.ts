import type { Order } from '../../../server/domain/order/order';
import { DAY, HOUR, plus } from '../../../server/domain/time';
import { closeFromWeChat } from '../../../server/usecases/closing/close-from-wechat';
import { dropRest, finish, warnEnding } from '../../../server/usecases/closing/finish';
import { watchSilence } from '../../../server/usecases/closing/watch-silence';
import type { Ports } from '../../../server/usecases/ports';
import { CourseLife } from '../course-life';
import { PAYER } from '../guitar-course';

/*
 * The steps that end an order, in every state that it can be in by the time they come to it.
 */

type Step = (ports: Ports, orderId: string) => Promise<unknown>;

const STATES = [
  ...(['drafted', 'signing', 'abandoned', 'active'] as const),
  ...(['closing', 'closed', 'completed', 'expired'] as const),
];

/** An enrolled order that looks like this. */
async function lifeWith(changes: Partial<Order> | ((order: Order) => Partial<Order>)) {
  const life = await CourseLife.open();
  const id = await life.enrol();
  const order = life.orderDoc(id);
  const changed = typeof changes === 'function' ? changes(order) : changes;
  await life.store.updateIf('orders', id, { revision: order.revision }, changed);
  return { life, id };
}

function seen(life: CourseLife): string {
  const names = ['orders', 'seats', 'locks', 'ledger', 'pushes', 'tasks', 'audit'] as const;
  return JSON.stringify(names.map((name) => life.store.all(name)));
}

const ended = ({ attempts }: Order): Partial<Order> => ({
  attempts: attempts.map((attempt) => ({ ...attempt, state: 'ended' as const })),
});

describe('by the state of the order', () => {
  test.each<[string, Step, (order: Order) => Partial<Order>, string[]]>([
    ['a closing inside WeChat', closeFromWeChat, ended, ['active']],
    ['dropping what is left', dropRest, () => ({}), ['active']],
    ['finishing', (ports, id) => finish(ports, id, 'closed'), () => ({}), ['closing']],
    ['watching its silence', watchSilence, () => ({ silenceDays: 60 }), ['active']],
  ])('%s is done in its turn only', async (_, step, shaped, turns) => {
    const done: string[] = [];
    for (const state of STATES) {
      const { life, id } = await lifeWith((order) => ({ ...shaped(order), state }));
      const before = seen(life);
      // From active to closed there is no move: an order is closed by way of closing.
      const move = await step(life.ports, id).catch((error: Error) => error.name);
      if (seen(life) !== before && move !== 'ForbiddenTransition') done.push(state);
    }
    expect(done).toEqual(turns);
  });

  test('a plan that is still signed was not closed inside WeChat', async () => {
    const { life, id } = await lifeWith({ state: 'active' });
    const before = seen(life);
    await closeFromWeChat(life.ports, id);
    expect(seen(life)).toBe(before);
  });

  test('nothing is silent whose contract knows no end by silence', async () => {
    const { life, id } = await lifeWith({ state: 'active' });
    const { silenceDays: _days, ...endless } = life.orderDoc(id);
    await life.store.transaction((tx) => tx.put('orders', endless));
    const before = seen(life);
    await watchSilence(life.ports, id);
    expect(seen(life)).toBe(before);
  });
});

describe('a plan that ends with classes untaught', () => {
  test('is warned of once for each time', async () => {
    const { life, id } = await lifeWith({ state: 'active' });
    await warnEnding(life.ports, id, 30);
    await warnEnding(life.ports, id, 30);
    await warnEnding(life.ports, id, 7);
    expect(life.orderDoc(id).warnedDays).toEqual([30, 7]);
    const ids = life.store.all('pushes').map(({ _id }) => _id);
    expect(ids.filter((one) => one.startsWith('ending-'))).toEqual([`ending-${id}-30`, `ending-${id}-7`]);
    expect(life.store.all('tasks').filter(({ kind }) => kind === 'plan_ending')).toHaveLength(1);
  });
});

describe('an order that stays silent', () => {
  /** Sixty days from its last class on. */
  async function silent() {
    const { life, id } = await lifeWith({ silenceDays: 60 });
    const last = plus(life.classStart(3), HOUR);
    const at = async (days: number) => {
      life.skipTo(plus(last, days * DAY));
      await watchSilence(life.ports, id);
      return life.orderDoc(id);
    };
    const task = () => life.store.all('tasks').find(({ kind }) => kind === 'silent_order')?.state;
    return { life, id, last, at, task };
  }

  test('is only looked at before its warning is due', async () => {
    const { at, last, task, life } = await silent();
    expect(await at(45)).toMatchObject({ state: 'active', quietSince: last });
    expect(task()).toBeUndefined();
    expect(life.store.all('pushes').filter(({ _id }) => _id.startsWith('silence-'))).toEqual([]);
  });

  test('is warned once, and stopped fourteen days after', async () => {
    const { life, id, at, last, task } = await silent();
    const warned = await at(46);
    expect(warned).toMatchObject({ state: 'active', silenceWarnedAt: life.now() });
    expect(task()).toBe('open');
    const warnings = () => life.store.all('pushes').filter(({ _id }) => _id.startsWith('silence-'));
    expect(warnings()).toMatchObject([{ _id: `silence-${id}-${last.slice(0, 10)}`, openid: PAYER }]);

    expect(await at(59)).toMatchObject({ state: 'active', silenceWarnedAt: warned.silenceWarnedAt });
    expect(warnings()).toHaveLength(1);

    expect(await at(60)).toMatchObject({ state: 'closing', closing: { by: 'institution', silence: true } });
    expect(task()).toBe('done');
    const [record] = life.store.all('audit').filter(({ action }) => action === 'silence.stopped');
    expect(record).toMatchObject({
      ...{ by: 'timer', subject: id, before: JSON.stringify({ since: last }) },
      after: JSON.stringify({ silenceDays: 60 }),
    });
  });

  test('and then has a class again is not silent any more', async () => {
    const { life, id, at, task } = await silent();
    await at(46);
    const seat = life.seat(id, 3);
    const [startsAt, endsAt] = [plus(life.now(), DAY), plus(life.now(), DAY + HOUR)];
    await life.store.updateIf('seats', seat._id, { revision: seat.revision }, { startsAt, endsAt });
    await watchSilence(life.ports, id);
    expect(life.orderDoc(id)).toMatchObject({ state: 'active', quietSince: endsAt });
    expect(life.orderDoc(id)).not.toHaveProperty('silenceWarnedAt');
    expect(task()).toBe('done');
  });

  test('whose only later seat was given up is silent all the same', async () => {
    const { life, id, at } = await silent();
    const seat = life.seat(id, 3);
    const later = { startsAt: plus(seat.startsAt, 90 * DAY), endsAt: plus(seat.endsAt, 90 * DAY) };
    await life.store.updateIf(
      'seats',
      seat._id,
      { revision: seat.revision },
      { ...later, state: 'released' },
    );
    expect(await at(46)).toHaveProperty('silenceWarnedAt');
  });
});
