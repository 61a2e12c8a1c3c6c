import { unzipSync, zipSync } from 'fflate';
import { readSheet } from 'read-excel-file/universal';
import writeXlsxFile from 'write-excel-file/universal';
import type { Cell } from '../../domain/transfer/table';
import type { Sheet } from '../../ports/tables';
import { bounded, unreadable } from './unreadable';

/** A sheet of five thousand rows has about 2 MB of XML; a bomb has thousands. */
const MOST_UNPACKED = 20 * 1024 * 1024;
const MOST_ENTRIES = 200;

export function isZip(content: Uint8Array): boolean {
  return beginsWith(content, [0x50, 0x4b, 0x03, 0x04]);
}

/** The container of Office before 2007. */
export function isOldExcel(content: Uint8Array): boolean {
  return beginsWith(content, [0xd0, 0xcf, 0x11, 0xe0]);
}

function beginsWith(content: Uint8Array, bytes: readonly number[]): boolean {
  return bytes.every((byte, index) => content[index] === byte);
}

/** @throws AppError BAD_REQUEST */
export async function readXlsx(content: Uint8Array): Promise<Cell[][]> {
  const plain = zipSync(unpacked(content), { level: 0 });
  const buffer = plain.buffer.slice(plain.byteOffset, plain.byteOffset + plain.byteLength) as ArrayBuffer;
  let rows: Cell[][];
  try {
    rows = (await readSheet(buffer)) as Cell[][];
  } catch {
    throw unreadable('不是能读的 Excel 文件，请在 Excel 里另存为 .xlsx');
  }
  return bounded(rows);
}

/**
 * Unpacks what the reader needs, after a look at the list of what is packed. Every entry gets as much room as the list says,
 * so one that is larger than it says is cut off instead of filling the memory. The reader gets it packed without
 * compression: then it neither unpacks anything itself nor starts worker threads to do so.
 * @throws AppError BAD_REQUEST
 */
function unpacked(content: Uint8Array): Record<string, Uint8Array> {
  let [bytes, entries] = [0, 0];
  try {
    return unzipSync(content, {
      filter: ({ name, originalSize }) => {
        bytes += originalSize;
        entries += 1;
        if (bytes > MOST_UNPACKED || entries > MOST_ENTRIES) throw TOO_LARGE;
        return /\.(xml|rels)$/.test(name);
      },
    });
  } catch (error) {
    throw error === TOO_LARGE ? error : unreadable('文件不完整，请重新保存后再导入');
  }
}

const TOO_LARGE = unreadable('文件展开后太大，请只保留要导入的工作表');

/** Text stays text in a workbook: nothing is computed. Columns are as wide as their titles ask. */
export async function writeXlsx(sheets: readonly Sheet[]): Promise<Uint8Array> {
  const book = sheets.map(({ name, rows }) => ({
    sheet: name,
    data: rows.map((row, index) => row.map((value) => cellOf(value, index === 0))),
    columns: (rows[0] ?? []).map((title) => ({ width: Math.max(12, String(title).length * 3) })),
    stickyRowsCount: 1,
  }));
  const blob = await writeXlsxFile(book).toBlob();
  return new Uint8Array(await blob.arrayBuffer());
}

function cellOf(value: string | number, header: boolean) {
  const weight = header ? { fontWeight: 'bold' as const } : {};
  return typeof value === 'number' ? { type: Number, value, ...weight } : { type: String, value, ...weight };
}
