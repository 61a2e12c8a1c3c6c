/** One page of something, and where the next one begins. */
export interface Found<T> {
  items: T[];
  nextCursor?: string;
}

/** So many pages are looked through at once. */
const MOST_PAGES = 5;

/**
 * Reads on until there is something: a page may hold only what is other people's, which the server leaves out.
 * @param readPage reads one page from a cursor on, or the first
 * @throws Failure
 */
export async function readSome<T>(
  readPage: (cursor: { cursor?: string }) => Promise<Found<T>>,
  cursor?: string,
): Promise<Found<T>> {
  let next = cursor;
  for (let page = 1; ; page += 1) {
    const found = await readPage(next === undefined ? {} : { cursor: next });
    next = found.nextCursor;
    if (found.items.length > 0 || next === undefined || page === MOST_PAGES) return found;
  }
}
