type Listener = (...args: unknown[]) => void;

/** A wire between a page and the page that opened it: see "EventChannel" in WeChat's developer documents. */
export class EventChannel {
  private readonly listeners = new Map<string, { run: Listener; once: boolean }[]>();
  private readonly unheard: [name: string, args: unknown[]][] = [];

  emit(name: string, ...args: unknown[]): void {
    const heard = this.listeners.get(name);
    if (heard === undefined) {
      this.unheard.push([name, args]);
      return;
    }
    this.listeners.set(
      name,
      heard.filter(({ once }) => !once),
    );
    for (const { run } of heard) run(...args);
  }

  on(name: string, run: Listener): void {
    this.add(name, run, false);
  }

  once(name: string, run: Listener): void {
    this.add(name, run, true);
  }

  off(name: string, run?: Listener): void {
    const kept =
      run === undefined ? [] : (this.listeners.get(name) ?? []).filter((entry) => entry.run !== run);
    this.listeners.set(name, kept);
  }

  /** What was sent before anybody listened arrives with the first listener. */
  private add(name: string, run: Listener, once: boolean): void {
    this.listeners.set(name, [...(this.listeners.get(name) ?? []), { run, once }]);
    const waiting = this.unheard.filter(([sent]) => sent === name);
    for (const entry of waiting) this.unheard.splice(this.unheard.indexOf(entry), 1);
    for (const [, args] of waiting) this.emit(name, ...args);
  }
}
