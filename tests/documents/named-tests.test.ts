import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');
/** Documents that say which test proves what: `tests/….test.ts` › words of the test's title. */
const DOCUMENTS = ['docs/wechat-acceptance.md', 'docs/security.md'];
const NAMED = /`(tests\/[^`]+\.test\.ts)`(?: › ([^|<\n]+))?/g;

describe.each(DOCUMENTS)('%s', (document) => {
  const named = [...readFileSync(path.join(ROOT, document), 'utf8').matchAll(NAMED)].map(
    ([, file = '', title]) => ({ file, title: title?.trim() }),
  );

  test('names tests that exist, in the words that they have', () => {
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter(({ file, title }) => !isThere(file, title))).toEqual([]);
  });
});

function isThere(file: string, title: string | undefined): boolean {
  const place = path.join(ROOT, file);
  return existsSync(place) && (title === undefined || readFileSync(place, 'utf8').includes(title));
}
