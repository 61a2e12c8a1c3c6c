import Database from 'libsql';
import { TcbError } from '../../tcb-error';
import { collectionMissing, invalidParam, tooManyCollections } from '../errors';
import type { CollectionDefinition, IndexDefinition, Permission } from '../types';
import { decodeDocument } from '../values/ejson';
import { CollectionTable } from './collection';
import { IndexTable } from './index-table';

/** "CloudBase: database limits": collections of one environment. */
const MAX_COLLECTIONS = 100;

/** "CloudBase: database", https://docs.cloudbase.net/en/faq/database: 100 indexes of at most 31 fields. */
const MAX_INDEXES = 100;
const MAX_INDEX_FIELDS = 31;

const CATALOGUE = `
  CREATE TABLE IF NOT EXISTS collections (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, permission TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS indexes (
    id INTEGER PRIMARY KEY AUTOINCREMENT, collection INTEGER NOT NULL, definition TEXT NOT NULL, arrays TEXT NOT NULL);
`;

/**
 * The database file: a catalogue, and tables for every collection and index.
 *
 * Commits survive `kill -9`: the write-ahead log is handed to the operating system at every commit, and is not
 * forced to disk, which only a power cut would need.
 */
export class Store {
  private readonly db: Database.Database;
  private readonly tables = new Map<string, CollectionTable>();

  constructor(file: string, definitions: CollectionDefinition[]) {
    this.db = new Database(file);
    this.db.pragma('journal_mode = WAL');
    this.db.pragma('synchronous = NORMAL');
    this.db.exec(CATALOGUE);
    const known = this.db.prepare('SELECT id, name FROM collections ORDER BY id').raw().all() as [
      number,
      string,
    ][];
    for (const [id, name] of known) this.openTable(id, name);
    for (const definition of definitions) this.define(definition);
  }

  /** The collection of this name. Throws DATABASE_COLLECTION_NOT_EXIST. */
  collection(name: string): CollectionTable {
    const table = this.tables.get(name);
    if (!table) throw collectionMissing(name);
    return table;
  }

  /** Who may touch the collection from a Mini Program. Throws DATABASE_COLLECTION_NOT_EXIST. */
  permission(name: string): Permission {
    const { id } = this.collection(name);
    const [permission] = this.db.prepare('SELECT permission FROM collections WHERE id = ?').raw().get(id) as [
      Permission,
    ];
    return permission;
  }

  /**
   * Adds an empty collection, which begins as the creator's own, as in CloudBase.
   * Throws when the name is taken or 100 collections are there already.
   */
  create(name: string, permission: Permission = 'PRIVATE'): CollectionTable {
    if (this.tables.has(name)) throw invalidParam(`collection ${name} exists already`);
    if (this.tables.size >= MAX_COLLECTIONS) throw tooManyCollections(MAX_COLLECTIONS);
    return this.atomically(() => {
      const added = this.db
        .prepare('INSERT INTO collections (name, permission) VALUES (?, ?)')
        .run(name, permission);
      const id = Number(added.lastInsertRowid);
      this.db.exec(`CREATE TABLE ${CollectionTable.tableName(id)}
        (row INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, text TEXT NOT NULL)`);
      return this.openTable(id, name);
    });
  }

  /** Runs `work` as one commit of SQLite; whatever it throws undoes all of it. */
  atomically<Result>(work: () => Result): Result {
    if (this.db.inTransaction) return work();
    this.db.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.db.exec('COMMIT');
      return result;
    } catch (error) {
      if (this.db.inTransaction) this.db.exec('ROLLBACK');
      throw error;
    }
  }

  /** Throws once the file is closed: libsql ends the process when a statement of a closed file is run. */
  assertOpen(): void {
    if (!this.db.open) throw new TcbError('SYS_ERR', 'the local database is closed');
  }

  close(): void {
    if (this.db.open) this.db.close();
  }

  private openTable(id: number, name: string): CollectionTable {
    const table = new CollectionTable(this.db, id, name);
    const rows = this.db
      .prepare('SELECT id, definition, arrays FROM indexes WHERE collection = ? ORDER BY id')
      .raw();
    for (const [indexId, definition, arrays] of rows.all(id) as [number, string, string][]) {
      const parsed = JSON.parse(definition) as IndexDefinition;
      table.indexes.push(this.openIndex(table, indexId, parsed, JSON.parse(arrays) as boolean[]));
    }
    this.tables.set(name, table);
    return table;
  }

  private openIndex(
    table: CollectionTable,
    id: number,
    definition: IndexDefinition,
    arrays: boolean[],
  ): IndexTable {
    return new IndexTable(this.db, id, CollectionTable.tableName(table.id), definition, arrays);
  }

  /** Makes the collection where missing, drops indexes that are no longer defined as they were, builds new ones. */
  private define(definition: CollectionDefinition): void {
    checkIndexes(definition);
    const table = this.tables.get(definition.name) ?? this.create(definition.name, definition.permission);
    const wanted = new Map(definition.indexes.map((index) => [JSON.stringify(index), index]));
    this.atomically(() => {
      this.db
        .prepare('UPDATE collections SET permission = ? WHERE id = ?')
        .run(definition.permission, table.id);
      for (const index of [...table.indexes]) {
        if (!wanted.delete(JSON.stringify(index.definition))) this.dropIndex(table, index);
      }
      for (const index of wanted.values()) this.buildIndex(table, index);
    });
  }

  private dropIndex(table: CollectionTable, index: IndexTable): void {
    table.indexes.splice(table.indexes.indexOf(index), 1);
    this.db.prepare('DELETE FROM indexes WHERE id = ?').run(index.id);
    this.db.exec(`DROP TABLE index_${index.id}`);
  }

  private buildIndex(table: CollectionTable, definition: IndexDefinition): void {
    const none = definition.keys.map(() => false);
    const added = this.db
      .prepare('INSERT INTO indexes (collection, definition, arrays) VALUES (?, ?, ?)')
      .run(table.id, JSON.stringify(definition), JSON.stringify(none));
    const id = Number(added.lastInsertRowid);
    this.db.exec(
      `CREATE TABLE index_${id} (key TEXT NOT NULL, row INTEGER NOT NULL, PRIMARY KEY (key, row)) WITHOUT ROWID`,
    );
    const index = this.openIndex(table, id, definition, none);
    for (const { row, text } of table.scan()) {
      const document = decodeDocument(text, 0);
      const taken = index.unique && index.keysOf(document).some((key) => index.holder(key) !== undefined);
      if (taken) {
        throw new Error(
          `index ${definition.name} of ${table.name} cannot be unique: documents share a value (${text.slice(0, 120)}…)`,
        );
      }
      index.move(row, undefined, document);
    }
    table.indexes.push(index);
  }
}

function checkIndexes({ name, indexes }: CollectionDefinition): void {
  const wide = indexes.find(({ keys }) => keys.length === 0 || keys.length > MAX_INDEX_FIELDS);
  if (indexes.length > MAX_INDEXES || wide) {
    const found = wide
      ? `index ${wide.name} has ${wide.keys.length} fields`
      : `it has ${indexes.length} indexes`;
    throw new Error(
      `Collection ${name}: ${found}; there may be ${MAX_INDEXES} indexes of 1 to ${MAX_INDEX_FIELDS} fields.`,
    );
  }
}
