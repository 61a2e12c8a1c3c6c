import type {
  BackendMode,
  domlikeBackend,
  EventBubbleStatus,
  EventOptions,
  Element as FrameworkElement,
} from 'glass-easel';
import { DOMLIKE, NO_DEFAULT } from '../framework-values';
import type { PageDocument } from '../page-document';
import { asBackend, asDom, type BackendElement, frameworkElement } from './dom';
import { Gestures } from './gestures';
import { tapByKeyboard } from './keyboard-taps';
import { intersections, mediaMatches } from './observers';
import {
  isTouch,
  mouseAsFinger,
  points,
  swallowStrayClicks,
  type TouchLike,
  type TouchPoint,
} from './touches';

type Listener = (
  target: FrameworkElement,
  type: string,
  detail: unknown,
  options: EventOptions,
) => EventBubbleStatus | undefined;

/**
 * Events of the browser that WeChat passes on; all others come from the built-ins, which send them
 * themselves.
 */
const PASSED_ON = new Set([
  'touchstart',
  'touchmove',
  'touchend',
  'touchcancel',
  'transitionend',
  'animationstart',
  'animationiteration',
  'animationend',
]);

/**
 * The framework's way to the document of one page. Scripts run in the phone's own document while each page's
 * elements live in an iframe, so whatever the framework's backend for a window takes from `window` and
 * `document` must be taken from the page here: sizes, events, observers, styles.
 */
export class PageBackend implements domlikeBackend.Context {
  readonly mode: BackendMode.Domlike = DOMLIKE;
  readonly document: domlikeBackend.Context['document'];
  private readonly ends: (() => void)[] = [];
  private readonly passed = new Set<string>();
  private readonly longPressed = new WeakSet<object>();
  private readonly tapped = new WeakSet<object>();
  private listener: Listener | undefined;

  constructor(readonly page: PageDocument) {
    const { doc } = page;
    this.document = {
      createElement: (tag) => asBackend(withHiddenLink(doc.createElement(tag))),
      createTextNode: (text) => asBackend(doc.createTextNode(text)),
      createDocumentFragment: () => asBackend(doc.createDocumentFragment()),
    };
    const gestures = new Gestures(page.view, (type, source, point) => this.gesture(type, source, point));
    this.listen('touchstart', (event) => isTouch(event) && gestures.start(event), true);
    this.listen('touchmove', (event) => isTouch(event) && gestures.move(event), true);
    this.ends.push(mouseAsFinger(doc, page.view));
    this.ends.push(tapByKeyboard(doc, (event, at) => this.dispatch(event, 'tap', at)));
    swallowStrayClicks(doc);
  }

  destroy(): void {
    this.listener = undefined;
    for (const end of this.ends.splice(0)) end();
  }

  getWindowWidth(): number {
    return this.page.doc.documentElement.clientWidth;
  }

  getWindowHeight(): number {
    return this.page.view.innerHeight;
  }

  getDevicePixelRatio(): number {
    return this.page.view.devicePixelRatio;
  }

  getTheme(): string {
    return this.page.styles.theme;
  }

  /** Style sheets are those of the build; nobody else brings any. */
  registerStyleSheetContent(): void {}

  appendStyleSheetPath(path: string): number {
    return this.page.styles.add(path);
  }

  disableStyleSheet(index: number): void {
    this.page.styles.remove(index);
  }

  /** On the phone's own frames, which go on when the page is closed before its next frame. */
  render(done: (error: Error | null) => void): void {
    requestAnimationFrame(() => done(null));
  }

  getRootNode(): BackendElement {
    return asBackend(this.page.doc.body);
  }

  associateValue(element: BackendElement, value: FrameworkElement): void {
    element.__wxElement = value;
  }

  onEvent(listener: Listener): void {
    this.listener = listener;
  }

  setListenerStats(element: BackendElement, type: string): void {
    if (type === 'longpress' || type === 'longtap') this.longPressed.add(element);
    if (type === 'tap') this.tapped.add(element);
    if (!PASSED_ON.has(type) || this.passed.has(type)) return;
    this.passed.add(type);
    // Not passive: `catch:touchmove` keeps the page from scrolling.
    this.listen(type, (event) => this.passOn(event), false);
  }

  /** Does this very element listen to taps? */
  hearsTap(element: Node): boolean {
    return this.tapped.has(element);
  }

  /** Two-way binding (`model:value`) is between components here, since every built-in is one. */
  setModelBindingStat(): void {}

  createIntersectionObserver(
    target: BackendElement,
    relative: BackendElement | null,
    margin: string,
    thresholds: number[],
    listener: Parameters<NonNullable<domlikeBackend.Context['createIntersectionObserver']>>[4],
  ): { disconnect(): void } {
    const root = relative === null ? this.page.doc : asDom(relative);
    const observer = intersections(this.page.view, asDom(target), root, margin, thresholds, listener);
    this.ends.push(() => observer.disconnect());
    return observer;
  }

  createMediaQueryObserver(
    query: Parameters<NonNullable<domlikeBackend.Context['createMediaQueryObserver']>>[0],
    listener: (result: { matches: boolean }) => void,
  ): { disconnect(): void } {
    const observer = mediaMatches(this.page, query, listener);
    this.ends.push(() => observer.disconnect());
    return observer;
  }

  private listen(type: string, listener: (event: Event) => void, passive: boolean): void {
    const { doc } = this.page;
    doc.addEventListener(type, listener, { capture: true, passive });
    this.ends.push(() => doc.removeEventListener(type, listener, true));
  }

  private passOn(event: Event): void {
    const first = isTouch(event) ? event.changedTouches[0] : undefined;
    const detail = first === undefined ? {} : { x: first.pageX, y: first.pageY };
    const status = this.dispatch(event, event.type, detail);
    if (status === NO_DEFAULT && event.cancelable) event.preventDefault();
  }

  private gesture(type: string, source: TouchLike, point: TouchPoint): boolean {
    const heard = type !== 'longpress' || this.hearsLongPress(source.target);
    if (heard) this.dispatch(source, type, { x: point.pageX, y: point.pageY });
    return heard;
  }

  private hearsLongPress(target: EventTarget | null): boolean {
    for (let at = target as Node | null; at !== null; at = at.parentNode) {
      if (this.longPressed.has(at)) return true;
    }
    return false;
  }

  private dispatch(event: Event, type: string, detail: unknown): EventBubbleStatus | undefined {
    const target = frameworkElement(event.target);
    if (this.listener === undefined || target === undefined) return undefined;
    const fingers = isTouch(event)
      ? { touches: points(event.touches), changedTouches: points(event.changedTouches) }
      : {};
    return this.listener(target, type, detail, {
      originalEvent: event,
      bubbles: true,
      composed: true,
      capturePhase: true,
      extraFields: fingers,
    });
  }
}

/**
 * The framework hangs its own element on each of the browser's. A Mini Program may put a canvas into its
 * data, which are copied deep: what is hidden is not followed.
 */
function withHiddenLink(element: HTMLElement): HTMLElement {
  return Object.defineProperty(element, '__wxElement', {
    value: undefined,
    writable: true,
    enumerable: false,
  });
}
