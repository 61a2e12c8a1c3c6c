import { type Find, isVisible, type PageUnderSweep, upwards, type Words } from './page-under-sweep';

/** WCAG 2.1, success criteria 1.4.3 and 1.4.11. */
const LEAST_FOR_TEXT = 4.5;
const LEAST_FOR_MARKS = 3;

interface Colour {
  readonly rgb: readonly [number, number, number];
  readonly alpha: number;
}

/** Every text stands out from what is behind it by 4.5:1, every icon, box and radio by 3:1. */
export function findFaint(page: PageUnderSweep, words: readonly Words[], find: Find): void {
  for (const { element } of words) {
    if (!isOff(element)) check(page, element, page.styleOf(element).color, LEAST_FOR_TEXT, find);
  }
  for (const mark of page.doc.querySelectorAll('.icon')) {
    if (isVisible(mark) && mark.getBoundingClientRect().width > 0 && !isOff(mark))
      check(page, mark, page.styleOf(mark).backgroundColor, LEAST_FOR_MARKS, find, mark.parentElement);
  }
  for (const box of page.doc.querySelectorAll('.radio, .check')) {
    const { borderTopWidth, borderTopColor } = page.styleOf(box);
    if (isVisible(box) && Number.parseFloat(borderTopWidth) > 0)
      check(page, box, borderTopColor, LEAST_FOR_MARKS, find, box.parentElement);
  }
}

/** What can't be used just now is exempt (WCAG 1.4.3, inactive components). */
function isOff(element: Element): boolean {
  return element.closest('.button-off, [aria-disabled="true"], [disabled]') !== null;
}

function check(
  page: PageUnderSweep,
  element: Element,
  colour: string,
  least: number,
  find: Find,
  around: Element | null = element,
): void {
  const behind = backgroundOf(page, around ?? element);
  const ink = parse(colour);
  if (behind === undefined || ink === undefined || ink.alpha === 0) return;
  const ratio = contrast(over({ ...ink, alpha: ink.alpha * opacityOf(page, element) }, behind), behind);
  if (ratio < least - 0.005) find('contrast', element, `${ratio.toFixed(2)}:1, ${colour} on ${behind.rgb}`);
}

/** The opaque colour behind an element; nothing when a picture is. */
function backgroundOf(page: PageUnderSweep, element: Element): Colour | undefined {
  const layers: Colour[] = [];
  for (const at of upwards(element)) {
    const { backgroundColor, backgroundImage } = page.styleOf(at);
    if (backgroundImage !== 'none') return undefined;
    const colour = parse(backgroundColor);
    if (colour === undefined || colour.alpha === 0) continue;
    layers.push(colour);
    if (colour.alpha === 1) break;
  }
  const white: Colour = { rgb: [255, 255, 255], alpha: 1 };
  return layers.reduceRight((below, above) => over(above, below), white);
}

function opacityOf({ styleOf }: PageUnderSweep, element: Element): number {
  return [...upwards(element)].reduce((all, at) => all * Number(styleOf(at).opacity), 1);
}

/** `rgb(1, 2, 3)` or `rgba(1, 2, 3, 0.5)`, as browsers compute colours. */
function parse(text: string): Colour | undefined {
  const [r, g, b, alpha = 1] = (/^rgba?\(([^)]+)\)/.exec(text)?.[1] ?? '').split(/[\s,/]+/).map(Number);
  if (r === undefined || g === undefined || b === undefined) return undefined;
  return { rgb: [r, g, b], alpha };
}

function over(above: Colour, below: Colour): Colour {
  const mix = (i: 0 | 1 | 2): number => above.rgb[i] * above.alpha + below.rgb[i] * (1 - above.alpha);
  return { rgb: [mix(0), mix(1), mix(2)], alpha: 1 };
}

function contrast(a: Colour, b: Colour): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

/** WCAG 2.1, relative luminance. */
function luminance({ rgb }: Colour): number {
  const [r = 0, g = 0, b = 0] = rgb.map((value) => {
    const share = value / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
