export interface ShelfIndex {
  /** A top-level field of the document. */
  field: string;
  unique?: boolean;
}

/** One kind of documents, kept by key, with indexes on fields by which they are looked up. */
export interface Shelf<T extends object> {
  get(key: string): T | undefined;
  /** Documents whose field equals the value, oldest first; true and false are kept as 1 and 0. */
  where(field: string, value: string | number): T[];
  one(field: string, value: string | number): T | undefined;
  all(): T[];
  put(doc: T): void;
}
