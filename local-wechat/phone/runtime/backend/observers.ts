import type { PageDocument } from '../page-document';

interface Intersection {
  readonly intersectionRatio: number;
  readonly boundingClientRect: DOMRectReadOnly;
  readonly intersectionRect: DOMRectReadOnly;
  readonly relativeRect: DOMRectReadOnly;
  readonly time: number;
}

/**
 * Watches how much of an element is inside another, or inside the page when `root` is the page's document.
 */
export function intersections(
  view: Window & typeof globalThis,
  target: Element,
  root: Element | Document,
  rootMargin: string,
  threshold: number[],
  listener: (result: Intersection) => void,
): { disconnect(): void } {
  const observer = new view.IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        const { intersectionRatio, boundingClientRect, intersectionRect, time } = entry;
        const relativeRect = entry.rootBounds ?? view.document.documentElement.getBoundingClientRect();
        listener({ intersectionRatio, boundingClientRect, intersectionRect, relativeRect, time });
      }
    },
    { root, rootMargin, threshold },
  );
  observer.observe(target);
  return observer;
}

interface Query {
  readonly width?: number;
  readonly minWidth?: number;
  readonly maxWidth?: number;
  readonly height?: number;
  readonly minHeight?: number;
  readonly maxHeight?: number;
  readonly orientation?: string;
}

function matches(query: Query, width: number, height: number): boolean {
  const within = (size: number, exact?: number, min = 0, max = Number.POSITIVE_INFINITY): boolean =>
    (exact === undefined || size === exact) && size >= min && size <= max;
  const orientation = width > height ? 'landscape' : 'portrait';
  return (
    within(width, query.width, query.minWidth, query.maxWidth) &&
    within(height, query.height, query.minHeight, query.maxHeight) &&
    (query.orientation === undefined || query.orientation === orientation)
  );
}

/** Tells whether the page's size fulfils a query, at once and whenever that changes. */
export function mediaMatches(
  page: PageDocument,
  query: Query,
  listener: (result: { matches: boolean }) => void,
): { disconnect(): void } {
  let last: boolean | undefined;
  const check = (): void => {
    const now = matches(query, page.view.innerWidth, page.view.innerHeight);
    if (now === last) return;
    last = now;
    listener({ matches: now });
  };
  const timer = setTimeout(check);
  page.view.addEventListener('resize', check);
  return {
    disconnect() {
      clearTimeout(timer);
      page.view.removeEventListener('resize', check);
    },
  };
}
