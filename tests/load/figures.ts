import type { Timed } from './crowd-client';

export interface Load {
  learners: number;
  seconds: number;
  timed: readonly Timed[];
  timerRuns: number;
  /** Minutes of the virtual clock. */
  seatedWithin: number;
  workersEnded: number;
  orders: number;
  collectedFen: number;
}

/** One line that says it all, and one for each action. */
export function figures(load: Load): string {
  const { timed, seconds } = load;
  const actions = [...new Set(timed.map((call) => call.what))].sort();
  const rows = actions.map((what) =>
    row(
      what,
      timed.filter((call) => call.what === what),
    ),
  );
  const failed = timed.filter((call) => call.failed).length;
  return [
    row('action', []),
    ...rows,
    `load: ${load.learners} learners, ${timed.length} calls in ${seconds.toFixed(1)} s (${(timed.length / seconds).toFixed(0)} a second), ` +
      `${failed} tried again, ${load.timerRuns} timer runs, ${load.workersEnded} workers ended, ` +
      `everybody seated within ${load.seatedWithin} minutes; ` +
      `${load.orders} orders, ¥${String(load.collectedFen).slice(0, -2)} collected, nothing lost, every invariant holds`,
  ].join('\n');
}

function row(what: string, calls: readonly Timed[]): string {
  if (calls.length === 0) return cells(what, ['calls', 'p50 ms', 'p95 ms', 'most ms']);
  const ms = calls.map((call) => call.ms).sort((a, b) => a - b);
  const at = (share: number) => (ms[Math.min(ms.length - 1, Math.floor(ms.length * share))] ?? 0).toFixed(0);
  return cells(what, [String(calls.length), at(0.5), at(0.95), at(1)]);
}

function cells(first: string, others: readonly string[]): string {
  return first.padEnd(28) + others.map((text) => text.padStart(9)).join('');
}
