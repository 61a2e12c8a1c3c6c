import path from 'node:path';
import { API_TABLES, BUILTIN_TABLES } from './all';
import type { SupportRow } from './row';

export const DOCUMENT = path.resolve(__dirname, '../../../docs/local-wechat.md');

const BEGIN = '<!-- phone: written by `npx tsx tests/phone/rows/write-tables.ts` -->';
const END = '<!-- end of phone -->';

/** The document with the phone's tables as its rows say them. */
export function withTables(text: string): string {
  const [before, rest = ''] = text.split(BEGIN);
  const [, after = ''] = rest.split(END);
  const tables = [...BUILTIN_TABLES, ...API_TABLES].map(({ file, title, rows }) =>
    [
      `### ${title} — \`rows/${file}\``,
      '',
      '| what | how far |',
      '| --- | --- |',
      ...rows.map(line),
      '',
    ].join('\n'),
  );
  return `${before}${BEGIN}\n\n${tables.join('\n')}\n${END}${after}`;
}

function line({ names, says }: SupportRow): string {
  return `| ${names.map((name) => `\`${name}\``).join(', ')} | ${says.replace(/\|/g, '\\|')} |`;
}
