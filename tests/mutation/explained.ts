import { readFileSync } from 'node:fs';
import path from 'node:path';

const RUN = 'out/mutants.jsonl';
const DOCUMENT = 'docs/mutation-survivors.md';

/** Kinds of docs/mutation.md: each explanation begins with one. */
const KINDS = ['words', 'looked at twice', 'saved work', 'the same', 'fallback'] as const;

/** Of longer replacements this much tells them apart. */
const MOST_CHARACTERS = 100;

/** A change of one line. Where in the file the line stands is no part of it, so that moved code stays explained. */
interface Change {
  file: string;
  source: string;
  replacement: string;
  mutator: string;
}

interface Explanation extends Change {
  kind: (typeof KINDS)[number] | undefined;
}

/** One line of out/mutants.jsonl, as told-as-they-come.mjs writes it. */
interface Tried {
  fileName: string;
  source: string;
  status: string;
  mutatorName: string;
  replacement: string;
}

const ENTRY = /^- (`+) ?(.+?) ?\1 → (`+) ?(.+?) ?\3 \((\w+)\): ?(.*)$/;

/** Changes that no test noticed, equal ones once. */
function survivors(): Change[] {
  const found = new Map<string, Change>();
  for (const line of readFileSync(RUN, 'utf8').trim().split('\n')) {
    const { fileName, source, status, mutatorName, replacement } = JSON.parse(line) as Tried;
    if (status !== 'Survived' && status !== 'NoCoverage') continue;
    const file = fileName.slice(fileName.lastIndexOf('/server/') + 1);
    const change = { file, source, replacement: short(replacement), mutator: mutatorName };
    found.set(identity(change), change);
  }
  return [...found.values()];
}

/** What the document says; a line under a file's title that can't be read counts as a mistake. */
function explanations(): Explanation[] {
  let file = '';
  return readFileSync(DOCUMENT, 'utf8')
    .split('\n')
    .flatMap((line) => {
      if (line.startsWith('## ')) file = line.slice(3).replaceAll('`', '');
      if (file === '' || !line.startsWith('- ')) return [];
      const [, , source, , replacement, mutator, reason] = ENTRY.exec(line) ?? [];
      if (source === undefined || replacement === undefined || mutator === undefined)
        throw new Error(`${DOCUMENT}: not an explanation: ${line}`);
      const kind = KINDS.find((one) => reason?.startsWith(`${one}: `));
      return [{ file, source, replacement, mutator, kind }];
    });
}

function short(replacement: string): string {
  return replacement.replace(/\s+/g, ' ').trim().slice(0, MOST_CHARACTERS).trim();
}

function identity({ file, source, replacement, mutator }: Change): string {
  return [file, source, replacement, mutator].join('\n');
}

function written({ source, replacement, mutator }: Change): string {
  return `- ${code(source)} → ${code(replacement)} (${mutator}):`;
}

/** Markdown wants a longer fence around text that has backticks itself. */
function code(text: string): string {
  const longest = Math.max(...[...text.matchAll(/`+/g), ['']].map(([ticks]) => ticks?.length ?? 0));
  const fence = '`'.repeat(longest + 1);
  return longest > 0 ? `${fence} ${text} ${fence}` : `${fence}${text}${fence}`;
}

const LINES = new Map<string, ReadonlySet<string>>();

/** Whether the program still has this line. */
function isThere({ file, source }: Change): boolean {
  let lines = LINES.get(file);
  if (lines === undefined) {
    lines = new Set(
      readFileSync(path.resolve(file), 'utf8')
        .split('\n')
        .map((line) => line.trim()),
    );
    LINES.set(file, lines);
  }
  return lines.has(source);
}

function printByFile(changes: readonly Change[]): void {
  for (const file of [...new Set(changes.map((change) => change.file))].sort()) {
    console.log(`\n## ${file}\n`);
    for (const change of changes) if (change.file === file) console.log(written(change));
  }
}

const explained = explanations();
const known = new Set(explained.filter(({ kind }) => kind !== undefined).map(identity));
const unexplained = survivors().filter((one) => isThere(one) && !known.has(identity(one)));
const gone = explained.filter((one) => !isThere(one));

printByFile(unexplained);
if (!process.argv.includes('--list')) {
  if (gone.length > 0) console.log('\nExplained, but the line is gone:');
  printByFile(gone);
  const counts = KINDS.map((kind) => `${kind} ${explained.filter((one) => one.kind === kind).length}`);
  console.log(`\n${counts.join(', ')}; unexplained ${unexplained.length}, gone ${gone.length}`);
}
process.exitCode = unexplained.length > 0 ? 1 : 0;
