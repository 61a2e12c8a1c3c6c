import { AppError } from '../../domain/errors';
import type { CollectionName, Collections, Query } from '../../ports/store';
import type { Ports } from '../ports';

/** Rows of one exported file. */
export const MOST_EXPORTED = 5000;
/** Documents of one query. */
const PAGE = 1000;

/** All documents of a query, page by page. @throws AppError BAD_REQUEST with `reason` for more than a file may have */
export async function allOf<N extends CollectionName>(
  ports: Ports,
  name: N,
  query: Query,
  sort: Readonly<Record<string, 1 | -1>>,
): Promise<Collections[N][]> {
  const found: Collections[N][] = [];
  for (;;) {
    const page = await ports.store.find(name, query, { sort, limit: PAGE, skip: found.length });
    found.push(...page);
    if (found.length > MOST_EXPORTED) throw tooMany();
    if (page.length < PAGE) return found;
  }
}

export function tooMany(): AppError {
  const reason = `超过 ${MOST_EXPORTED} 行，请缩短日期或选一门课`;
  return new AppError('BAD_REQUEST', reason, { field: 'courseId', reason });
}
