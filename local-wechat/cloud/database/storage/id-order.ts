import type Database from 'libsql';
import { type FoundRow, type KeyRange, type OrderedScan, paged } from './ordered-scan';

/** The index that every collection has: its ids, kept by the table of documents itself. */
export class IdOrder implements OrderedScan {
  readonly fields = ['_id'];
  readonly unique = true;
  readonly arrays = [false];
  private readonly upwards: Database.Statement;
  private readonly downwards: Database.Statement;

  constructor(db: Database.Database, documents: string) {
    const found = `SELECT id, row, text FROM ${documents} WHERE id >= ? AND id < ?`;
    this.upwards = db.prepare(`${found} AND id > ? ORDER BY id LIMIT ?`).raw();
    this.downwards = db.prepare(`${found} AND id < ? ORDER BY id DESC LIMIT ?`).raw();
  }

  *scan(range: KeyRange, descending: boolean, pageSize: number): Generator<FoundRow> {
    const statement = descending ? this.downwards : this.upwards;
    const rows = paged<[string, number, string]>(pageSize, (last, limit) => {
      const key = last?.[0] ?? (descending ? range.to : '');
      return statement.all(range.from, range.to, key, limit) as [string, number, string][];
    });
    for (const [key, row, text] of rows) yield { key, row, text };
  }
}
