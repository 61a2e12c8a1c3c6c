import type { Row } from './rows';
import { nameOf } from './table';

/** So many pictures stand side by side. */
const COLUMNS = 4;

/** The index of all pictures: a heading for each page, a table of its states, light above dark. */
export function albumOf(table: readonly Row[]): string {
  const pages = [...new Set(table.map(({ page }) => page))];
  return [
    '# Every page in every state',
    '',
    'The real pages in the phone, at 390 × 844, on the living institution. Taken by `npm run pictures`; the same states are',
    'looked at by the sweep (`tests/sweep`), on smaller phones and with larger text too.',
    '',
    ...pages.flatMap((page) =>
      chapter(
        page,
        table.filter((row) => row.page === page),
      ),
    ),
  ].join('\n');
}

function chapter(page: string, rows: readonly Row[]): string[] {
  const tables = Array.from({ length: Math.ceil(rows.length / COLUMNS) }, (_, i) =>
    strip(rows.slice(i * COLUMNS, (i + 1) * COLUMNS)),
  );
  return [`## \`${page}\``, '', ...tables.flat()];
}

function strip(rows: readonly Row[]): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const pictures = (theme: string): string[] =>
    rows.map(
      (row) => `<img src="pages/${nameOf(row)}-${theme}.webp" width="200" alt="${row.state}, ${theme}">`,
    );
  return [
    line(rows.map(({ state }) => state)),
    line(rows.map(() => '---')),
    line(pictures('light')),
    line(pictures('dark')),
    '',
  ];
}
