import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const FIXTURE = path.join(__dirname, 'fixture');
const NODE_MODULES = path.join(__dirname, '..', '..', 'node_modules');

/** A copy of the sample Mini Program that a test may edit, outside this repository. */
export class FixtureCopy {
  readonly dir = mkdtempSync(path.join(tmpdir(), 'phone-fixture-'));

  constructor() {
    // Its tsconfig.json extends this repository's, which the copy leaves behind.
    cpSync(FIXTURE, this.dir, { recursive: true, filter: (file) => path.basename(file) !== 'tsconfig.json' });
    symlinkSync(NODE_MODULES, path.join(this.dir, 'node_modules'), 'dir');
  }

  /** Replaces words in one file of the Mini Program. */
  edit(file: string, from: string, to: string): void {
    const full = path.join(this.dir, 'miniprogram', file);
    const before = readFileSync(full, 'utf8');
    if (!before.includes(from)) throw new Error(`${file} does not contain ${from}`);
    writeFileSync(full, before.replace(from, to));
  }

  write(file: string, text: string): void {
    const full = path.join(this.dir, 'miniprogram', file);
    mkdirSync(path.dirname(full), { recursive: true });
    writeFileSync(full, text);
  }

  remove(): void {
    rmSync(this.dir, { recursive: true, force: true });
  }
}
