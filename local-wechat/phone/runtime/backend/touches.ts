/** One finger as WeChat tells it in `touches` and `changedTouches`. */
export interface TouchPoint {
  readonly identifier: number;
  readonly clientX: number;
  readonly clientY: number;
  readonly pageX: number;
  readonly pageY: number;
}

/** What both the browser's touch events and those made from the mouse have. */
export interface TouchLike extends UIEvent {
  readonly touches: ArrayLike<TouchPoint>;
  readonly changedTouches: ArrayLike<TouchPoint>;
}

export function isTouch(event: Event): event is TouchLike {
  return 'changedTouches' in event;
}

export function points(list: ArrayLike<TouchPoint>): TouchPoint[] {
  return Array.from(list, ({ identifier, clientX, clientY, pageX, pageY }) => ({
    identifier,
    clientX,
    clientY,
    pageX,
    pageY,
  }));
}

/** Time a finger last touched any page. Common to all pages, since the mouse events that a browser derives from a touch may land in the page that this touch has just opened. */
let lastTouch = Number.NEGATIVE_INFINITY;

const DERIVED_MOUSE_MS = 800;

function mouseIsDerived(): boolean {
  return performance.now() - lastTouch < DERIVED_MOUSE_MS;
}

/**
 * Turns the mouse into a finger, as WeChat DevTools does, so that everything else in the phone knows touches only.
 * @returns a function that ends it.
 */
export function mouseAsFinger(doc: Document, view: Window & typeof globalThis): () => void {
  let target: EventTarget | null = null;
  const send = (type: string, mouse: MouseEvent): void => {
    if (target === null) return;
    const { clientX, clientY } = mouse;
    const point = {
      identifier: -1,
      clientX,
      clientY,
      pageX: clientX + view.scrollX,
      pageY: clientY + view.scrollY,
    };
    const event = new view.UIEvent(type, { bubbles: true, cancelable: true, composed: true, view });
    const touches = type === 'touchend' ? [] : [point];
    Object.assign(event, { touches, targetTouches: touches, changedTouches: [point] });
    target.dispatchEvent(event);
  };
  const listeners: [string, (event: MouseEvent) => void][] = [
    [
      'mousedown',
      (event) => {
        if (event.button !== 0 || mouseIsDerived()) return;
        target = event.target;
        send('touchstart', event);
      },
    ],
    ['mousemove', (event) => send('touchmove', event)],
    [
      'mouseup',
      (event) => {
        send('touchend', event);
        target = null;
      },
    ],
  ];
  const seen = (event: Event): void => {
    if (event.isTrusted) lastTouch = performance.now();
  };
  for (const [type, listener] of listeners) doc.addEventListener(type, listener as EventListener, true);
  for (const type of ['touchstart', 'touchend'])
    doc.addEventListener(type, seen, { capture: true, passive: true });
  return () => {
    for (const [type, listener] of listeners) doc.removeEventListener(type, listener as EventListener, true);
    for (const type of ['touchstart', 'touchend']) doc.removeEventListener(type, seen, true);
  };
}
