import type { Controls } from '../local/controls';

const MINUTE = 60_000;

interface Moment {
  at: number;
  order: number;
  act: () => Promise<void>;
}

/** The stories of several learners on one clock: moments in order of time, each may add further ones. */
export class Timeline {
  private moments: Moment[] = [];
  private added = 0;

  constructor(private readonly control: Controls) {}

  /** @param at milliseconds since the epoch */
  at(at: number, act: () => Promise<void>): void {
    this.added += 1;
    this.moments.push({ at, order: this.added, act });
  }

  /** Lets the timers run for some minutes, so that what is due is done and WeChat's news arrive. */
  async settle(minutes: number): Promise<void> {
    await this.control.advance(minutes * MINUTE, 'all');
  }

  async run(): Promise<void> {
    for (;;) {
      const next = this.takeNext();
      if (next === undefined) return;
      const now = await this.control.now();
      // Weeks pass between classes: timers that were missed on the way must be survivable.
      if (next.at > now) await this.control.advance(next.at - now, 'once');
      await next.act();
    }
  }

  private takeNext(): Moment | undefined {
    this.moments.sort((a, b) => a.at - b.at || a.order - b.order);
    return this.moments.shift();
  }
}
