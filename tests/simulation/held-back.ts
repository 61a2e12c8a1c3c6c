/** One callback as it came in. */
export interface Letter {
  body: string;
  headers: Record<string, string>;
}

const MINUTE_MS = 60_000;

/** Callbacks wait for each other until the next full minute, when timers come, and are heard in an order of their own. */
export class HeldBack {
  private letters: Letter[] = [];
  /** When they are to be heard; never while there are none. */
  until = Number.POSITIVE_INFINITY;

  constructor(private readonly inOrder: (letters: readonly Letter[]) => Letter[]) {}

  keep(letter: Letter, now: number): void {
    if (this.letters.length === 0) this.until = Math.ceil(now / MINUTE_MS) * MINUTE_MS;
    this.letters.push(letter);
  }

  take(): Letter[] {
    const all = this.inOrder(this.letters);
    this.letters = [];
    this.until = Number.POSITIVE_INFINITY;
    return all;
  }
}
