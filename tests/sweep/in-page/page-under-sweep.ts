import type { Finding } from '../finding';

export type Find = (rule: Finding['rule'], element: Element, what: string) => void;

/** The page of the Mini Program that is on top, as the rules see it. */
export interface PageUnderSweep {
  readonly doc: Document;
  readonly view: Window;
  readonly width: number;
  readonly height: number;
  /** Height of the home indicator's area, px. */
  readonly safeBottom: number;
  hearsTap(element: Element): boolean;
  styleOf(element: Element): CSSStyleDeclaration;
}

/** A piece of text as it is seen, one box for each line. */
export interface Words {
  readonly text: string;
  readonly element: Element;
  readonly boxes: readonly DOMRect[];
}

export function describe(element: Element): string {
  const classes = [...element.classList].join('.');
  const words = (element.textContent ?? '').replace(/\s+/g, ' ').trim().slice(0, 24);
  return `${element.localName.replace(/^wx-/, '')}${classes === '' ? '' : `.${classes}`} “${words}”`;
}

export function isVisible(element: Element): boolean {
  return element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
}

/** An element and everything around it, from the inside out. */
export function* upwards(element: Element): Generator<Element> {
  for (let at: Element | null = element; at !== null; at = at.parentElement) yield at;
}

/** Every text that can be seen. Boxes have the height of the letters: a font's own box is higher than its line. */
export function wordsOf({ doc, styleOf }: PageUnderSweep): Words[] {
  const walker = doc.createTreeWalker(doc.body, NodeFilter.SHOW_TEXT);
  const found: Words[] = [];
  while (walker.nextNode()) {
    const { currentNode: node } = walker;
    const element = node.parentElement;
    const text = (node.textContent ?? '').trim();
    if (element === null || text === '' || element.localName === 'style' || !isVisible(element)) continue;
    const range = doc.createRange();
    range.selectNodeContents(node);
    const size = Number.parseFloat(styleOf(element).fontSize);
    const boxes = [...range.getClientRects()]
      .filter(({ width, height }) => width > 0.5 && height > 0.5)
      .map(({ left, top, width, height }) => new DOMRect(left, top + (height - size) / 2, width, size));
    if (boxes.length > 0) found.push({ text, element, boxes });
  }
  return found;
}

/** The fixed element that a text lies in: a bar, a sheet; nothing for what scrolls with the page. */
export function layerOf(element: Element, { styleOf }: PageUnderSweep): Element | undefined {
  for (const at of upwards(element)) {
    if (styleOf(at).position === 'fixed') return at;
  }
  return undefined;
}
