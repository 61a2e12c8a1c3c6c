import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseSync } from '@swc/core';
import { DOC, query, stage, update } from './documents';

const ROOT = path.resolve(__dirname, '../../..');
export const DOCUMENT = path.join(ROOT, 'docs', 'local-wechat.md');

/** What each file of rows is about; the order of the tables. */
const TITLES: Record<string, string> = {
  control: 'Control',
  faults: 'Faults',
  transport: 'Gateway and variables',
  'database-actions': 'Database: actions',
  'database-values': 'Database: values',
  'database-queries': 'Database: query commands',
  'database-updates': 'Database: update commands',
  aggregation: 'Database: stages',
  transactions: 'Database: transactions',
  'database-errors': 'Database: errors, limits, switches',
  'client-access': 'What a Mini Program does by itself',
  functions: 'Functions',
  timers: 'Timers',
  'http-access': 'HTTP access',
  'open-api': 'Open API and open data',
  storage: 'Storage',
  'sdk-traps': 'Traps of the SDK',
};

export interface Row {
  name: string;
  document: string;
  says: string;
}

interface Node {
  type: string;
  [member: string]: unknown;
}

/** The rows of one file, read from its source: running it would start its cloud. */
function rowsOf(file: string): Row[] {
  const source = readFileSync(path.join(__dirname, `${file}.test.ts`), 'utf8');
  const { body } = parseSync(source, { syntax: 'typescript' });
  return body.flatMap((item) => {
    const statement: object = item;
    const call = (statement as Node)['expression'] as Node | undefined;
    if (call?.type !== 'CallExpression' || (call['callee'] as Node)['value'] !== 'row') return [];
    const [name, document, says] = (call['arguments'] as { expression: Node }[]).map(
      ({ expression }) => expression,
    );
    if (!name || !document || !says)
      throw new Error(`A row of ${file} lacks its name, document or sentence.`);
    return [{ name: textOf(name), document: documentOf(document), says: textOf(says) }];
  });
}

function textOf(node: Node): string {
  if (node.type !== 'StringLiteral') throw new Error('A row’s name and sentence are plain texts.');
  return String(node['value']);
}

/** `DOC.x`, `query('x')`, `update('x')`, `stage('x')`, or one of our own documents. */
function documentOf(node: Node): string {
  if (node.type === 'MemberExpression') {
    const key = (node['property'] as Node)['value'] as keyof typeof DOC;
    return DOC[key];
  }
  if (node.type === 'Identifier') return '';
  const maker = { query, update, stage }[String((node['callee'] as Node)['value'])];
  const [argument] = node['arguments'] as { expression: Node }[];
  if (!maker || !argument) throw new Error('A row’s document is DOC.x, or a page of MongoDB.');
  return maker(textOf(argument.expression));
}

export function allRows(): (Row & { file: string })[] {
  return Object.keys(TITLES).flatMap((file) => rowsOf(file).map((row) => ({ ...row, file })));
}

/** Files of rows that no table would show. */
export function filesWithoutTable(): string[] {
  const files = readdirSync(__dirname).filter((name) => name.endsWith('.test.ts'));
  return files
    .map((name) => name.replace('.test.ts', ''))
    .filter((file) => file !== 'documented' && !TITLES[file]);
}

const BEGIN = '<!-- rows: written by `npx tsx tests/local-wechat/conformance/write-table.ts` -->';
const END = '<!-- end of rows -->';

/** The document with its tables as the rows say them. */
export function withTables(text: string): string {
  const [before, rest = ''] = text.split(BEGIN);
  const [, after = ''] = rest.split(END);
  const tables = Object.entries(TITLES).map(([file, title]) => table(file, title, rowsOf(file)));
  return `${before}${BEGIN}\n\n${tables.join('\n')}\n${END}${after}`;
}

function table(file: string, title: string, rows: Row[]): string {
  const lines = rows.map(
    ({ name, document, says }) => `| \`${name}\` | ${cell(says)} | ${linkTo(document)} |`,
  );
  return [
    `### ${title} — \`conformance/${file}\``,
    '',
    '| what | how far | from |',
    '| --- | --- | --- |',
    ...lines,
    '',
  ].join('\n');
}

function linkTo(document: string): string {
  if (document === '') return 'here';
  const last = new URL(document).pathname.split('/').filter(Boolean).at(-1) ?? '';
  return `[${last.replace('.html', '')}](${document})`;
}

function cell(text: string): string {
  return text.replace(/\|/g, '\\|').replace(/_\./g, '\\_.');
}
