import { createMemoryStore } from '../../../server/adapters/memory-store/memory-store';
import { DAY, HOUR, MINUTE, msOf, plus, SECOND, type Time, timeOf } from '../../../server/domain/time';
import type { AgendaKind } from '../../../server/ports/agenda';
import { StoreBusy } from '../../../server/ports/store';
import { NEVER, putAgenda } from '../../../server/usecases/agenda/agenda';
import { type AgendaHandler, runAgenda, runNow } from '../../../server/usecases/agenda/run-agenda';
import type { Ports } from '../../../server/usecases/ports';
import { CourseLife, FIRST_CLASS } from '../course-life';

/** A bare agenda with a clock that stands still. */
async function agenda() {
  const life = await CourseLife.open();
  let ms = msOf(FIRST_CLASS);
  const store = createMemoryStore();
  const ports: Ports = { ...life.ports, store, clock: { now: () => timeOf(ms) } };
  return {
    ports,
    now: () => timeOf(ms),
    pass: (span: number) => {
      ms += span;
    },
    put: (subject: string, dueAt: Time, kind: AgendaKind = 'order') =>
      store.transaction((tx) => putAgenda(tx, kind, subject, dueAt)),
    row: (subject: string) => store.all('agenda').find((row) => row.subject === subject),
    tasks: () => store.all('tasks'),
    run: (order: AgendaHandler) => runAgenda(ports, { order }),
  };
}

/** Notes whom it was called for and says when next. */
function worker(next?: (subject: string) => Time | undefined) {
  const seen: string[] = [];
  const handler: AgendaHandler = async (_ports, subject) => {
    seen.push(subject);
    return next?.(subject);
  };
  return { seen, handler };
}

describe('what is due', () => {
  test('is done once, the oldest first, and then waits for its next time', async () => {
    const a = await agenda();
    await a.put('late', a.now());
    await a.put('later', plus(a.now(), MINUTE));
    await a.put('old', plus(a.now(), -DAY));
    const { seen, handler } = worker((subject) => (subject === 'old' ? plus(a.now(), HOUR) : undefined));
    expect(await a.run(handler)).toEqual({ done: 2, failed: 0 });
    expect(await a.run(handler)).toEqual({ done: 0, failed: 0 });
    expect(seen).toEqual(['old', 'late']);
    expect(a.row('old')?.dueAt).toBe(plus(a.now(), HOUR));
    expect(a.row('late')?.dueAt).toBe(NEVER);
    a.pass(HOUR);
    await a.run(handler);
    expect(seen).toEqual(['old', 'late', 'later', 'old']);
  });

  test('of a kind that nobody handles here is left to others', async () => {
    const a = await agenda();
    await a.put('x', a.now(), 'push');
    const { seen, handler } = worker();
    await a.run(handler);
    expect(seen).toEqual([]);
    expect(a.row('x')?.leaseOwner).toBe('');
  });

  test('in great number is all done in one run, in bounded batches', async () => {
    const a = await agenda();
    for (let i = 0; i < 55; i += 1) await a.put(`s${i}`, a.now());
    const { seen, handler } = worker();
    expect(await a.run(handler)).toEqual({ done: 55, failed: 0 });
    expect(new Set(seen).size).toBe(55);
  });

  test('is not begun any more 40 seconds after the run began', async () => {
    const a = await agenda();
    for (let i = 0; i < 30; i += 1) await a.put(`s${i}`, a.now());
    const { done } = await a.run(async () => {
      a.pass(3 * SECOND);
      return undefined;
    });
    expect(done).toBe(20);
    expect((await a.run(worker().handler)).done).toBe(10);
  });
});

describe('a poke', () => {
  test('brings a row forward, and never puts it off', async () => {
    const a = await agenda();
    await a.put('s', plus(a.now(), HOUR));
    await a.put('s', plus(a.now(), MINUTE));
    await a.put('s', plus(a.now(), DAY));
    expect(a.row('s')).toMatchObject({ dueAt: plus(a.now(), MINUTE), pokes: 2 });
  });

  test('during the work is not lost: the subject is looked at again', async () => {
    const a = await agenda();
    await a.put('s', a.now());
    let rounds = 0;
    await a.run(async () => {
      rounds += 1;
      if (rounds === 1) await a.put('s', a.now());
      return undefined;
    });
    expect(rounds).toBe(2);
    expect(a.row('s')).toMatchObject({ dueAt: NEVER, leaseOwner: '' });
  });

  test('again and again does not keep one worker for ever; the row stays due', async () => {
    const a = await agenda();
    await a.put('s', a.now());
    let rounds = 0;
    await a.run(async () => {
      rounds += 1;
      a.pass(SECOND);
      await a.put('s', a.now());
      return undefined;
    });
    expect(rounds).toBeLessThan(60);
    expect(a.row('s')).toMatchObject({ leaseOwner: '' });
    expect((a.row('s')?.dueAt ?? NEVER) <= a.now()).toBe(true);
  });

  test('during work that fails is heard a minute later, however often it failed before', async () => {
    const a = await agenda();
    await a.put('s', a.now());
    const failing = async (poke: boolean) => {
      await a.run(async () => {
        if (poke) await a.put('s', a.now());
        throw new Error('broken');
      });
    };
    for (let i = 0; i < 5; i += 1) {
      await failing(false);
      a.pass(2 * HOUR);
    }
    await failing(true);
    expect(a.row('s')?.dueAt).toBe(plus(a.now(), MINUTE));
  });
});

