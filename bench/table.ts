/** One line of the report: what was measured beside the least it could take. */
export interface Line {
  what: string;
  micros: number;
  p95?: number;
  floor: number;
  /** What the floor consists of. */
  floorOf: string;
}

/** Requests to the database that an act made, beside the least there could be. */
export interface Counted {
  what: string;
  requests: number;
  /** Documents that were changed, each once. */
  changed: number;
}

/** Microseconds, the floor of the same run, and how many times the floor it is. */
export function tableOf(title: string, lines: readonly Line[]): string {
  const rows = lines.map(({ what, micros, p95, floor, floorOf }) => [
    what,
    micros.toFixed(0),
    p95 === undefined ? '' : p95.toFixed(0),
    floor.toFixed(0),
    `${(micros / floor).toFixed(1)} ×`,
    floorOf,
  ]);
  return aligned([[title, 'µs', 'p95', 'floor µs', 'ratio', 'the floor'], ...rows]);
}

/** Requests, documents changed, and how many requests each of them took. */
export function countsOf(title: string, lines: readonly Counted[]): string {
  const rows = lines.map(({ what, requests, changed }) => [
    what,
    String(requests),
    String(changed),
    `${(requests / changed).toFixed(1)} ×`,
  ]);
  return aligned([[title, 'requests', 'documents to change', 'ratio'], ...rows]);
}

/** A table for the terminal: words to the left, numbers to the right. */
function aligned(all: readonly string[][]): string {
  const widths =
    all[0]?.map((_, column) => Math.max(...all.map((cells) => cells[column]?.length ?? 0))) ?? [];
  const text = all.map((cells) =>
    cells
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return column === 0 || column === 5 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  ')
      .trimEnd(),
  );
  return `${text.join('\n')}\n`;
}
