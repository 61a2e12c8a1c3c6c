import { h } from './element';
import type { Metrics } from './metrics';

/** The layers of the phone's screen, from back to front. */
export interface Screen {
  readonly root: HTMLElement;
  /** Pages of the Mini Program with their navigation bars. */
  readonly pages: HTMLElement;
  /** Tab bar and capsule. */
  readonly bars: HTMLElement;
  /** WeChat's own screens: payment, PayScore, chats. */
  readonly wechat: HTMLElement;
  /** Toasts, dialogs and sheets. */
  readonly dialogs: HTMLElement;
  /** Status bar and home indicator. */
  readonly top: HTMLElement;
  /** Says something to a screen reader that is otherwise only seen. */
  say(words: string): void;
}

export function makeScreen(parent: HTMLElement, metrics: Metrics): Screen {
  const layer = (name: string): HTMLElement => h('div', { class: `layer layer-${name}` });
  const screen = {
    pages: layer('pages'),
    bars: layer('bars'),
    dialogs: layer('dialogs'),
    wechat: layer('wechat'),
    top: layer('top'),
  };
  // There from the beginning: a live region that comes with its words is not always read.
  const says = h('p', { class: 'says', 'aria-live': 'polite' });
  const root = h(
    'div',
    { class: 'screen' },
    screen.pages,
    screen.bars,
    screen.wechat,
    screen.dialogs,
    screen.top,
    says,
  );
  root.style.setProperty('--home-indicator', `${metrics.homeIndicator}px`);
  root.style.setProperty('--status-bar', `${metrics.statusBar}px`);
  parent.append(root);
  return {
    root,
    ...screen,
    say(words) {
      says.textContent = words;
    },
  };
}
