import type { BuiltinHost, BuiltinInstance } from '../builtin';

/**
 * Properties of elements that change under the finger. Defaults differ: a view has no hover class, a button
 * has one.
 */
export const hoverProperties = (hoverClass: string, startMs: number, stayMs: number) => ({
  hoverClass: { type: String, value: hoverClass },
  hoverStopPropagation: Boolean,
  hoverStartTime: { type: Number, value: startMs },
  hoverStayTime: { type: Number, value: stayMs },
});

/** Classes that stand for WeChat's own look of a touched element. */
const DEFAULT_CLASSES = new Set(['button-hover', 'navigator-hover']);

/** Shows the hover class while a finger rests on the element. */
export function hover(host: BuiltinHost, enabled: () => boolean): BuiltinInstance {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const later = (names: string, ms: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      host.setClass(names);
      host.element.toggleAttribute('wx-hover', DEFAULT_CLASSES.has(names));
    }, ms);
  };
  const start = (event: Event): void => {
    const names = host.get<string>('hoverClass');
    if (!enabled() || names === '' || names === 'none' || stopped.has(event)) return;
    if (host.get<boolean>('hoverStopPropagation')) stopped.add(event);
    later(names, host.get<number>('hoverStartTime'));
  };
  const end = (): void => {
    if (timer !== undefined) later('', host.get<number>('hoverStayTime'));
  };
  host.element.addEventListener('touchstart', start, { passive: true });
  for (const type of ['touchend', 'touchcancel']) host.element.addEventListener(type, end);
  return {
    detached: () => clearTimeout(timer),
  };
}

const stopped = new WeakSet<Event>();
