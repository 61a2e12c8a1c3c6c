import type { Shelf, ShelfIndex } from '../shelf';
import type { Undo } from './memory-database';

interface Row {
  text: string;
  fields: Readonly<Record<string, unknown>>;
}

/** Keeps documents as texts, so that nobody holds one that changes under her. */
export class MemoryShelf<T extends object> implements Shelf<T> {
  private readonly rows = new Map<string, Row>();

  constructor(
    private readonly name: string,
    private readonly keyOf: (doc: T) => string,
    private readonly indexes: readonly ShelfIndex[],
    private readonly undo: Undo,
  ) {}

  get(key: string): T | undefined {
    const row = this.rows.get(key);
    return row === undefined ? undefined : this.read(row);
  }

  where(field: string, value: string | number): T[] {
    return [...this.rows.values()].filter((row) => row.fields[field] === value).map((row) => this.read(row));
  }

  one(field: string, value: string | number): T | undefined {
    for (const row of this.rows.values()) if (row.fields[field] === value) return this.read(row);
    return undefined;
  }

  all(): T[] {
    return [...this.rows.values()].map((row) => this.read(row));
  }

  put(doc: T): void {
    const key = this.keyOf(doc);
    const before = this.rows.get(key);
    const row = { text: JSON.stringify(doc), fields: scalarsOf(doc) };
    for (const { field, unique } of this.indexes) {
      const taken = unique && [...this.rows].some(([other, r]) => other !== key && same(r, row, field));
      if (taken) throw new Error(`UNIQUE constraint failed: ${this.name}.${field}`);
    }
    this.rows.set(key, row);
    this.undo(() => (before === undefined ? this.rows.delete(key) : this.rows.set(key, before)));
  }

  private read(row: Row): T {
    return JSON.parse(row.text) as T;
  }
}

function scalarsOf(doc: object): Record<string, unknown> {
  const scalars = Object.entries(doc).filter(([, value]) => typeof value !== 'object' && value !== undefined);
  return Object.fromEntries(
    scalars.map(([field, value]) => [field, typeof value === 'boolean' ? Number(value) : value]),
  );
}

/** As in SQLite, documents without the field don't collide. */
function same(a: Row, b: Row, field: string): boolean {
  return a.fields[field] !== undefined && a.fields[field] === b.fields[field];
}
