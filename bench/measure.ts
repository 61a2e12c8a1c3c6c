/** How long something took, in microseconds of real time. */
export interface Timing {
  median: number;
  /** 95 of 100 runs were faster. */
  p95: number;
}

/** Runs `work` so often, after a tenth of it to warm up, one after the other. */
export async function measure(
  times: number,
  work: (at: number) => Promise<unknown> | unknown,
): Promise<Timing> {
  for (let at = 0; at < times / 10; at += 1) await work(-1 - at);
  const taken: number[] = [];
  for (let at = 0; at < times; at += 1) {
    const began = process.hrtime.bigint();
    await work(at);
    taken.push(Number(process.hrtime.bigint() - began) / 1000);
  }
  taken.sort((a, b) => a - b);
  return { median: at(taken, 0.5), p95: at(taken, 0.95) };
}

function at(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Microseconds of processor time that this process spent on `work`, all its threads together. */
export async function processorTime(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}
