import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Story } from './history';

/** A history that broke something once, with the fewest steps that did. */
export interface Kept {
  /** What it broke. */
  readonly broke: string;
  /**
   * What its trace must show, one after the other: what its choices come to changes with the acts it is made of, and one
   * that does not come to the moment any more at which it broke something proves nothing.
   */
  readonly reaches: readonly string[];
  readonly story: Story;
}

const FOLDER = path.join(__dirname, 'kept');

/** All that are kept, by the names of their files. */
export function keptStories(): [name: string, kept: Kept][] {
  return readdirSync(FOLDER).map((file) => [
    path.basename(file, '.json'),
    JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8')) as Kept,
  ]);
}

/** What a trace does not show of what it must; empty when it comes to its moment. */
export function notReached({ reaches }: Kept, lines: readonly string[]): string[] {
  let from = 0;
  return reaches.filter((pattern) => {
    const at = lines.findIndex((line, i) => i >= from && new RegExp(pattern).test(line));
    if (at >= 0) from = at + 1;
    return at < 0;
  });
}
