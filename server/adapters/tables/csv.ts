import { CsvError, parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import type { Cell } from '../../domain/transfer/table';
import type { Sheet } from '../../ports/tables';
import { bounded, MOST_ROWS, unreadable } from './unreadable';

/** Excel knows a CSV file's encoding only by this mark; without it Chinese becomes noise. */
const BYTE_ORDER_MARK = '\ufeff';

/** @throws AppError BAD_REQUEST */
export function readCsv(content: Uint8Array): Cell[][] {
  const text = decoded(content);
  if (text.includes('\0')) throw unreadable('不是 Excel 或 CSV 文件');
  try {
    const rows: string[][] = parse(text, {
      ...{ bom: true, relax_column_count: true, relax_quotes: true, max_record_size: 20_000 },
      ...{ delimiter: delimiterOf(text), to: MOST_ROWS + 1 },
    });
    return bounded(rows);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = Number((error as { lines?: number }).lines ?? 0);
    throw unreadable(line > 0 ? `第 ${line} 行附近的引号不成对，或一行太长` : '不是能读的 CSV 文件');
  }
}

/**
 * Excel for Chinese Windows writes GBK, "CSV UTF-8" with a mark, "Unicode text" in UTF-16; other programs UTF-8. Text in
 * GBK is hardly ever valid UTF-8, so trying in this order tells them apart. GB 18030 contains GBK.
 */
function decoded(content: Uint8Array): string {
  const encodings = content[0] === 0xff && content[1] === 0xfe ? ['utf-16le'] : ['utf-8', 'gb18030'];
  for (const encoding of encodings) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(content);
    } catch {
      // Not in this one.
    }
  }
  throw unreadable('文件的文字编码不认识，请另存为“CSV UTF-8”或 .xlsx');
}

/** Where commas are decimals Excel writes semicolons, and tabs in its Unicode text. */
function delimiterOf(text: string): string {
  const header = text.split(/\r?\n/, 1)[0] ?? '';
  const counted = [',', '\t', ';'].map((mark) => ({ mark, count: header.split(mark).length }));
  return counted.reduce((best, next) => (next.count > best.count ? next : best)).mark;
}

/**
 * A cell that begins with = + - @ would be computed by whoever opens the file ("CSV injection", OWASP): a quote before it
 * makes it text.
 */
export function writeCsv({ rows }: Sheet): Uint8Array {
  const text = stringify(
    rows.map((row) => [...row]),
    { record_delimiter: 'windows', escape_formulas: true },
  );
  return new TextEncoder().encode(BYTE_ORDER_MARK + text);
}
