import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildNpm, packagesUsed } from './build-npm';
import { type Compiler, compile, findCompiler } from './compiler';
import { kb, packageSizes, tooLarge } from './sizes';

const ROOT = path.resolve(__dirname, '../..');

/**
 * `npm run check:wechat`: WeChat's own compiler takes the project as an upload would, and the size of every package is
 * printed and held against WeChat's limits and our budgets. Asks no server; the compiler comes through npx.
 */
async function main(): Promise<string[]> {
  const compiler = findCompiler();
  buildNpm();
  const faults = await comparedWithWeChats(compiler);
  const files = await compile(compiler, ROOT);
  const app: { subPackages?: { root: string }[]; lazyCodeLoading?: string } = JSON.parse(
    readFileSync(path.join(ROOT, 'miniprogram/app.json'), 'utf8'),
  );
  const sizes = packageSizes(
    files,
    (app.subPackages ?? []).map(({ root }) => root),
  );
  process.stdout.write(`\nWeChat’s compiler took ${Object.keys(files).length} files.\n`);
  for (const { name, bytes, budget } of sizes)
    process.stdout.write(`  ${name.padEnd(12)} ${kb(bytes).padStart(9)}   of ${kb(budget)}\n`);
  const lazy = app.lazyCodeLoading === 'requiredComponents' ? [] : ['app.json does not load code lazily'];
  return [...faults, ...tooLarge(sizes), ...lazy];
}

/** Do WeChat's tool and `npm run build:npm` make the same of the packages? @returns what differs */
async function comparedWithWeChats(compiler: Compiler): Promise<string[]> {
  const stage = mkdtempSync(path.join(tmpdir(), 'lfpl-npm-'));
  try {
    const names = packagesUsed();
    const dependencies = Object.fromEntries(names.map((name) => [name, '*']));
    mkdirSync(path.join(stage, 'node_modules'));
    writeFileSync(
      path.join(stage, 'package.json'),
      JSON.stringify({ name: 'stage', version: '1.0.0', dependencies }),
    );
    for (const name of names)
      cpSync(path.join(ROOT, 'node_modules', name), path.join(stage, 'node_modules', name), {
        recursive: true,
      });
    const { warnList } = await compiler.packNpmManually({
      packageJsonPath: path.join(stage, 'package.json'),
      miniprogramNpmDistDir: stage,
    });
    const theirs = filesIn(path.join(stage, 'miniprogram_npm'));
    const ours = filesIn(path.join(ROOT, 'miniprogram/miniprogram_npm'));
    const differing = [...new Set([...theirs, ...ours])].filter(
      (file) => theirs.has(file) !== ours.has(file),
    );
    return [
      ...warnList.map(({ msg }) => msg),
      ...differing.map((file) => `build:npm and WeChat differ: ${file}`),
    ];
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

function filesIn(folder: string): Set<string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return new Set(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name))),
  );
}

main().then(
  (faults) => {
    for (const fault of faults) process.stderr.write(`check:wechat: ${fault}\n`);
    process.exit(faults.length === 0 ? 0 : 1);
  },
  (error: unknown) => {
    process.stderr.write(
      `check:wechat: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    process.exit(1);
  },
);
