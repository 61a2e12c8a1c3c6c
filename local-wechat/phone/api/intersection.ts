import type { Element as FrameworkElement } from 'glass-easel';
import { asDom, type BackendElement } from '../runtime/backend/dom';
import { intersections } from '../runtime/backend/observers';
import type { Caller } from '../runtime/code/registry';
import { pageScope } from '../runtime/page-scope';

export interface IntersectionOptions {
  readonly thresholds?: number[];
  readonly initialRatio?: number;
  readonly observeAll?: boolean;
}

interface Margins {
  readonly left?: number;
  readonly right?: number;
  readonly top?: number;
  readonly bottom?: number;
}

type Listener = (result: Record<string, unknown>) => void;

/** Watches how far nodes are inside another node or the page: "wx.createIntersectionObserver". */
export class IntersectionWatch {
  private relative: { selector: string | undefined; margins: Margins } | undefined;
  private readonly running: { disconnect(): void }[] = [];

  constructor(
    private readonly scope: Caller,
    private readonly options: IntersectionOptions = {},
  ) {}

  relativeTo(selector: string, margins: Margins = {}): this {
    this.relative = { selector, margins };
    return this;
  }

  relativeToViewport(margins: Margins = {}): this {
    this.relative = { selector: undefined, margins };
    return this;
  }

  /** @throws Error when it was not said what to compare with. */
  observe(selector: string, listener: Listener): void {
    if (this.relative === undefined) throw new Error('call relativeTo or relativeToViewport before observe');
    const root = this.scope._$.getShadowRoot();
    const page = pageScope(this.scope._$.getBackendContext()).document;
    const frame =
      this.relative.selector === undefined
        ? page.doc
        : domOf(root?.querySelector(this.relative.selector) ?? null);
    const found = root?.querySelectorAll(selector) ?? [];
    const targets = this.options.observeAll === true ? found : found.slice(0, 1);
    for (const target of targets) {
      const host = domOf(target);
      if (host === undefined || frame === undefined) continue;
      const { thresholds = [0] } = this.options;
      let last = this.options.initialRatio ?? 0;
      const { margins } = this.relative;
      const observer = intersections(page.view, host, frame, marginText(margins), thresholds, (result) => {
        const crossed = crosses(last, result.intersectionRatio, thresholds);
        last = result.intersectionRatio;
        if (crossed) listener({ ...plain(result), id: target.id, dataset: { ...target.dataset } });
      });
      this.running.push(observer);
    }
  }

  disconnect(): void {
    for (const observer of this.running.splice(0)) observer.disconnect();
  }
}

function domOf(element: FrameworkElement | null): HTMLElement | undefined {
  const backend = element?.$$ ?? null;
  return backend === null ? undefined : asDom(backend as BackendElement);
}

function marginText({ top = 0, right = 0, bottom = 0, left = 0 }: Margins): string {
  return `${top}px ${right}px ${bottom}px ${left}px`;
}

/** Has the ratio passed one of the thresholds? At 0 it is touching or not that counts. */
function crosses(before: number, now: number, thresholds: readonly number[]): boolean {
  return thresholds.some((threshold) =>
    threshold === 0 ? before > 0 !== now > 0 : before < threshold !== now < threshold,
  );
}

function plain(result: Parameters<Parameters<typeof intersections>[5]>[0]): Record<string, unknown> {
  const rect = ({ left, top, right, bottom, width, height }: DOMRectReadOnly) => ({
    left,
    top,
    right,
    bottom,
    width,
    height,
  });
  return {
    intersectionRatio: result.intersectionRatio,
    intersectionRect: rect(result.intersectionRect),
    boundingClientRect: rect(result.boundingClientRect),
    relativeRect: rect(result.relativeRect),
    time: result.time,
  };
}
