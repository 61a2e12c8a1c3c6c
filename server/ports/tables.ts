import type { Cell } from '../domain/transfer/table';

export type TableFormat = 'xlsx' | 'csv';

/** One sheet as it is written: a header and its rows. */
export interface Sheet {
  name: string;
  rows: readonly (readonly (string | number)[])[];
}

/** Spreadsheets and CSV files, in and out; only the function that needs the libraries has them. */
export interface Tables {
  /**
   * The first sheet of an Excel file (.xlsx), or a CSV file in UTF-8, UTF-16 or GBK.
   * @throws AppError BAD_REQUEST, with `reason` in the operator's words, for anything else and for what is too large
   */
  read(content: Uint8Array): Promise<Cell[][]>;
  /** CSV holds the first sheet only, and nothing that a spreadsheet would compute. */
  write(format: TableFormat, sheets: readonly Sheet[]): Promise<Uint8Array>;
}