describe('work that fails', () => {
  test('is tried again, later each time; success forgets the failures', async () => {
    const a = await agenda();
    await a.put('s', a.now());
    const waits: number[] = [];
    for (let i = 0; i < 6; i += 1) {
      expect(await a.run(() => Promise.reject(new Error('broken')))).toEqual({ done: 0, failed: 1 });
      const dueAt = a.row('s')?.dueAt ?? a.now();
      waits.push((msOf(dueAt) - msOf(a.now())) / MINUTE);
      a.pass(msOf(dueAt) - msOf(a.now()));
    }
    expect(waits).toEqual([1, 2, 5, 15, 60, 60]);
    await a.run(worker().handler);
    expect(a.row('s')?.failures).toBe(0);
  });

  test('five times in a row is told to staff, once', async () => {
    const a = await agenda();
    await a.put('order1', a.now());
    for (let i = 0; i < 7; i += 1) {
      expect(a.tasks()).toHaveLength(i < 5 ? 0 : 1);
      await a.run(() => Promise.reject(new Error('broken')));
      a.pass(HOUR);
    }
    expect(a.tasks()).toMatchObject([{ kind: 'stuck_call', subject: { orderId: 'order1' }, state: 'open' }]);
  });

  test('because the database is busy is tried again a minute later, each time, and is told to nobody', async () => {
    const a = await agenda();
    await a.put('s', a.now());
    await a.run(() => Promise.reject(new Error('broken')));
    a.pass(MINUTE);
    for (let i = 0; i < 8; i += 1) {
      expect(await a.run(() => Promise.reject(new StoreBusy('held')))).toEqual({ done: 0, failed: 1 });
      expect(a.row('s')).toMatchObject({ dueAt: plus(a.now(), MINUTE), leaseOwner: '', failures: 1 });
      a.pass(MINUTE);
    }
    expect(a.tasks()).toEqual([]);
  });

  test('does not stop the others', async () => {
    const a = await agenda();
    for (const s of ['a', 'b', 'c']) await a.put(s, a.now());
    const { done, failed } = await a.run((_ports, subject) =>
      subject === 'b' ? Promise.reject(new Error('broken')) : Promise.resolve(undefined),
    );
    expect([done, failed]).toEqual([2, 1]);
  });
});

describe('a lease', () => {
  test('lets only one of two runs do the work', async () => {
    const a = await agenda();
    for (let i = 0; i < 10; i += 1) await a.put(`s${i}`, a.now());
    const { seen, handler } = worker();
    const [one, two] = await Promise.all([a.run(handler), a.run(handler)]);
    expect(one.done + two.done).toBe(10);
    expect(seen).toHaveLength(10);
  });

  test('of a worker that died runs out after two minutes', async () => {
    const a = await agenda();
    await a.put('s', a.now());
    const { seen, handler } = worker();
    let inside: (() => void) | undefined;
    const dead = a.run(() => new Promise((resolve) => (inside = () => resolve(undefined))));
    while (inside === undefined) await Promise.resolve();
    await a.run(handler);
    expect(seen).toEqual([]);
    a.pass(2 * MINUTE);
    await a.run(handler);
    expect(seen).toEqual(['s']);
    await a.put('s', a.now());
    inside();
    await dead;
    // The one that came back late has nothing to say about the row any more.
    expect(a.row('s')?.dueAt).toBe(a.now());
  });

  test('keeps somebody who waits from working beside the timer', async () => {
    const a = await agenda();
    await a.put('s', plus(a.now(), DAY));
    const { seen, handler } = worker();
    expect(await runNow(a.ports, 'order', 's', handler)).toBe(true);
    await a.put('s', a.now());
    let inside: (() => void) | undefined;
    const running = a.run(() => new Promise((resolve) => (inside = () => resolve(undefined))));
    while (inside === undefined) await Promise.resolve();
    expect(await runNow(a.ports, 'order', 's', handler)).toBe(false);
    inside();
    await running;
    expect(seen).toEqual(['s']);
    expect(await runNow(a.ports, 'order', 'nobody', handler)).toBe(false);
  });
});

describe('two timers at once on a real course', () => {
  test('open, charge and finish nothing twice', async () => {
    const life = await CourseLife.open({ classes: 2 });
    const id = await life.enrol();
    const tick = life.tick.bind(life);
    life.tick = async () => {
      await Promise.all([tick(), tick(), life.refresh(id)]);
    };
    await life.attend(id, 1);
    await life.attend(id, 2);
    await life.runFor(3 * DAY);
    expect(life.orderDoc(id).state).toBe('completed');
    expect(life.pay.times('open-order')).toBe(2);
    expect(life.pay.times('complete-order')).toBe(2);
    expect(life.pushes().filter((kind) => kind === 'voucher')).toHaveLength(2);
    life.expectExplained();
  });

  test('a learner who acts at the same moment is heard', async () => {
    const life = await CourseLife.open({ classes: 2, every: 7 * DAY });
    const id = await life.enrol();
    await life.attend(id, 1);
    await life.runFor(24 * HOUR - MINUTE);
    life.skipTo(plus(life.now(), MINUTE));
    const [, objection] = await Promise.allSettled([life.tick(), life.object(id, 1)]);
    await life.runFor(HOUR);
    expect(objection.status).toBe('rejected');
    expect(life.unit(id, 1).collection).toBe('paid');
  });
});
