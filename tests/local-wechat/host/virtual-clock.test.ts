import type { DueSource } from '../../../local-wechat/clock';
import {
  type ClockStore,
  createVirtualClock,
  type SavedClock,
  type VirtualClock,
} from '../../../local-wechat/virtual-clock';

const START = Date.parse('2026-03-02T09:00:00+08:00');

function memoryStore(): ClockStore & { saved: SavedClock | undefined } {
  return {
    saved: undefined,
    load() {
      return this.saved;
    },
    save(clock) {
      this.saved = clock;
    },
  };
}

/** Work due at the given moments; each run may plan more. */
function workAt(
  clock: VirtualClock,
  name: string,
  moments: number[],
  done: string[],
  also?: () => void,
): DueSource {
  return {
    name,
    nextDueAt: () => moments[0],
    async runDue() {
      const at = moments.shift();
      await new Promise((resolve) => setImmediate(resolve));
      done.push(`${name} ${(clock.now() - START) / 1000} ${at === clock.now()}`);
      also?.();
    },
    async settled() {},
  };
}

describe('The virtual clock', () => {
  const clocks: VirtualClock[] = [];
  const make = (options: Parameters<typeof createVirtualClock>[0]) => {
    const clock = createVirtualClock(options);
    clocks.push(clock);
    return clock;
  };

  afterEach(async () => {
    await Promise.all(clocks.splice(0).map((clock) => clock.close()));
  });

  test('frozen, it stands still until it is advanced', async () => {
    const clock = make({ store: memoryStore(), start: START, mode: 'frozen' });
    expect(clock.now()).toBe(START);
    await expect(clock.advance(1500)).resolves.toBe(START + 1500);
    expect(clock.now()).toBe(START + 1500);
  });

  test('all due work is done in order of time, each at its moment', async () => {
    const clock = make({ store: memoryStore(), start: START, mode: 'frozen' });
    const done: string[] = [];
    clock.attach(workAt(clock, 'deduction', [START + 3000, START + 9000], done));
    clock.attach(workAt(clock, 'callback', [START + 1000, START + 5000], done));
    await clock.advance(6000);
    expect(done).toEqual(['callback 1 true', 'deduction 3 true', 'callback 5 true']);
  });

  test('work that work on the way brings about is done before the clock moves past it', async () => {
    const clock = make({ store: memoryStore(), start: START, mode: 'frozen' });
    const done: string[] = [];
    const callbacks: number[] = [];
    clock.attach(workAt(clock, 'callback', callbacks, done));
    clock.attach(workAt(clock, 'deduction', [START + 1000], done, () => callbacks.push(START + 2000)));
    await clock.advance(10_000);
    expect(done).toEqual(['deduction 1 true', 'callback 2 true']);
  });

  test('advances asked for at the same time come one after the other', async () => {
    const clock = make({ store: memoryStore(), start: START, mode: 'frozen' });
    await expect(Promise.all([clock.advance(1000), clock.advance(2000)])).resolves.toEqual([
      START + 1000,
      START + 3000,
    ]);
  });

  test('it does not move while something is in flight', async () => {
    const clock = make({ store: memoryStore(), start: START, mode: 'frozen' });
    let land = () => {};
    let landed = false;
    const flight = new Promise<void>((resolve) => {
      land = () => {
        landed = true;
        resolve();
      };
    });
    clock.attach({ name: 'call', nextDueAt: () => undefined, runDue: async () => {}, settled: () => flight });
    const advance = clock.advance(1000);
    await new Promise((resolve) => setImmediate(resolve));
    expect(clock.now()).toBe(START);
    expect(landed).toBe(false);
    land();
    await expect(advance).resolves.toBe(START + 1000);
  });

  test('it never goes back', async () => {
    const clock = make({ store: memoryStore(), start: START, mode: 'frozen' });
    expect(() => clock.advance(-1)).toThrow('only moves forward');
  });

  test('a source that never comes to rest is named instead of hanging the clock', async () => {
    const clock = make({ store: memoryStore(), start: START, mode: 'frozen' });
    clock.attach({
      name: 'restless',
      nextDueAt: () => START,
      runDue: async () => {},
      settled: async () => {},
    });
    await expect(clock.advance(1000)).rejects.toThrow(/restless is due again and again/);
  });

  test('a process that was killed comes back at the moment it had reached', async () => {
    const store = memoryStore();
    await make({ store, start: START, mode: 'frozen' }).advance(5000);
    const again = make({ store, start: START + 999_999, mode: 'running' });
    expect(again.mode).toBe('frozen');
    expect(again.now()).toBe(START + 5000);
  });

  test('running, it flows from where it was put, and due work comes by itself', async () => {
    const clock = make({ store: memoryStore(), start: START, mode: 'running' });
    const came = new Promise<void>((resolve) => {
      clock.attach({
        name: 'reminder',
        nextDueAt: () => START + 30,
        runDue: async () => resolve(),
        settled: async () => {},
      });
    });
    await came;
    expect(clock.now()).toBeGreaterThanOrEqual(START + 30);
    expect(clock.now()).toBeLessThan(START + 60_000);
  });

  test('it is stopped and let go without a jump', async () => {
    const clock = make({ store: memoryStore(), start: START, mode: 'frozen' });
    await clock.setMode('running');
    await clock.advance(3_600_000);
    await clock.setMode('frozen');
    const stopped = clock.now();
    expect(stopped).toBeGreaterThanOrEqual(START + 3_600_000);
    expect(stopped).toBeLessThan(START + 3_660_000);
    expect(clock.now()).toBe(stopped);
  });

  test('worker threads read the same time from shared memory', async () => {
    const clock = make({ store: memoryStore(), start: START, mode: 'frozen' });
    await clock.advance(42);
    expect(new Float64Array(clock.shared)[0]).toBe(START + 42);
  });
});
