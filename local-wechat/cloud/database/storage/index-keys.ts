import { EMPTY_ARRAY_KEY, orderKey } from '../values/order-key';
import { type Document, isDocument, type Value } from '../values/value';

/** The keys one document has in one index. */
export interface IndexKeys {
  /** Joined keys of all fields, each once. */
  keys: string[];
  /** For each field of the index: whether an array lay on its path, which gives the document several keys. */
  arrays: boolean[];
}

/** The keys of one field, gathered while walking through arrays as MongoDB's index builder does. */
class FieldKeys {
  readonly keys = new Set<string>();
  array = false;

  constructor(document: Document, path: string) {
    this.walk(document, path.split('.'), 0);
  }

  private walk(value: Value | undefined, segments: string[], depth: number): void {
    if (Array.isArray(value)) {
      this.walkArray(value, segments, depth);
      return;
    }
    const segment = segments[depth];
    if (segment === undefined) this.keys.add(orderKey(value));
    else
      this.walk(
        isDocument(value) && Object.hasOwn(value, segment) ? value[segment] : undefined,
        segments,
        depth + 1,
      );
  }

  private walkArray(array: Value[], segments: string[], depth: number): void {
    this.array = true;
    const segment = segments[depth];
    if (segment === undefined) {
      for (const element of array) this.keys.add(orderKey(element));
      if (array.length === 0) this.keys.add(EMPTY_ARRAY_KEY);
      return;
    }
    for (const element of array) {
      // An array inside an array is entered by position only, like any other path through it.
      if (!Array.isArray(element)) this.walk(element, segments, depth);
    }
    const position = /^\d+$/.test(segment) ? Number(segment) : -1;
    if (position >= 0 && position < array.length) this.walk(array[position], segments, depth + 1);
    if (this.keys.size === 0) this.keys.add(orderKey(null));
  }
}

/** The keys of a document in an index over `fields`: one, or one for every combination of array elements. */
export function indexKeys(document: Document, fields: readonly string[]): IndexKeys {
  let joined = [''];
  const arrays: boolean[] = [];
  for (const field of fields) {
    const { keys, array } = new FieldKeys(document, field);
    arrays.push(array);
    joined = joined.flatMap((prefix) => [...keys].map((key) => prefix + key));
  }
  return { keys: [...new Set(joined)], arrays };
}
