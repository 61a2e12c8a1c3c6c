import { type CellMark, cellGroups } from './cell-groups';

/** All units of an order as one row of cells: what is charged, what runs, what is still to come. */
Component({
  options: { virtualHost: true },
  properties: {
    /** One mark for each unit, or for each class of a single unit, in order. */
    marks: { type: Array, value: [] as CellMark[] },
    /** What the row says in words. */
    label: { type: String, value: '' },
  },
  data: { groups: cellGroups([]) },
  observers: {
    marks(marks: CellMark[]) {
      this.setData({ groups: cellGroups(marks) });
    },
  },
});
