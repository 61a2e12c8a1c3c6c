import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type PlantedBug, plantedBugs } from './bug';

/**
 * `npm run test:planted`: plants each bug into a copy of the project and asks the tests. Ends with a table bug → the
 * test that caught it; fails when one goes unnoticed, or when the tests fail without any bug.
 * `-- --only WORDS,WORDS`: bugs with one of these in their name.
 */
const ROOT = path.resolve(__dirname, '../..');

/** A bug may keep the tests from ending; that is noticed as well. */
const MOST_MS = 15 * 60_000;

interface Caught {
  test: string;
  file: string;
}

function main(): void {
  const { values } = parseArgs({ options: { only: { type: 'string', default: '' } } });
  const bugs = plantedBugs().filter((bug) =>
    values.only.split(',').some((words) => bug.name.includes(words)),
  );
  const copy = mkdtempSync(path.join(tmpdir(), 'lfpl-planted-'));
  try {
    copyProject(copy);
    const sound = failures(copy, [...new Set(bugs.flatMap((bug) => bug.searchedIn))]);
    if (sound.length > 0)
      throw new Error(`without any bug these fail: ${sound.map((f) => `${f.test} (${f.file})`).join('; ')}`);
    process.stdout.write('without a bug: every test passes\n');
    const rows = bugs.map((bug) => ({ bug, caught: plant(copy, bug) }));
    process.stdout.write(`\n${table(rows)}\n`);
    const unnoticed = rows.filter(({ caught }) => caught.length === 0);
    process.stdout.write(
      `planted bugs: ${rows.length - unnoticed.length} caught, ${unnoticed.length} unnoticed\n`,
    );
    if (unnoticed.length > 0) process.exitCode = 1;
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** What git knows of, as it stands; packages and built functions are shared. */
function copyProject(copy: string): void {
  const { stdout } = spawnSync('git', ['ls-files', '-z'], { cwd: ROOT, encoding: 'utf8' });
  for (const file of stdout.split('\0').filter((name) => name !== '' && !name.endsWith('.png'))) {
    mkdirSync(path.dirname(path.join(copy, file)), { recursive: true });
    cpSync(path.join(ROOT, file), path.join(copy, file));
  }
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(copy, 'node_modules'));
}

function plant(copy: string, bug: PlantedBug): Caught[] {
  apply(copy, bug.file, []);
  const caught = failures(copy, bug.searchedIn, ['--bail=1']);
  apply(copy, bug.file, ['--reverse']);
  const word = caught.length === 0 ? 'UNNOTICED' : `caught by ${caught.length}`;
  process.stdout.write(`${bug.name}: ${word}\n`);
  return caught;
}

/** @throws Error when the code has moved away from under the patch */
function apply(copy: string, patch: string, options: string[]): void {
  const { status, stderr } = spawnSync('git', ['apply', ...options, patch], { cwd: copy, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${path.basename(patch)} does not apply: ${stderr}`);
}

/** The tests that fail, in the order in which jest tells them. */
function failures(copy: string, searchedIn: readonly string[], options: readonly string[] = []): Caught[] {
  const report = path.join(copy, 'report.json');
  rmSync(report, { force: true });
  spawnSync(
    process.execPath,
    [
      path.join(ROOT, 'node_modules/jest/bin/jest.js'),
      ...searchedIn,
      ...options,
      '--json',
      `--outputFile=${report}`,
      '--silent',
    ],
    { cwd: copy, stdio: 'ignore', timeout: MOST_MS, killSignal: 'SIGKILL' },
  );
  if (!existsSync(report)) return [{ file: searchedIn.join(' '), test: 'the tests do not end' }];
  const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as {
    testResults: {
      name: string;
      status: string;
      assertionResults: { status: string; fullName: string }[];
    }[];
  };
  return testResults.flatMap(({ name, status, assertionResults }) => {
    const file = path.relative(copy, name);
    const failed = assertionResults.filter((one) => one.status === 'failed');
    if (failed.length === 0 && status === 'failed') return [{ file, test: 'the file does not run' }];
    return failed.map(({ fullName }) => ({ file, test: fullName }));
  });
}

function table(rows: readonly { bug: PlantedBug; caught: readonly Caught[] }[]): string {
  const width = Math.max(...rows.map(({ bug }) => bug.name.length));
  return rows
    .map(({ bug, caught }) => {
      const [first] = caught;
      const by = first === undefined ? 'UNNOTICED' : `${first.test} (${first.file})`;
      const more = caught.length > 1 ? ` and ${caught.length - 1} more` : '';
      return `${bug.name.padEnd(width)}  ${by}${more}`;
    })
    .join('\n');
}

main();
