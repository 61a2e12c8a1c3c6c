import type Database from 'libsql';
import type { Shelf, ShelfIndex } from '../shelf';

interface Row {
  doc: string;
}

/** A table of documents as JSON texts. */
export class SqliteShelf<T extends object> implements Shelf<T> {
  constructor(
    private readonly database: Database.Database,
    private readonly table: string,
    private readonly keyOf: (doc: T) => string,
    indexes: readonly ShelfIndex[] = [],
  ) {
    database.exec(`CREATE TABLE IF NOT EXISTS ${table} (key TEXT PRIMARY KEY, doc TEXT NOT NULL)`);
    for (const { field, unique } of indexes) {
      const kind = unique ? 'UNIQUE INDEX' : 'INDEX';
      database.exec(
        `CREATE ${kind} IF NOT EXISTS ${table}_${field} ON ${table} (json_extract(doc, '$.${field}'))`,
      );
    }
  }

  get(key: string): T | undefined {
    const row = this.database.prepare(`SELECT doc FROM ${this.table} WHERE key = ?`).get(key);
    return row === undefined ? undefined : this.read(row as Row);
  }

  where(field: string, value: string | number): T[] {
    return this.database
      .prepare(`SELECT doc FROM ${this.table} WHERE json_extract(doc, '$.${field}') = ? ORDER BY rowid`)
      .all(value)
      .map((row) => this.read(row as Row));
  }

  one(field: string, value: string | number): T | undefined {
    return this.where(field, value)[0];
  }

  all(): T[] {
    return this.database
      .prepare(`SELECT doc FROM ${this.table} ORDER BY rowid`)
      .all()
      .map((row) => this.read(row as Row));
  }

  put(doc: T): void {
    this.database
      .prepare(
        `INSERT INTO ${this.table} (key, doc) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET doc = excluded.doc`,
      )
      .run(this.keyOf(doc), JSON.stringify(doc));
  }

  private read(row: Row): T {
    return JSON.parse(row.doc) as T;
  }
}
