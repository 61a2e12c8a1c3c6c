import type { CollectionTable } from '../storage/collection';
import type { KeyRange, OrderedScan } from '../storage/ordered-scan';
import { PAST_PREFIX } from '../values/order-key';
import type { Order } from '../values/sorting';
import { type Document, isDocument } from '../values/value';
import { type Bound, boundsOf, narrowest } from './bounds';

/** A way to reach every document that can match, and perhaps in the wanted order. */
export interface Plan {
  source: OrderedScan;
  ranges: KeyRange[];
  descending: boolean;
  /** The rows come in the wanted order. */
  ordered: boolean;
  /** A document may come more than once. */
  repeats: boolean;
}

/** At most this many separate stretches of an index are read for one query. */
const MAX_RANGES = 2000;

interface Candidate extends Plan {
  /** How many fields are fixed to points, and whether the next one is limited. */
  fixed: number;
  limited: boolean;
}

/** The stretches of one index that hold every match of these bounds. */
function stretches(
  source: OrderedScan,
  bounds: Map<string, Bound[]>,
): Pick<Candidate, 'ranges' | 'fixed' | 'limited'> {
  let prefixes = [''];
  let fixed = 0;
  let arraySeen = false;
  for (const [at, field] of source.fields.entries()) {
    const array = source.arrays[at] === true;
    // Two fields below one array: their conditions may be met by different elements.
    if (array && arraySeen) break;
    const bound = narrowest(bounds.get(field) ?? [], array);
    if (!bound || prefixes.length * bound.ranges.length > MAX_RANGES) break;
    arraySeen ||= array;
    if (!bound.points) {
      const ranges = prefixes.flatMap((prefix) =>
        bound.ranges.map(({ from, to }) => ({ from: prefix + from, to: prefix + to })),
      );
      return { ranges, fixed, limited: true };
    }
    prefixes = prefixes.flatMap((prefix) => bound.ranges.map(({ from }) => prefix + from));
    fixed++;
  }
  return {
    ranges: prefixes.map((prefix) => ({ from: prefix, to: prefix + PAST_PREFIX })),
    fixed,
    limited: false,
  };
}

/** The direction in which the index gives the wanted order behind its fixed fields, or undefined. */
function directionFor(
  source: OrderedScan,
  fixed: number,
  ranges: KeyRange[],
  order: Order,
): 1 | -1 | undefined {
  if (ranges.length !== 1) return undefined;
  const fixedFields = new Set(source.fields.slice(0, fixed).filter((_, at) => !source.arrays[at]));
  const wanted = order.filter(([path]) => !fixedFields.has(path));
  const [first] = wanted;
  if (!first) return 1;
  const given = wanted.every(
    ([path, direction], at) =>
      source.fields[fixed + at] === path && !source.arrays[fixed + at] && direction === first[1],
  );
  return given ? first[1] : undefined;
}

function candidate(source: OrderedScan, bounds: Map<string, Bound[]>, order: Order): Candidate {
  const found = stretches(source, bounds);
  const direction = order.length > 0 ? directionFor(source, found.fixed, found.ranges, order) : undefined;
  const repeats = source.arrays.includes(true);
  return { source, ...found, repeats, descending: direction === -1, ordered: direction !== undefined };
}

/** Fixed fields narrow most, an order that needs no sorting comes next, then a limited field. */
function worth(plan: Candidate): number {
  if (plan.source.unique && plan.fixed === plan.source.fields.length) return Number.POSITIVE_INFINITY;
  return plan.fixed * 10 + (plan.ordered ? 6 : 0) + (plan.limited ? 5 : 0);
}

/**
 * The indexes that together reach every match of a query with an `$or`: one for each branch. Undefined when a branch
 * has none, since the whole collection has to be read then anyway.
 */
function plansForBranches(collection: CollectionTable, query: Document): Plan[] | undefined {
  for (const part of [query, ...andParts(query)]) {
    const branches = part['$or'];
    if (!Array.isArray(branches)) continue;
    const plans = branches.map((branch) =>
      isDocument(branch) ? plansFor(collection, branch, []) : undefined,
    );
    if (plans.length > 0 && plans.every((found) => found !== undefined)) return plans.flat();
  }
  return undefined;
}

function andParts(query: Document): Document[] {
  const parts = query['$and'];
  return Array.isArray(parts) ? parts.filter(isDocument) : [];
}

/** The ways to reach every match: one index, or one for each branch of an `$or`; undefined for all documents. */
export function plansFor(collection: CollectionTable, query: Document, order: Order): Plan[] | undefined {
  const one = planFor(collection, query, order);
  if (one) return [one];
  return plansForBranches(collection, query);
}

/** The best index for a query and its order, or undefined when there is none. */
function planFor(collection: CollectionTable, query: Document, order: Order): Plan | undefined {
  const bounds = boundsOf(query);
  let best: Candidate | undefined;
  for (const source of [collection.ids, ...collection.indexes]) {
    const next = candidate(source, bounds, order);
    if (worth(next) > (best ? worth(best) : 0)) best = next;
  }
  return best;
}
