import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';

/**
 * Builds every cloud function into `dist/cloudfunctions/{name}/{index.js,package.json,config.json}`, which DevTools,
 * the deployment and the local WeChat take as they are. wx-server-sdk is bundled: nothing is installed in the
 * cloud, and a cold start reads one file.
 */

const ROOT = path.resolve(__dirname, '..');
const SOURCE = path.join(ROOT, 'cloudfunctions');
const TARGET = path.join(ROOT, 'dist', 'cloudfunctions');

/** Folders of `cloudfunctions/` that are functions: those with a config.json; `frame` has none. */
function functionNames(): string[] {
  return readdirSync(SOURCE, { withFileTypes: true })
    .filter(
      (entry) => entry.isDirectory() && readdirSync(path.join(SOURCE, entry.name)).includes('config.json'),
    )
    .map((entry) => entry.name)
    .sort();
}

async function buildFunctions(): Promise<void> {
  const names = functionNames();
  removeStale(names);
  await build({
    entryPoints: names.map((name) => ({ in: path.join(SOURCE, name, 'index.ts'), out: `${name}/index` })),
    outdir: TARGET,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    sourcemap: 'linked',
    // The map holds names and lines; the sources themselves stay in the repository.
    sourcesContent: false,
    logLevel: 'warning',
    // Optional parts of the SDK's dependencies that are never reached in a function.
    external: ['@cloudbase/functions-framework'],
  });
  for (const name of names) writeMetadata(name);
  process.stdout.write(`built ${names.length} functions into ${path.relative(process.cwd(), TARGET)}\n`);
}

/** Functions that no longer exist; those that do are overwritten, so that a running local WeChat never misses one. */
function removeStale(names: readonly string[]): void {
  if (!existsSync(TARGET)) return;
  for (const old of readdirSync(TARGET)) {
    if (!names.includes(old)) rmSync(path.join(TARGET, old), { recursive: true, force: true });
  }
}

function writeMetadata(name: string): void {
  const folder = path.join(TARGET, name);
  mkdirSync(folder, { recursive: true });
  const config = readFileSync(path.join(SOURCE, name, 'config.json'), 'utf8');
  writeFileSync(path.join(folder, 'config.json'), config);
  const manifest = { name, version: '1.0.0', private: true, main: 'index.js' };
  writeFileSync(path.join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

void buildFunctions();
