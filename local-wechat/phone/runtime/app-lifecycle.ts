import type { Phone } from './phone';

/** Why and how a Mini Program comes to the front: see "wx.getLaunchOptionsSync". */
export interface EnterOptions {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /**
   * 1001: from the list of Mini Programs; 1014: from a subscribe message; 1038: back from another Mini
   * Program.
   */
  readonly scene: number;
  readonly referrerInfo?: { readonly appId: string; readonly extraData?: unknown };
}

type Definition = Record<string, unknown>;
type Listener = (...args: unknown[]) => void;

/** `App()`, `getApp()` and the life of the whole Mini Program. */
export class AppLifecycle {
  private instance: Definition = {};
  private readonly listeners = new Map<string, Listener[]>();
  launchOptions: EnterOptions = { path: '', query: {}, scene: 1001 };
  enterOptions: EnterOptions = this.launchOptions;
  visible = false;

  constructor(private readonly phone: Phone) {}

  /** `App(definition)`. */
  readonly define = (definition: Definition): void => {
    this.instance = definition;
  };

  readonly get = (): Definition => this.instance;

  launch(options: EnterOptions): void {
    this.launchOptions = options;
    this.tell('onLaunch', this.told(options));
    this.show(options);
  }

  /** To the front. */
  show(options: EnterOptions): void {
    if (this.visible) return;
    this.visible = true;
    this.enterOptions = options;
    this.tell('onShow', this.told(options));
    this.phone.router.top?.show();
  }

  /** To the back: another screen of WeChat covers it, or the person has left. */
  hide(): void {
    if (!this.visible) return;
    this.visible = false;
    this.phone.router.top?.hide();
    this.tell('onHide', { reason: 0 });
  }

  /** Calls a hook of `App` and everybody who listens by `wx.onAppShow` and the like. */
  tell(hook: string, ...args: unknown[]): void {
    const own = this.instance[hook];
    const run = (listener: Listener): void => {
      try {
        listener.apply(this.instance, args);
      } catch (error) {
        this.phone.problems.error(error, `app ${hook}`);
      }
    };
    if (typeof own === 'function') run(own as Listener);
    for (const listener of this.listeners.get(hook) ?? []) run(listener);
  }

  on(hook: string, listener: Listener): void {
    this.listeners.set(hook, [...(this.listeners.get(hook) ?? []), listener]);
  }

  off(hook: string, listener?: Listener): void {
    const kept =
      listener === undefined ? [] : (this.listeners.get(hook) ?? []).filter((other) => other !== listener);
    this.listeners.set(hook, kept);
  }

  private told(options: EnterOptions): Record<string, unknown> {
    return { shareTicket: '', apiCategory: 'default', referrerInfo: {}, ...options };
  }
}
