import {
  type CollectionName,
  type Collections,
  DuplicateDocument,
  type Store,
  type Transaction,
} from '../../ports/store';

/** A write that waits; without a document: a removal. */
interface Write {
  name: CollectionName;
  id: string;
  document: Collections[CollectionName] | undefined;
}

type Pending = Map<string, Write>;

/**
 * A store whose transactions all become one: the given, outer one. Writes wait in memory until `flush`, so a
 * transaction that fails inside leaves nothing behind, as it would by itself. Reading by id sees what waits;
 * queries see only what is stored.
 */
export function joinedStore(store: Store, outer: Transaction): { store: Store; flush(): Promise<void> } {
  const pending: Pending = new Map();
  const top = new JoinedTransaction(outer, pending);
  const transaction = async <T>(work: (tx: Transaction) => Promise<T>): Promise<T> => {
    const inner: Pending = new Map();
    const result = await work(new JoinedTransaction(top, inner));
    for (const [key, write] of inner) pending.set(key, write);
    return result;
  };
  return {
    store: {
      get: (name, id) => top.get(name, id),
      find: (name, query, options) => store.find(name, query, options),
      count: (name, query) => store.count(name, query),
      insert: (name, document) => transaction((tx) => tx.insert(name, document)),
      updateIf: () => Promise.reject(new Error('compare and set can not be part of a transaction')),
      removeWhere: () => Promise.reject(new Error('removing by a query can not be part of a transaction')),
      transaction,
    },
    flush: async () => {
      for (const { name, id, document } of pending.values()) {
        await (document === undefined ? outer.remove(name, id) : outer.put(name, document));
      }
    },
  };
}

/** Reads through to what lies below, and keeps its writes to itself. */
class JoinedTransaction implements Transaction {
  constructor(
    private readonly below: Pick<Transaction, 'get'>,
    private readonly pending: Pending,
  ) {}

  async get<N extends CollectionName>(name: N, id: string): Promise<Collections[N] | undefined> {
    const waiting = this.pending.get(keyOf(name, id));
    if (waiting !== undefined) return waiting.document as Collections[N] | undefined;
    return this.below.get(name, id);
  }

  async insert<N extends CollectionName>(name: N, document: Collections[N]): Promise<void> {
    if ((await this.get(name, document._id)) !== undefined) throw new DuplicateDocument(name);
    await this.put(name, document);
  }

  async put<N extends CollectionName>(name: N, document: Collections[N]): Promise<void> {
    this.pending.set(keyOf(name, document._id), { name, id: document._id, document });
  }

  async remove(name: CollectionName, id: string): Promise<void> {
    this.pending.set(keyOf(name, id), { name, id, document: undefined });
  }
}

function keyOf(name: CollectionName, id: string): string {
  return `${name}/${id}`;
}
