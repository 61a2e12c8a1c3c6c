/** How far she is in a lesson of several films: which one, and where in it. */
export interface Place {
  item: number;
  seconds: number;
}

/** What the keeper needs of the world. */
export interface ProgressWorld {
  now(): number;
  /** On this phone: survives everything but another phone. */
  keep(key: string, place: Place): void;
  kept(key: string): Place | undefined;
  /** On the server; may fail, later ones make up for it. */
  send(seconds: number): Promise<unknown>;
}

/** The server hears of her progress this often, and whenever she pauses or leaves. */
const SEND_EVERY_MS = 15_000;

/**
 * Keeps how far she is: on the phone with every second, on the server now and then, so that leaving costs nothing, nor
 * does another phone.
 */
export class Progress {
  private sentAt: number;
  private sentSeconds: number;
  private place: Place;

  /** @param serverSeconds as the server knows it, for a lesson of one film */
  constructor(
    private readonly key: string,
    serverSeconds: number,
    private readonly world: ProgressWorld,
  ) {
    const kept = world.kept(key);
    const known = { item: 0, seconds: serverSeconds };
    this.place = kept !== undefined && (kept.item > 0 || kept.seconds > serverSeconds) ? kept : known;
    this.sentAt = world.now();
    this.sentSeconds = serverSeconds;
  }

  /** Where to go on. */
  get from(): Place {
    return this.place;
  }

  /** A film has come to this second. */
  at(item: number, seconds: number): void {
    this.place = { item, seconds: Math.floor(seconds) };
    this.world.keep(this.key, this.place);
    if (this.world.now() - this.sentAt >= SEND_EVERY_MS) this.send();
  }

  /** Tells the server now: she pauses or leaves. */
  send(): void {
    this.sentAt = this.world.now();
    const { seconds } = this.place;
    if (seconds <= this.sentSeconds) return;
    const before = this.sentSeconds;
    this.sentSeconds = seconds;
    this.world.send(seconds).catch(() => {
      this.sentSeconds = before;
    });
  }
}
