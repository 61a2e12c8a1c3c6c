import type { Browser } from 'playwright-core';
import { type RunningPhone, startPhone } from '../../local-wechat/phone/server';
import { Hand, openBrowser } from './browser';
import { FixtureCopy } from './fixture-copy';
import { PretendControl } from './pretend-control';

/**
 * A phone on the sample Mini Program, with a pretended local WeChat behind it and one browser for all tests.
 */
export class PhoneUnderTest {
  readonly fixture = new FixtureCopy();
  readonly control = new PretendControl();
  private running: RunningPhone | undefined;
  private browser: Browser | undefined;
  private held: Hand | undefined;

  async start(): Promise<void> {
    const url = await this.control.start();
    [this.running, this.browser] = await Promise.all([
      startPhone({
        projectDir: this.fixture.dir,
        control: { url },
        watch: true,
        people: [
          { openid: 'oLin', name: '林晓雯', role: '学员' },
          { openid: 'oShen', name: '沈知言', role: '教务' },
        ],
        templates: [{ id: 'tClass', title: '上课通知', fields: { thing1: '课程' } }],
        voucherPage: 'parts/detail/detail?no={outOrderNo}',
      }),
      openBrowser(),
    ]);
  }

  async stop(): Promise<void> {
    await this.browser?.close();
    await this.running?.close();
    await this.control.stop();
    this.fixture.remove();
  }

  /** A fresh phone in somebody's hand, opened at the first page. */
  async take(openid = 'oLin'): Promise<Hand> {
    if (this.browser === undefined) throw new Error('the browser is not open');
    const hand = await Hand.take(this.browser, `${this.url}phone?as=${openid}`);
    await hand.top.locator('#heading').waitFor();
    return hand;
  }

  /** Puts the phone of the test at hand away and takes a fresh one. */
  async takeFresh(): Promise<void> {
    this.held = await this.take();
  }

  /** What was in the hand is left as it is, for somebody who has never seen it. */
  async takeAnother(): Promise<void> {
    await this.putAway();
    await this.takeFresh();
  }

  async putAway(): Promise<void> {
    await this.held?.close();
    this.held = undefined;
  }

  get hand(): Hand {
    if (this.held === undefined) throw new Error('no phone is in the hand');
    return this.held;
  }

  get url(): string {
    if (this.running === undefined) throw new Error('the phone does not run');
    return this.running.url;
  }

  /** The words of an element of the page on top. */
  async text(selector: string): Promise<string> {
    return (await this.hand.top.locator(selector).textContent()) ?? '';
  }

  /** A computed style of an element of the page on top. */
  async style(selector: string, property: string): Promise<string> {
    // It runs inside the browser, whose globals these tests' types do not know.
    const read = (element: unknown, name: string): string =>
      Reflect.get(globalThis, 'getComputedStyle')(element).getPropertyValue(name);
    return this.hand.top.locator(selector).evaluate(read, property);
  }

  colour(selector: string): Promise<string> {
    return this.style(selector, 'color');
  }
}
