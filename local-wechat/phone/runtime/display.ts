import { h } from './element';

/** How bright the screen is until somebody changes it, of 1: nothing dims it. */
const USUAL = 0.8;
/** What is left to see at a brightness of 0. */
const DARKEST = 0.75;

/** The glass and the motor of the phone: how bright, whether it may go dark by itself, and shaking. */
export class Display {
  private readonly shade = h('div', { class: 'shade', 'aria-hidden': 'true', hidden: true });
  private lock: Promise<WakeLockSentinel | undefined> | undefined;
  private value = USUAL;

  /** @param changed is told in words what is not as usual */
  constructor(
    private readonly root: HTMLElement,
    private readonly changed: (words: readonly string[]) => void,
  ) {
    root.append(this.shade);
  }

  get brightness(): number {
    return this.value;
  }

  /** @param value 0 to 1 */
  setBrightness(value: number): void {
    this.value = value;
    const dark = Math.max(0, 1 - value / USUAL) * DARKEST;
    this.shade.hidden = dark === 0;
    this.shade.style.opacity = String(dark);
    this.tell();
  }

  get keepsAwake(): boolean {
    return this.lock !== undefined;
  }

  /** Keeps the computer's own screen on too, where the browser lets it. */
  keepAwake(on: boolean): void {
    if (on === this.keepsAwake) return;
    const before = this.lock;
    // A browser refuses while its window is hidden; the phone's own screen is on all the same.
    this.lock = on
      ? Promise.resolve(navigator.wakeLock?.request('screen')).catch(() => undefined)
      : undefined;
    if (!on) void before?.then((lock) => lock?.release());
    this.tell();
  }

  /**
   * Shakes the phone, and the computer that it is on if that is one to hold in the hand.
   * @param strength how far, px. @param ms how long
   */
  vibrate(strength: number, ms: number): void {
    if (navigator.userActivation?.hasBeenActive === true) navigator.vibrate?.(ms);
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const frames = calm
      ? { filter: ['brightness(.85)', 'none'] }
      : { transform: ['none', `translateX(-${strength}px)`, `translateX(${strength}px)`, 'none'] };
    const once = 80;
    // Less than this nobody would see.
    const duration = Math.max(ms, 2 * once);
    this.root.animate(frames, calm ? { duration } : { duration: once, iterations: duration / once });
  }

  private tell(): void {
    this.changed([
      ...(this.keepsAwake ? ['屏幕常亮'] : []),
      ...(this.value === USUAL ? [] : [`亮度 ${Math.round(this.value * 100)}%`]),
    ]);
  }
}
