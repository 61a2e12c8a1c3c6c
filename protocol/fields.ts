import { type TObject, type TProperties, type TSchema, type TUnsafe, Type } from '@sinclair/typebox';

/**
 * The small vocabulary all schemas are made of. Everything is strict: unknown fields are refused, every text has a
 * greatest length, money is whole fen, times are RFC 3339 with a zone.
 */

/** An object without further fields. */
export function exact<P extends TProperties>(properties: P): TObject<P> {
  return Type.Object(properties, { additionalProperties: false });
}

/** One of the given words. */
export function word<const W extends string>(...words: W[]): TUnsafe<W> {
  return Type.Unsafe<W>(Type.Union(words.map((w) => Type.Literal(w))));
}

/** A list of at most `most` entries. */
export function listOf<T extends TSchema>(item: T, most: number, least = 0) {
  return Type.Array(item, { minItems: least, maxItems: most });
}

/** Text shown to people, not empty, without control characters except line breaks. */
export function text(most: number) {
  return Type.String({
    minLength: 1,
    maxLength: most,
    pattern: '^[^\\u0000-\\u0009\\u000b-\\u001f\\u007f]+$',
  });
}

/** Like `text`, but may be empty. */
export function maybeEmpty(most: number) {
  return Type.String({ maxLength: most, pattern: '^[^\\u0000-\\u0009\\u000b-\\u001f\\u007f]*$' });
}

/** Identifier of a document of ours. */
export const ID = Type.String({ pattern: '^[0-9A-Za-z_-]{1,40}$', minLength: 1, maxLength: 40 });

/** A key chosen by the institution: region, campus, category, rung, template. */
export const KEY = Type.String({ pattern: '^[0-9A-Za-z_-]{1,32}$', minLength: 1, maxLength: 32 });

/** Openid of a member of staff, seen by staff only. */
export const OPENID = Type.String({ pattern: '^[0-9A-Za-z_-]{1,128}$', minLength: 1, maxLength: 128 });

/** File id in cloud storage: `cloud://{env}.{bucket}/{path}`. */
export const FILE_ID = Type.String({ pattern: '^cloud://[^\\s]{1,240}$', minLength: 9, maxLength: 250 });

/** A link that expires. */
export const LINK = Type.String({ pattern: '^https?://[^\\s]+$', minLength: 8, maxLength: 2048 });

/** A moment, RFC 3339 with zone: `2026-11-22T19:00:00+08:00`. */
export const TIME = Type.String({ format: 'date-time', maxLength: 35 });

/** A calendar day in China, `2026-11-22`. */
export const DAY = Type.String({ format: 'date', maxLength: 10 });

/** A time of day in China, `19:00`. */
export const TIME_OF_DAY = Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$', maxLength: 5 });

/** Whole fen (1/100 yuan), at most 1,000,000 yuan. */
export const FEN = Type.Integer({ minimum: 0, maximum: 100_000_000 });

/** SHA-256, hex. */
export const HASH = Type.String({ pattern: '^[0-9a-f]{64}$', minLength: 64, maxLength: 64 });

/** A whole number in bounds. */
export function whole(minimum: number, maximum: number) {
  return Type.Integer({ minimum, maximum });
}

/** Number of a charge unit, from 1. */
export const UNIT_NO = whole(1, 500);

/**
 * Chosen by the caller, once per intention: the same request again gets the same answer and changes nothing, the
 * same id with another body is refused (REQUEST_REUSED).
 */
export const REQUEST_ID = Type.String({ pattern: '^[0-9A-Za-z_-]{8,64}$', minLength: 8, maxLength: 64 });

/** Where the next page begins; opaque. */
export const CURSOR = Type.String({ pattern: '^[0-9A-Za-z_=-]{1,200}$', minLength: 1, maxLength: 200 });

/** What every paged reading takes. */
export const PAGE = { cursor: Type.Optional(CURSOR), limit: Type.Optional(whole(1, 50)) };
