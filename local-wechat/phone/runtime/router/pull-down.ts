import { isTouch } from '../backend/touches';
import { h } from '../element';
import type { Page } from './page';

/** How far the page must be pulled, and how far it rests down while it refreshes, in px. */
const THRESHOLD = 60;
const RESISTANCE = 0.45;

/** Pulling a page down to refresh it. */
export class PullDown {
  private readonly dots = h(
    'div',
    { class: 'pull-down', role: 'status', 'aria-label': '正在刷新', hidden: true },
    h('i'),
    h('i'),
    h('i'),
  );
  private readonly enabled: boolean;
  private from: number | undefined;
  private pulled = 0;
  private refreshing = false;

  constructor(private readonly page: Page) {
    this.enabled = page.window.enablePullDownRefresh === true;
    page.holder.append(this.dots);
    this.dots.style.top = page.document.frame.style.top;
    this.setLight(page.window.backgroundTextStyle === 'light');
    if (this.enabled) this.follow();
  }

  /** Light dots for a dark ground, and the other way about. */
  setLight(light: boolean): void {
    this.dots.classList.toggle('pull-down-light', light);
  }

  /** Begins a refresh as if the person had pulled. */
  start(): void {
    if (this.refreshing) return;
    this.refreshing = true;
    this.settle(THRESHOLD);
    this.dots.hidden = false;
    this.page.call('onPullDownRefresh');
  }

  stop(): void {
    this.refreshing = false;
    this.dots.hidden = true;
    this.settle(0);
  }

  private follow(): void {
    const { doc, scroller } = this.page.document;
    doc.addEventListener('touchstart', (event) => {
      const finger = isTouch(event) ? event.touches[0] : undefined;
      this.from = scroller.scrollTop <= 0 && !this.refreshing ? finger?.clientY : undefined;
    });
    doc.addEventListener(
      'touchmove',
      (event) => {
        const finger = isTouch(event) ? event.touches[0] : undefined;
        if (this.from === undefined || finger === undefined || event.defaultPrevented) return;
        this.pulled = Math.max(0, (finger.clientY - this.from) * RESISTANCE);
        if (this.pulled > 0 && event.cancelable) event.preventDefault();
        this.dots.hidden = this.pulled === 0;
        this.shift(this.pulled, '0s');
      },
      { passive: false },
    );
    for (const type of ['touchend', 'touchcancel']) {
      doc.addEventListener(type, () => {
        if (this.from === undefined) return;
        this.from = undefined;
        if (this.pulled >= THRESHOLD) this.start();
        else if (this.pulled > 0) this.stop();
        this.pulled = 0;
      });
    }
  }

  private settle(distance: number): void {
    this.shift(distance, '.2s');
  }

  private shift(distance: number, duration: string): void {
    const { style } = this.page.document.frame;
    style.transition = `transform ${duration}`;
    style.transform = distance === 0 ? '' : `translateY(${distance}px)`;
  }
}
