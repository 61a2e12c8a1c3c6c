import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { albumOf } from './album';
import { nameOf, TABLE } from './table';

interface AppJson {
  pages: string[];
  subPackages: { root: string; pages: string[] }[];
}

const app: AppJson = JSON.parse(readFileSync(path.resolve(__dirname, '../../miniprogram/app.json'), 'utf8'));
const pages = [
  ...app.pages,
  ...app.subPackages.flatMap(({ root, pages: own }) => own.map((one) => `${root}/${one}`)),
];

describe('the table of the sweep', () => {
  test('has every page of the Mini Program, and no other', () => {
    expect(new Set(TABLE.map(({ page }) => page))).toEqual(new Set(pages));
  });

  test.each(pages)(
    '%s is looked at with all its data, while it waits, without a net and when the server fails',
    (page) => {
      const rows = TABLE.filter((row) => row.page === page);
      expect(new Set(rows.map(({ net }) => net))).toEqual(new Set([undefined, 'slow', 'cut', 'broken']));
    },
  );

  test('names no picture twice', () => {
    const names = TABLE.map(nameOf);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  test('is shown in docs/pages.md: `npm run pictures` takes every state, light and dark', () => {
    const docs = path.resolve(__dirname, '../../docs');
    const names = TABLE.flatMap((row) => ['light', 'dark'].map((theme) => `${nameOf(row)}-${theme}.webp`));
    expect(names.filter((name) => !existsSync(path.join(docs, 'pages', name)))).toEqual([]);
    expect(readFileSync(path.join(docs, 'pages.md'), 'utf8')).toBe(albumOf(TABLE));
  });
});
