import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface FunctionsFolder {
  dir: string;
  /** Writes a function: its JavaScript and its config.json. */
  write(name: string, code: string, config?: Record<string, unknown>): void;
  remove(): void;
}

/** A folder of small functions for one test file, where `require('wx-server-sdk')` finds the real SDK. */
export function makeFunctionsFolder(): FunctionsFolder {
  const dir = mkdtempSync(path.join(tmpdir(), 'local-wechat-'));
  symlinkSync(path.resolve(__dirname, '../../../node_modules'), path.join(dir, 'node_modules'));
  const functionsDir = path.join(dir, 'functions');
  mkdirSync(functionsDir);
  return {
    dir: functionsDir,
    write(name, code, config = {}) {
      const folder = path.join(functionsDir, name);
      mkdirSync(folder, { recursive: true });
      writeFileSync(path.join(folder, 'index.js'), code);
      writeFileSync(path.join(folder, 'config.json'), JSON.stringify(config));
    },
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
}
