import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const FOLDER = path.join(__dirname, 'bugs');

/** A real bug of a known system, as a patch of this product. */
export interface PlantedBug {
  name: string;
  /** The patch, with its head: what the bug is, where it is known from, what it does, which tests are asked. */
  file: string;
  what: string;
  knownFrom: string;
  /** Paths for jest. */
  searchedIn: string[];
}

/** Every patch of the folder `bugs`, by name. @throws Error when a head lacks a line */
export function plantedBugs(): PlantedBug[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.patch'))
    .sort()
    .map((name) => read(path.join(FOLDER, name)));
}

function read(file: string): PlantedBug {
  const text = readFileSync(file, 'utf8');
  const line = (label: string): string => {
    const found = new RegExp(`^${label}: (.+)$`, 'm').exec(text)?.[1];
    if (found === undefined) throw new Error(`${file} has no line "${label}: …" in its head`);
    return found;
  };
  line('What it does');
  return {
    name: path.basename(file, '.patch'),
    file,
    what: line('Bug'),
    knownFrom: line('Known from'),
    searchedIn: line('Searched in').split(' '),
  };
}
