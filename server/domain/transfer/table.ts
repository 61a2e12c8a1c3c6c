import { isDay } from '../time';

/** What a cell of a spreadsheet or of a CSV file may hold; a date is a wall clock, kept as if it were UTC. */
export type Cell = string | number | boolean | Date | null;

/** One thing that is wrong in a file, in the operator's words. Row 1 is the header, as Excel counts. */
export interface RowIssue {
  row: number;
  column: string;
  text: string;
}

export interface Column {
  key: string;
  title: string;
  required: boolean;
  /** What to write in it; shown in the template. */
  hint: string;
  example: string;
}

/** A header that fits: where each column lies, and the titles that nobody reads. */
export interface Header {
  places: ReadonlyMap<string, number>;
  unknown: string[];
}

/** @returns the header, or why it is none */
export function readHeader(cells: readonly Cell[], columns: readonly Column[]): Header | { fault: string } {
  const titles = cells.map((cell) => String(cell ?? '').replace(/[\s*＊]/g, ''));
  const named = titles.filter((title) => title !== '');
  const twice = named.find((title, index) => named.indexOf(title) !== index);
  if (twice !== undefined) return { fault: `列“${twice.slice(0, 20)}”出现了两次` };
  const missing = columns.filter((column) => column.required && !titles.includes(column.title));
  if (missing.length > 0)
    return { fault: `第一行缺少列：${missing.map((column) => column.title).join('、')}` };
  const places = new Map(
    columns.flatMap((column): [string, number][] => {
      const place = titles.indexOf(column.title);
      return place < 0 ? [] : [[column.key, place]];
    }),
  );
  const known = new Set(columns.map((column) => column.title));
  return { places, unknown: named.filter((title) => !known.has(title)).map((title) => title.slice(0, 20)) };
}

/** Reads one row by its columns and notes everything that is wrong in it. */
export class RowReader {
  readonly issues: RowIssue[] = [];

  constructor(
    readonly row: number,
    private readonly cells: readonly Cell[],
    private readonly header: Header,
    private readonly columns: readonly Column[],
  ) {}

  /** Text in one line; empty when it may be. */
  text(key: string, most: number): string {
    const text = plainText(this.cell(key));
    if (text === '' && this.column(key).required) return this.wrong(key, '没有填', '');
    if ([...text].length > most) return this.wrong(key, `太长，最多 ${most} 个字`, '');
    if (hasControls(text)) return this.wrong(key, '有看不见的字符，请删掉重新填', '');
    return text;
  }

  whole(key: string, least: number, most: number): number {
    const text = plainText(this.cell(key));
    if (text === '') return this.wrong(key, '没有填', least);
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    const fits = value >= least && value <= most;
    return fits ? value : this.wrong(key, `“${short(text)}”不是 ${least} 到 ${most} 的整数`, least);
  }

  /** One of the words, as what it stands for. */
  choice<T>(key: string, words: Readonly<Record<string, T>>, otherwise?: T): T | undefined {
    const text = plainText(this.cell(key));
    if (text === '' && otherwise !== undefined) return otherwise;
    if (text === '') return this.wrong(key, '没有填', undefined);
    if (Object.hasOwn(words, text)) return words[text];
    return this.wrong(key, `“${short(text)}”不认识，请填${Object.keys(words).join('、')}`, undefined);
  }

  /** A calendar day, `YYYY-MM-DD`. */
  day(key: string): string {
    const cell = this.cell(key);
    if (cell === null || cell === '') return this.wrong(key, '没有填', '');
    const day = cell instanceof Date ? isoOf(cell).slice(0, 10) : dayText(plainText(cell));
    return isDay(day)
      ? day
      : this.wrong(key, `“${short(plainText(cell))}”不是日期，请填 2026-03-07 这样的`, '');
  }

  /** A time of day, `HH:mm`. */
  clock(key: string): string {
    const cell = this.cell(key);
    if (cell === null || cell === '') return this.wrong(key, '没有填', '');
    const clock = clockText(cell);
    const fits = /^([01]\d|2[0-3]):[0-5]\d$/.test(clock);
    return fits ? clock : this.wrong(key, `“${short(plainText(cell))}”不是时间，请填 19:00 这样的`, '');
  }

  /** Notes what is wrong with a cell and goes on with `value`, so that the rest of the row is looked at too. */
  wrong<T>(key: string, text: string, value: T): T {
    const column = this.column(key).title;
    if (!this.issues.some((issue) => issue.column === column && issue.text === text))
      this.issues.push({ row: this.row, column, text });
    return value;
  }

  private cell(key: string): Cell {
    const place = this.header.places.get(key);
    const cell = place === undefined ? null : (this.cells[place] ?? null);
    return typeof cell === 'string' ? cell.trim() : cell;
  }

  private column(key: string): Column {
    const column = this.columns.find((known) => known.key === key);
    if (column === undefined) throw new RangeError(`no column ${key}`);
    return column;
  }
}

/** Whether nothing stands in a row: Excel keeps rows that were emptied. */
export function isEmpty(cells: readonly Cell[]): boolean {
  return cells.every((cell) => plainText(cell) === '');
}

/** A quote before = + - @ keeps a spreadsheet from computing; it is no part of the text. */
function plainText(cell: Cell): string {
  if (cell instanceof Date) return isoOf(cell).slice(0, 16).replace('T', ' ');
  const text = String(cell ?? '')
    .replace(/[ \u3000\u00a0]+/g, ' ')
    .trim();
  return text.replace(/^'(?=[=+\-@＝＋－＠])/, '');
}

function hasControls(text: string): boolean {
  return [...text].some(
    (letter) => letter < ' ' || letter === '\u007f' || (letter >= '\u200b' && letter <= '\u200f'),
  );
}

/** `2026/3/7`, `2026年3月7日` as `2026-03-07`. */
function dayText(text: string): string {
  const found = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?: 0?0:00(?::00)?)?$/.exec(text);
  if (found === null) return text;
  const [, year = '', month = '', day = ''] = found;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** A cell of Excel's with a time alone is a fraction of a day, or a date in 1899; other numbers become no clock's text. */
function clockText(cell: Cell): string {
  if (cell instanceof Date) return isoOf(cell).slice(11, 16);
  if (typeof cell === 'number') {
    const minutes = Math.round(cell * 24 * 60);
    return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  }
  const found = /^(\d{1,2})[:：](\d{2})(?:[:：]00)?$/.exec(plainText(cell));
  return found === null ? '' : `${(found[1] ?? '').padStart(2, '0')}:${found[2]}`;
}

function isoOf(date: Date): string {
  return Number.isNaN(date.getTime()) ? '' : date.toISOString();
}

function short(text: string): string {
  const letters = [...text];
  return letters.length > 20 ? `${letters.slice(0, 20).join('')}…` : text;
}
