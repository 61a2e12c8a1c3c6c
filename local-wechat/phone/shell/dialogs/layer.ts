import { h } from '../../runtime/element';
import type { Phone } from '../../runtime/phone';

/** A dialog or sheet on the phone's screen. */
export interface Opened {
  close(): void;
}

interface Look {
  /** Name for screen readers. */
  readonly label: string;
  /** From below, in the middle, or over everything. */
  readonly kind: 'sheet' | 'modal' | 'full';
  /** Called when the person taps beside it or presses Escape; without it neither closes. */
  readonly dismiss?: () => void;
  /** Called when she presses Escape on one that no tap beside it closes. */
  readonly escape?: () => void;
}

/**
 * Lays a dialog over the Mini Program: everything behind is out of reach, the focus goes in and comes back
 * afterwards.
 */
export function openLayer(phone: Phone, content: HTMLElement, look: Look): Opened {
  const before = document.activeElement;
  const mask = h('div', { class: 'mask', onclick: () => look.dismiss?.() });
  const box = h(
    'div',
    {
      class: `dialog dialog-${look.kind}`,
      role: 'dialog',
      'aria-modal': 'true',
      'aria-label': look.label,
      tabindex: -1,
    },
    content,
  );
  const holder = h('div', { class: 'dialog-holder' }, mask, box);
  // Heard wherever the focus is: what had it may be gone.
  const pressed = (event: KeyboardEvent): void => {
    if ([...phone.screen.dialogs.querySelectorAll('.dialog-holder')].at(-1) !== holder) return;
    if (event.key === 'Escape') (look.dismiss ?? look.escape)?.();
    if (event.key === 'Tab') keepInside(box, event);
  };
  document.addEventListener('keydown', pressed);
  phone.screen.dialogs.append(holder);
  const behind = [phone.screen.pages, phone.screen.bars, phone.screen.wechat];
  for (const layer of behind) layer.toggleAttribute('inert', true);
  (box.querySelector<HTMLElement>('[data-focus]') ?? box).focus();
  return {
    close() {
      document.removeEventListener('keydown', pressed);
      holder.remove();
      const still = phone.screen.dialogs.querySelector('.dialog-holder') !== null;
      for (const layer of behind) layer.toggleAttribute('inert', still);
      if (before instanceof HTMLElement) before.focus();
    },
  };
}

const STOPS = 'button, input, select, textarea, iframe, video, a[href], [tabindex="0"]';

/** Tab goes round inside the dialog. */
function keepInside(box: HTMLElement, event: KeyboardEvent): void {
  const stops = [...box.querySelectorAll<HTMLElement>(STOPS)].filter(
    (stop) => !stop.hasAttribute('disabled') && stop.checkVisibility(),
  );
  const first = stops[0];
  const last = stops.at(-1);
  const { activeElement } = document;
  const outside = !box.contains(activeElement) || activeElement === box;
  if (event.shiftKey && (outside || activeElement === first)) {
    event.preventDefault();
    last?.focus();
  } else if (!event.shiftKey && (outside || activeElement === last)) {
    event.preventDefault();
    first?.focus();
  }
}
