import { StoreBusy } from '../../ports/store';

/**
 * Does the same with each item, so many at the same time. Waits for whatever it has begun: a function must leave no work
 * behind when it answers.
 * @returns the results in the order of the items
 * @throws the first error; nothing new is begun after it
 */
export async function sideBySide<T, R>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const queue = items.entries();
  let failed: { error: unknown } | undefined;
  const hand = async () => {
    for (const [index, item] of queue) {
      if (failed !== undefined) return;
      try {
        results[index] = await work(item);
      } catch (error) {
        failed ??= { error };
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, hand));
  if (failed !== undefined) throw failed.error;
  return results;
}

/**
 * The same for items whose documents don't meet. One that others hold (a dead worker's transaction keeps its documents for
 * 30 s) does not stop those behind it.
 * @returns the items for which the database was busy: they are left for another time
 * @throws the first error that is not StoreBusy
 */
export async function allButBusy<T>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<unknown>,
): Promise<T[]> {
  const left = await sideBySide(items, atOnce, async (item) => {
    try {
      await work(item);
      return [];
    } catch (error) {
      if (!(error instanceof StoreBusy)) throw error;
      return [item];
    }
  });
  return left.flat();
}
