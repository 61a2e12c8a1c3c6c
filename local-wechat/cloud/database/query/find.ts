import type { CollectionTable, StoredRow } from '../storage/collection';
import { decodeDocument } from '../values/ejson';
import { orderKey } from '../values/order-key';
import { type Order, sorted } from '../values/sorting';
import { type Document, isDocument } from '../values/value';
import { type Near, nearness, nearOf } from './geo/geo-operators';
import { compileQuery } from './matcher';
import { type Plan, plansFor } from './plan';

/** A document that matched, with its place and text in the file. */
export interface Match extends StoredRow {
  document: Document;
}

export interface FindOptions {
  order?: Order;
  offset?: number;
  limit?: number;
}

/** First page of an index read when the query wants everything. */
const DEFAULT_PAGE = 256;

function* planned(plans: Plan[], pageSize: number): Generator<StoredRow> {
  const repeats = plans.length > 1 || plans.some((plan) => plan.repeats);
  const seen = new Set<number>();
  for (const { source, ranges, descending } of plans) {
    for (const range of ranges) {
      for (const found of source.scan(range, descending, pageSize)) {
        if (repeats) {
          if (seen.has(found.row)) continue;
          seen.add(found.row);
        }
        yield found;
      }
    }
  }
}

/** The document with the one id that the query asks for, when that is all it asks. */
function idOf(query: Document): string | undefined {
  const id = query['_id'];
  if (typeof id !== 'string' && typeof id !== 'number') return undefined;
  return Object.keys(query).length === 1 ? orderKey(id) : undefined;
}

function* matching(rows: Iterable<StoredRow>, query: Document): Generator<Match> {
  const test = compileQuery(query);
  for (const { row, text } of rows) {
    const document = decodeDocument(text, 0);
    if (test(document)) yield { row, text, document };
  }
}

function taken<Item>(items: Iterable<Item>, offset: number, limit: number): Item[] {
  const result: Item[] = [];
  let skipped = 0;
  if (limit === 0) return result;
  for (const item of items) {
    if (skipped < offset) skipped++;
    else if (result.push(item) >= limit) break;
  }
  return result;
}

/** The `$nearSphere` of a query, which also sorts by distance unless an order is asked for. */
function nearIn(query: Document): Near | undefined {
  for (const [field, condition] of Object.entries(query)) {
    if (isDocument(condition) && condition['$nearSphere'] !== undefined)
      return nearOf(field, condition['$nearSphere']);
    for (const part of field === '$and' && Array.isArray(condition) ? condition : []) {
      const near = isDocument(part) ? nearIn(part) : undefined;
      if (near) return near;
    }
  }
  return undefined;
}

function byDistance(matches: Iterable<Match>, near: Near): Match[] {
  const placed = [...matches].map((match) => ({ match, distance: nearness(match.document, near) ?? 0 }));
  return placed.sort((a, b) => a.distance - b.distance).map(({ match }) => match);
}

/** The matching documents of a collection, in order, through the best index there is. */
export function find(collection: CollectionTable, query: Document, options: FindOptions = {}): Match[] {
  const { order = [], offset = 0, limit = Number.POSITIVE_INFINITY } = options;
  const id = idOf(query);
  if (id !== undefined) {
    const row = collection.find(id);
    const match = row && { ...row, document: decodeDocument(row.text, 0) };
    return taken(match ? [match] : [], offset, limit);
  }
  const near = order.length === 0 ? nearIn(query) : undefined;
  const plans = plansFor(collection, query, order);
  const ready = !near && (order.length === 0 || plans?.every((plan) => plan.ordered) === true);
  const pageSize = ready && Number.isFinite(limit) ? offset + limit : DEFAULT_PAGE;
  const matches = matching(plans ? planned(plans, pageSize) : collection.scan(), query);
  if (ready) return taken(matches, offset, limit);
  return taken(
    near ? byDistance(matches, near) : sorted(matches, order, ({ document }) => document),
    offset,
    limit,
  );
}
