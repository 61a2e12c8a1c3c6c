import { describe, type Find, layerOf, type PageUnderSweep, upwards, type Words } from './page-under-sweep';

/** Fractions of a pixel are not seen. */
const SLACK = 1.5;

/** Nothing is wider than the screen: neither the page nor a text outside of what scrolls sideways. */
export function findOverflow(page: PageUnderSweep, words: readonly Words[], find: Find): void {
  const { documentElement: root } = page.doc;
  if (root.scrollWidth > root.clientWidth) {
    const widest = [...page.doc.body.querySelectorAll('*')].reduce((a, b) =>
      b.getBoundingClientRect().right > a.getBoundingClientRect().right ? b : a,
    );
    find('overflow', widest, `the page is ${root.scrollWidth} px wide`);
  }
  for (const { element, boxes } of words) {
    if (scrollsSideways(element, page)) continue;
    const out = boxes.find((box) => box.right > page.width + SLACK || box.left < -SLACK);
    if (out !== undefined) find('overflow', element, `reaches from ${out.left} to ${out.right} px`);
  }
}

function scrollsSideways(element: Element, { styleOf }: PageUnderSweep): boolean {
  return [...upwards(element)].some((at) => {
    const { overflowX } = styleOf(at);
    return at.localName !== 'html' && at.localName !== 'body' && overflowX !== 'visible';
  });
}

/** No text is cut by a box that hides what overflows, unless an ellipsis says so. */
export function findClipped(page: PageUnderSweep, words: readonly Words[], find: Find): void {
  for (const { element, boxes } of words) {
    const cutter = cutterOf(element, boxes, page);
    if (cutter !== undefined) find('clipped', element, `cut by ${describe(cutter)}`);
  }
}

function cutterOf(element: Element, boxes: readonly DOMRect[], { styleOf }: PageUnderSweep) {
  const free = { x: false, y: false };
  for (const at of upwards(element)) {
    const style = styleOf(at);
    if (style.textOverflow === 'ellipsis') free.x = true;
    if (style.webkitLineClamp !== 'none' && style.webkitLineClamp !== '') free.y = true;
    const edge = at.getBoundingClientRect();
    const inside = boxes.some((box) => overlap(box, edge) > 0);
    const cutsX =
      !free.x && hides(style.overflowX) && boxes.some((b) => beyond(b.left, b.right, edge.left, edge.right));
    const cutsY =
      !free.y && hides(style.overflowY) && boxes.some((b) => beyond(b.top, b.bottom, edge.top, edge.bottom));
    if (inside && (cutsX || cutsY)) return at;
    if (scrolls(style.overflowX)) free.x = true;
    if (scrolls(style.overflowY)) free.y = true;
    if (style.position === 'fixed') return undefined;
  }
  return undefined;
}

const hides = (overflow: string): boolean => overflow === 'hidden' || overflow === 'clip';
const scrolls = (overflow: string): boolean => overflow === 'auto' || overflow === 'scroll';
const beyond = (from: number, to: number, min: number, max: number): boolean =>
  from < min - SLACK || to > max + SLACK;

/** Area that two boxes share, px². */
export function overlap(a: DOMRect, b: DOMRect): number {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return width > SLACK && height > SLACK ? width * height : 0;
}

/** A text stays within the nearest box that is painted: a button, a tag, a card. */
export function findSpilling(page: PageUnderSweep, words: readonly Words[], find: Find): void {
  for (const { element, boxes } of words) {
    const painted = paintedAround(element, page);
    if (painted === undefined) continue;
    const edge = painted.getBoundingClientRect();
    const out = boxes.some(
      (b) => beyond(b.left, b.right, edge.left, edge.right) || beyond(b.top, b.bottom, edge.top, edge.bottom),
    );
    if (out) find('spilling', element, `reaches out of ${describe(painted)}`);
  }
}

function paintedAround(element: Element, { styleOf, doc }: PageUnderSweep): Element | undefined {
  for (const at of upwards(element)) {
    const style = styleOf(at);
    if (at === doc.body || scrolls(style.overflowX) || scrolls(style.overflowY)) return undefined;
    const colour = style.backgroundColor !== 'rgba(0, 0, 0, 0)' && style.display !== 'inline';
    if (colour || Number.parseFloat(style.borderTopWidth) > 1) return at;
    if (style.position === 'absolute' || style.textOverflow === 'ellipsis') return undefined;
  }
  return undefined;
}

/** No text lies on another of the same layer. */
export function findOverlapping(page: PageUnderSweep, words: readonly Words[], find: Find): void {
  const shown = words
    .filter(({ element }) => !scrollsSideways(element, page))
    .map((piece) => ({ ...piece, layer: layerOf(piece.element, page) }));
  shown.forEach((one, index) => {
    const other = shown
      .slice(index + 1)
      .find(
        ({ layer, boxes }) =>
          layer === one.layer && boxes.some((b) => one.boxes.some((a) => overlap(a, b) > 0)),
      );
    if (other !== undefined) find('overlapping', one.element, `lies on ${describe(other.element)}`);
  });
}

/** The end of the page is not hidden by a bar at the bottom, and the bar keeps clear of the home indicator. */
export function findCovered(page: PageUnderSweep, words: readonly Words[], find: Find): void {
  const bars = [...page.doc.querySelectorAll('.bar')].filter((bar) => page.styleOf(bar).position === 'fixed');
  const root = page.doc.scrollingElement;
  for (const bar of bars) {
    const { top } = bar.getBoundingClientRect();
    const left = (root?.scrollHeight ?? 0) - (root?.clientHeight ?? 0) - (root?.scrollTop ?? 0);
    for (const { element, boxes } of words) {
      const layer = layerOf(element, page);
      const bottom = Math.max(...boxes.map((box) => box.bottom));
      if (layer === undefined && bottom - left > top + SLACK)
        find('covered', element, `lies behind the bar at the end of the page`);
      if (layer === bar && bottom > page.height - page.safeBottom)
        find('covered', element, 'lies under the home indicator');
    }
  }
}
