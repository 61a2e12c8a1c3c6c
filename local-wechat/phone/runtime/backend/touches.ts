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

/**
 * The last touch anywhere on the phone. Common to all pages: what a browser derives from a touch may land in
 * the page that it has just opened.
 */
const last: { at: number; target: Node | undefined } = { at: Number.NEGATIVE_INFINITY, target: undefined };

const DERIVED_MS = 800;

function isDerived(): boolean {
  return performance.now() - last.at < DERIVED_MS;
}

/**
 * A browser follows a touch with mouse events and a click. When the tap has opened something meanwhile, they
 * would hit what lies there now: a mask, which would close at once, or a field, which would take the focus.
 */
export function swallowStrayClicks(doc: Document): void {
  const seen = (event: Event): void => {
    if (event.isTrusted) Object.assign(last, { at: performance.now(), target: event.target });
  };
  for (const type of ['touchstart', 'touchend'])
    doc.addEventListener(type, seen, { capture: true, passive: true });
  for (const type of ['mousedown', 'click']) {
    doc.addEventListener(
      type,
      (event) => {
        if (!event.isTrusted || !isDerived()) return;
        const target = event.target as Node | null;
        if (target !== null && (last.target?.contains(target) || target.contains(last.target ?? null)))
          return;
        if (isLabelled(target, last.target)) return;
        event.preventDefault();
        event.stopPropagation();
      },
      true,
    );
  }
}

/** A tap on the words of a label is followed by a click on what they are the label of. */
function isLabelled(target: Node | null, tapped: Node | undefined): boolean {
  const labels: unknown = target === null ? null : Reflect.get(target, 'labels');
  if (typeof labels !== 'object' || labels === null || tapped === undefined) return false;
  return Array.from(labels as NodeListOf<HTMLLabelElement>).some((label) => label.contains(tapped));
}

/**
 * Turns the mouse into a finger, as WeChat DevTools does, so that everything else in the phone knows touches
 * only.
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
        if (event.button !== 0 || isDerived()) return;
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
  for (const [type, listener] of listeners) doc.addEventListener(type, listener as EventListener, true);
  return () => {
    for (const [type, listener] of listeners) doc.removeEventListener(type, listener as EventListener, true);
  };
}
