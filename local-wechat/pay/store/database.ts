import Database from 'libsql';

export type PayDatabase = Database.Database;

/**
 * Opens WeChat Pay's own SQLite file. Written in WAL mode, so that what was answered survives a killed process;
 * only a power cut may lose the last moments (`synchronous = NORMAL`).
 */
export function openPayDatabase(file: string): PayDatabase {
  const database = new Database(file);
  database.exec('PRAGMA journal_mode = WAL');
  database.exec('PRAGMA synchronous = NORMAL');
  return database;
}

/** Runs `work` in one transaction: all of it is kept or, when it throws, nothing. May stand inside another. */
export function atomically<T>(database: PayDatabase, work: () => T): T {
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
