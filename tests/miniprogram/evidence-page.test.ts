import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { evidenceFile } from '../../miniprogram/evidence/evidence-file';
import { openBrowser } from '../phone/browser';
import { evidenceStory } from '../usecases/evidence-story';
import { PAYER } from '../usecases/school';

let browser: Browser;
let folder: string;
let text: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'evidence-page-'));
  const { world, orderId } = await evidenceStory();
  const { document } = await world.call(PAYER, 'classroom', 'evidence', { orderId, unitNo: 1 });
  text = evidenceFile(document).text;
  browser = await openBrowser();
});

afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

/** What the saved page says when it is opened without a network: its verdict, and all it shows. */
async function opened(page: string): Promise<{ verdict: string; parts: string }> {
  const file = path.join(folder, 'evidence.html');
  writeFileSync(file, page);
  const context = await browser.newContext({ offline: true });
  const tab = await context.newPage();
  await tab.goto(`file://${file}`);
  const verdict = (await tab.locator('#verdict[data-ok]').textContent()) ?? '';
  const parts = (await tab.locator('#parts').textContent()) ?? '';
  await context.close();
  return { verdict, parts };
}

describe('saved evidence, opened in a browser', () => {
  test('checks itself without a network and tells the story; what somebody wrote stays text', async () => {
    const { verdict, parts } = await opened(text);
    expect(verdict).toBe('每一部分都和封签一致，没有改动');
    expect(parts).toContain('王老师点名：迟到，签约价 ¥100.00，备注：晚到 20 分钟');
    expect(parts).toContain('老师也迟到 “半小时” <b> 😀');
    expect(parts).toMatch(/微信支付的回调没有/);
  });

  test.each([
    ['a note of the roll call', '晚到 20 分钟', '晚到 50 分钟', '对不上：点名：内容改过'],
    ['an amount', '"amountFen":5000', '"amountFen":6000', '对不上：账目：内容改过'],
    ['the name of a part', '"objection":{"facts"', '"objectio_":{"facts"', '异议|objection'],
    ['whom it is about', '"studentName":"李小梅"', '"studentName":"王小梅"', '对不上：整份凭据：封签对不上'],
  ])('says that %s was changed', async (_what, from, to, named) => {
    expect(text).toContain(from);
    expect((await opened(text.replaceAll(from, to))).verdict).toMatch(new RegExp(named));
  });
});
