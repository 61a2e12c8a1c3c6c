import { type Cell, type Column, RowReader, readHeader } from '../../../server/domain/transfer/table';

/** Two columns, of which only the first must be filled in. */
export const COLUMN: readonly Column[] = [
  { key: 'name', title: '姓名', required: true, hint: '', example: '' },
  { key: 'note', title: '备注', required: false, hint: '', example: '' },
];

/** A reader of one row whose cells lie in the order of these columns. */
export function reading(cells: readonly Cell[], columns: readonly Column[] = COLUMN): RowReader {
  const header = readHeader(
    columns.map(({ title }) => title),
    columns,
  );
  if ('fault' in header) throw new Error(header.fault);
  return new RowReader(7, cells, header, columns);
}
