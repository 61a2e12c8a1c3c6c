import type { KeyRange } from '../storage/ordered-scan';
import { compareStrings } from '../values/order';
import { bracketOf, orderKey, PAST_PREFIX } from '../values/order-key';
import { type Document, isDocument, type Value } from '../values/value';

/**
 * One condition on one field, as ranges of order keys: every value that fulfils the condition lies in one of them.
 * A point is a range that holds a single value.
 */
export interface Bound {
  points: boolean;
  ranges: KeyRange[];
}

/** More alternatives than this are not worth separate look-ups. */
const MAX_POINTS = 2000;

const point = (value: Value): KeyRange => {
  const key = orderKey(value);
  return { from: key, to: key + PAST_PREFIX };
};

/** Arrays, documents and regular expressions mean more than one stretch of keys, so the index is not asked. */
function isScalar(value: Value | undefined): value is Value {
  return value !== undefined && (typeof value !== 'object' || value === null || value instanceof Date);
}

function boundOf(operator: string, operand: Value): Bound | undefined {
  if (operator === '$in') {
    if (!Array.isArray(operand) || operand.length > MAX_POINTS || !operand.every(isScalar)) return undefined;
    const byKey = new Map(operand.map((value) => [orderKey(value), point(value)]));
    return { points: true, ranges: [...byKey.values()] };
  }
  if (!isScalar(operand)) return undefined;
  const bracket = bracketOf(operand);
  const { from, to } = point(operand);
  switch (operator) {
    case '$eq':
      return { points: true, ranges: [{ from, to }] };
    case '$gt':
      return { points: false, ranges: [{ from: to, to: bracket.to }] };
    case '$gte':
      return { points: false, ranges: [{ from, to: bracket.to }] };
    case '$lt':
      return { points: false, ranges: [{ from: bracket.from, to: from }] };
    case '$lte':
      return { points: false, ranges: [{ from: bracket.from, to }] };
    default:
      return undefined;
  }
}

/** The conditions that every match fulfils, by field: those at the top of the query and inside its `$and`. */
export function boundsOf(query: Document, bounds = new Map<string, Bound[]>()): Map<string, Bound[]> {
  for (const [field, condition] of Object.entries(query)) {
    if (field === '$and' && Array.isArray(condition)) {
      for (const part of condition) if (isDocument(part)) boundsOf(part, bounds);
    }
    if (field.startsWith('$')) continue;
    const operators = isDocument(condition) ? condition : { $eq: condition };
    for (const [operator, operand] of Object.entries(operators)) {
      const bound = boundOf(operator, operand);
      if (bound) bounds.set(field, [...(bounds.get(field) ?? []), bound]);
    }
  }
  return bounds;
}

const later = (a: string, b: string): string => (compareStrings(a, b) > 0 ? a : b);
const earlier = (a: string, b: string): string => (compareStrings(a, b) < 0 ? a : b);

/**
 * The one bound to search a field of an index with. Where a document may have several values in the field (an
 * array), two conditions may be met by two of them, so only one condition can be used.
 */
export function narrowest(bounds: Bound[], severalValues: boolean): Bound | undefined {
  const points = bounds.filter((bound) => bound.points).sort((a, b) => a.ranges.length - b.ranges.length)[0];
  if (points || severalValues) return points ?? bounds[0];
  const ranges = bounds.flatMap((bound) => bound.ranges);
  if (ranges.length === 0) return undefined;
  const range = ranges.reduce((a, b) => ({ from: later(a.from, b.from), to: earlier(a.to, b.to) }));
  return { points: false, ranges: [range] };
}
