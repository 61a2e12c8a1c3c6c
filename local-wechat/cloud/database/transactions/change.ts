import { duplicateKey, writeFailed } from '../errors';
import type { CollectionTable, Written } from '../storage/collection';
import type { IndexTable } from '../storage/index-table';
import { reach } from '../values/paths';
import { shellText } from '../values/shell-text';
import type { Document } from '../values/value';

/** One document written: from what the file holds (nothing, for a new one) to what it is to hold (nothing: removed). */
export interface Change {
  collection: CollectionTable;
  idKey: string;
  before: { row: number; document: Document; text: string } | undefined;
  after: Written | undefined;
}

/** A value in a unique index. */
export interface UniqueKey {
  index: IndexTable;
  key: string;
}

/** The name under which a document is locked and its versions are kept. */
export function documentItem(collection: CollectionTable, idKey: string): string {
  return `${collection.id}/${idKey}`;
}

/** The name under which a value of a unique index is locked. */
export function uniqueItem({ index, key }: UniqueKey): string {
  return `#${index.id}/${key}`;
}

/** The values that a change gives up and takes in the unique indexes of its collection. */
export function uniqueKeys(
  collection: CollectionTable,
  before: Document | undefined,
  after: Document | undefined,
): { released: UniqueKey[]; claimed: UniqueKey[] } {
  const released: UniqueKey[] = [];
  const claimed: UniqueKey[] = [];
  for (const index of collection.indexes) {
    if (!index.unique) continue;
    const old = new Set(before ? index.keysOf(before) : []);
    for (const key of after ? index.keysOf(after) : []) {
      if (!old.delete(key)) claimed.push({ index, key });
    }
    for (const key of old) released.push({ index, key });
  }
  return { released, claimed };
}

/** Everything a change touches that another writer might touch: the document and its unique values. */
export function itemsOf(change: Change): string[] {
  const { released, claimed } = uniqueKeys(
    change.collection,
    change.before?.document,
    change.after?.document,
  );
  return [documentItem(change.collection, change.idKey), ...[...released, ...claimed].map(uniqueItem)];
}

/** "Database indexes", https://cloud.tencent.com/document/product/876/32310: an indexed value has at most 1024 bytes. */
const MAX_KEY_BYTES = 1024;

/** MongoDB's refusal of a document with a value too large for one of its indexes, if it has one. */
export function keyTooLarge(collection: CollectionTable, { document, text }: Written): Error | undefined {
  // A key is never longer than its document, so that small documents need no second look.
  if (text.length <= MAX_KEY_BYTES / 3) return undefined;
  for (const index of collection.indexes) {
    const bytes = Math.max(...index.keysOf(document).map((key) => Buffer.byteLength(key)));
    if (bytes > MAX_KEY_BYTES) {
      return writeFailed(
        `WiredTigerIndex::insert: key too large to index, failing ${index.definition.name} ${bytes}`,
      );
    }
  }
  return undefined;
}

/** MongoDB's E11000 for a value of a unique index; a missing field shows as null, which is what it collides as. */
export function duplicateIn(collection: CollectionTable, index: IndexTable, document: Document): Error {
  const values = index.fields.map((field) => `: ${shellText(reach(document, field)[0])}`);
  return duplicateKey(collection.name, index.definition.name, values.join(', '));
}

/** MongoDB's E11000 for an id that is taken. */
export function duplicateId(collection: CollectionTable, document: Document): Error {
  return duplicateKey(collection.name, '_id_', `: ${shellText(document['_id'])}`);
}
