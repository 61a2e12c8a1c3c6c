import {
  type CollectionName,
  type Collections,
  type FindOptions,
  type Query,
  type Store,
  StoreBusy,
  type Transaction,
} from '../../ports/store';
import { type CloudDatabase, cloudSdk } from '../cloud-sdk/sdk';
import { changesOf, plainCopy, sameValue } from '../store-rules/document';
import { clausesOf, meets, rangeOf } from '../store-rules/query';
import { CloudStoreTransaction } from './cloud-transaction';
import { conditionsOf } from './conditions';
import { BACKOFF, type Backoff, translated, withRetries } from './retry';

export interface CloudStoreOptions {
  /** The database; by default the one of the function's own environment, opened on first use. */
  database?: () => CloudDatabase;
  backoff?: Backoff;
}

/** The Store on CloudBase's document database, over wx-server-sdk. */
export function createCloudStore(options: CloudStoreOptions = {}): Store {
  return new CloudStore(
    options.database ?? (() => cloudSdk().database({ throwOnNotFound: false })),
    options.backoff ?? BACKOFF,
  );
}

class CloudStore implements Store {
  private opened: CloudDatabase | undefined;

  constructor(
    private readonly open: () => CloudDatabase,
    private readonly backoff: Backoff,
  ) {}

  private get database(): CloudDatabase {
    this.opened ??= this.open();
    return this.opened;
  }

  async get<N extends CollectionName>(name: N, id: string): Promise<Collections[N] | undefined> {
    const { data } = await translated(name, () => this.database.collection(name).doc(id).get());
    return data === null ? undefined : (data as Collections[N]);
  }

  async find<N extends CollectionName>(
    name: N,
    query: Query,
    options: FindOptions = {},
  ): Promise<Collections[N][]> {
    const { limit, skip } = rangeOf(options);
    let found = this.database.collection(name).where(conditionsOf(this.database.command, query));
    for (const [path, direction] of Object.entries(options.sort ?? {})) {
      found = found.orderBy(path, direction === 1 ? 'asc' : 'desc');
    }
    if (skip > 0) found = found.skip(skip);
    const { data } = await translated(name, () => found.limit(limit).get());
    return data as Collections[N][];
  }

  async count(name: CollectionName, query: Query): Promise<number> {
    const counted = this.database.collection(name).where(conditionsOf(this.database.command, query));
    return (await translated(name, () => counted.count())).total;
  }

  async insert<N extends CollectionName>(name: N, document: Collections[N]): Promise<void> {
    await translated(name, () => this.database.collection(name).add({ data: plainCopy(document) }));
  }

  async updateIf<N extends CollectionName>(
    name: N,
    id: string,
    expected: Query,
    changes: Partial<Collections[N]>,
  ): Promise<boolean> {
    const copy = changesOf(id, changes);
    const query = { ...expected, _id: id };
    for (let asked = 0; asked < this.backoff.attempts; asked += 1) {
      if (await this.writeWhere(name, query, copy)) return true;
      const now = await this.get(name, id);
      if (now === undefined || !meets(now, clausesOf(query))) return false;
      // CloudBase counts changed documents: 0 also means "matched, and already so". If it is so, it is done;
      // if not, somebody changed it in between, and the question is asked again.
      if (holds(now, copy)) return true;
    }
    throw new StoreBusy(`${name} ${id}: changed by others all the time`);
  }

  async removeWhere(name: CollectionName, query: Query): Promise<number> {
    const target = this.database.collection(name).where(conditionsOf(this.database.command, query));
    return (await translated(name, () => target.remove())).stats.removed;
  }

  /** `set` replaces a field whole; a bare object would be merged into the old one path by path. */
  private async writeWhere(name: CollectionName, query: Query, changes: object): Promise<boolean> {
    const { command } = this.database;
    const data: Record<string, unknown> = {};
    for (const [field, value] of Object.entries(changes)) data[field] = command.set(value);
    const target = this.database.collection(name).where(conditionsOf(command, query));
    const { stats } = await translated(name, () => target.update({ data, multi: false }));
    return stats.updated > 0;
  }

  /**
   * The SDK's own `runTransaction` retries only errors that still carry a code, which wx-server-sdk strips, and
   * without any back-off: hence the loop here. A commit whose answer is lost is not repeated, since it may have
   * been done; the error goes up, and the use case, being idempotent, runs again later.
   */
  async transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return withRetries(async () => {
      const transaction = await this.database.startTransaction();
      try {
        const result = await work(new CloudStoreTransaction(transaction));
        await transaction.commit();
        return result;
      } catch (error) {
        await transaction.rollback().catch(() => undefined); // it may be gone already; the first error counts
        throw error;
      }
    }, this.backoff);
  }
}

function holds(document: object, changes: object): boolean {
  const fields = new Map(Object.entries(document));
  return Object.entries(changes).every(([field, value]) => sameValue(fields.get(field), value));
}
