import { builtin } from '../builtin';
import { inner } from '../inner';

/** A canvas as `SelectorQuery.node` gives it: the browser's own, with the three makers that WeChat's has. */
export interface CanvasNode extends HTMLCanvasElement {
  createImage(): HTMLImageElement;
  requestAnimationFrame(run: FrameRequestCallback): number;
  cancelAnimationFrame(id: number): void;
}

const nodes = new Set<{ id: string; node: CanvasNode }>();

/** A canvas by its `canvas-id` or `id`. */
export function canvasById(id: string): CanvasNode | undefined {
  return [...nodes].find((entry) => entry.id === id)?.node;
}

export const canvas = builtin({
  tag: 'canvas',
  properties: { type: String, canvasId: String, disableScroll: Boolean },
  create(host) {
    const element = inner<HTMLCanvasElement>(host, 'canvas');
    const { view } = host.page.document;
    const node: CanvasNode = Object.assign(element, {
      createImage: () =>
        imageWithProjectFiles(new view.Image(), (src) => host.page.phone.files.url(src, host.page.path)),
      requestAnimationFrame: (run: FrameRequestCallback) => view.requestAnimationFrame(run),
      cancelAnimationFrame: (id: number) => view.cancelAnimationFrame(id),
    });
    const entry = { id: '', node };
    return {
      attached() {
        const type = host.get<string>('type');
        if (type !== '2d') host.page.phone.problems.absent(`<canvas type="${type}">（只有 2d）`);
        entry.id = host.get<string>('canvasId') || host.component.id;
        nodes.add(entry);
        const { width, height } = host.element.getBoundingClientRect();
        Object.assign(element, { width: Math.round(width) || 300, height: Math.round(height) || 150 });
        host.element.addEventListener(
          'touchmove',
          (event) => {
            if (host.get<boolean>('disableScroll') && event.cancelable) event.preventDefault();
          },
          { passive: false },
        );
      },
      detached: () => void nodes.delete(entry),
      node: () => node,
    };
  },
});

/** An image whose `src` may be any file a Mini Program can name. */
function imageWithProjectFiles(
  image: HTMLImageElement,
  url: (src: string) => Promise<string>,
): HTMLImageElement {
  const native = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(image), 'src');
  Object.defineProperty(image, 'src', {
    get: () => native?.get?.call(image),
    set: (src: string) => void url(src).then((resolved) => native?.set?.call(image, resolved)),
  });
  return image;
}
