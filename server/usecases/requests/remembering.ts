import { createHash } from 'node:crypto';
import { AppError } from '../../domain/errors';
import type { Store, StoredRequest, Transaction } from '../../ports/store';
import type { Ids } from '../../ports/surroundings';
import type { Ports } from '../ports';

/**
 * Ports for the work of one request, with which a second run continues a first one that died:
 * each transaction writes its result into the request's row as part of itself, and is answered from there when it
 * comes up again; ids grow from a seed that was stored first, so that both runs choose the same.
 * Reading happens anew. Calls to WeChat Pay are repeatable by themselves (intent and key stored before).
 */
export function rememberingPorts(ports: Ports, row: StoredRequest): Ports {
  const ids = new SeededIds(row.seed, ports.ids);
  return { ...ports, ids, store: new RememberingStore(ports.store, row, ids) };
}

/** Ids from a stored secret seed: unguessable, and the same in every run. */
class SeededIds implements Ids {
  position = 0;

  constructor(
    private readonly seed: string,
    private readonly others: Ids,
  ) {}

  next(): string {
    this.position += 1;
    const digest = createHash('sha256').update(`${this.seed}:${this.position}`).digest();
    const number = digest.readBigUInt64BE(0) * (1n << 64n) + digest.readBigUInt64BE(8);
    return number.toString(36).padStart(16, '0').slice(-16);
  }

  code(): string {
    return this.others.code();
  }
}

class RememberingStore implements Store {
  private transactions = 0;

  constructor(
    private readonly store: Store,
    private readonly row: StoredRequest,
    private readonly ids: SeededIds,
  ) {}

  get: Store['get'] = (name, id) => this.store.get(name, id);
  find: Store['find'] = (name, query, options) => this.store.find(name, query, options);
  count: Store['count'] = (name, query) => this.store.count(name, query);
  updateIf: Store['updateIf'] = (name, id, expected, changes) =>
    this.store.updateIf(name, id, expected, changes);

  insert: Store['insert'] = async (name, document) => {
    await this.transaction((tx) => tx.insert(name, document));
  };

  async transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    this.transactions += 1;
    const no = this.transactions;
    const done = this.row.steps.find((step) => step.no === no);
    if (done !== undefined) {
      this.ids.position = done.ids;
      return (done.result === '' ? undefined : JSON.parse(done.result)) as T;
    }
    return this.store.transaction(async (tx) => {
      const result = await work(tx);
      const row = await tx.get('requests', this.row._id);
      // Our lease ran out and somebody else goes on: nothing of this may become visible.
      if (row?.owner !== this.row.owner)
        throw new AppError('BUSY', 'another run has taken over this request');
      const step = { no, ids: this.ids.position, result: JSON.stringify(result) ?? '' };
      await tx.put('requests', { ...row, steps: [...row.steps, step] });
      return result;
    });
  }
}
