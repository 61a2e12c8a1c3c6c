import type { Mark } from '../../format/unit-state';

/** Icons inside the marks that have one. */
const ICONS: Partial<Record<Mark, string>> = {
  objected: 'pause',
  paid: 'tick',
  owed: 'bang',
  never: 'cross',
  refund: 'refund',
};

/** The state of a charge unit as a shape: dot, ring, disc or icon, named for screen readers by its word. */
Component({
  options: { virtualHost: true },
  properties: {
    /** See `Mark` in format/unit-state. */
    mark: { type: String, value: 'planned' },
    /** The state's word; empty where the word stands beside the mark. */
    word: { type: String, value: '' },
  },
  data: { icon: '' },
  observers: {
    mark(mark: Mark) {
      this.setData({ icon: ICONS[mark] ?? '' });
    },
  },
});
