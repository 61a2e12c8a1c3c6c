/**
 * What a document may hold: plain JSON. Everything else is lost or changed on its way through CloudBase's EJSON
 * (undefined is dropped, a Date comes back as a Date only sometimes, NaN becomes a number that is none), and a
 * document must read back exactly as it was written.
 */

/**
 * A deep copy of plain JSON; properties that are undefined are left out, as the database leaves them out.
 * @throws TypeError naming the path of the first value that is not plain JSON, or of a key that the database takes
 * for an operator or a path (`$…`, `a.b`).
 */
export function plainCopy<T>(value: T): T {
  return copy(value, '') as T;
}

function copy(value: unknown, path: string): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`${path}: ${value} can't be stored`);
    return value;
  }
  if (Array.isArray(value)) return value.map((item, at) => copy(item, `${path}[${at}]`));
  if (typeof value === 'object' && isPlain(value)) return copyObject(value, path);
  throw new TypeError(`${path}: a ${typeof value} can't be stored`);
}

/** Object.prototype is the one that has none above it, whichever realm it belongs to. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function copyObject(value: object, path: string): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    if (item === undefined) continue;
    if (key === '' || key.startsWith('$') || key.includes('.')) throw new TypeError(`${path}: key "${key}"`);
    result[key] = copy(item, path === '' ? key : `${path}.${key}`);
  }
  return result;
}

/** Whether two plain JSON values are the same; the order of keys doesn't count. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((item, at) => sameValue(item, b[at]))
    );
  }
  const left = Object.entries(a);
  const right = new Map(Object.entries(b));
  return (
    left.length === right.size &&
    left.every(([key, item]) => right.has(key) && sameValue(item, right.get(key)))
  );
}

/**
 * The changes of a compare-and-set, copied.
 * @throws TypeError when there are none, when one is undefined, or when they would change the id
 */
export function changesOf<T extends { _id?: string }>(id: string, changes: T): Omit<T, '_id'> {
  const { _id, ...rest } = changes;
  if (_id !== undefined && _id !== id) throw new TypeError("an id can't be changed");
  const fields = Object.entries(rest);
  if (fields.length === 0) throw new TypeError('no changes');
  for (const [field, value] of fields) if (value === undefined) throw new TypeError(`${field}: undefined`);
  return plainCopy(rest);
}
