import { StoreBusy } from '../../server/ports/store';
import type { Point } from './workers';

/** `busy`: refused by the database. `lost`: the connection broke before it was done. `unheard`: after it was done. */
export type StoreTrouble = 'busy' | 'lost' | 'unheard';

export const STORE_TROUBLES: readonly StoreTrouble[] = ['busy', 'lost', 'unheard'];

/** An answer of the database that did not come because a fault says so. */
export class NoAnswer extends Error {
  constructor(what: string) {
    super(`the database did not answer: ${what}`);
    this.name = 'NoAnswer';
  }
}

/** What goes wrong between a function and the database. */
export class StoreTroubles {
  private readonly coming: { trouble: StoreTrouble; after: number }[] = [];
  /** How often each has happened. */
  readonly happened: Partial<Record<StoreTrouble, number>> = {};

  /** After so many points the next one that fits meets this. */
  add(trouble: StoreTrouble, after: number): void {
    this.coming.push({ trouble, after });
  }

  clear(): void {
    this.coming.splice(0);
  }

  /** @throws StoreBusy, NoAnswer */
  meet({ port, what, when }: Point): void {
    const [next] = this.coming;
    if (port !== 'store' || next === undefined) return;
    next.after -= 1;
    const fits = when === (next.trouble === 'unheard' ? 'after' : 'before') && !isInside(what);
    if (next.after > 0 || !fits) return;
    this.coming.shift();
    this.happened[next.trouble] = (this.happened[next.trouble] ?? 0) + 1;
    if (next.trouble === 'busy') throw new StoreBusy(`${what}: so asked`);
    throw new NoAnswer(what);
  }
}

/** A step inside a transaction: it is the transaction as a whole that fails. */
function isInside(what: string): boolean {
  return /^(read|add|put|remove) /.test(what);
}
