import type { RungView } from '../../../protocol/course-view';
import { type PriceRow, priceListView, ROWS_SHOWN } from './price-list-view';

/** What each charge unit costs, and all of them together. */
Component({
  properties: {
    /** One step of the ladder, as the server gives it. */
    rung: { type: Object, value: {} },
  },
  data: { rows: [] as PriceRow[], hidden: 0, note: '', totalFen: 0, all: [] as PriceRow[] },
  observers: {
    rung(value: RungView | Record<string, never> | null) {
      if (value === null || !('units' in value)) return;
      const { rows: all, note, totalFen } = priceListView(value as RungView);
      const rows = all.length > ROWS_SHOWN + 1 ? all.slice(0, ROWS_SHOWN) : all;
      this.setData({ rows, all, hidden: all.length - rows.length, note, totalFen });
    },
  },
  methods: {
    onUnfold() {
      this.setData({ rows: this.data.all, hidden: 0 });
    },
  },
});
