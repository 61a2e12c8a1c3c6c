import type { Mark } from '../../format/unit-state';
import { cellGroups } from './cell-groups';

/** All units of an order as one row of cells: what is charged, what runs, what is still to come. */
Component({
  options: { virtualHost: true },
  properties: {
    /** One mark for each unit, in order. */
    marks: { type: Array, value: [] as Mark[] },
    /** What the row says in words. */
    label: { type: String, value: '' },
  },
  data: { groups: cellGroups([]) },
  observers: {
    marks(marks: Mark[]) {
      this.setData({ groups: cellGroups(marks) });
    },
  },
});
