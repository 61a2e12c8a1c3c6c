import type { PageDocument } from '../page-document';
import type { Phone } from '../phone';
import { Page } from './page';
import { formatPageUrl, type PageUrl, parsePageUrl } from './url';

/** WeChat developer documents, "page routing": at most ten pages lie on the stack. */
const STACK_LIMIT = 10;
/** How long a page slides in and out; the style sheet says the same. */
const ENTER_MS = 220;
const LEAVE_MS = 220;

/** A refusal, worded as WeChat words its `errMsg`. */
export class RouteError extends Error {}

/** The stack of pages, and the ways from one to the next. */
export class Router {
  readonly stack: Page[] = [];
  private readonly tabs = new Map<string, Page>();
  private readonly backStops: { document: PageDocument; close: () => void }[] = [];

  constructor(private readonly phone: Phone) {}

  get top(): Page | undefined {
    return this.stack.at(-1);
  }

  /** All pages that are alive, also tab pages that are not on the stack. */
  get alive(): Page[] {
    return [...new Set([...this.stack, ...this.tabs.values()])];
  }

  isTab(path: string): boolean {
    return this.phone.built.app.tabBar?.list.some((tab) => tab.pagePath === path) ?? false;
  }

  /** Lays a new page on the stack. */
  navigateTo(url: string): Page {
    const target = this.find(url, 'navigateTo');
    if (this.isTab(target.path)) throw new RouteError('can not navigateTo a tabbar page');
    if (this.stack.length >= STACK_LIMIT) throw new RouteError(`webview count limit exceed (${STACK_LIMIT})`);
    this.top?.hide();
    return this.open(target, this.stack.length > 0 ? 'page-entering' : '');
  }

  redirectTo(url: string): void {
    const target = this.find(url, 'redirectTo');
    if (this.isTab(target.path)) throw new RouteError('can not redirectTo a tabbar page');
    this.drop(this.stack.pop(), 0);
    this.open(target, '');
  }

  reLaunch(url: string): void {
    const target = this.find(url, 'reLaunch');
    const leaving = this.alive;
    this.stack.length = 0;
    this.tabs.clear();
    for (const page of leaving.reverse()) page.unload(0);
    this.open(target, '');
  }

  /** @param delta pages to go back; more than there are means back to the first. */
  navigateBack(delta: number): void {
    if (this.closedInstead()) return;
    const steps = Math.min(Math.max(1, delta), this.stack.length - 1);
    if (steps < 1) return;
    for (const [index, page] of this.stack.splice(-steps).reverse().entries())
      this.drop(page, index === 0 ? LEAVE_MS : 0);
    this.refresh();
    this.top?.show();
  }

  switchTab(url: string): void {
    const target = this.find(url, 'switchTab');
    if (!this.isTab(target.path)) throw new RouteError('can not switch to no-tabBar page');
    if (this.top?.url.path === target.path) return;
    const [under] = this.stack;
    if (this.stack.length === 1 && under?.isTab) under.hide();
    for (const page of this.stack.splice(0).reverse()) if (!page.isTab) this.drop(page, 0);
    const known = this.tabs.get(target.path);
    if (known === undefined) {
      this.open({ path: target.path, query: {} }, '');
      return;
    }
    this.stack.push(known);
    this.refresh();
    known.show();
  }

  /**
   * Lets something on a page be closed by the way back before the page itself.
   * @returns a function that ends this.
   */
  beforeBack(document: PageDocument, close: () => void): () => void {
    const entry = { document, close };
    this.backStops.push(entry);
    return () => {
      const at = this.backStops.indexOf(entry);
      if (at >= 0) this.backStops.splice(at, 1);
    };
  }

  private closedInstead(): boolean {
    const stop = this.backStops.findLast(({ document }) => document === this.top?.document);
    stop?.close();
    return stop !== undefined;
  }

  /** The address of the page on top, to come back to after a reload. */
  currentUrl(): string {
    return this.top === undefined ? '' : formatPageUrl(this.top.url);
  }

  private find(url: string, api: string): PageUrl {
    const target = parsePageUrl(url, this.top?.url.path);
    if (this.phone.code.packageOf(target.path) !== undefined) return target;
    this.phone.pageNotFound(target, api);
    throw new RouteError(`page "${target.path}" is not found`);
  }

  private open(target: PageUrl, entering: string): Page {
    this.phone.code.loadPackage(this.phone.code.packageOf(target.path) ?? '');
    const isTab = this.isTab(target.path);
    const home = isTab || target.path === this.phone.firstPage ? 'nothing' : 'home';
    const page = new Page(this.phone, target, isTab, this.stack.length > 0 ? 'back' : home);
    if (entering !== '') page.holder.classList.add(entering);
    this.stack.push(page);
    if (isTab) this.tabs.set(target.path, page);
    page.load();
    this.refresh();
    page.show();
    if (entering !== '') setTimeout(() => this.entered(page), ENTER_MS);
    requestAnimationFrame(() => page.ready());
    return page;
  }

  private drop(page: Page | undefined, leaveMs: number): void {
    if (page === undefined) return;
    this.tabs.delete(page.url.path);
    page.unload(leaveMs);
  }

  /** A page has slid in: what lies under it is hidden now. */
  private entered(page: Page): void {
    page.holder.classList.remove('page-entering');
    this.arrange();
  }

  private refresh(): void {
    this.arrange();
    if (this.top !== undefined) this.phone.pageChanged(this.top);
  }

  /** Shows the page on top and hides all others: by visibility, since a page without layout has no sizes. */
  private arrange(): void {
    const { top } = this;
    const under = this.stack.at(-2);
    for (const page of this.alive) {
      const entering = top?.holder.classList.contains('page-entering') === true && page === under;
      page.holder.classList.toggle('page-hidden', page !== top && !entering);
      page.holder.toggleAttribute('data-top', page === top);
      page.holder.toggleAttribute('inert', page !== top);
    }
  }
}
