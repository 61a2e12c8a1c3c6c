import { SourceMap } from 'node:module';
import path from 'node:path';

/** A line of the Mini Program's source. */
export interface SourceLine {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

const FRAME = /\/app\.js[^\s:)]*:(\d+):(\d+)/g;

/** Finds the lines of source behind the lines of the bundle that a stack trace names, nearest first. */
export function locate(stack: string, map: string | undefined, projectDir: string): SourceLine[] {
  if (map === undefined) return [];
  const sourceMap = new SourceMap(JSON.parse(map));
  return [...stack.matchAll(FRAME)].flatMap(([, line, column]) => {
    const entry = sourceMap.findEntry(Number(line) - 1, Number(column) - 1);
    if (!('originalSource' in entry) || entry.originalSource === undefined) return [];
    const file = path.resolve(projectDir, entry.originalSource);
    return [
      {
        file: path.relative(projectDir, file),
        line: entry.originalLine + 1,
        column: entry.originalColumn + 1,
      },
    ];
  });
}
