import type { Condition, FindOptions, Query, Scalar } from '../../ports/store';

const OPERATORS = ['$lt', '$lte', '$gt', '$gte', '$ne', '$in', '$exists'] as const;
type Operator = (typeof OPERATORS)[number];
const MOST_RESULTS = 1000;
const SURROGATE = /[\ud800-\udfff]/;

/** One field, one operator, its operand: what both stores work with. */
export interface Clause {
  path: string;
  operator: '$eq' | Operator;
  operand: Scalar | readonly Scalar[];
}

/**
 * Takes a query apart. CloudBase's SDK drops a condition that is undefined and so matches more than was meant, and
 * an empty query means the whole collection: both are refused here, loudly.
 * @throws TypeError
 */
export function clausesOf(query: Query): Clause[] {
  const clauses = Object.entries(query).flatMap(([path, condition]) => clausesOfField(path, condition));
  if (clauses.length === 0) throw new TypeError('an empty query is refused');
  return clauses;
}

function clausesOfField(path: string, condition: Condition | undefined): Clause[] {
  if (isScalar(condition)) return [{ path, operator: '$eq', operand: condition }];
  if (typeof condition !== 'object' || condition === null)
    throw new TypeError(`${path}: undefined condition`);
  const parts = Object.entries(condition);
  if (parts.length === 0) throw new TypeError(`${path}: empty condition`);
  return parts.map(([name, operand]) => clauseOf(path, name, operand));
}

function clauseOf(path: string, name: string, operand: unknown): Clause {
  const operator = OPERATORS.find((known) => known === name);
  if (operator === undefined) throw new TypeError(`${path}: unknown operator ${name}`);
  if (operator === '$in') {
    if (Array.isArray(operand) && operand.every(isScalar)) return { path, operator, operand };
    throw new TypeError(`${path}: $in wants a list of scalars`);
  }
  const fits = operator === '$exists' ? typeof operand === 'boolean' : isScalar(operand);
  if (!fits || !isScalar(operand)) throw new TypeError(`${path}: ${operator} of ${String(operand)}`);
  return { path, operator, operand };
}

function isScalar(value: unknown): value is Scalar {
  return typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
}

/**
 * The limit and skip of a find, checked: CloudBase silently answers 100 for a limit of 0 and 1000 for one above.
 * @throws TypeError
 */
export function rangeOf(options: FindOptions): { limit: number; skip: number } {
  const { limit = 100, skip = 0 } = options;
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST_RESULTS) throw new TypeError(`limit ${limit}`);
  if (!Number.isInteger(skip) || skip < 0) throw new TypeError(`skip ${skip}`);
  return { limit, skip };
}

/**
 * Whether a document meets all clauses, as MongoDB means it: a path reaches into the elements of arrays, one
 * element that fits is enough, a comparison never crosses types, and `$ne` also holds where the field is missing.
 */
export function meets(document: object, clauses: readonly Clause[]): boolean {
  return clauses.every((clause) => meetsClause(document, clause));
}

function meetsClause(document: object, { path, operator, operand }: Clause): boolean {
  const plain = (document as Record<string, unknown>)[path]; // most conditions: a scalar at the top
  if (isScalar(plain) && operator !== '$exists') {
    return operator === '$ne' ? plain !== operand : fits(plain, operator, operand);
  }
  const reached = reach(document, path.split('.'));
  if (operator === '$exists') return reached.length > 0 === operand;
  const values = reached.flatMap((value) => (Array.isArray(value) ? [value, ...value] : [value]));
  if (operator === '$ne') return !values.some((value) => value === operand);
  return values.some((value) => fits(value, operator, operand));
}

/** Every value a dotted path leads to. */
function reach(value: unknown, path: readonly string[]): unknown[] {
  const [head, ...rest] = path;
  if (head === undefined) return [value];
  if (Array.isArray(value)) {
    const byIndex = /^\d+$/.test(head) && Number(head) < value.length ? reach(value[Number(head)], rest) : [];
    return [...byIndex, ...value.flatMap((item) => (Array.isArray(item) ? [] : reach(item, path)))];
  }
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, head)) return [];
  return reach((value as Record<string, unknown>)[head], rest);
}

function fits(value: unknown, operator: '$eq' | Operator, operand: Scalar | readonly Scalar[]): boolean {
  if (operator === '$eq') return value === operand;
  if (operator === '$in') return Array.isArray(operand) && operand.some((item) => item === value);
  if (typeof value === 'string' && typeof operand === 'string')
    return ordered(byCodePoint(value, operand), operator);
  if (typeof value === 'number' && typeof operand === 'number') return ordered(value - operand, operator);
  if (typeof value === 'boolean' && typeof operand === 'boolean')
    return ordered(Number(value) - Number(operand), operator);
  return false;
}

function ordered(difference: number, operator: '$eq' | Operator): boolean {
  if (operator === '$lt') return difference < 0;
  if (operator === '$lte') return difference <= 0;
  if (operator === '$gt') return difference > 0;
  return difference >= 0;
}

/** MongoDB compares UTF-8 bytes; JavaScript's `<` compares UTF-16 units, which differs only beyond the basic plane. */
function byCodePoint(a: string, b: string): number {
  if (a === b) return 0;
  if (SURROGATE.test(a) || SURROGATE.test(b)) return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return a < b ? -1 : 1;
}

/** Sorts as MongoDB does: nothing and null first, then numbers, texts, booleans; equal ones keep their order. */
export function sorted<T extends object>(documents: T[], sort: FindOptions['sort']): T[] {
  const keys = Object.entries(sort ?? {});
  if (keys.length === 0) return documents;
  return [...documents].sort((a, b) => {
    for (const [path, direction] of keys) {
      const difference = compareValues(reach(a, path.split('.'))[0], reach(b, path.split('.'))[0]);
      if (difference !== 0) return difference * direction;
    }
    return 0;
  });
}

function compareValues(a: unknown, b: unknown): number {
  if (typeof a === 'string' && typeof b === 'string') return byCodePoint(a, b);
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b);
  return rank(a) - rank(b);
}

function rank(value: unknown): number {
  if (value === undefined || value === null) return 0;
  return { number: 1, string: 2, object: 3, boolean: 4 }[String(typeof value)] ?? 5;
}
