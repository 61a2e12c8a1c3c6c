import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';

/**
 * Builds every cloud function into `dist/cloudfunctions/{name}/{index.js,package.json,config.json}`, which DevTools,
 * the deployment and the local WeChat take as they are. wx-server-sdk is bundled: nothing is installed in the
 * cloud, and a cold start reads one file.
 */

const ROOT = path.resolve(__dirname, '..');
const SOURCE = path.join(ROOT, 'cloudfunctions');
export const FUNCTIONS_DIR = path.join(ROOT, 'dist', 'cloudfunctions');
/** Its time is that of the last build's begin. Beside the functions, not among them. */
const STAMP = path.join(ROOT, 'dist', '.functions-built');
/** What functions are made of. */
const INPUTS = ['cloudfunctions', 'server', 'protocol', 'dev/build.ts', 'package-lock.json', 'tsconfig.json'];

/** Folders of `cloudfunctions/` that are functions: those with a config.json; `frame` has none. */
function functionNames(): string[] {
  return readdirSync(SOURCE, { withFileTypes: true })
    .filter(
      (entry) => entry.isDirectory() && readdirSync(path.join(SOURCE, entry.name)).includes('config.json'),
    )
    .map((entry) => entry.name)
    .sort();
}

/** Builds all functions. A file that has not changed stays untouched: a running local WeChat reloads the others. */
export async function buildFunctions(): Promise<string[]> {
  const begun = new Date();
  const names = functionNames();
  const { outputFiles } = await build({
    entryPoints: names.map((name) => ({ in: path.join(SOURCE, name, 'index.ts'), out: `${name}/index` })),
    outdir: FUNCTIONS_DIR,
    write: false,
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
  removeStale(names);
  for (const file of outputFiles) put(file.path, file.contents);
  for (const name of names) putMetadata(name);
  put(STAMP, Buffer.from(''));
  utimesSync(STAMP, begun, begun);
  return names;
}

/** Builds when a source is newer than what was built; what start, demo and tests run is never old code. */
export async function buildWhenStale(): Promise<void> {
  const built = existsSync(STAMP) ? statSync(STAMP).mtimeMs : Number.NEGATIVE_INFINITY;
  const complete = functionNames().every((name) => existsSync(path.join(FUNCTIONS_DIR, name, 'index.js')));
  if (complete && INPUTS.every((input) => newest(path.join(ROOT, input)) < built)) return;
  await buildFunctions();
}

function newest(place: string): number {
  const { mtimeMs } = statSync(place);
  if (!statSync(place).isDirectory()) return mtimeMs;
  return Math.max(mtimeMs, ...readdirSync(place).map((name) => newest(path.join(place, name))));
}

/** Functions that no longer exist. */
function removeStale(names: readonly string[]): void {
  if (!existsSync(FUNCTIONS_DIR)) return;
  for (const old of readdirSync(FUNCTIONS_DIR)) {
    if (!names.includes(old)) rmSync(path.join(FUNCTIONS_DIR, old), { recursive: true, force: true });
  }
}

/** Whole or not at all: two builds at once, or a function that loads meanwhile, never see half a file. */
function put(file: string, contents: Uint8Array): void {
  if (existsSync(file) && readFileSync(file).equals(contents)) return;
  mkdirSync(path.dirname(file), { recursive: true });
  const part = `${file}.${process.pid}.part`;
  writeFileSync(part, contents);
  renameSync(part, file);
}

function putMetadata(name: string): void {
  const folder = path.join(FUNCTIONS_DIR, name);
  put(path.join(folder, 'config.json'), readFileSync(path.join(SOURCE, name, 'config.json')));
  const manifest = { name, version: '1.0.0', private: true, main: 'index.js' };
  put(path.join(folder, 'package.json'), Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`));
}

if (require.main === module) {
  void buildFunctions().then((names) =>
    process.stdout.write(
      `built ${names.length} functions into ${path.relative(process.cwd(), FUNCTIONS_DIR)}\n`,
    ),
  );
}
