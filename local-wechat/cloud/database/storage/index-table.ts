import type Database from 'libsql';
import type { IndexDefinition } from '../types';
import type { Document } from '../values/value';
import { type IndexKeys, indexKeys } from './index-keys';
import { type FoundRow, type KeyRange, type OrderedScan, paged } from './ordered-scan';

/**
 * One index of a collection: a table of SQLite ordered by (key, row), where a key is the order key of the indexed
 * fields. A table, not an expression index, because MongoDB's order, missing fields and arrays have to be exact.
 */
export class IndexTable implements OrderedScan {
  readonly fields: readonly string[];
  readonly unique: boolean;
  private readonly addKey: Database.Statement;
  private readonly dropKey: Database.Statement;
  private readonly firstHolder: Database.Statement;
  private readonly upwards: Database.Statement;
  private readonly downwards: Database.Statement;
  private readonly saveArrays: Database.Statement;

  /** `arrays`: for each field, whether any document ever had an array on its path (kept for good, as MongoDB does). */
  constructor(
    db: Database.Database,
    readonly id: number,
    documents: string,
    readonly definition: IndexDefinition,
    readonly arrays: boolean[],
  ) {
    this.fields = definition.keys.map((key) => key.field);
    this.unique = definition.unique === true;
    const table = `index_${id}`;
    const found = `SELECT i.key, d.row, d.text FROM ${table} i JOIN ${documents} d ON d.row = i.row
      WHERE i.key >= ? AND i.key < ?`;
    this.addKey = db.prepare(`INSERT INTO ${table} (key, row) VALUES (?, ?)`);
    this.dropKey = db.prepare(`DELETE FROM ${table} WHERE key = ? AND row = ?`);
    this.firstHolder = db.prepare(`SELECT row FROM ${table} WHERE key = ? LIMIT 1`).raw();
    this.upwards = db.prepare(`${found} AND (i.key, i.row) > (?, ?) ORDER BY i.key, i.row LIMIT ?`).raw();
    this.downwards = db
      .prepare(`${found} AND (i.key, i.row) < (?, ?) ORDER BY i.key DESC, i.row DESC LIMIT ?`)
      .raw();
    this.saveArrays = db.prepare('UPDATE indexes SET arrays = ? WHERE id = ?');
  }

  keysOf(document: Document): string[] {
    return indexKeys(document, this.fields).keys;
  }

  /** The row that holds `key`; in a unique index there is at most one. */
  holder(key: string): number | undefined {
    const found = this.firstHolder.get(key) as [number] | undefined;
    return found?.[0];
  }

  /** Moves a row's entries from the keys of `before` to those of `after`; undefined for a new or a gone document. */
  move(row: number, before: Document | undefined, after: Document | undefined): void {
    const old = new Set(before ? this.keysOf(before) : []);
    const next: IndexKeys | undefined = after && indexKeys(after, this.fields);
    for (const key of next?.keys ?? []) {
      if (!old.delete(key)) this.addKey.run(key, row);
    }
    for (const key of old) this.dropKey.run(key, row);
    if (next) this.noteArrays(next.arrays);
  }

  private noteArrays(seen: boolean[]): void {
    if (seen.every((array, at) => !array || this.arrays[at])) return;
    for (const [at, array] of seen.entries()) this.arrays[at] ||= array;
    this.saveArrays.run(JSON.stringify(this.arrays), this.id);
  }

  *scan(range: KeyRange, descending: boolean, pageSize: number): Generator<FoundRow> {
    const statement = descending ? this.downwards : this.upwards;
    const rows = paged<[string, number, string]>(pageSize, (last, limit) => {
      const [key, row] = last ?? (descending ? [range.to, 0] : ['', 0]);
      return statement.all(range.from, range.to, key, row, limit) as [string, number, string][];
    });
    for (const [key, row, text] of rows) yield { key, row, text };
  }
}
