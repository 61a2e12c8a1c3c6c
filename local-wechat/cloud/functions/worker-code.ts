import path from 'node:path';
import { buildSync } from 'esbuild';

let code: string | undefined;

/**
 * The worker's script as one piece of JavaScript for `new Worker(code, { eval: true })`: the project runs its
 * TypeScript through tsx or SWC, and a worker thread gets neither.
 */
export function workerCode(): string {
  code ??= bundle();
  return code;
}

function bundle(): string {
  const { outputFiles } = buildSync({
    entryPoints: [path.join(__dirname, 'worker', 'main.ts')],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
  });
  const [file] = outputFiles;
  if (!file) throw new Error('esbuild made nothing of the worker script');
  return file.text;
}
