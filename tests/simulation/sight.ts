import type { Change } from '../../server/adapters/memory-store/history';
import type { CollectionName, Collections } from '../../server/ports/store';

/** What is stored, as it stands: a look past every function, for whoever must know what could happen next. */
export class Sight {
  private readonly shelves = new Map<string, Map<string, object>>();

  see(changes: readonly Change[]): void {
    for (const { name, id, document } of changes) {
      const shelf = this.shelf(name);
      if (document === undefined) shelf.delete(id);
      else shelf.set(id, document);
    }
  }

  /** The documents of a collection, oldest first. They are the store's own: never to be changed. */
  all<N extends CollectionName>(name: N): Collections[N][] {
    return [...this.shelf(name).values()] as Collections[N][];
  }

  get<N extends CollectionName>(name: N, id: string): Collections[N] | undefined {
    return this.shelf(name).get(id) as Collections[N] | undefined;
  }

  /** Everything, by collection. */
  everything(): Record<string, object[]> {
    return Object.fromEntries([...this.shelves].map(([name, shelf]) => [name, [...shelf.values()]]));
  }

  private shelf(name: string): Map<string, object> {
    const known = this.shelves.get(name) ?? new Map<string, object>();
    this.shelves.set(name, known);
    return known;
  }
}
