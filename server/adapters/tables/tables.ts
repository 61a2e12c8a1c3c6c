import type { Tables } from '../../ports/tables';
import { readCsv, writeCsv } from './csv';
import { unreadable } from './unreadable';
import { isOldExcel, isZip, readXlsx, writeXlsx } from './xlsx';

/** Tells the format of a file by its first bytes: names lie. */
export const tables: Tables = {
  async read(content) {
    if (content.byteLength === 0) throw unreadable('文件是空的');
    if (isOldExcel(content)) throw unreadable('这是旧版 .xls 文件，请在 Excel 里另存为 .xlsx 再导入');
    return isZip(content) ? readXlsx(content) : readCsv(content);
  },
  async write(format, sheets) {
    const [first] = sheets;
    if (first === undefined) throw new RangeError('no sheet');
    return format === 'csv' ? writeCsv(first) : writeXlsx(sheets);
  },
};
