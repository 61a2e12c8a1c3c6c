/** 750rpx are the width of the screen, whatever the screen; in a page's own document that is 100vw. */
const RPX = /(-?(?:\d+\.?\d*|\.\d+))rpx\b/g;

/**
 * The phone draws its own status bar and home indicator, of which the browser's `env()` knows nothing: the
 * page's document holds their sizes in custom properties.
 */
const SAFE_AREA = /\b(?:env|constant)\(\s*safe-area-inset-(top|right|bottom|left)\s*(?:,[^()]*)?\)/g;

/** Turns WeChat's units into the browser's, in style sheets and in `style` attributes alike. */
export function toBrowserUnits(css: string): string {
  return css
    .replace(RPX, (_all, number: string) => `${trimmed(Number(number) / 7.5)}vw`)
    .replace(SAFE_AREA, (_all, side: string) => `var(--phone-safe-${side},0px)`);
}

function trimmed(value: number): string {
  return String(Number(value.toFixed(5)));
}
