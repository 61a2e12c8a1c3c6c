import { Event } from 'glass-easel';
import type { Root } from 'glass-easel-miniprogram-adapter';
import { asBackend, hostElement } from '../backend/dom';
import { PageBackend } from '../backend/page-backend';
import type { WindowJson } from '../built-app';
import { type Leading, NavigationBar } from '../chrome/navigation-bar';
import type { Caller } from '../code/registry';
import { h } from '../element';
import { PageDocument } from '../page-document';
import { setPageScope } from '../page-scope';
import type { Phone } from '../phone';
import { EventChannel } from './event-channel';
import { PullDown } from './pull-down';
import { reportScrolling } from './scrolling';
import type { PageUrl } from './url';

let pageCount = 0;

/** One page on the stack: its element on the screen, its document and its script's instance. */
export class Page {
  readonly id: number;
  readonly holder: HTMLElement;
  readonly document: PageDocument;
  readonly backend: PageBackend;
  readonly navigationBar: NavigationBar;
  readonly window: WindowJson;
  readonly pullDown: PullDown;
  readonly openerChannel = new EventChannel();
  readonly caller: Caller;
  /** The page's own custom tab bar, on tab pages of a Mini Program that has one. */
  readonly tabBar: Caller | undefined;
  private readonly roots: Root[] = [];
  private closed = false;

  constructor(
    readonly phone: Phone,
    readonly url: PageUrl,
    readonly isTab: boolean,
    leading: Leading,
  ) {
    pageCount += 1;
    this.id = pageCount;
    this.window = phone.windowOf(url.path);
    this.holder = h('section', { class: 'page', 'data-path': url.path, 'aria-label': url.path });
    phone.screen.pages.append(this.holder);
    this.document = new PageDocument(this.holder, url.path, phone.built.styles);
    this.navigationBar = new NavigationBar(phone, this.window, leading);
    this.holder.append(this.navigationBar.element);
    if (phone.built.app.style === 'v2') this.document.doc.body.dataset.style = 'v2';
    this.backend = new PageBackend(this.document);
    this.backend.onEvent((target, type, detail, options) => {
      const event = new Event(type, detail, options);
      Event.dispatchEvent(target, event);
      return event.getEventBubbleStatus();
    });
    setPageScope(this.backend, { phone, document: this.document, path: url.path });
    this.layOut();
    this.document.styles.setTheme(phone.theme.current);
    this.caller = this.createRoot('page', url.path).get();
    this.tabBar = this.hasCustomTabBar()
      ? this.createRoot('custom-tab-bar', 'custom-tab-bar/index').get()
      : undefined;
    this.document.styles.flush();
    this.pullDown = new PullDown(this);
    Object.assign(this.caller, { route: url.path, __route__: url.path, options: { ...url.query } });
  }

  /** Puts the page's elements into its document, which attaches its components; then `onLoad`. */
  load(): void {
    const { body } = this.document.doc;
    for (const root of this.roots) {
      const place = this.document.doc.createElement('span');
      body.append(place);
      root.attach(asBackend(body), asBackend(place));
    }
    reportScrolling(this);
    this.document.view.addEventListener('resize', () => this.resized());
    this.call('onLoad', { ...this.url.query });
  }

  show(): void {
    this.holder.classList.remove('page-hidden');
    for (const root of this.roots) root.getComponent().triggerPageLifetime('show', []);
    this.call('onShow');
  }

  ready(): void {
    if (this.closed) return;
    this.phone.code.flushReady();
    this.call('onReady');
    for (const root of this.roots) root.getComponent().triggerPageLifetime('routeDone', []);
  }

  hide(): void {
    const { activeElement } = this.document.doc;
    if (activeElement !== null && 'blur' in activeElement && typeof activeElement.blur === 'function')
      activeElement.blur();
    this.call('onHide');
    for (const root of this.roots) root.getComponent().triggerPageLifetime('hide', []);
  }

  /** Ends the page. Its picture may stay for the time it needs to leave the screen. */
  unload(leaveMs: number): void {
    this.closed = true;
    this.call('onUnload');
    for (const root of this.roots) root.release();
    this.backend.destroy();
    if (leaveMs === 0) this.holder.remove();
    else {
      this.holder.classList.add('page-leaving');
      this.holder.removeAttribute('data-top');
      setTimeout(() => this.holder.remove(), leaveMs);
    }
  }

  /** Calls a hook of the page if it has it; an error is reported and does not stop the phone. */
  call(hook: string, ...args: unknown[]): unknown {
    const method: unknown = Reflect.get(this.caller, hook);
    if (typeof method !== 'function') return undefined;
    try {
      return method.apply(this.caller, args);
    } catch (error) {
      this.phone.appError(error, `${this.url.path} ${hook}`);
      return undefined;
    }
  }

  has(hook: string): boolean {
    return typeof Reflect.get(this.caller, hook) === 'function';
  }

  /** The page's own element inside its document. */
  get element(): HTMLElement {
    const root = this.roots[0];
    if (root === undefined) throw new Error('the page has no element');
    return hostElement(root.getComponent());
  }

  setTheme(): void {
    this.document.styles.setTheme(this.phone.theme.current);
    this.navigationBar.refresh();
    this.paintBackground();
  }

  /** Tells the page and its components its new size. */
  private resized(): void {
    const size = {
      size: { windowWidth: this.backend.getWindowWidth(), windowHeight: this.backend.getWindowHeight() },
    };
    this.call('onResize', size);
    for (const root of this.roots) root.getComponent().triggerPageLifetime('resize', [size]);
  }

  private hasCustomTabBar(): boolean {
    return this.isTab && this.phone.built.app.tabBar?.custom === true;
  }

  private layOut(): void {
    const { metrics } = this.phone;
    const custom = this.window.navigationStyle === 'custom';
    const top = custom ? 0 : metrics.statusBar + metrics.navigationBar;
    const nativeTabs = this.isTab && !this.hasCustomTabBar();
    const bottom = nativeTabs ? metrics.tabBar + metrics.homeIndicator : 0;
    Object.assign(this.document.frame.style, { top: `${top}px`, height: `calc(100% - ${top + bottom}px)` });
    this.document.setSafeArea({
      top: custom ? metrics.statusBar : 0,
      bottom: nativeTabs ? 0 : metrics.homeIndicator,
    });
    this.paintBackground();
  }

  private paintBackground(): void {
    const colour =
      this.phone.theme.resolve(this.window.backgroundColorContent) ?? this.phone.theme.pageBackground();
    this.document.doc.documentElement.style.background = colour;
    this.holder.style.background = this.phone.theme.resolve(this.window.backgroundColor) ?? colour;
  }

  private createRoot(tag: string, path: string): Root {
    const { code } = this.phone;
    const root = code.env.associateBackend(this.backend).createRoot(tag, code.space, path);
    this.roots.push(root);
    return root;
  }
}
