import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../../miniprogram');
const files = readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).filter(
  (file) => !file.includes('miniprogram_npm'),
);
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

interface AppJson {
  pages: string[];
  subPackages: { root: string; pages: string[] }[];
}

describe("text grows with WeChat's own setting of it", () => {
  const app: AppJson = JSON.parse(read('app.json'));
  const pages = [
    ...app.pages,
    ...app.subPackages.flatMap(({ root, pages: own }) => own.map((page) => `${root}/${page}`)),
  ];

  test.each(pages)('on %s', (page) => {
    expect(read(`${page}.wxml`)).toMatch(/^<page-meta root-font-size="system" \/>/);
  });

  test('in every size: none is written without it', () => {
    const sized = files
      .filter((file) => file.endsWith('.wxss') && !file.endsWith('tokens.wxss'))
      .filter((file) => /font-size: \d+rpx/.test(read(file)));
    expect(sized).toEqual([]);
  });
});
