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
  before: object | undefined;
  document: object | undefined;
}

/** The unique indexes. As in CloudBase a missing field counts as null, so two documents without it collide. */
export class UniqueKeys {
  private readonly indexes = new Map<string, IndexDefinition[]>();
  private readonly held = new Set<string>();

  constructor(collections: readonly CollectionDefinition[]) {
    for (const { name, indexes } of collections) {
      this.indexes.set(
        name,
        indexes.filter((index) => index.unique === true),
      );
    }
  }

  /** The collection whose key is taken, if these changes were made together; changes nothing. */
  taken(changes: readonly Change[]): string | undefined {
    const freed = new Set(changes.flatMap((change) => this.keysOf(change.name, change.before)));
    const claimed = new Set<string>();
    for (const { name, document } of changes) {
      for (const key of this.keysOf(name, document)) {
        if (claimed.has(key) || (this.held.has(key) && !freed.has(key))) return name;
        claimed.add(key);
      }
    }
    return undefined;
  }

  /** Frees and takes the keys of changes that `taken` found nothing against. */
  claim(changes: readonly Change[]): void {
    for (const { name, before } of changes)
      for (const key of this.keysOf(name, before)) this.held.delete(key);
    for (const { name, document } of changes)
      for (const key of this.keysOf(name, document)) this.held.add(key);
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
