/** MongoDB's ObjectId. CloudBase makes string ids itself; an ObjectId only arrives when a program sends one. */
export class ObjectId {
  constructor(readonly hex: string) {}

  toString(): string {
    return this.hex;
  }
}

/**
 * A value of a document. MongoDB's int, long and double are all JavaScript numbers here, as they are for the SDK,
 * which reads and writes them in relaxed form.
 */
export type Value = null | boolean | number | string | Date | RegExp | ObjectId | Value[] | Document;

export interface Document {
  [field: string]: Value;
}

/** An embedded or whole document, as opposed to a scalar or an array. */
export function isDocument(value: unknown): value is Document {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Date) &&
    !(value instanceof RegExp) &&
    !(value instanceof ObjectId)
  );
}

/** A copy that shares no array or embedded document with its original. */
export function copyOf(value: Value): Value {
  if (Array.isArray(value)) return value.map(copyOf);
  if (!isDocument(value)) return value;
  const copy: Document = {};
  for (const [field, inner] of Object.entries(value)) copy[field] = copyOf(inner);
  return copy;
}

/** MongoDB's name of a value's type, as its error texts use it. */
export function typeName(value: Value | undefined): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'string') return 'string';
  if (typeof value === 'number') {
    if (!Number.isInteger(value)) return 'double';
    if (!Number.isSafeInteger(value)) return 'double';
    return Math.abs(value) <= 0x7fffffff ? 'int' : 'long';
  }
  if (Array.isArray(value)) return 'array';
  if (value instanceof Date) return 'date';
  if (value instanceof RegExp) return 'regex';
  if (value instanceof ObjectId) return 'objectId';
  return 'object';
}
