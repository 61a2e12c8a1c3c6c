import Database from 'libsql';
import type { ClockStore, SavedClock } from './virtual-clock';

export type LocalDb = InstanceType<typeof Database>;

/** `DATA/local.db`: the clock, subscribe messages and stored files. It survives `kill -9`. */
export function openLocalDb(file: string): LocalDb {
  const db = new Database(file);
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
  return db;
}

export function clockStore(db: LocalDb): ClockStore {
  db.exec('CREATE TABLE IF NOT EXISTS clock (id INTEGER PRIMARY KEY CHECK (id = 1), mode TEXT, value REAL)');
  const read = db.prepare('SELECT mode, value FROM clock');
  const write = db.prepare('INSERT OR REPLACE INTO clock (id, mode, value) VALUES (1, ?, ?)');
  return {
    load() {
      const row = read.get() as SavedClock | undefined;
      return row === undefined ? undefined : { mode: row.mode, value: row.value };
    },
    save({ mode, value }) {
      write.run(mode, value);
    },
  };
}
