import { icon } from '../../runtime/chrome/icons';
import { h } from '../../runtime/element';
import type { Phone } from '../../runtime/phone';

export interface ToastWords {
  readonly title: string;
  readonly icon: string;
  readonly image: string | undefined;
  /** Nothing behind can be tapped meanwhile. */
  readonly mask: boolean;
}

/** WeChat's toast and its loading box: there is one of both together, the later replaces the earlier. */
export class Toast {
  private shown: HTMLElement | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly phone: Phone) {}

  /** @param duration in ms; undefined stays until `hide`. */
  show(words: ToastWords, duration: number | undefined): void {
    this.remove();
    const picture = this.picture(words);
    const box = h(
      'div',
      { class: picture === undefined ? 'toast toast-text' : 'toast' },
      picture,
      h('p', {}, words.title),
    );
    this.shown = h(
      'div',
      { class: words.mask ? 'toast-holder toast-mask' : 'toast-holder', role: 'status' },
      box,
    );
    this.phone.screen.dialogs.append(this.shown);
    this.phone.screen.say(words.title);
    if (duration !== undefined) this.timer = setTimeout(() => this.remove(), duration);
  }

  /** Hides the toast or the loading box: WeChat lets either hide the other. */
  hide(): undefined {
    this.remove();
    return undefined;
  }

  private remove(): void {
    clearTimeout(this.timer);
    this.shown?.remove();
    this.shown = undefined;
  }

  private picture(words: ToastWords): Element | undefined {
    if (words.image !== undefined) return h('img', { src: words.image, alt: '', class: 'toast-picture' });
    if (words.icon === 'success') return icon('check');
    if (words.icon === 'error') return icon('alert');
    if (words.icon === 'loading') return h('i', { class: 'spinner' });
    return undefined;
  }
}
