import collections from '../../collections.json';
import {
  type CollectionName,
  type Collections,
  DuplicateDocument,
  type FindOptions,
  type Query,
  type Store,
  StoreBusy,
  type Transaction,
} from '../../ports/store';
import { changesOf, plainCopy } from '../store-rules/document';
import { clausesOf, meets, rangeOf, sorted } from '../store-rules/query';
import { type Change, History, WriteConflict } from './history';
import { MemoryTransaction } from './memory-transaction';
import type { StoreStep } from './steps';
import { type CollectionDefinition, UniqueKeys } from './unique-keys';

export interface MemoryStoreOptions {
  collections?: readonly CollectionDefinition[];
  /**
   * Called before every step, and after a commit as `acknowledge`; throwing there is a crash or a broken network
   * at exactly that point. Simulations use it.
   */
  beforeStep?: (step: StoreStep) => void | Promise<void>;
  /** Hears of every commit, as it becomes visible. The documents are the store's own: never to be changed. */
  onCommit?: (changes: readonly Change[]) => void;
  /** Conflicts in a row before StoreBusy; each means that somebody else has got on. */
  mostConflicts?: number;
}

/** A Store that can also show everything it holds. */
export interface MemoryStore extends Store {
  /** Copies of all documents of a collection, oldest first. */
  all<N extends CollectionName>(name: N): Collections[N][];
}

/**
 * A Store in memory with CloudBase's semantics: snapshot isolation, conflicts on the second commit, unique indexes.
 * Deterministic: no randomness, no time, and equal sort keys keep the order of insertion.
 */
export function createMemoryStore(options: MemoryStoreOptions = {}): MemoryStore {
  return new StoreInMemory(options);
}

class StoreInMemory implements MemoryStore {
  private readonly history: History;
  private readonly step: (step: StoreStep) => Promise<void>;
  private readonly mostConflicts: number;

  constructor(options: MemoryStoreOptions) {
    this.history = new History(new UniqueKeys(options.collections ?? collections), options.onCommit);
    this.step = async (step) => options.beforeStep?.(step);
    this.mostConflicts = options.mostConflicts ?? 100;
  }

  async get<N extends CollectionName>(name: N, id: string): Promise<Collections[N] | undefined> {
    await this.step({ action: 'get', collection: name });
    return plainCopyOrNothing(this.history.read(name, id) as Collections[N] | undefined);
  }

  async find<N extends CollectionName>(
    name: N,
    query: Query,
    options: FindOptions = {},
  ): Promise<Collections[N][]> {
    const clauses = clausesOf(query);
    const { limit, skip } = rangeOf(options);
    await this.step({ action: 'find', collection: name });
    const matching = [...this.history.all(name)].filter((document) => meets(document, clauses));
    return sorted(matching as Collections[N][], options.sort)
      .slice(skip, skip + limit)
      .map(plainCopy);
  }

  async count(name: CollectionName, query: Query): Promise<number> {
    const clauses = clausesOf(query);
    await this.step({ action: 'count', collection: name });
    return [...this.history.all(name)].filter((document) => meets(document, clauses)).length;
  }

  async insert<N extends CollectionName>(name: N, document: Collections[N]): Promise<void> {
    const copy = plainCopy(document);
    await this.step({ action: 'insert', collection: name });
    if (this.history.read(name, copy._id) !== undefined) throw new DuplicateDocument(name);
    this.history.commit([{ name, id: copy._id, document: copy }]);
    await this.step({ action: 'acknowledge', collection: name });
  }

  async updateIf<N extends CollectionName>(
    name: N,
    id: string,
    expected: Query,
    changes: Partial<Collections[N]>,
  ): Promise<boolean> {
    const clauses = clausesOf({ ...expected, _id: id });
    const copy = changesOf(id, changes);
    await this.step({ action: 'update', collection: name });
    const before = this.history.read(name, id);
    if (before === undefined || !meets(before, clauses)) return false;
    this.history.commit([{ name, id, document: { ...before, ...copy } }]);
    await this.step({ action: 'acknowledge', collection: name });
    return true;
  }

  async removeWhere(name: CollectionName, query: Query): Promise<number> {
    const clauses = clausesOf(query);
    await this.step({ action: 'update', collection: name });
    const gone = [...this.history.all(name)].filter((document) => meets(document, clauses)) as {
      _id: string;
    }[];
    this.history.commit(gone.map(({ _id }) => ({ name, id: _id, document: undefined })));
    await this.step({ action: 'acknowledge', collection: name });
    return gone.length;
  }

  async transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    for (let conflicts = 0; conflicts < this.mostConflicts; conflicts += 1) {
      await this.step({ action: 'begin' });
      const transaction = new MemoryTransaction(this.history, this.step);
      try {
        const result = await work(transaction);
        await this.step({ action: 'commit' });
        transaction.commit();
        await this.step({ action: 'acknowledge' });
        return result;
      } catch (error) {
        if (!(error instanceof WriteConflict)) throw error;
      } finally {
        transaction.end();
      }
    }
    throw new StoreBusy(`${this.mostConflicts} conflicts in a row`);
  }

  all<N extends CollectionName>(name: N): Collections[N][] {
    return ([...this.history.all(name)] as Collections[N][]).map(plainCopy);
  }
}

function plainCopyOrNothing<T>(document: T | undefined): T | undefined {
  return document === undefined ? undefined : plainCopy(document);
}
