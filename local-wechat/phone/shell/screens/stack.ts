import { icon } from '../../runtime/chrome/icons';
import { h } from '../../runtime/element';
import type { Phone } from '../../runtime/phone';

/** A screen of WeChat's own over the Mini Program. */
export interface ScreenParts {
  readonly title: string;
  readonly body: Node;
  /** What the way back does besides closing the screen. */
  readonly back?: () => void;
  /** Without it there is no way back, as on WeChat's first screen. */
  readonly rooted?: boolean;
  /** Colour of the bar and what is behind it. */
  readonly background?: string;
}

export interface OpenScreen {
  close(): void;
  /** Puts something else into the same screen. */
  replace(body: Node): void;
}

/** WeChat's own screens, one above the other; the Mini Program is out of reach while there is one. */
export class ScreenStack {
  private readonly shown: HTMLElement[] = [];
  private readonly ways = new WeakMap<HTMLElement, () => void>();

  constructor(private readonly phone: Phone) {
    // Heard wherever the focus is: what had it may be gone.
    document.addEventListener('keydown', ({ key }) => {
      const top = this.shown.at(-1);
      const covered = phone.screen.dialogs.querySelector('.dialog-holder') !== null;
      if (key === 'Escape' && top !== undefined && !covered) this.ways.get(top)?.();
    });
  }

  open(parts: ScreenParts): OpenScreen {
    const before = document.activeElement;
    const main = h('main', { class: 'wx-screen-body' }, parts.body);
    const close = (): void => {
      screen.remove();
      const at = this.shown.indexOf(screen);
      if (at >= 0) this.shown.splice(at, 1);
      this.refresh();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
    const back = (): void => {
      close();
      parts.back?.();
    };
    const button =
      parts.rooted === true
        ? undefined
        : h('button', { class: 'nav-button', 'aria-label': '返回', onclick: back }, icon('back'));
    const bar = h(
      'header',
      { class: 'wx-screen-bar' },
      button,
      h('h1', { class: 'wx-screen-title' }, parts.title),
    );
    const screen = h('section', { class: 'wx-screen', 'aria-label': parts.title, tabindex: -1 }, bar, main);
    if (parts.rooted !== true) this.ways.set(screen, back);
    if (parts.background !== undefined) screen.style.background = parts.background;
    this.shown.push(screen);
    this.phone.screen.wechat.append(screen);
    this.refresh();
    screen.focus();
    const replace = (body: Node): void => {
      const { activeElement } = document;
      const lost = activeElement === document.body || main.contains(activeElement);
      main.replaceChildren(body);
      if (lost) screen.focus();
    };
    return { close, replace };
  }

  closeAll(): void {
    for (const screen of this.shown.splice(0)) screen.remove();
    this.refresh();
    if (document.hasFocus()) this.phone.router.top?.document.frame.focus();
  }

  get isEmpty(): boolean {
    return this.shown.length === 0;
  }

  private refresh(): void {
    const { pages, bars, top } = this.phone.screen;
    pages.toggleAttribute('inert', !this.isEmpty);
    for (const layer of [bars, top]) layer.classList.toggle('bars-covered', !this.isEmpty);
    for (const [index, screen] of this.shown.entries())
      screen.toggleAttribute('inert', index < this.shown.length - 1);
  }
}
