import type { Ports } from '../ports';

/**
 * Ports on which nothing can be changed, and which remember what they have read: a dry run of hundreds of rows asks the
 * same questions over and over. For one call only.
 */
export function readingOnly(ports: Ports): Ports {
  const seen = new Map<string, Promise<unknown>>();
  const remembered = <T>(question: unknown[], ask: () => Promise<T>): Promise<T> => {
    const key = JSON.stringify(question);
    const known = seen.get(key) as Promise<T> | undefined;
    if (known !== undefined) return known;
    const answer = ask();
    seen.set(key, answer);
    return answer;
  };
  const refuse = (): Promise<never> => Promise.reject(new Error('a dry run changes nothing'));
  const { store } = ports;
  return {
    ...ports,
    store: {
      get: (name, id) => remembered(['get', name, id], () => store.get(name, id)),
      find: (name, query, options) =>
        remembered(['find', name, query, options], () => store.find(name, query, options)),
      count: (name, query) => remembered(['count', name, query], () => store.count(name, query)),
      insert: refuse,
      updateIf: refuse,
      removeWhere: refuse,
      transaction: refuse,
    },
  };
}
