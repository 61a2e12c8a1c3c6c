import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { statementFile } from '../../../miniprogram/deduction/statement/statement-file';
import { openBrowser } from '../../phone/browser';
import { statementStory } from './statement-story';

const NOW = Date.parse('2026-03-16T09:41:00+08:00');

let browser: Browser;
let folder: string;
let text: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'statement-page-'));
  const { statement, order } = await statementStory();
  text = statementFile(statement, order, NOW).text;
  browser = await openBrowser();
});

afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

/** What the saved page says of itself when it is opened without a network. */
async function verdict(page: string): Promise<string> {
  const file = path.join(folder, 'statement.html');
  writeFileSync(file, page);
  const context = await browser.newContext({ offline: true });
  const tab = await context.newPage();
  await tab.goto(`file://${file}`);
  const place = tab.locator('#verdict[data-ok]');
  const said = (await place.textContent()) ?? '';
  await context.close();
  return said;
}

describe('a saved statement, opened in a browser', () => {
  test('checks itself without a network', async () => {
    expect(await verdict(text)).toBe('4 条记录首尾相连，没有改动');
  });

  test.each([
    ['an amount of its data', '"amountFen":5000', '"amountFen":5001', '第 1 条内容改过'],
    ['an amount that it shows', '<td>¥50.00</td>', '<td>¥40.00</td>', '第 1 条页面上的字和记录不一样'],
    ['the sum that it shows', '<dd>¥150.00</dd>', '<dd>¥100.00</dd>', '页面上的字和记录不一样'],
  ])('says that %s was changed', async (_what, from, to, named) => {
    expect(text).toContain(from);
    expect(await verdict(text.replace(from, to))).toContain(named);
  });
});
