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

  constructor(private readonly phone: Phone) {}

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
    screen.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && parts.rooted !== true) back();
    });
    if (parts.background !== undefined) screen.style.background = parts.background;
    this.shown.push(screen);
    this.phone.screen.wechat.append(screen);
    this.refresh();
    screen.focus();
    return { close, replace: (body) => main.replaceChildren(body) };
  }

  closeAll(): void {
    for (const screen of this.shown.splice(0)) screen.remove();
    this.refresh();
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
