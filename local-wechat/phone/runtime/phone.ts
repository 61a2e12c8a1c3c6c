import { AppLifecycle } from './app-lifecycle';
import type { BuiltApp, WindowJson } from './built-app';
import { TabBar } from './chrome/tab-bar';
import type { PhoneClock } from './clock';
import { CodeRegistry } from './code/registry';
import { Display } from './display';
import type { FileStore } from './files/file-store';
import type { Metrics } from './metrics';
import { NetworkState } from './network-state';
import type { Theme } from './page-styles';
import { Permissions } from './permissions';
import { PrivacyGate } from './privacy';
import type { Problems } from './problems';
import type { Page } from './router/page';
import { Router } from './router/router';
import type { PageUrl } from './router/url';
import type { Screen } from './screen';
import type { PhoneServer } from './server-link';
import { ThemeState } from './theme';

/** The parts that exist before any Mini Program does. */
export interface PhoneParts {
  readonly problems: Problems;
  readonly metrics: Metrics;
  readonly screen: Screen;
  readonly clock: PhoneClock;
  readonly server: PhoneServer;
  readonly files: FileStore;
  /** WeChat's own privacy dialog. @returns whether the person agrees. */
  readonly askPrivacy: () => Promise<boolean>;
  /** WeChat's own dialog before a scope is given. @returns whether the person allows it. */
  readonly askLeave: (words: string) => Promise<boolean>;
  readonly settings: { readonly theme: Theme; readonly fontSize: number };
}

/** One phone that runs one Mini Program: ties the parts together and owns nothing else. */
export class Phone {
  readonly problems: Problems;
  readonly metrics: Metrics;
  readonly screen: Screen;
  readonly clock: PhoneClock;
  readonly server: PhoneServer;
  readonly files: FileStore;
  readonly code: CodeRegistry;
  readonly router: Router;
  readonly theme: ThemeState;
  readonly app: AppLifecycle;
  readonly network = new NetworkState();
  readonly privacy: PrivacyGate;
  readonly permissions: Permissions;
  readonly display: Display;
  /** Has the Mini Program taken sharing out of the capsule's menu? */
  shareHidden = false;
  /** WeChat's own setting of how large text is, in px of its standard text; the standard is 17. */
  readonly fontSize: { setting: number };
  /** WeChat's own tab bar, if app.json has one. */
  readonly tabBar: TabBar | undefined;
  private readonly leaveListeners: (() => void)[] = [];
  private readonly pageListeners: ((page: Page) => void)[] = [];

  constructor(
    readonly built: BuiltApp,
    parts: PhoneParts,
  ) {
    this.problems = parts.problems;
    this.metrics = parts.metrics;
    this.screen = parts.screen;
    this.clock = parts.clock;
    this.server = parts.server;
    this.files = parts.files;
    this.code = new CodeRegistry(built, this.problems);
    this.theme = new ThemeState(built);
    this.theme.choose(parts.settings.theme);
    this.fontSize = { setting: parts.settings.fontSize };
    this.router = new Router(this);
    this.app = new AppLifecycle(this);
    this.privacy = new PrivacyGate(built, this.server.openid, parts.askPrivacy);
    this.permissions = new Permissions(built, this.server.openid, parts.askLeave);
    this.display = new Display(this.screen.root, (words) => this.server.tell({ type: 'state', words }));
    this.tabBar = built.app.tabBar === undefined ? undefined : new TabBar(this, built.app.tabBar);
    this.theme.onChange(() => {
      for (const page of this.router.alive) page.setTheme();
      this.app.tell('onThemeChange', { theme: this.theme.current });
    });
  }

  /** The window settings of a page: app.json's, overridden by its own. */
  windowOf(path: string): WindowJson {
    const own = this.built.components.find((component) => component.path === path)?.json;
    return { ...this.built.app.window, ...own };
  }

  /** Name of the Mini Program, which WeChat shows on its own screens. */
  get appName(): string {
    return this.built.app.window?.navigationBarTitleText ?? '小程序';
  }

  /** Path of the page that opens first. */
  get firstPage(): string {
    return this.built.app.entryPagePath ?? this.built.app.pages[0] ?? '';
  }

  /** Puts the Mini Program into the background and shows what WeChat has behind it. */
  leave(): void {
    this.display.keepAwake(false);
    this.app.hide();
    for (const listener of this.leaveListeners) listener();
  }

  onLeave(listener: () => void): void {
    this.leaveListeners.push(listener);
  }

  onPageChange(listener: (page: Page) => void): void {
    this.pageListeners.push(listener);
  }

  pageChanged(page: Page): void {
    for (const listener of this.pageListeners) listener(page);
  }

  /** An error of the Mini Program's own code: reported, and told to its `onError`. */
  appError(error: unknown, context: string): void {
    this.problems.error(error, context);
    this.app.tell('onError', error instanceof Error ? (error.stack ?? error.message) : String(error));
  }

  pageNotFound(target: PageUrl, api: string): void {
    this.problems.error(new Error(`${api}: app.json 里没有页面 "${target.path}"`));
    this.app.tell('onPageNotFound', {
      path: target.path,
      query: target.query,
      isEntryPage: this.router.stack.length === 0,
    });
  }
}
