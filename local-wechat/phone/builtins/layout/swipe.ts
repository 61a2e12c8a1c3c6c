import { isTouch } from '../../runtime/backend/touches';
import type { BuiltinHost } from '../builtin';
import type { Slides } from './swiper-slides';

/** A swipe turns the page when it covers a fifth of a slide, or is quick. */
const TURN_SHARE = 0.2;
const QUICK_PX_PER_MS = 0.3;
/** A finger must go this far along the way before the swiper takes it. */
const TAKE_PX = 6;

interface Swipe {
  readonly x: number;
  readonly y: number;
  readonly at: number;
  /** undefined: not yet known whether the finger goes along the way or across it. */
  along: boolean | undefined;
}

/** Lets a finger move the slides. */
export function swipe(host: BuiltinHost, slides: Slides, go: (index: number) => void): void {
  let current: Swipe | undefined;
  const shift = (x: number, y: number, from: Swipe): number =>
    (host.get<boolean>('vertical') ? y - from.y : x - from.x) / Math.max(1, slides.size);
  host.element.addEventListener(
    'touchstart',
    (event) => {
      const finger = isTouch(event) ? event.touches[0] : undefined;
      current = finger && { x: finger.clientX, y: finger.clientY, at: event.timeStamp, along: undefined };
    },
    { passive: true },
  );
  host.element.addEventListener(
    'touchmove',
    (event) => {
      const finger = isTouch(event) ? event.touches[0] : undefined;
      if (current === undefined || finger === undefined || slides.count < 2 || event.defaultPrevented) return;
      current.along ??= direction(
        finger.clientX - current.x,
        finger.clientY - current.y,
        host.get<boolean>('vertical'),
      );
      if (current.along !== true) return;
      if (event.cancelable) event.preventDefault();
      event.stopPropagation();
      const part = shift(finger.clientX, finger.clientY, current);
      slides.place(false, part);
      host.emit(
        'transition',
        host.get<boolean>('vertical')
          ? { dx: 0, dy: -part * slides.size }
          : { dx: -part * slides.size, dy: 0 },
      );
    },
    { passive: false },
  );
  for (const type of ['touchend', 'touchcancel']) {
    host.element.addEventListener(type, (event) => {
      const from = current;
      current = undefined;
      const finger = isTouch(event) ? event.changedTouches[0] : undefined;
      if (from?.along !== true || finger === undefined) return;
      const part = shift(finger.clientX, finger.clientY, from);
      const speed = Math.abs(part * slides.size) / Math.max(1, event.timeStamp - from.at);
      const turned = Math.abs(part) > TURN_SHARE || speed > QUICK_PX_PER_MS;
      const steps = turned ? Math.sign(part) * Math.max(1, Math.round(Math.abs(part))) : 0;
      go(slides.current - steps);
    });
  }
}

function direction(dx: number, dy: number, vertical: boolean): boolean | undefined {
  const [along, across] = vertical ? [Math.abs(dy), Math.abs(dx)] : [Math.abs(dx), Math.abs(dy)];
  if (Math.max(along, across) < TAKE_PX) return undefined;
  return along > across;
}
