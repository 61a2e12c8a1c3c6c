/** Sizes of the phone in CSS pixels, which WeChat calls px too. */
export interface Metrics {
  readonly width: number;
  readonly height: number;
  readonly statusBar: number;
  readonly navigationBar: number;
  readonly tabBar: number;
  /** Height of the home indicator's area at the bottom: 0 on phones with a button. */
  readonly homeIndicator: number;
  readonly model: string;
  readonly system: string;
}

const CAPSULE = { width: 87, height: 32, right: 7 } as const;

/** A screen of at least this height is taken for one with rounded corners and a home indicator. */
const TALL = 780;

/** Sizes of the phone whose screen fills the window: a notch phone (390×844) or a small one (360×640). */
export function metricsOf(width: number, height: number): Metrics {
  const bars = { width, height, navigationBar: 44, tabBar: 50 };
  return height >= TALL
    ? { ...bars, statusBar: 47, homeIndicator: 34, model: 'iPhone 14', system: 'iOS 17.0' }
    : { ...bars, statusBar: 24, homeIndicator: 0, model: 'Local Phone', system: 'Android 14' };
}

/** The rectangle of the capsule at the top right. */
export function capsuleRect(
  metrics: Metrics,
): DOMRectInit & { top: number; right: number; bottom: number; left: number } {
  const top = metrics.statusBar + (metrics.navigationBar - CAPSULE.height) / 2;
  const right = metrics.width - CAPSULE.right;
  return {
    width: CAPSULE.width,
    height: CAPSULE.height,
    top,
    right,
    bottom: top + CAPSULE.height,
    left: right - CAPSULE.width,
  };
}
