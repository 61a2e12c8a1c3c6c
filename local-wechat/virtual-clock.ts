import type { Clock, DueSource, TimerAdvance } from './clock';
import { allocateSharedTime, flowSharedTime, freezeSharedTime, readSharedTime } from './shared-time';

export type ClockMode = 'running' | 'frozen';

export interface SavedClock {
  mode: ClockMode;
  /** `frozen`: the moment it stands at; `running`: what is added to real time, both in ms. */
  value: number;
}

/** Where the clock is kept, so that a killed process comes back at the moment it had reached. */
export interface ClockStore {
  load(): SavedClock | undefined;
  save(clock: SavedClock): void;
}

export interface VirtualClock extends Clock {
  readonly mode: ClockMode;
  /** The same time for worker threads, see shared-time.ts. */
  readonly shared: SharedArrayBuffer;
  /** Adds something with due work; `timer` sources are the ones that `once` fires on arrival only. */
  attach(source: DueSource, kind?: 'timer' | 'work'): void;
  /** Moves `ms` ahead, doing everything due on the way in order of time; answers the new time. Calls queue up. */
  advance(ms: number, timers?: TimerAdvance): Promise<number>;
  setMode(mode: ClockMode): Promise<void>;
  /** Resolves when no source has anything in flight. */
  settled(): Promise<void>;
  /** Stops firing; resolves when what was firing is done. */
  close(): Promise<void>;
}

export interface VirtualClockOptions {
  store: ClockStore;
  /** Used when the store is empty. Default: now, running. */
  start?: number | undefined;
  mode?: ClockMode | undefined;
  /** Told when a source fails while the clock runs by itself, where nobody waits for it. */
  onError?: (source: string, error: unknown) => void;
}

/** While running, sources are asked at least this often, since new work may have become due earlier. */
const LONGEST_WAIT_MS = 200;
/** A source that stays due at one moment this many times never comes to rest: a fault of its own. */
const MOST_RUNS_AT_ONE_MOMENT = 10_000;

export function createVirtualClock(options: VirtualClockOptions): VirtualClock {
  return new SharedVirtualClock(options);
}

class SharedVirtualClock implements VirtualClock {
  readonly shared = allocateSharedTime();
  private readonly time = new Float64Array(this.shared);
  private readonly sources: { source: DueSource; kind: 'timer' | 'work' }[] = [];
  private readonly firing = new Map<DueSource, Promise<void>>();
  private currentMode: ClockMode;
  private queue: Promise<unknown> = Promise.resolve();
  private advancing = false;
  private closed = false;
  private wake: NodeJS.Timeout | undefined;

  constructor(private readonly options: VirtualClockOptions) {
    const saved = options.store.load();
    this.currentMode = saved?.mode ?? options.mode ?? 'running';
    if (saved) this.apply(saved.value);
    else this.moveTo(options.start ?? Date.now());
    this.watch();
  }

  get mode(): ClockMode {
    return this.currentMode;
  }

  now(): number {
    return readSharedTime(this.time, Date.now);
  }

  attach(source: DueSource, kind: 'timer' | 'work' = 'work'): void {
    this.sources.push({ source, kind });
    this.watch();
  }

  advance(ms: number, timers: TimerAdvance = 'all'): Promise<number> {
    if (!Number.isFinite(ms) || ms < 0)
      throw new RangeError('The clock only moves forward: ms must be 0 or more.');
    return this.exclusively(async () => {
      const target = this.now() + Math.floor(ms);
      await this.runUntil(target, (kind) => timers === 'all' || kind === 'work');
      if (this.now() < target) this.moveTo(target);
      await this.runUntil(this.now(), () => true);
      return this.now();
    });
  }

  setMode(mode: ClockMode): Promise<void> {
    return this.exclusively(async () => {
      await this.settled();
      const now = this.now();
      this.currentMode = mode;
      this.moveTo(now);
      this.watch();
    });
  }

  async settled(): Promise<void> {
    for (;;) {
      // Sources at rest resolve without real waiting, so this mark is only reached when one was busy, and then
      // another may have become busy meanwhile: ask all of them again.
      let waited = false;
      const mark = setImmediate(() => {
        waited = true;
      });
      for (const { source } of this.sources) await source.settled();
      clearImmediate(mark);
      if (!waited) return;
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.wake);
    await this.queue;
    await Promise.all(this.firing.values());
  }

  /** Runs one change of the clock at a time; what the running clock fired before is done first. */
  private exclusively<T>(change: () => Promise<T>): Promise<T> {
    const turn = this.queue.then(async () => {
      this.advancing = true;
      try {
        await Promise.all(this.firing.values());
        return await change();
      } finally {
        this.advancing = false;
      }
    });
    this.queue = turn.catch(() => undefined);
    return turn;
  }

  private async runUntil(target: number, takesPart: (kind: 'timer' | 'work') => boolean): Promise<void> {
    let runsAtThisMoment = 0;
    for (;;) {
      await this.settled();
      const next = this.earliest(takesPart);
      if (!next || next.at > target) return;
      if (next.at > this.now()) {
        this.moveTo(next.at);
        runsAtThisMoment = 0;
      }
      runsAtThisMoment += 1;
      if (runsAtThisMoment > MOST_RUNS_AT_ONE_MOMENT) {
        throw new Error(
          `${next.source.name} is due again and again at one moment; the clock cannot move on.`,
        );
      }
      await next.source.runDue();
    }
  }

  private earliest(
    takesPart: (kind: 'timer' | 'work') => boolean,
  ): { source: DueSource; at: number } | undefined {
    let first: { source: DueSource; at: number } | undefined;
    for (const { source, kind } of this.sources) {
      if (!takesPart(kind)) continue;
      const at = source.nextDueAt();
      if (at !== undefined && (!first || at < first.at)) first = { source, at };
    }
    return first;
  }

  private moveTo(moment: number): void {
    const value = this.currentMode === 'frozen' ? moment : moment - Date.now();
    this.options.store.save({ mode: this.currentMode, value });
    this.apply(value);
  }

  private apply(value: number): void {
    if (this.currentMode === 'frozen') freezeSharedTime(this.time, value);
    else flowSharedTime(this.time, value);
  }

  /** While running: fires what is due, each source by itself, and looks again when the next one is. */
  private watch(): void {
    clearTimeout(this.wake);
    if (this.closed || this.currentMode !== 'running') return;
    let wait = LONGEST_WAIT_MS;
    if (!this.advancing) {
      for (const { source } of this.sources) {
        if (this.firing.has(source)) continue;
        const at = source.nextDueAt();
        if (at === undefined) continue;
        if (at <= this.now()) this.fire(source);
        else wait = Math.min(wait, at - this.now());
      }
    }
    this.wake = setTimeout(() => this.watch(), Math.max(wait, 1));
  }

  private fire(source: DueSource): void {
    const run = source
      .runDue()
      .catch((error: unknown) => this.options.onError?.(source.name, error))
      .finally(() => this.firing.delete(source));
    this.firing.set(source, run);
  }
}
