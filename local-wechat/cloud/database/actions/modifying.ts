import { invalidParam, writeFailed } from '../errors';
import { find } from '../query/find';
import type { CollectionTable } from '../storage/collection';
import type { Change } from '../transactions/change';
import type { Intention } from '../transactions/writer';
import { placeAt } from '../update/place';
import { positionsBy } from '../update/positions';
import { compileUpdate, type UpdateMoment } from '../update/update';
import { decodeDocument, wireValue } from '../values/ejson';
import { sameValue } from '../values/order';
import { orderKey } from '../values/order-key';
import { copyOf, type Document, isDocument } from '../values/value';
import { type Body, documentOf, isDocQuery, queryOf, textOf, transactionOf } from './body';
import { type Action, type Engine, transactionTarget } from './engine';
import { checkWriteSize, identified, written } from './written';

/** Makes the new state out of a fresh copy of the old one, which it may change. */
type Edit = (document: Document) => Document;

interface Modification {
  collection: CollectionTable;
  query: Document;
  multi: boolean;
  edit: Edit;
  /** Makes the document when none matches, if that is asked for. */
  create: (() => Document) | undefined;
}

interface Outcome {
  updated: number;
  upsertedId: unknown;
  /** The text of the document that was looked at, as it is now. */
  text: string | undefined;
}

/** Plain conditions of a query are fields of the document that an upsert makes. */
function fieldsOf(query: Document, into: Document = {}): Document {
  for (const [field, condition] of Object.entries(query)) {
    if (field === '$and' && Array.isArray(condition))
      for (const part of condition.filter(isDocument)) fieldsOf(part, into);
    const operators = isDocument(condition) && Object.keys(condition).some((key) => key.startsWith('$'));
    const value = operators && isDocument(condition) ? condition['$eq'] : condition;
    if (!field.startsWith('$') && value !== undefined)
      placeAt(into, field.split('.'), true)?.put(copyOf(value));
  }
  return into;
}

/** `doc.set` puts a whole document; operators have no place in it. */
function replacement(query: Document, data: Document): Edit {
  const operator = Object.keys(data).find((name) => name.startsWith('$'));
  if (operator !== undefined)
    throw writeFailed(`The replace operation document must not contain atomic operators: ${operator}`);
  return (document) => {
    const id = document['_id'] ?? query['_id'];
    if (data['_id'] !== undefined && id !== undefined && !sameValue(data['_id'], id)) {
      throw writeFailed(
        `After applying the update, the (immutable) field '_id' was found to have been altered`,
      );
    }
    return id === undefined ? { ...data } : { _id: id, ...data };
  };
}

function modification(engine: Engine, body: Body): Modification {
  const now = engine.clock.now();
  const collection = engine.store.collection(textOf(body, 'collectionName'));
  const query = queryOf(body, now);
  const data = documentOf(body, 'data', now);
  const merge = body['merge'] !== false;
  const multi = body['multi'] === true && !isDocQuery(body);
  if (!merge && multi) throw invalidParam('a whole document can be put in place of one document only');
  const editing = (inserting: boolean): Edit =>
    merge ? merging(query, data, { now, inserting }) : replacement(query, data);
  const edit = editing(false);
  const create = body['upsert'] === true ? () => editing(true)(fieldsOf(query)) : undefined;
  return { collection, query, multi, edit, create };
}

function merging(query: Document, data: Document, moment: UpdateMoment): Edit {
  const update = compileUpdate(data, moment);
  const positions = positionsBy(query);
  return (document) => {
    update(document, positions);
    return document;
  };
}

/** Works out a plain modification: the changes up to the first document that refuses it. */
function workOut({
  collection,
  query,
  multi,
  edit,
  create,
}: Modification): Intention & { matched: number; first: string | undefined } {
  const changes: Change[] = [];
  const matches = find(collection, query, multi ? {} : { limit: 1 });
  try {
    for (const { row, text, document } of matches) {
      const after = written(edit(decodeDocument(text, 0)));
      const before = { row, text, document };
      if (after.text !== text) changes.push({ collection, idKey: orderKey(document['_id']), before, after });
    }
    if (matches.length === 0 && create) {
      const { document, idKey } = identified(create());
      changes.push({ collection, idKey, before: undefined, after: written(document) });
    }
  } catch (refused) {
    return { changes, refused, matched: matches.length, first: matches[0]?.text };
  }
  return { changes, matched: matches.length, first: matches[0]?.text };
}

async function modifyPlainly(engine: Engine, task: Modification): Promise<Outcome> {
  let first: string | undefined;
  let matched = 0;
  const made = await engine.writer.write(() => {
    const intention = workOut(task);
    ({ first, matched } = intention);
    return intention;
  });
  const changed = made.filter(({ before }) => before !== undefined).length;
  const inserted = made.find(({ before }) => before === undefined)?.after?.document['_id'];
  return {
    updated: engine.settings.updatedCounts === 'matched' ? matched : changed,
    upsertedId: inserted === undefined ? null : wireValue(inserted),
    text: made[0]?.after?.text ?? first,
  };
}

function modifyInTransaction(engine: Engine, task: Modification, transactionId: string): Outcome {
  const { transactions } = engine.writer;
  const transaction = transactions.get(transactionId);
  const idKey = transactionTarget(task.query);
  const { collection, edit, create } = task;
  return transactions.write(transaction, () => {
    const before = transaction.read(collection, idKey);
    if (before === undefined && !create) return { updated: 0, upsertedId: null, text: undefined };
    if (before === undefined) {
      const after = written(identified(create?.() ?? {}).document);
      transaction.write(collection, idKey, after);
      return { updated: 0, upsertedId: wireValue(after.document['_id'] ?? null), text: after.text };
    }
    const after = written(edit(decodeDocument(before, 0)));
    const same = engine.settings.updatedCounts === 'matched' ? 1 : 0;
    if (after.text === before) return { updated: same, upsertedId: null, text: before };
    transaction.write(collection, idKey, after);
    return { updated: 1, upsertedId: null, text: after.text };
  });
}

async function modify(engine: Engine, body: Body): Promise<Outcome> {
  checkWriteSize(engine, body);
  const task = modification(engine, body);
  const transactionId = transactionOf(body);
  return transactionId === undefined
    ? modifyPlainly(engine, task)
    : modifyInTransaction(engine, task, transactionId);
}

export const modifyDocument: Action = async (engine, body) => {
  const { updated, upsertedId } = await modify(engine, body);
  return { data: { updated, upsert_id: upsertedId } };
};

export const modifyAndReturnDoc: Action = async (engine, body) => {
  const { updated, text } = await modify(engine, { ...body, multi: false, merge: true, upsert: false });
  return { data: { updated, doc: text ?? null } };
};
