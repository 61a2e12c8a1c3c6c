import { type Browser, type BrowserContext, chromium, type FrameLocator, type Page } from 'playwright-core';
import { findBrowser } from './find-browser';

/** Without these the browser looks for its makers' servers at every start. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: findBrowser(), args: QUIET });
}

/** How large a phone is, and how sharp its pictures. */
export interface Look {
  readonly width: number;
  readonly height: number;
  /** Pixels of a picture for each px; 1 where nothing is said. */
  readonly sharpness?: number;
  /** WeChat's text size; 17 is the standard. */
  readonly font?: number;
}

const USUAL: Look = { width: 390, height: 844 };

/** A phone in the hand: its screen, touched with fingers. */
export class Hand {
  /** Everything the phone said on its console. */
  readonly said: string[] = [];

  private constructor(
    readonly page: Page,
    private readonly context: BrowserContext,
  ) {
    page.on('console', (message) => this.said.push(message.text()));
  }

  static async take(browser: Browser, url: string, look = USUAL): Promise<Hand> {
    const context = await browser.newContext({
      viewport: { width: look.width, height: look.height },
      deviceScaleFactor: look.sharpness ?? 1,
      hasTouch: true,
      isMobile: true,
      reducedMotion: 'reduce',
    });
    return Hand.open(context, url);
  }

  /** Another phone on the same desk: cards sent from one arrive on the other. It is put away with this one. */
  beside(url: string): Promise<Hand> {
    return Hand.open(this.context, url);
  }

  private static async open(context: BrowserContext, url: string): Promise<Hand> {
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    const hand = new Hand(page, context);
    await page.goto(url);
    return hand;
  }

  /** The page of the Mini Program that is on top. */
  get top(): FrameLocator {
    return this.page.frameLocator('.page[data-top] iframe');
  }

  /** Paths of the pages on the stack. */
  stack(): Promise<string[]> {
    return this.page.evaluate('phone.router.stack.map((page) => page.url.path)');
  }

  /** Moves a finger by real touch events, from one point of the screen to another. */
  async drag(from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
    const session = await this.context.newCDPSession(this.page);
    const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: { x: number; y: number }[]) =>
      session.send('Input.dispatchTouchEvent', { type, touchPoints });
    await send('touchStart', [from]);
    for (let step = 1; step <= 8; step += 1) {
      const share = step / 8;
      await send('touchMove', [{ x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share }]);
    }
    await send('touchEnd', []);
    await session.detach();
  }

  /** What is on the screen, as WebP. @param quality 1 to 100 */
  async picture(quality: number): Promise<Buffer> {
    const session = await this.context.newCDPSession(this.page);
    const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality });
    await session.detach();
    return Buffer.from(data, 'base64');
  }

  close(): Promise<void> {
    return this.context.close();
  }
}
