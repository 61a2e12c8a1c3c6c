import fs from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import theme from '../miniprogram/theme.json';

/**
 * `npx tsx dev/tab-icons.ts`: draws the tab bar's icons into miniprogram/images. WeChat takes no SVG there, only PNG of
 * 81 × 81, and one file for each colour (Mini Program, app.json, tabBar). Run after changing a path or a colour.
 */
const EDGE = 81;

/** Drawn on 24 × 24; the second part of a pair is filled with the tint while its tab is chosen. */
const ICONS = {
  discover: '<circle cx="12" cy="12" r="8.5"/><path d="M15.5 8.5l-2 5-5 2 2-5z"/>',
  learning:
    '<path d="M12 6.5C10 5 7 4.5 4 5v13.5c3-.5 6 0 8 1.5 2-1.5 5-2 8-1.5V5c-3-.5-6 0-8 1.5z"/><path d="M12 6.5V20"/>',
  me: '<circle cx="12" cy="8.5" r="4"/><path d="M4.5 20c.8-3.8 3.8-6 7.5-6s6.7 2.200 7.5 6"/>',
} as const;

/** The accent's tint in each mode: `--brand-soft` of styles/tokens.wxss. */
const TINT = { light: '#eff1fa', dark: '#262a44' } as const;

function svg(shapes: string, stroke: string, fill: string): string {
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${EDGE}" height="${EDGE}" viewBox="-1 -1 26 26" fill="${fill}" ` +
    `stroke="${stroke}" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round">${shapes}</svg>`
  );
}

async function main(): Promise<void> {
  const folder = path.resolve(__dirname, '../miniprogram/images');
  fs.mkdirSync(folder, { recursive: true });
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium' });
  const page = await browser.newPage({ viewport: { width: EDGE, height: EDGE } });
  for (const [name, shapes] of Object.entries(ICONS)) {
    for (const mode of ['light', 'dark'] as const) {
      for (const on of [false, true]) {
        const { tabText, tabSelected } = theme[mode];
        const icon = svg(shapes, on ? tabSelected : tabText, on ? TINT[mode] : 'none');
        await page.setContent(`<style>*{margin:0}svg{display:block}</style>${icon}`);
        const file = `tab-${name}${on ? '-on' : ''}${mode === 'dark' ? '-dark' : ''}.png`;
        await page.screenshot({ path: path.join(folder, file), omitBackground: true });
      }
    }
  }
  await browser.close();
}

main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exit(1);
});
