import { isObject } from '../surroundings/environment';

/**
 * What an error of the SDK means. wx-server-sdk replaces the database's codes by numbers that don't tell them apart
 * (a conflict, a lost transaction and a duplicate are all -501001 or -502001), so the text decides.
 */
export type Failure = 'duplicate' | 'conflict' | 'lost' | 'throttled' | 'other';

const MEANINGS: [RegExp, Failure][] = [
  [/E11000|DATABASE_DUPLICATE_WRITE|DuplicateWrite/, 'duplicate'],
  [/TransactionConflict|DATABASE_TRANSACTION_CONFLICT|WriteConflict/, 'conflict'],
  [/TransactionNotExist|NoSuchTransaction/, 'lost'],
  [/-501003|-501004|EXCEED_REQUEST_LIMIT|EXCEED_CONCURRENT_REQUEST_LIMIT/, 'throttled'],
];

/**
 * `duplicate`: the id or a unique key is taken · `conflict`: another transaction holds or wrote the document ·
 * `lost`: CloudBase ended the transaction (30 s), nothing of it was done · `throttled`: not done, too many requests.
 */
export function failureOf(error: unknown): Failure {
  const text = isObject(error) ? [error.code, error.errMsg, error.message].join(' ') : String(error);
  return MEANINGS.find(([pattern]) => pattern.test(text))?.[1] ?? 'other';
}
