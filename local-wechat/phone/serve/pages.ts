import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { PhoneApp } from './phone-app';

const style = (name: string): string => readFileSync(path.join(__dirname, '..', name), 'utf8');

/** JSON inside a script element must not be able to end it. */
function inScript(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}

function page(title: string, css: string, facts: unknown, scripts: readonly string[]): string {
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${title}</title>
<meta name="viewport" content="width=device-width,initial-scale=1,viewport-fit=cover"><link rel="icon" href="data:,">
<style>${css}</style></head><body><script>window.__phoneFacts=${inScript(facts)}</script>
${scripts.map((src) => `<script src="${src}"></script>`).join('\n')}</body></html>`;
}

/** One phone that fills the window. `?as=` tells who holds it, `theme=dark` and `font=23` how it is set. */
export function phonePage(app: PhoneApp, query: URLSearchParams): string {
  const facts = {
    ...app.world,
    openid: query.get('as') ?? app.world.people[0]?.openid ?? 'local-learner',
    theme: query.get('theme') === 'dark' ? 'dark' : 'light',
    fontSize: Number(query.get('font') ?? 17) || 17,
    hasWeChat: app.controlUrl !== undefined,
    version: app.version,
  };
  return page(
    '手机',
    ['runtime/phone.css', 'shell/dialogs/dialogs.css', 'shell/screens/screens.css'].map(style).join('\n'),
    facts,
    ['/phone.js', `/app.js?v=${app.version}`],
  );
}

/** Two phones with everything around them. */
export function workbenchPage(app: PhoneApp): string {
  const facts = { hasWeChat: app.controlUrl !== undefined, version: app.version, ...app.world };
  return page('本地微信', style('shell/workbench.css'), facts, ['/workbench.js']);
}
