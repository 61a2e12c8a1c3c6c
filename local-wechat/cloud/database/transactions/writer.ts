import type { Store } from '../storage/store';
import {
  type Change,
  documentItem,
  duplicateId,
  duplicateIn,
  itemsOf,
  keyTooLarge,
  uniqueItem,
  uniqueKeys,
} from './change';
import { History } from './history';
import { Transactions } from './transactions';

/** What a plain write has worked out: the changes in their order, and the error that stopped it, if any. */
export interface Intention {
  changes: Change[];
  refused?: unknown;
}

/** Brings changes into the file: those of plain writes, one after another, and those of a transaction, all at once. */
export class Writer {
  private readonly history = new History();
  readonly transactions: Transactions;

  constructor(
    private readonly store: Store,
    settings: { readonly transactionLifeMs: number },
  ) {
    this.transactions = new Transactions(this.history, settings, (changes) => this.commit(changes));
  }

  /**
   * A write outside transactions. While an open transaction holds something it touches, it waits for that
   * transaction's end and is worked out anew. Documents are written one by one as in MongoDB: an error leaves the
   * ones before it written. Answers with the changes made.
   */
  async write(workOut: () => Intention): Promise<Change[]> {
    for (;;) {
      this.store.assertOpen();
      const intention = workOut();
      const holder = intention.changes
        .flatMap(itemsOf)
        .map((item) => this.transactions.locks.get(item))
        .find((transaction) => transaction !== undefined);
      if (holder) await holder.ended;
      else return this.apply(intention);
    }
  }

  private apply({ changes, refused }: Intention): Change[] {
    const made: Change[] = [];
    let error = refused;
    this.store.atomically(() => {
      for (const change of changes) {
        const obstacle = this.obstacle(change);
        if (obstacle) {
          error = obstacle;
          break;
        }
        this.put(change);
        made.push(change);
      }
    });
    this.remember(made);
    if (error !== undefined) throw error;
    return made;
  }

  /** Commits a transaction's changes, whose locks and unique values were settled while they were made. */
  private commit(changes: Change[]): void {
    this.store.atomically(() => {
      for (const change of changes) this.put(change);
    });
    this.remember(changes);
  }

  private put({ collection, idKey, before, after }: Change): void {
    if (before && after) collection.replace(before.row, before.document, after);
    else if (after) collection.insert(idKey, after);
    else if (before) collection.remove(before.row, before.document);
  }

  private remember(changes: Change[]): void {
    if (changes.length === 0) return;
    this.history.record(
      changes.flatMap((change) => {
        const { released, claimed } = uniqueKeys(
          change.collection,
          change.before?.document,
          change.after?.document,
        );
        const touched = [...released, ...claimed].map((key): [string, undefined] => [
          uniqueItem(key),
          undefined,
        ]);
        return [[documentItem(change.collection, change.idKey), change.before?.text], ...touched];
      }),
    );
  }

  private obstacle({ collection, idKey, before, after }: Change): Error | undefined {
    if (!after) return undefined;
    const tooLarge = keyTooLarge(collection, after);
    if (tooLarge) return tooLarge;
    if (!before && collection.find(idKey)) return duplicateId(collection, after.document);
    const { claimed } = uniqueKeys(collection, before?.document, after.document);
    const taken = claimed.find(({ index, key }) => index.holder(key) !== undefined);
    return taken && duplicateIn(collection, taken.index, after.document);
  }
}
