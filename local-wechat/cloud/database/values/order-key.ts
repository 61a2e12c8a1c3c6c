import { isDocument, ObjectId, type Value } from './value';

/**
 * Values as texts that SQLite's byte order sorts exactly as MongoDB sorts the values, so that an index table of
 * SQLite answers MongoDB's equality, ranges and order without a second thought.
 *
 * A key starts with a letter for the type and ends itself, so that keys of several fields can be joined and no key
 * is the beginning of another. Texts end with U+0001; the characters U+0000 to U+0002 are escaped to make room.
 */
const TAG = {
  emptyArray: 'b',
  null: 'c',
  number: 'd',
  string: 'e',
  object: 'f',
  array: 'g',
  objectId: 'i',
  boolean: 'j',
  date: 'k',
  regex: 'm',
} as const;

const END = '\u0001';

/** Sorts after every key that begins with the text it is appended to. */
export const PAST_PREFIX = 'z';

const bits = new DataView(new ArrayBuffer(8));

/** The 64 bits of a double, flipped so that they sort as unsigned: 16 hex digits. NaN comes first. */
function numberKey(value: number): string {
  if (Number.isNaN(value)) return '0000000000000000';
  bits.setFloat64(0, value === 0 ? 0 : value);
  const high = bits.getUint32(0);
  const low = bits.getUint32(4);
  const negative = high >= 0x80000000;
  const flippedHigh = negative ? ~high >>> 0 : (high | 0x80000000) >>> 0;
  const flippedLow = negative ? ~low >>> 0 : low;
  return flippedHigh.toString(16).padStart(8, '0') + flippedLow.toString(16).padStart(8, '0');
}

/** The three lowest characters, which are escaped; written this way since regular expressions should not hold them. */
const LOW = new RegExp(`[${String.fromCharCode(0, 1, 2)}]`, 'g');

function stringKey(value: string): string {
  const escaped = value.replace(LOW, (char) => `\u0002${String.fromCharCode(char.charCodeAt(0) + 3)}`);
  return escaped + END;
}

/** The key of one value; a missing field has the key of null, as in MongoDB's indexes. */
export function orderKey(value: Value | undefined): string {
  if (value === undefined || value === null) return TAG.null;
  if (typeof value === 'number') return TAG.number + numberKey(value);
  if (typeof value === 'string') return TAG.string + stringKey(value);
  if (typeof value === 'boolean') return TAG.boolean + (value ? '1' : '0');
  if (value instanceof Date) return TAG.date + numberKey(value.getTime());
  if (value instanceof ObjectId) return TAG.objectId + value.hex;
  if (value instanceof RegExp) return TAG.regex + stringKey(value.source) + stringKey(value.flags);
  if (Array.isArray(value)) return TAG.array + value.map(orderKey).join('') + END;
  if (!isDocument(value)) throw new TypeError('not a value of a document');
  const fields = Object.entries(value).map(([name, inner]) => {
    const key = orderKey(inner);
    return key.charAt(0) + stringKey(name) + key;
  });
  return TAG.object + fields.join('') + END;
}

/** What an index holds for an empty array, which has no element to be found by. */
export const EMPTY_ARRAY_KEY: string = TAG.emptyArray;

/** The keys of all values of the same type as `value`: from (included) and to (excluded). */
export function bracketOf(value: Value): { from: string; to: string } {
  const tag = orderKey(value).charAt(0);
  return { from: tag, to: String.fromCharCode(tag.charCodeAt(0) + 1) };
}
