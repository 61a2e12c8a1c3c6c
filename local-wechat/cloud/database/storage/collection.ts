import type Database from 'libsql';
import type { Document } from '../values/value';
import { IdOrder } from './id-order';
import type { IndexTable } from './index-table';
import { paged } from './ordered-scan';

/** A document as the file holds it: EJSON text under a row number that gives the natural order. */
export interface StoredRow {
  row: number;
  text: string;
}

/** A document with the EJSON text that the file is to hold for it. */
export interface Written {
  document: Document;
  text: string;
}

/** The documents of one collection: a table of SQLite, and one table for each index, moved together. */
export class CollectionTable {
  private readonly byId: Database.Statement;
  private readonly idByRow: Database.Statement;
  private readonly inOrder: Database.Statement;
  private readonly counted: Database.Statement;
  private readonly added: Database.Statement;
  private readonly changed: Database.Statement;
  private readonly removed: Database.Statement;
  readonly indexes: IndexTable[] = [];
  /** The documents in the order of their ids. */
  readonly ids: IdOrder;

  constructor(
    db: Database.Database,
    readonly id: number,
    readonly name: string,
  ) {
    const table = CollectionTable.tableName(id);
    this.ids = new IdOrder(db, table);
    this.byId = db.prepare(`SELECT row, text FROM ${table} WHERE id = ?`).raw();
    this.idByRow = db.prepare(`SELECT id FROM ${table} WHERE row = ?`).raw();
    this.inOrder = db.prepare(`SELECT row, text FROM ${table} WHERE row > ? ORDER BY row LIMIT ?`).raw();
    this.counted = db.prepare(`SELECT count(*) FROM ${table}`).raw();
    this.added = db.prepare(`INSERT INTO ${table} (id, text) VALUES (?, ?)`);
    this.changed = db.prepare(`UPDATE ${table} SET text = ? WHERE row = ?`);
    this.removed = db.prepare(`DELETE FROM ${table} WHERE row = ?`);
  }

  static tableName(id: number): string {
    return `documents_${id}`;
  }

  /** The committed document with this id (as an order key). */
  find(idKey: string): StoredRow | undefined {
    const found = this.byId.get(idKey) as [number, string] | undefined;
    return found && { row: found[0], text: found[1] };
  }

  /** The id (as an order key) of the committed document in this row. */
  idAt(row: number): string | undefined {
    const found = this.idByRow.get(row) as [string] | undefined;
    return found?.[0];
  }

  count(): number {
    return (this.counted.get() as [number])[0];
  }

  /** All documents in natural order. */
  *scan(): Generator<StoredRow> {
    const rows = paged<[number, string]>(512, (last, limit) => {
      return this.inOrder.all(last?.[0] ?? 0, limit) as [number, string][];
    });
    for (const [row, text] of rows) yield { row, text };
  }

  /** Adds a document that is known to collide with none. Runs inside the store's `atomically`. */
  insert(idKey: string, after: Written): void {
    const { lastInsertRowid } = this.added.run(idKey, after.text);
    for (const index of this.indexes) index.move(Number(lastInsertRowid), undefined, after.document);
  }

  /** Replaces a stored document by one with the same id. Runs inside the store's `atomically`. */
  replace(row: number, before: Document, after: Written): void {
    this.changed.run(after.text, row);
    for (const index of this.indexes) index.move(row, before, after.document);
  }

  /** Removes a stored document. Runs inside the store's `atomically`. */
  remove(row: number, before: Document): void {
    this.removed.run(row);
    for (const index of this.indexes) index.move(row, before, undefined);
  }
}
