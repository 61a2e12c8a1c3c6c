/** Counts what is being done, so that the clock can wait until nothing is. */
export interface InFlight {
  readonly count: number;
  during<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves when the count is 0; at once when it is. */
  settled(): Promise<void>;
}

export function createInFlight(): InFlight {
  let count = 0;
  let waiting: (() => void)[] = [];
  return {
    get count() {
      return count;
    },
    async during(work) {
      count += 1;
      try {
        return await work();
      } finally {
        count -= 1;
        if (count === 0) {
          const toldNow = waiting;
          waiting = [];
          for (const tell of toldNow) tell();
        }
      }
    },
    async settled() {
      while (count > 0) await new Promise<void>((resolve) => waiting.push(resolve));
    },
  };
}
