/**
 * The time that the Mini Program sees: that of the local WeChat, which may stand still or run ahead. Timers
 * (`setTimeout`) run in real time.
 */
export class PhoneClock {
  private offset = 0;
  private frozenAt: number | undefined;
  private readonly listeners: (() => void)[] = [];

  now(): number {
    return this.frozenAt ?? Date.now() + this.offset;
  }

  /** @param now milliseconds since 1970 by the local WeChat. */
  set(now: number, mode: 'running' | 'frozen'): void {
    this.offset = now - Date.now();
    this.frozenAt = mode === 'frozen' ? now : undefined;
    for (const listener of this.listeners) listener();
  }

  onChange(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** A `Date` that knows this time; given to scripts in place of the browser's. */
  dateClass(): DateConstructor {
    const now = (): number => this.now();
    return new Proxy(Date, {
      apply: () => new Date(now()).toString(),
      construct: (target, args, newTarget) =>
        Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
      get: (target, key, receiver) => (key === 'now' ? now : Reflect.get(target, key, receiver)),
    });
  }
}
