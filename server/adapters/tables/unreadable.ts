import { AppError } from '../../domain/errors';
import type { Cell } from '../../domain/transfer/table';

/** Header and rows; a file has fewer, this only keeps a spreadsheet of a million rows out of memory. */
export const MOST_ROWS = 5001;
export const MOST_COLUMNS = 60;
const MOST_LETTERS = 1000;

/** A file that can't be taken, with the reason in the operator's words. */
export function unreadable(reason: string): AppError {
  return new AppError('BAD_REQUEST', reason, { field: 'fileId', reason });
}

/** @throws AppError BAD_REQUEST for more than a list of people or classes can be */
export function bounded(rows: Cell[][]): Cell[][] {
  if (rows.length > MOST_ROWS) throw unreadable(`超过 ${MOST_ROWS - 1} 行，请分成几个文件`);
  for (const [index, row] of rows.entries()) {
    if (row.length > MOST_COLUMNS) throw unreadable(`第 ${index + 1} 行超过 ${MOST_COLUMNS} 列`);
    if (row.some((cell) => typeof cell === 'string' && cell.length > MOST_LETTERS))
      throw unreadable(`第 ${index + 1} 行有一格超过 ${MOST_LETTERS} 个字`);
  }
  return rows;
}
