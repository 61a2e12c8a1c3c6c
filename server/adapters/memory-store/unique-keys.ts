import type { CollectionName } from '../../ports/store';

/** An index as `collections.json` describes it. */
export interface IndexDefinition {
  name: string;
  unique?: boolean;
  keys: { field: string; direction: number }[];
}

export interface CollectionDefinition {
  name: string;
  indexes: IndexDefinition[];
}

interface Change {
  name: CollectionName;
  id: string;
  before: object | undefined;
  document: object | undefined;
}

/** The unique indexes. As in CloudBase a missing field counts as null, so two documents without it collide. */
export class UniqueKeys {
  private readonly indexes = new Map<string, IndexDefinition[]>();
  private readonly holders = new Map<string, string>();

  constructor(collections: readonly CollectionDefinition[]) {
    for (const { name, indexes } of collections) {
      this.indexes.set(
        name,
        indexes.filter((index) => index.unique === true),
      );
    }
  }

  /** Takes the keys of all changes together; when one is taken, answers its collection and changes nothing. */
  claim(changes: readonly Change[]): string | undefined {
    const freed = new Set(changes.flatMap((change) => this.keysOf(change.name, change.before)));
    const claimed = new Map<string, string>();
    for (const { name, id, document } of changes) {
      for (const key of this.keysOf(name, document)) {
        if (claimed.has(key) || (this.holders.has(key) && !freed.has(key))) return name;
        claimed.set(key, id);
      }
    }
    for (const key of freed) this.holders.delete(key);
    for (const [key, id] of claimed) this.holders.set(key, id);
    return undefined;
  }

  private keysOf(name: CollectionName, document: object | undefined): string[] {
    if (document === undefined) return [];
    return (this.indexes.get(name) ?? []).map((index) =>
      JSON.stringify([name, index.name, ...index.keys.map((key) => valueAt(document, key.field))]),
    );
  }
}

function valueAt(document: object, path: string): unknown {
  let value: unknown = document;
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null) return null;
    value = (value as Record<string, unknown>)[key];
  }
  return value ?? null;
}
