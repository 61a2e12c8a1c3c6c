import { invalidParam } from '../errors';
import type { CollectionTable } from '../storage/collection';
import type { Change } from '../transactions/change';
import { duplicateId } from '../transactions/change';
import type { Transaction } from '../transactions/transaction';
import { decodeDocument, wireValue } from '../values/ejson';
import type { Value } from '../values/value';
import { type Body, textOf, transactionOf } from './body';
import type { Action, Engine } from './engine';
import { checkWriteSize, identified, written } from './written';

/** "CloudBase: add in batches" takes at most this many documents in one request. */
const MAX_BATCH = 1000;

function newDocuments(collection: CollectionTable, body: Body, now: number): Change[] {
  const { data } = body;
  if (!Array.isArray(data) || data.length === 0 || data.length > MAX_BATCH) {
    throw invalidParam(`data must be a list of 1 to ${MAX_BATCH} documents`);
  }
  return data.map((text) => {
    if (typeof text !== 'string') throw invalidParam('data must hold documents as EJSON texts');
    const { document, idKey } = identified(decodeDocument(text, now));
    return { collection, idKey, before: undefined, after: written(document) };
  });
}

function insertInto(transaction: Transaction, changes: Change[]): void {
  for (const { collection, idKey, after } of changes) {
    if (after && transaction.read(collection, idKey) !== undefined)
      throw duplicateId(collection, after.document);
    transaction.write(collection, idKey, after);
  }
}

async function insert(engine: Engine, changes: Change[], transactionId: string | undefined): Promise<void> {
  const { writer } = engine;
  if (transactionId === undefined) {
    await writer.write(() => ({ changes }));
    return;
  }
  const transaction = writer.transactions.get(transactionId);
  writer.transactions.write(transaction, () => insertInto(transaction, changes));
}

export const insertDocument: Action = async (engine, body) => {
  const collection = engine.store.collection(textOf(body, 'collectionName'));
  checkWriteSize(engine, body);
  const changes = newDocuments(collection, body, engine.clock.now());
  await insert(engine, changes, transactionOf(body));
  const ids = changes.map(({ after }): Value => after?.document['_id'] ?? null);
  return { data: { insertedIds: ids.map(wireValue) } };
};
