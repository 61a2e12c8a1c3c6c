import { AppError } from '../../domain/errors';
import { parseTime, type Time } from '../../domain/time';

/**
 * Where a page begins: the time of the last entry shown, and how many entries with that very time were shown.
 * Unlike a page number it stays right while new entries come in at the top.
 */
export interface Place {
  at: Time;
  seen: number;
}

export interface Page<T> {
  items: T[];
  nextCursor?: string;
}

const PAGE_SIZE = 20;

/**
 * Reads one page of entries that are sorted by time.
 * @param read gives at most `limit` entries from the place on (it included), `seen` of them left out
 * @throws AppError BAD_REQUEST for a cursor that is none of ours
 */
export async function readPage<T>(
  asked: { cursor?: string; limit?: number },
  timeOf: (item: T) => Time,
  read: (place: Place | undefined, limit: number) => Promise<T[]>,
): Promise<Page<T>> {
  const limit = asked.limit ?? PAGE_SIZE;
  const place = asked.cursor === undefined ? undefined : placeOf(asked.cursor);
  const found = await read(place, limit + 1);
  const items = found.slice(0, limit);
  const last = items.at(-1);
  if (found.length <= limit || last === undefined) return { items };
  const at = timeOf(last);
  const same = items.filter((item) => timeOf(item) === at).length;
  const seen = same + (place?.at === at ? place.seen : 0);
  return { items, nextCursor: cursorOf({ at, seen }) };
}

function cursorOf({ at, seen }: Place): string {
  return Buffer.from(`${seen}@${at}`).toString('base64url');
}

function placeOf(cursor: string): Place {
  const [, seen = '', text = ''] = /^(\d{1,6})@(.+)$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  const at = parseTime(text);
  if (at === undefined) throw new AppError('BAD_REQUEST', 'not a cursor of ours', { field: 'cursor' });
  return { at, seen: Number(seen) };
}
