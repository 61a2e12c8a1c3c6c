export interface NetworkStatus {
  readonly isConnected: boolean;
  readonly networkType: 'wifi' | 'none';
}

type Listener = (status: NetworkStatus) => void;

/** Is the phone online? The control panel can take it off the net; so can the browser. */
export class NetworkState {
  readonly listeners = new Set<Listener>();
  private cut = false;

  constructor() {
    for (const type of ['online', 'offline']) window.addEventListener(type, () => this.tell());
  }

  get online(): boolean {
    return !this.cut && navigator.onLine;
  }

  get status(): NetworkStatus {
    return { isConnected: this.online, networkType: this.online ? 'wifi' : 'none' };
  }

  setOnline(online: boolean): void {
    if (online !== this.cut) return;
    this.cut = !online;
    this.tell();
  }

  private tell(): void {
    for (const listener of this.listeners) listener(this.status);
  }
}
