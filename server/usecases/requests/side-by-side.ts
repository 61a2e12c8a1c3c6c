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
