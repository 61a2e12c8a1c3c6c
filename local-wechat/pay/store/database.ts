import type { Agenda } from './agenda';
import type { Shelf, ShelfIndex } from './shelf';

/** Where WeChat Pay keeps everything it knows. */
export interface PayDatabase {
  shelf<T extends object>(name: string, keyOf: (doc: T) => string, indexes?: readonly ShelfIndex[]): Shelf<T>;
  agenda(): Agenda;
  /** Runs `work` in one transaction: all of it is kept or, when it throws, nothing. May stand inside another. */
  atomically<T>(work: () => T): T;
  close(): void;
}
