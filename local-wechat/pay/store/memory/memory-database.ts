import type { PayDatabase } from '../database';
import { MemoryAgenda } from './memory-agenda';
import { MemoryShelf } from './memory-shelf';

/** Remembers how to take back what the open transaction has written. */
export type Undo = (takeBack: () => void) => void;

/** A WeChat Pay that lives in memory only: for simulations that play thousands of histories, each on a fresh one. */
export function openMemoryDatabase(): PayDatabase {
  let journal: (() => void)[] | undefined;
  const undo: Undo = (takeBack) => void journal?.push(takeBack);
  const agenda = new MemoryAgenda(undo);
  return {
    shelf: (name, keyOf, indexes) => new MemoryShelf(name, keyOf, indexes ?? [], undo),
    agenda: () => agenda,
    atomically<T>(work: () => T): T {
      if (journal !== undefined) return work();
      const written: (() => void)[] = [];
      journal = written;
      try {
        return work();
      } catch (error) {
        for (const takeBack of written.reverse()) takeBack();
        throw error;
      } finally {
        journal = undefined;
      }
    },
    close: () => {},
  };
}
