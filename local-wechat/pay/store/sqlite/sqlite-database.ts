import Database from 'libsql';
import type { PayDatabase } from '../database';
import { SqliteAgenda } from './sqlite-agenda';
import { SqliteShelf } from './sqlite-shelf';

/**
 * Opens WeChat Pay's own SQLite file. Written in WAL mode, so that what was answered survives a killed process;
 * only a power cut may lose the last moments (`synchronous = NORMAL`).
 */
export function openSqliteDatabase(file: string): PayDatabase {
  const database = new Database(file);
  database.exec('PRAGMA journal_mode = WAL');
  database.exec('PRAGMA synchronous = NORMAL');
  return {
    shelf: (name, keyOf, indexes) => new SqliteShelf(database, name, keyOf, indexes),
    agenda: () => new SqliteAgenda(database),
    atomically: (work) => atomically(database, work),
    close: () => void database.close(),
  };
}

function atomically<T>(database: Database.Database, work: () => T): T {
  if (database.inTransaction) return work();
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
}
