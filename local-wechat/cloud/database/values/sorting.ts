import { compareSortValues, type SortValue, sortValue } from './paths';
import type { Value } from './value';

/** Fields to sort by, the most important first. */
export type Order = [path: string, direction: 1 | -1][];

/** Sorts by the order's fields as MongoDB does; items that tie keep the order in which they came. */
export function sorted<Item>(items: Iterable<Item>, order: Order, documentOf: (item: Item) => Value): Item[] {
  const keyed = [...items].map((item) => {
    const keys = order.map(([path, direction]) => sortValue(documentOf(item), path, direction));
    return { item, keys };
  });
  const compare = (a: SortValue[], b: SortValue[]): number => {
    for (const [at, [, direction]] of order.entries()) {
      const result = compareSortValues(a[at], b[at]) * direction;
      if (result !== 0) return result;
    }
    return 0;
  };
  return keyed.sort((a, b) => compare(a.keys, b.keys)).map(({ item }) => item);
}
