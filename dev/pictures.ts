import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { startLocalWeChat } from '../local-wechat';
import { startPhone } from '../local-wechat/phone/server';
import { household } from './local/household';
import { productOn, TEMPLATE_WORDS } from './local/product';
import { LIN } from './term/people';
import { prepareTerm } from './term/prepare-term';

/** `npx tsx dev/pictures.ts`: takes the README's pictures of the living institution, with the real pages. */
const TARGET = path.resolve(__dirname, '../docs/images');
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
];

async function main(): Promise<void> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'lfpl-pictures-'));
  await prepareTerm(dataDir, () => {});
  const local = await startLocalWeChat(productOn({ dataDir }));
  const phone = await startPhone({
    projectDir: path.resolve(__dirname, '..'),
    control: { url: local.facts.control.url },
    people: household(),
    templates: TEMPLATE_WORDS,
  });
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: QUIET,
  });
  mkdirSync(TARGET, { recursive: true });
  try {
    await takeAll(browser, phone.url);
  } finally {
    await browser.close();
    await phone.close();
    await local.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function takeAll(browser: Browser, url: string): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 1.5 });
  const open = async (...words: string[]) => {
    await page.goto(`${url}phone?as=${LIN.openid}`);
    for (const word of words) await tap(page, word);
    await page.waitForTimeout(1_500);
  };
  const take = (name: string) => page.screenshot({ path: path.join(TARGET, `${name}.png`) });
  await open();
  await take('discover');
  await open('行书入门');
  await take('course');
  await open('学习', '已上 7/20');
  await take('my-course');
  await open('学习', '已上 7/20', '为什么扣');
  await take('why');
  await open('我的', '扣费服务设置', '关闭扣费服务');
  await take('close');
  const desk = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await desk.goto(url);
  await desk.waitForTimeout(4_000);
  await desk.screenshot({ path: path.join(TARGET, 'workbench.png') });
}

/** Taps words on the page that is on top, or in the tab bar. */
async function tap(page: Page, words: string): Promise<void> {
  await page.waitForTimeout(1_500);
  for (const frame of [...page.frames()].reverse()) {
    const target = frame.getByText(words, { exact: false }).first();
    if (await target.isVisible().catch(() => false)) return target.click();
  }
  throw new Error(`nothing says ${words}`);
}

void main();
