/** One line of the report: what was measured beside the least it could take. */
export interface Line {
  what: string;
  micros: number;
  p95?: number;
  floor: number;
  /** What the floor consists of. */
  floorOf: string;
}

/** A table for the terminal: microseconds, the floor of the same run, and how many times the floor it is. */
export function tableOf(title: string, lines: readonly Line[]): string {
  const rows = lines.map(({ what, micros, p95, floor, floorOf }) => [
    what,
    micros.toFixed(0),
    p95 === undefined ? '' : p95.toFixed(0),
    floor.toFixed(0),
    `${(micros / floor).toFixed(1)} ×`,
    floorOf,
  ]);
  const all = [[title, 'µs', 'p95', 'floor µs', 'ratio', 'the floor'], ...rows];
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
