import { isTouch } from '../../runtime/backend/touches';
import type { BuiltinHost } from '../builtin';
import { inner } from '../inner';

const RESISTANCE = 0.5;

/** Opens the strip above the content to a height in px. */
export function showRefresher(host: BuiltinHost, height: number): void {
  const strip = inner<HTMLElement>(host, '.wx-refresher');
  strip.style.height = `${height}px`;
  strip.style.background = host.get<string>('refresherBackground');
  strip.style.visibility = host.get<string>('refresherDefaultStyle') === 'none' ? 'hidden' : '';
}

/** Pull to refresh inside a scroll-view. */
export function pullToRefresh(host: BuiltinHost): void {
  const { element } = host;
  let from: number | undefined;
  let pulled = 0;
  element.addEventListener(
    'touchstart',
    (event) => {
      const finger = isTouch(event) ? event.touches[0] : undefined;
      const ready = host.get<boolean>('refresherEnabled') && !host.get<boolean>('refresherTriggered');
      from = ready && element.scrollTop <= 0 ? finger?.clientY : undefined;
    },
    { passive: true },
  );
  element.addEventListener(
    'touchmove',
    (event) => {
      const finger = isTouch(event) ? event.touches[0] : undefined;
      if (from === undefined || finger === undefined) return;
      pulled = Math.max(0, (finger.clientY - from) * RESISTANCE);
      if (pulled === 0) return;
      if (event.cancelable) event.preventDefault();
      showRefresher(host, pulled);
      host.emit('refresherpulling', { dy: pulled });
    },
    { passive: false },
  );
  for (const type of ['touchend', 'touchcancel']) {
    element.addEventListener(type, () => {
      if (from === undefined || pulled === 0) return;
      from = undefined;
      const refreshes = pulled >= host.get<number>('refresherThreshold');
      pulled = 0;
      if (refreshes) {
        showRefresher(host, host.get<number>('refresherThreshold'));
        host.set('refresherTriggered', true);
        host.emit('refresherrefresh');
      } else {
        showRefresher(host, 0);
        host.emit('refresherabort');
      }
    });
  }
}
