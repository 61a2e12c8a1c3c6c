import type { RungView } from '../../../protocol/course-view';

/** One row of a price list: one unit, or neighbours of one price folded together. */
export interface PriceRow {
  no: number;
  name: string;
  /** Beside the name: which classes it pays for. */
  note: string;
  /** `20 ×` before the price of one; empty for a single unit. */
  times: string;
  priceFen: number;
}

export interface PriceListView {
  rows: PriceRow[];
  note: string;
  totalFen: number;
}

/** More rows than this are folded until somebody asks. */
export const ROWS_SHOWN = 6;

/**
 * The price list of a rung. Equal prices of single classes fold; stages keep one row each, as each is charged by
 * itself.
 */
export function priceListView(rung: RungView): PriceListView {
  const { units, unit, totalFen } = rung;
  const rows = unit.kind === 'class' ? classRows(units) : unitRows(units);
  return {
    rows,
    note: units.length === 1 ? '一次扣清' : `${units.length} 个扣费节点，签约后不涨价`,
    totalFen,
  };
}

function classRows(units: RungView['units']): PriceRow[] {
  const rows: PriceRow[] = [];
  let from = 0;
  while (from < units.length) {
    const first = units[from];
    if (first === undefined) break;
    let to = from;
    while (units[to + 1]?.priceFen === first.priceFen) to += 1;
    rows.push(to === from ? unitRow(first, '') : folded(first, units[to]?.no ?? first.no));
    from = to + 1;
  }
  return rows;
}

function folded(first: RungView['units'][number], last: number): PriceRow {
  const { no, priceFen } = first;
  return { no, name: `第${no}–${last}次课`, note: '', times: `${last - no + 1} ×`, priceFen };
}

/** Stages and the whole course: which classes each pays for, counted through. */
function unitRows(units: RungView['units']): PriceRow[] {
  let before = 0;
  return units.map((unit) => {
    const from = before + 1;
    before += unit.classCount;
    const note = units.length === 1 ? `${before} 次课` : spanOf(from, before);
    // The server may have named the classes already: 第1阶段（第1–4次课）.
    return unitRow(unit, unit.name.includes('次课') ? '' : note);
  });
}

function spanOf(from: number, to: number): string {
  return from === to ? `第 ${from} 次课` : `${from}–${to} 次课`;
}

function unitRow({ no, name, priceFen }: RungView['units'][number], note: string): PriceRow {
  return { no, name, note, times: '', priceFen };
}
