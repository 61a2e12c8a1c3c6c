import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../phone/browser';
import type { Finding } from './finding';
import { INSPECTOR } from './visit';

let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await openBrowser();
  page = await browser.newPage({ viewport: { width: 360, height: 640 } });
});
afterAll(() => browser?.close());

/** What the sweep finds on a page of this content. */
async function findings(html: string): Promise<Finding['rule'][]> {
  await page.setContent(
    `<!doctype html><style>body { margin: 0; font: 16px/24px sans-serif; background: #fff }</style>${html}`,
  );
  await page.evaluate(INSPECTOR);
  const found = await page.evaluate<Finding[]>(`inspectPage({ router: { top: {
    backend: { hearsTap: (element) => element.matches('[data-tap]') },
    document: { doc: document, view: window },
  } } })`);
  return [...new Set(found.map(({ rule }) => rule))];
}

const LONG = '零基础成人书法从执笔到完整作品周末小班'.repeat(2);

describe('the sweep finds', () => {
  test.each<[string, Finding['rule'], string]>([
    ['a page wider than the screen', 'overflow', '<div style="width: 400px">宽</div>'],
    ['a text that leaves the screen', 'overflow', `<div style="white-space: nowrap">${LONG}</div>`],
    [
      'a text cut at its side',
      'clipped',
      `<div style="width: 90px; overflow: hidden; white-space: nowrap">${LONG}</div>`,
    ],
    ['a text cut below', 'clipped', `<div style="width: 90px; height: 30px; overflow: hidden">${LONG}</div>`],
    [
      'a text too high for its tag',
      'spilling',
      `<div style="width: 60px; height: 20px; background: #eee">${LONG}</div>`,
    ],
    [
      'a text on another',
      'overlapping',
      '<div style="height: 4px">上面</div><div style="height: 24px">下面</div>',
    ],
    [
      'the end of a page behind its bar',
      'covered',
      '<div style="height: 620px"></div><p>最后</p><div class="bar" style="position: fixed; bottom: 0; height: 80px">去</div>',
    ],
    ['a faint text', 'contrast', '<div style="color: #888">淡</div>'],
    ['a text made faint by opacity', 'contrast', '<div style="opacity: 0.5; color: #555">淡</div>'],
    [
      'a faint icon',
      'contrast',
      '<div><div class="icon" style="width: 20px; height: 20px; background: #ccc"></div></div>',
    ],
    ['a small button', 'touch', '<div data-tap style="width: 200px; height: 30px">去支付</div>'],
    ['a button without a name', 'nameless', '<div data-tap style="width: 50px; height: 50px"></div>'],
    ['a slip of the program', 'words', '<div>共 NaN 次课</div>'],
    ['a slip in a label', 'words', '<div aria-label="undefined">好</div>'],
    ['a word that is never said', 'words', '<div>立即报名</div>'],
  ])('%s', async (_name, rule, html) => {
    expect(await findings(html)).toContain(rule);
  });

  test.each([
    [
      'an ellipsis that is meant',
      `<div style="width: 90px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap">${LONG}</div>`,
    ],
    [
      'chips that scroll sideways',
      `<div style="overflow-x: auto; white-space: nowrap; width: 300px">${LONG}</div>`,
    ],
    ['what is folded away', `<div style="height: 0; overflow: hidden">${LONG}</div>`],
    [
      'a button that can’t be used just now',
      '<div class="button-off" style="opacity: 0.4; color: #777">去支付</div>',
    ],
    [
      'a small cross in a large row',
      '<div data-tap style="height: 60px">林晓雯 <span data-tap aria-label="去掉">×</span></div>',
    ],
    [
      'a bar with room before it',
      '<p>最后</p><div class="bar" style="position: fixed; bottom: 0; height: 80px">去</div>',
    ],
  ])('nothing wrong with %s', async (_name, html) => {
    expect(await findings(html)).toEqual([]);
  });
});
