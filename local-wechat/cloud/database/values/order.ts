import { isDocument, ObjectId, type Value } from './value';

/**
 * MongoDB's one order over all values ("MongoDB: Comparison/Sort Order",
 * https://www.mongodb.com/docs/manual/reference/bson-type-comparison-order/). A missing field sorts as null.
 */
export function typeRank(value: Value | undefined): number {
  if (value === undefined || value === null) return 1;
  switch (typeof value) {
    case 'number':
      return 2;
    case 'string':
      return 3;
    case 'boolean':
      return 8;
    default:
      if (Array.isArray(value)) return 5;
      if (value instanceof Date) return 9;
      if (value instanceof ObjectId) return 7;
      if (value instanceof RegExp) return 11;
      return 4;
  }
}

/** Strings in the order of their UTF-8 bytes, which differs from UTF-16's for characters beyond U+FFFF. */
export function compareStrings(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const x = a.charCodeAt(at);
    const y = b.charCodeAt(at);
    if (x === y) continue;
    const xSurrogate = x >= 0xd800 && x <= 0xdfff;
    const ySurrogate = y >= 0xd800 && y <= 0xdfff;
    if (xSurrogate !== ySurrogate) return xSurrogate ? 1 : -1;
    return x < y ? -1 : 1;
  }
  return Math.sign(a.length - b.length);
}

/** NaN sorts before every other number and equals itself. */
function compareNumbers(a: number, b: number): number {
  if (a < b) return -1;
  if (a > b) return 1;
  if (a === b) return 0;
  return Number(Number.isNaN(b)) - Number(Number.isNaN(a));
}

function compareArrays(a: Value[], b: Value[]): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const order = compareValues(a[at], b[at]);
    if (order !== 0) return order;
  }
  return Math.sign(a.length - b.length);
}

/** Documents compare field by field in their own order: type, then name, then value. */
function compareDocuments(a: Record<string, Value>, b: Record<string, Value>): number {
  const left = Object.entries(a);
  const right = Object.entries(b);
  const length = Math.min(left.length, right.length);
  for (let at = 0; at < length; at++) {
    const [nameA, valueA] = left[at] as [string, Value];
    const [nameB, valueB] = right[at] as [string, Value];
    const order =
      typeRank(valueA) - typeRank(valueB) || compareStrings(nameA, nameB) || compareValues(valueA, valueB);
    if (order !== 0) return Math.sign(order);
  }
  return Math.sign(left.length - right.length);
}

/** Negative, zero or positive as `a` sorts before, with or after `b`. */
export function compareValues(a: Value | undefined, b: Value | undefined): number {
  const rank = typeRank(a);
  const order = rank - typeRank(b);
  if (order !== 0) return Math.sign(order);
  if (rank === 1) return 0;
  if (typeof a === 'number' && typeof b === 'number') return compareNumbers(a, b);
  if (typeof a === 'string' && typeof b === 'string') return compareStrings(a, b);
  if (typeof a === 'boolean' || typeof b === 'boolean') return Number(a) - Number(b);
  if (a instanceof Date && b instanceof Date) return Math.sign(a.getTime() - b.getTime());
  if (Array.isArray(a) && Array.isArray(b)) return compareArrays(a, b);
  if (isDocument(a) && isDocument(b)) return compareDocuments(a, b);
  if (a instanceof RegExp && b instanceof RegExp) {
    return compareStrings(a.source, b.source) || compareStrings(a.flags, b.flags);
  }
  return compareStrings(String(a), String(b));
}

/** Equality as a query sees it: same type, same value, embedded documents with the same field order. */
export function sameValue(a: Value | undefined, b: Value | undefined): boolean {
  return a === b || compareValues(a, b) === 0;
}
