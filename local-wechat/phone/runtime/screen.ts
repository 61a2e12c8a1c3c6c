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
  const root = h(
    'div',
    { class: 'screen' },
    screen.pages,
    screen.bars,
    screen.wechat,
    screen.dialogs,
    screen.top,
  );
  root.style.setProperty('--home-indicator', `${metrics.homeIndicator}px`);
  root.style.setProperty('--status-bar', `${metrics.statusBar}px`);
  parent.append(root);
  return { root, ...screen };
}
