import { transactionConflict } from '../errors';
import type { CollectionTable, Written } from '../storage/collection';
import { decodeDocument } from '../values/ejson';
import {
  type Change,
  documentItem,
  duplicateIn,
  keyTooLarge,
  type UniqueKey,
  uniqueItem,
  uniqueKeys,
} from './change';
import type { History } from './history';

/** Who holds which item; an item is a document or a value of a unique index. */
export type Locks = Map<string, Transaction>;

/**
 * One open transaction: a snapshot to read, and writes that nobody else sees until they are committed at once.
 *
 * A write takes the document's lock and those of the unique values it touches. Where another open transaction holds
 * one, or a commit came after the snapshot, the write fails at once with DATABASE_TRANSACTION_CONFLICT
 * ("CloudBase: database transactions").
 */
export class Transaction {
  private readonly snapshot: { start: number };
  private readonly writes = new Map<string, Change>();
  /** Unique values as this transaction's own writes leave them: the id key of the holder, or undefined for free. */
  private readonly holders = new Map<string, string | undefined>();
  private finish: () => void = () => undefined;
  /** Resolves when the transaction is committed, aborted or expired. */
  readonly ended: Promise<void>;

  constructor(
    readonly id: string,
    private readonly history: History,
    private readonly locks: Locks,
  ) {
    this.snapshot = history.open();
    this.ended = new Promise((resolve) => {
      this.finish = resolve;
    });
  }

  /** The text of a document as this transaction sees it: its own write, or the snapshot. */
  read(collection: CollectionTable, idKey: string): string | undefined {
    const item = documentItem(collection, idKey);
    const own = this.writes.get(item);
    if (own) return own.after?.text;
    const version = this.history.asOf(item, this.snapshot.start);
    return version ? version.before : collection.find(idKey)?.text;
  }

  /** Writes a document (undefined removes it). Throws on a conflict or a duplicate; the transaction is then lost. */
  write(collection: CollectionTable, idKey: string, after: Written | undefined): void {
    const item = documentItem(collection, idKey);
    this.claim(item);
    const tooLarge = after && keyTooLarge(collection, after);
    if (tooLarge) throw tooLarge;
    const own = this.writes.get(item);
    const committed = own ? own.before : this.committed(collection, idKey);
    const before = own ? own.after?.document : committed?.document;
    const { released, claimed } = uniqueKeys(collection, before, after?.document);
    for (const key of [...released, ...claimed]) this.claim(uniqueItem(key));
    for (const key of released) this.holders.set(uniqueItem(key), undefined);
    for (const key of claimed) {
      const holder = this.holderOf(collection, key);
      if (holder !== undefined && holder !== idKey && after)
        throw duplicateIn(collection, key.index, after.document);
      this.holders.set(uniqueItem(key), idKey);
    }
    this.writes.set(item, { collection, idKey, before: committed, after });
  }

  /** What to commit; a document made and removed again leaves nothing. */
  changes(): Change[] {
    return [...this.writes.values()].filter(({ before, after }) => before || after);
  }

  /** Gives up the snapshot and the locks, and lets those who wait go on. */
  end(): void {
    for (const [item, holder] of this.locks) if (holder === this) this.locks.delete(item);
    this.history.release(this.snapshot);
    this.finish();
  }

  private claim(item: string): void {
    const holder = this.locks.get(item);
    if (holder === this) return;
    if (holder || this.history.asOf(item, this.snapshot.start)) throw transactionConflict();
    this.locks.set(item, this);
  }

  private committed(collection: CollectionTable, idKey: string): Change['before'] {
    const stored = collection.find(idKey);
    return stored && { ...stored, document: decodeDocument(stored.text, 0) };
  }

  private holderOf(collection: CollectionTable, unique: UniqueKey): string | undefined {
    const item = uniqueItem(unique);
    if (this.holders.has(item)) return this.holders.get(item);
    const row = unique.index.holder(unique.key);
    return row === undefined ? undefined : collection.idAt(row);
  }
}
