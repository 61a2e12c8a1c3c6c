import type { CollectionName, Collections, FindOptions, Query } from '../../ports/store';
import type { Ports } from '../ports';

/** Documents of one answer of the database, at most. */
const PAGE = 1000;
/** Ids in one `$in`. */
const FEW = 100;

/** All documents of a query, in the given order, page by page: for queries whose documents are bounded by what they ask for. */
export async function findAll<N extends CollectionName>(
  ports: Ports,
  name: N,
  query: Query,
  sort: NonNullable<FindOptions['sort']>,
): Promise<Collections[N][]> {
  const found: Collections[N][] = [];
  for (;;) {
    const page = await ports.store.find(name, query, { sort, limit: PAGE, skip: found.length });
    found.push(...page);
    if (page.length < PAGE) return found;
  }
}

/** Lists of ids, each once, short enough for one query each. */
export function inFew(ids: readonly string[], few = FEW): string[][] {
  const wanted = [...new Set(ids)];
  return Array.from({ length: Math.ceil(wanted.length / few) }, (_, index) =>
    wanted.slice(index * few, (index + 1) * few),
  );
}
