/**
 * Virtual time in shared memory, so that the worker threads of the functions read the clock without asking.
 *
 * Two doubles: [0] the moment at which the clock stands still, or NaN while it flows; [1] what to add to real
 * time while it flows. One aligned double is written at once on the 64-bit machines Node runs on, and the order
 * of the writes below never shows a reader a moment that was not set.
 */
export type SharedTime = Float64Array;

export function allocateSharedTime(): SharedArrayBuffer {
  return new SharedArrayBuffer(16);
}

export function readSharedTime(time: SharedTime, realNow: () => number): number {
  const frozenAt = time[0] ?? Number.NaN;
  return Number.isNaN(frozenAt) ? Math.floor(realNow() + (time[1] ?? 0)) : frozenAt;
}

export function freezeSharedTime(time: SharedTime, at: number): void {
  time[0] = at;
}

export function flowSharedTime(time: SharedTime, offset: number): void {
  time[1] = offset;
  time[0] = Number.NaN;
}
