import type { BuiltinHost } from '../builtin';

/** Lets a person without a pointer reach the element and tap it with Enter or the space bar. */
export function keyboardTap(host: BuiltinHost, role: string, disabled: () => boolean): void {
  const { element } = host;
  if (!element.hasAttribute('role')) element.setAttribute('role', role);
  if (!element.hasAttribute('tabindex')) element.tabIndex = 0;
  element.addEventListener('keydown', (event) => {
    if (event.target !== element || disabled() || (event.key !== 'Enter' && event.key !== ' ')) return;
    event.preventDefault();
    const { left, top, width, height } = element.getBoundingClientRect();
    const detail = { x: left + width / 2, y: top + height / 2 };
    host.emit('tap', detail, { bubbles: true, composed: true, capturePhase: true });
  });
}
