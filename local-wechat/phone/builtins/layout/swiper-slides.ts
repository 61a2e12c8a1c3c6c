import { toBrowserUnits } from '../../build/units';
import type { BuiltinHost } from '../builtin';
import { inner } from '../inner';

/** The slides of a swiper and where they stand. */
export interface Slides {
  readonly count: number;
  readonly current: number;
  /** Size of one slide along the way, in px. */
  readonly size: number;
  currentItemId(): string;
  indexOf(itemId: string): number;
  /** The slide after the present one: the first after the last. */
  next(): number;
  /** Shows a slide at once. */
  show(index: number): void;
  /** Moves to a slide. @returns whether it is another than before. */
  go(index: number): boolean;
  /** Puts every slide in its place, shifted by a part of a slide while a finger drags. */
  place(animate: boolean, shift?: number): void;
}

export function slidesOf(host: BuiltinHost): Slides {
  const track = inner<HTMLElement>(host, '.wx-swiper-track');
  let current = 0;
  const items = (): HTMLElement[] => [...track.querySelectorAll<HTMLElement>(':scope > wx-swiper-item')];
  const circular = (): boolean => host.get<boolean>('circular') && items().length > shown();
  const shown = (): number => Math.max(1, host.get<number>('displayMultipleItems'));
  const last = (): number => Math.max(0, items().length - (circular() ? 1 : shown()));
  const place = (animate: boolean, shift = 0): void => {
    frame(host, track);
    const all = items();
    for (const [index, item] of all.entries()) {
      const offset = circular()
        ? around(index - current + shift, all.length, shown())
        : index - current + shift;
      moveSlide(host, item, offset, animate);
    }
  };
  return {
    get count() {
      return items().length;
    },
    get current() {
      return current;
    },
    get size() {
      const { width, height } = track.getBoundingClientRect();
      return (host.get<boolean>('vertical') ? height : width) / shown();
    },
    currentItemId: () => items()[current]?.dataset.itemId ?? '',
    indexOf: (itemId) => items().findIndex((item) => item.dataset.itemId === itemId),
    next: () => (current >= last() ? 0 : current + 1),
    show(index) {
      current = Math.min(Math.max(0, index), last());
      place(false);
    },
    go(index) {
      const { length } = items();
      const wanted = circular() ? (index + length) % length : Math.min(Math.max(0, index), last());
      const moved = wanted !== current && index !== -1;
      if (moved) current = wanted;
      place(true);
      return moved;
    },
    place,
  };
}

/** On a circle of slides the nearer way round. */
function around(offset: number, count: number, shown: number): number {
  const half = Math.max(count / 2, shown);
  if (offset > half) return offset - count;
  return offset < -count + half ? offset + count : offset;
}

/** Margins on both sides let the neighbours peep in. */
function frame(host: BuiltinHost, track: HTMLElement): void {
  const [before, after] = [host.get<string>('previousMargin'), host.get<string>('nextMargin')].map(
    toBrowserUnits,
  );
  track.style.inset = host.get<boolean>('vertical') ? `${before} 0 ${after}` : `0 ${after} 0 ${before}`;
}

function moveSlide(host: BuiltinHost, item: HTMLElement, offset: number, animate: boolean): void {
  const before = Number(item.dataset.offset ?? offset);
  item.dataset.offset = String(offset);
  const vertical = host.get<boolean>('vertical');
  const size = `${100 / Math.max(1, host.get<number>('displayMultipleItems'))}%`;
  // A slide that changes sides on the circle jumps unseen instead of crossing the view.
  const jumps = Math.abs(offset - before) > 1.5;
  Object.assign(item.style, {
    [vertical ? 'height' : 'width']: size,
    transition: animate && !jumps ? `transform ${host.get<number>('duration')}ms ${easing(host)}` : 'none',
    transform: vertical ? `translate3d(0,${offset * 100}%,0)` : `translate3d(${offset * 100}%,0,0)`,
  });
}

const EASINGS: Record<string, string> = {
  default: 'cubic-bezier(.25,.46,.45,.94)',
  linear: 'linear',
  easeInCubic: 'ease-in',
  easeOutCubic: 'ease-out',
  easeInOutCubic: 'ease-in-out',
};

function easing(host: BuiltinHost): string {
  return EASINGS[host.get<string>('easingFunction')] ?? 'ease';
}
