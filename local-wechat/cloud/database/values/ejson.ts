import { invalidParam } from '../errors';
import { type Document, isDocument, ObjectId, type Value } from './value';

/**
 * MongoDB Extended JSON version 2, as @cloudbase/database speaks it: canonical on the way in, anything that
 * `EJSON.parse` understands on the way out. The same text is what the database file holds, so that a document
 * read by its id is answered without being taken apart.
 */

/** Unwraps one `{"$type": …}`; undefined when the key names no type, since query operators look alike. */
function unwrap(key: string, inner: unknown, now: number): Value | undefined {
  switch (key) {
    case '$numberInt':
    case '$numberLong':
    case '$numberDouble':
      return numberOf(inner);
    case '$date':
      return dateOf(inner);
    case '$oid':
      if (typeof inner !== 'string' || !/^[0-9a-f]{24}$/i.test(inner))
        throw invalidParam('$oid takes 24 hex digits');
      return new ObjectId(inner.toLowerCase());
    case '$regularExpression':
      return regExpOf(inner);
    case '$tcb_server_date':
      return new Date(now + serverDateOffset(inner));
    case '$undefined':
      return null;
    case '$numberDecimal':
    case '$binary':
    case '$timestamp':
    case '$minKey':
    case '$maxKey':
    case '$symbol':
    case '$code':
    case '$uuid':
    case '$dbPointer':
      throw invalidParam(`values of type ${key} are not kept by the local database`);
    default:
      return undefined;
  }
}

function numberOf(inner: unknown): number {
  const number = typeof inner === 'string' && inner !== '' ? Number(inner) : Number.NaN;
  if (Number.isNaN(number) && inner !== 'NaN') throw invalidParam(`not a number: ${JSON.stringify(inner)}`);
  return number === 0 ? 0 : number; // minus nought is written as nought
}

function dateOf(inner: unknown): Date {
  const raw =
    typeof inner === 'object' && inner !== null && '$numberLong' in inner ? Number(inner.$numberLong) : inner;
  const date = typeof raw === 'number' || typeof raw === 'string' ? new Date(raw) : new Date(Number.NaN);
  if (Number.isNaN(date.getTime())) throw invalidParam(`not a date: ${JSON.stringify(inner)}`);
  return date;
}

function regExpOf(inner: unknown): RegExp {
  const { pattern, options } = (inner ?? {}) as { pattern?: unknown; options?: unknown };
  if (typeof pattern !== 'string') throw invalidParam('$regularExpression needs a pattern');
  return compileRegExp(pattern, typeof options === 'string' ? options : '');
}

/**
 * A regular expression with MongoDB's options i, m, s and u. JavaScript's g and y, which the SDK passes along,
 * mean nothing to a match; x (free spacing) has no counterpart and is refused.
 */
export function compileRegExp(pattern: string, options: string): RegExp {
  const flags = [...new Set(options)].filter((flag) => flag !== 'g' && flag !== 'y').join('');
  try {
    if (/[^imsu]/.test(flags)) throw new SyntaxError(`option not supported: ${flags}`);
    return new RegExp(pattern, flags);
  } catch (error) {
    throw invalidParam(
      `invalid regular expression: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

function serverDateOffset(inner: unknown): number {
  const offset = (inner as { offset?: unknown } | null)?.offset ?? 0;
  if (typeof offset === 'number') return offset;
  const [key, digits] = Object.entries(offset)[0] ?? ['', ''];
  if (!key.startsWith('$number')) throw invalidParam('serverDate takes an offset in milliseconds');
  return numberOf(digits);
}

/** Rebuilds parsed JSON in place: JSON's values are ours, only the wrapped types are to be replaced. */
function revive(json: unknown, now: number): Value {
  if (Array.isArray(json)) {
    for (let at = 0; at < json.length; at++) json[at] = revive(json[at], now);
    return json;
  }
  if (typeof json !== 'object' || json === null) return json as Value;
  const fields = json as Record<string, unknown>;
  for (const key in fields) {
    if (key.charCodeAt(0) === 36 /* $ */) {
      const value = unwrap(key, fields[key], now);
      if (value !== undefined) return value;
    } else if (key === '__proto__') throw invalidParam('__proto__ is no field name');
    fields[key] = revive(fields[key], now);
  }
  return fields as Document;
}

/** Reads EJSON of any value; `now` (ms) is what the database's server date stands for. Throws INVALID_PARAM. */
export function decodeValue(text: string, now: number): Value {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw invalidParam('not JSON');
  }
  return revive(json, now);
}

/** Reads EJSON of a query or a stage, in whose expressions `$$NOW` is the local WeChat's time. */
export function decodeExpressions(text: string, now: number): Value {
  const value = decodeValue(text, now);
  return text.includes('$$NOW') ? withNow(value, new Date(now)) : value;
}

function withNow(value: Value, now: Date): Value {
  if (value === '$$NOW') return now;
  if (Array.isArray(value)) return value.map((element) => withNow(element, now));
  if (!isDocument(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withNow(inner, now)]));
}

/** Reads EJSON that must be a document. Throws INVALID_PARAM. */
export function decodeDocument(text: string, now: number): Document {
  const value = decodeValue(text, now);
  if (!isDocument(value)) throw invalidParam('not a document');
  return value;
}

/** EJSON writes years 1970 to 9999 as text and anything else as a number, so that every reader understands it. */
function dateJson(date: Date): unknown {
  const time = date.getTime();
  const plain = time >= 0 && time <= 253_402_300_799_999;
  return { $date: plain ? date.toISOString() : { $numberLong: String(time) } };
}

function plainJson(value: Value): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value : { $numberDouble: String(value) };
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(plainJson);
  if (value instanceof Date) return dateJson(value);
  if (value instanceof RegExp) {
    return { $regularExpression: { pattern: value.source, options: [...value.flags].sort().join('') } };
  }
  if (value instanceof ObjectId) return { $oid: value.hex };
  const plain: Record<string, unknown> = {};
  for (const field in value) plain[field] = plainJson(value[field] as Value);
  return plain;
}

/** Writes a document as EJSON. Equal documents, field order included, give equal texts. */
export function encodeDocument(document: Document): string {
  return JSON.stringify(plainJson(document));
}

/** A value as the gateway's JSON reply carries it outside documents: ids of inserted documents. */
export function wireValue(value: Value): unknown {
  return plainJson(value);
}
