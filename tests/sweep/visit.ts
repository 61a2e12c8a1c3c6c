import path from 'node:path';
import { buildSync } from 'esbuild';
import type { Locator } from 'playwright-core';
import { Hand, type Look } from '../phone/browser';
import { PEOPLE } from './cast';
import type { Finding } from './finding';
import type { Row, Step } from './rows';
import type { Town } from './town';

export const INSPECTOR = buildSync({
  entryPoints: [path.join(__dirname, 'in-page/inspect.ts')],
  ...{ bundle: true, write: false, format: 'iife', target: 'es2022' },
})
  .outputFiles.map(({ text }) => text)
  .join('');

/**
 * Put into the phone before anything runs: a net that can be cut, broken or slow, a count of calls that wait for an
 * answer, and no patience: the short pauses before another try and before a skeleton would be waited for hundreds of times.
 */
const NET = `
  const real = setTimeout;
  const net = { state: '', waiting: 0, changed: 0 };
  window.sweepNet = net;
  window.setTimeout = (run, ms, ...rest) =>
    real(run, net.state === '' || ms > 2000 ? ms : Math.min(ms, 30), ...rest);
  const fetched = window.fetch;
  window.fetch = async (where, ...rest) => {
    if (!String(where).startsWith('/control/call')) return fetched(where, ...rest);
    if (net.state === 'slow') return new Promise(() => {});
    if (net.state === 'broken') {
      const error = { code: 'INTERNAL', message: '出了点问题，请稍后再试。', retryable: true };
      return new Response(JSON.stringify({ result: { ok: false, error } }));
    }
    net.waiting += 1;
    try {
      return await fetched(where, ...rest);
    } finally {
      net.waiting -= 1;
      net.changed = performance.now();
    }
  };
`;

/** Nobody waits for an answer, and none came just now. */
const SETTLED = 'sweepNet.waiting === 0 && performance.now() - sweepNet.changed > 60';

/** A phone that is led from state to state. */
export class Visitor {
  private constructor(
    readonly hand: Hand,
    private readonly town: Town,
    private readonly look: Look,
    private holder: string,
  ) {}

  static async take(town: Town, look: Look): Promise<Visitor> {
    const hand = await Hand.take(town.browser, 'about:blank', look);
    await hand.page.addInitScript(NET);
    return new Visitor(hand, town, look, '');
  }

  /** Brings a state onto the screen. @throws when it can't be seen */
  async open(row: Row): Promise<void> {
    const { page } = this.hand;
    await this.give(PEOPLE[row.as]);
    await page.evaluate(`sweepNet.state = '${row.net === 'cut' ? 'cut' : (row.net ?? '')}'`);
    await page.evaluate(`phone.network.setOnline(${row.net !== 'cut'}); phone.problems.all.length = 0`);
    const query = row.query?.(this.town.cast) ?? '';
    await page.evaluate(`wx.reLaunch({ url: '/${row.page}?${query}' })`);
    for (const step of row.steps ?? []) {
      await page.waitForFunction(SETTLED);
      await this.take(step);
    }
    await this.find(row.sees).waitFor();
    await page.waitForFunction(SETTLED);
    await this.comeToRest();
  }

  /** What is wrong with what is on the screen, and what the phone complains about. */
  async inspect(): Promise<string[]> {
    const { page } = this.hand;
    const found = await page.evaluate<Finding[]>('inspectPage(phone)');
    const problems = await page.evaluate<string[]>('phone.problems.all.map(({ message }) => message)');
    return [
      ...found.map(({ rule, where, what }) => `${rule}: ${where} ${what}`),
      ...problems.map((message) => `problem: ${message}`),
    ];
  }

  async theme(theme: 'light' | 'dark'): Promise<void> {
    await this.hand.page.evaluate(`phone.theme.choose('${theme}')`);
    await this.comeToRest();
  }

  /** What was about to slide in or to fade into another colour has done so. */
  private async comeToRest(): Promise<void> {
    await this.hand.page.evaluate(`new Promise((rest) => {
      const { doc, view } = phone.router.top.document;
      const finish = () => doc.getAnimations().forEach((one) => one.finish());
      view.requestAnimationFrame(() => { finish(); view.requestAnimationFrame(() => { finish(); rest(); }); });
    })`);
  }

  private async give(openid: string): Promise<void> {
    if (openid === this.holder) return;
    const { page } = this.hand;
    await page.goto(`${this.town.url}phone?as=${openid}&font=${this.look.font ?? 17}`);
    await page.waitForFunction('window.phone?.router.top !== undefined');
    await page.evaluate(INSPECTOR);
    this.holder = openid;
  }

  private async take(step: Step): Promise<void> {
    if (typeof step === 'string') await this.find(step).click();
    else await this.hand.top.getByRole('textbox', { name: step.into }).fill(step.type);
  }

  private find(what: string): Locator {
    const [first = '', ...rest] = what.split(' >> ');
    const start = first.startsWith('.') ? this.hand.top.locator(first) : this.hand.top.getByText(first);
    return rest
      .reduce((at, part) => (part.startsWith('.') ? at.locator(part) : at.getByText(part)), start)
      .filter({ visible: true })
      .first();
  }

  close(): Promise<void> {
    return this.hand.close();
  }
}
