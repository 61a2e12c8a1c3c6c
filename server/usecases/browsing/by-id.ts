import type { CollectionName, Collections } from '../../ports/store';
import type { Ports } from '../ports';

/** Documents by id, all of a page in one query; what is not there is left out. At most 1000 ids. */
export async function byId<N extends CollectionName>(
  ports: Ports,
  name: N,
  ids: readonly (string | undefined)[],
): Promise<Map<string, Collections[N]>> {
  const wanted = [...new Set(ids)].flatMap((id) => (id === undefined || id === '' ? [] : id));
  if (wanted.length === 0) return new Map();
  const found = await ports.store.find(name, { _id: { $in: wanted } }, { limit: 1000 });
  return new Map(found.map((document) => [document._id, document]));
}
