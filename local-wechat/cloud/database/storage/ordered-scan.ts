/** A stretch of keys: from (included) to (excluded). */
export interface KeyRange {
  from: string;
  to: string;
}

/** A document's text with its row number, found under `key`. */
export interface FoundRow {
  key: string;
  row: number;
  text: string;
}

/** Documents in the order of some fields: an index, or the ids. */
export interface OrderedScan {
  readonly fields: readonly string[];
  readonly unique: boolean;
  /** For each field: whether some document has an array on its path, and so several keys. */
  readonly arrays: readonly boolean[];
  /** Rows of a range, read page by page so that a reader may stop, or write, in between. */
  scan(range: KeyRange, descending: boolean, pageSize: number): Generator<FoundRow>;
}

/** Pages grow while a reader keeps reading. */
const MAX_PAGE = 1024;

/** Reads pages until one comes back short; `read` gets the last row seen. */
export function* paged<Row>(
  pageSize: number,
  read: (last: Row | undefined, limit: number) => Row[],
): Generator<Row> {
  let last: Row | undefined;
  for (let limit = pageSize; ; limit = Math.min(limit * 4, MAX_PAGE)) {
    const page = read(last, limit);
    yield* page;
    if (page.length < limit) return;
    last = page.at(-1);
  }
}
