import type { Mark } from '../../format/unit-state';

/** What a cell shows: the mark of a unit, or one class taught of a unit that pays for several. */
export type CellMark = Mark | 'taught';

/** One cell, or, of a very long order, one run of equal cells. */
export interface Cell {
  key: number;
  mark: CellMark;
  /** Its share of the width. */
  grow: number;
}

/** Cells that stand together. */
export interface CellGroup {
  key: number;
  cells: Cell[];
}

/** Cells in groups of five are counted at a glance. */
const GROUP = 5;
/** Up to here a row needs no groups. */
const UNGROUPED = 10;
/** More cells than this are too thin to be seen: runs of equal ones become one. */
const MOST = 50;

/** The cells of an order, grouped as they are drawn. */
export function cellGroups(marks: readonly CellMark[]): CellGroup[] {
  if (marks.length > MOST) return [{ key: 0, cells: runs(marks) }];
  const cells = marks.map((mark, index) => ({ key: index, mark, grow: 1 }));
  if (marks.length <= UNGROUPED) return [{ key: 0, cells }];
  const groups: CellGroup[] = [];
  for (let start = 0; start < cells.length; start += GROUP)
    groups.push({ key: start, cells: cells.slice(start, start + GROUP) });
  return groups;
}

function runs(marks: readonly CellMark[]): Cell[] {
  const cells: Cell[] = [];
  for (const [index, mark] of marks.entries()) {
    const last = cells[cells.length - 1];
    if (last?.mark === mark) last.grow += 1;
    else cells.push({ key: index, mark, grow: 1 });
  }
  return cells;
}
