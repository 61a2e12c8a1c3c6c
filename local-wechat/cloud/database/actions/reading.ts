import { orderOf } from '../aggregate/stages';
import { requestFailed } from '../errors';
import { find } from '../query/find';
import { compileProjection } from '../query/projection';
import { decodeDocument, encodeDocument } from '../values/ejson';
import type { Document } from '../values/value';
import { type Body, countOf, documentOf, isDocQuery, queryOf, textOf, transactionOf } from './body';
import { type Action, type Engine, transactionTarget } from './engine';

/** "Collection.limit": 100 documents unless asked, never more than 1000. */
const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 1000;

/** "CloudBase: database limits": a reply carries at most 16 MB. */
const MAX_REPLY = 16 * 1024 * 1024;

/** Documents as the reply carries them. Throws when they are more than one reply holds. */
export function listReply(texts: string[]): Body {
  let bytes = 0;
  for (const text of texts) bytes += Buffer.byteLength(text);
  if (bytes > MAX_REPLY) {
    throw requestFailed(
      `the reply would hold ${bytes} bytes, more than ${MAX_REPLY}: ask for fewer documents or fields`,
    );
  }
  return { data: { list: texts } };
}

/** The fields asked for; without a projection the texts go out as the file holds them. */
function projected(texts: string[], specification: Document): string[] {
  if (Object.keys(specification).length === 0) return texts;
  const project = compileProjection(specification);
  return texts.map((text) => encodeDocument(project(decodeDocument(text, 0))));
}

function inTransaction(engine: Engine, body: Body, transactionId: string): string[] {
  const transaction = engine.writer.transactions.get(transactionId);
  const collection = engine.store.collection(textOf(body, 'collectionName'));
  const text = transaction.read(collection, transactionTarget(queryOf(body, engine.clock.now())));
  return text === undefined ? [] : [text];
}

function outside(engine: Engine, body: Body): string[] {
  const collection = engine.store.collection(textOf(body, 'collectionName'));
  const query = queryOf(body, engine.clock.now());
  const order = orderOf(documentOf(body, 'order', 0));
  const offset = countOf(body, 'offset', 0);
  const asked = countOf(body, 'limit', 0);
  const limit = isDocQuery(body) ? 1 : Math.min(asked === 0 ? DEFAULT_LIMIT : asked, MAX_LIMIT);
  return find(collection, query, { order, offset, limit }).map(({ text }) => text);
}

export const getDocument: Action = (engine, body) => {
  const transactionId = transactionOf(body);
  const texts =
    transactionId === undefined ? outside(engine, body) : inTransaction(engine, body, transactionId);
  const projection = documentOf(body, 'projection', 0);
  return listReply(projected(texts, projection));
};

export const calculateDocument: Action = (engine, body) => {
  const collection = engine.store.collection(textOf(body, 'collectionName'));
  const query = queryOf(body, engine.clock.now());
  const total = Object.keys(query).length === 0 ? collection.count() : find(collection, query).length;
  return { data: { total } };
};
