import type { Chance } from './chance';

/** What came of a worker that was ended before it came to its own end. */
export const DIED = Symbol('died');

/** Something a worker waits for: a call of a port, just before it is made or just after it was done. */
export interface Point {
  readonly port: 'store' | 'pay' | 'messages' | 'files';
  readonly what: string;
  readonly when: 'before' | 'after';
}

/** One run of a function. It waits at every point, and may be ended at any. */
export interface Worker {
  /** @throws what a port throws because a fault says so */
  at(point: Point): Promise<void>;
}

/** What may happen at a point; throwing there is an answer that never came. */
export type Trouble = (point: Point) => void;

/**
 * Runs workers one at a time, or several at once in an order that chance decides: whenever all of them wait, one goes
 * on. An ended worker never goes on, as a killed process doesn't: its `finally` is not reached either.
 */
export class Workers {
  /** Points passed so far, by all. */
  points = 0;
  private readonly waiting: (() => void)[] = [];
  private atOnce = 0;

  constructor(
    private readonly chance: Chance,
    private readonly trouble: Trouble = () => {},
  ) {}

  /** @param dieAt number of the point at which it is ended; it is at that point that it never goes on */
  run<T>(work: (worker: Worker) => Promise<T>, dieAt = Number.POSITIVE_INFINITY): Promise<T | typeof DIED> {
    let passed = 0;
    return new Promise<T | typeof DIED>((resolve, reject) => {
      const at = async (point: Point): Promise<void> => {
        passed += 1;
        this.points += 1;
        if (passed >= dieAt) {
          resolve(DIED);
          return new Promise(() => {});
        }
        if (this.atOnce > 0) await new Promise<void>((go) => this.waiting.push(go));
        this.trouble(point);
      };
      work({ at }).then(resolve, reject);
    });
  }

  /** Several at once; ends when all have. */
  async together(works: readonly (() => Promise<unknown>)[]): Promise<void> {
    this.atOnce += 1;
    let open = works.length;
    const all = works.map((work) => work().finally(() => (open -= 1)));
    for (let idle = 0; open > 0; ) {
      await settled();
      const next = this.waiting.splice(this.chance.below(this.waiting.length), 1)[0];
      next?.();
      idle = next === undefined ? idle + 1 : 0;
      if (idle > 100) throw new Error('workers wait for something that is no port');
    }
    this.atOnce -= 1;
    await Promise.all(all);
  }
}

/** When everything that can go on has. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
