import { parseTime, type Time } from '../../domain/time';

/** One row of a bill: the value of a column by the name that its first line gives it. */
export type BillLine = (column: string) => string;

/**
 * Reads a bill of WeChat Pay's: a line of names, a line a row with every value behind a backtick, then the sums. Columns
 * are found by their names; WeChat may add others.
 * @param sums how the line begins that names the sums
 * @throws Error when a column is missing or the sums are: half a bill must not pass for a whole one
 */
export function readBillLines(text: string, columns: readonly string[], sums: string): BillLine[] {
  const [head = '', ...lines] = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const names = head.split(',');
  const missing = columns.filter((column) => !names.includes(column));
  if (missing.length > 0) throw new Error(`the bill has no column ${missing.join(', ')}`);
  const end = lines.findIndex((line) => line.startsWith(sums));
  if (end < 0) throw new Error('the bill has no sums: it is not whole');
  return lines.slice(0, end).map((line) => {
    const values = line.replace(/^`/, '').split(',`');
    return (column) => values[names.indexOf(column)] ?? '';
  });
}

/** A moment as bills print it, `yyyy-MM-dd HH:mm:ss` in China; undefined for anything else. */
export function readBillTime(text: string): Time | undefined {
  return parseTime(`${text.replace(' ', 'T')}+08:00`);
}
