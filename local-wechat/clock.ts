/**
 * The one clock of the local WeChat: database, timers, WeChat Pay and functions all read it.
 *
 * Times are milliseconds since the epoch. `frozen` stands still until advanced (tests); `running` flows with
 * real time from wherever it was put.
 */
export interface Clock {
  now(): number;
}

/** Something that has work due at a moment of virtual time: cloud timers, WeChat Pay's deductions and callbacks. */
export interface DueSource {
  readonly name: string;
  /** The moment of its next work (may lie in the past when late), or undefined when it has none. */
  nextDueAt(): number | undefined;
  /** Does everything that is due at `clock.now()`; resolves when it is done, retries and callbacks included. */
  runDue(): Promise<void>;
  /** Resolves when nothing of it is in flight. */
  settled(): Promise<void>;
}

/** How timers behave while the clock is advanced: at every tick on the way, or once on arrival (missed ticks). */
export type TimerAdvance = 'all' | 'once';
