import { COLUMNS } from '../../../server/domain/transfer/columns';
import { type Cell, isEmpty, RowReader, readHeader } from '../../../server/domain/transfer/table';
import { COLUMN, reading } from './reading';

/** What was read of one cell, and what is wrong with it. */
function cell<T>(value: Cell, read: (row: RowReader) => T): { value: T; wrong: string[] } {
  const row = reading([value]);
  const found = read(row);
  return { value: found, wrong: row.issues.map(({ text }) => text) };
}

describe('the header', () => {
  test('may be in any order, with stars and spaces, and with columns that nobody reads', () => {
    expect(readHeader(['备注', ' 姓 名*', '年级', null], COLUMN)).toEqual({
      places: new Map([
        ['name', 1],
        ['note', 0],
      ]),
      unknown: ['年级'],
    });
  });

  test('may leave out what need not be filled in', () => {
    expect(readHeader(['姓名＊'], COLUMN)).toEqual({ places: new Map([['name', 0]]), unknown: [] });
  });

  test.each<[string, Cell[], string]>([
    ['a column twice', ['姓名', '备注', '备注'], '列“备注”出现了两次'],
    ['a needed column missing', ['备注'], '第一行缺少列：姓名'],
    ['nothing at all', [null, '', 5], '第一行缺少列：姓名'],
    ['a very long title twice', ['长'.repeat(30), '长'.repeat(30)], `列“${'长'.repeat(20)}”出现了两次`],
  ])('%s is a fault', (_, cells, fault) => {
    expect(readHeader(cells, COLUMN)).toEqual({ fault });
  });

  test('several missing columns are all named', () => {
    expect(readHeader(['学员'], COLUMNS.roll_calls)).toEqual({
      fault: '第一行缺少列：课程、日期、开始时间、点名',
    });
  });

  test('long titles that nobody reads are cut', () => {
    expect(readHeader(['姓名', '长'.repeat(30)], COLUMN)).toMatchObject({ unknown: ['长'.repeat(20)] });
  });
});

describe('text', () => {
  test.each<[string, Cell, string]>([
    ['as it is', '李小梅', '李小梅'],
    ['with spaces around and in a row', '  李　　 小梅 ', '李 小梅'],
    ['a number', 42, '42'],
    ['a moment', new Date('2026-03-07T19:00:00Z'), '2026-03-07 19:00'],
    ['kept from computing by a quote', "'=1+1", '=1+1'],
    ['kept from computing by a quote, wide', "'＋1", '＋1'],
    ['a quote that keeps nothing', "'tis", "'tis"],
    ['a quote in the middle', "a'=1", "a'=1"],
    ['as long as it may be', '𠮷'.repeat(10), '𠮷'.repeat(10)],
  ])('%s', (_, given, value) => {
    expect(cell(given, (row) => row.text('name', 16))).toEqual({ value, wrong: [] });
  });

  test.each<[string, Cell, string]>([
    ['empty', '', '没有填'],
    ['only spaces', ' 　', '没有填'],
    ['missing', null, '没有填'],
    ['no time at all', new Date(Number.NaN), '没有填'],
    ['too long', '长'.repeat(17), '太长，最多 16 个字'],
    ['with a line break', '李\n小梅', '有看不见的字符，请删掉重新填'],
    ['with a delete', '李\u007f小梅', '有看不见的字符，请删掉重新填'],
    ['with the first mark that cannot be seen', '李\u200b小梅', '有看不见的字符，请删掉重新填'],
    ['with the last mark that cannot be seen', '李\u200f小梅', '有看不见的字符，请删掉重新填'],
  ])('%s is wrong', (_, given, wrong) => {
    expect(cell(given, (row) => row.text('name', 16))).toEqual({ value: '', wrong: [wrong] });
  });

  test('signs beside those that cannot be seen are taken', () => {
    expect(cell('a\u200ab\u2010c', (row) => row.text('name', 16)).wrong).toEqual([]);
  });

  test('may be empty where it need not be filled in', () => {
    const row = reading(['李小梅', null]);
    expect([row.text('note', 5), row.issues]).toEqual(['', []]);
  });

  test('may be empty where the column is missing, or the row is short', () => {
    const header = readHeader(['姓名'], COLUMN);
    if ('fault' in header) throw new Error(header.fault);
    expect(new RowReader(2, ['李'], header, COLUMN).text('note', 5)).toBe('');
    expect(reading(['李']).text('note', 5)).toBe('');
  });
});

describe('whole numbers', () => {
  test.each<[Cell, number]>([
    [3, 3],
    ['12', 12],
    [' 12 ', 12],
    [12, 12],
  ])('%s', (given, value) => {
    expect(cell(given, (row) => row.whole('name', 3, 12))).toEqual({ value, wrong: [] });
  });

  test.each<[Cell, string]>([
    ['', '没有填'],
    [2, '“2”不是 3 到 12 的整数'],
    [13, '“13”不是 3 到 12 的整数'],
    [3.5, '“3.5”不是 3 到 12 的整数'],
    ['十', '“十”不是 3 到 12 的整数'],
    ['1e1', '“1e1”不是 3 到 12 的整数'],
    [-5, '“-5”不是 3 到 12 的整数'],
    ['5人', '“5人”不是 3 到 12 的整数'],
    ['第5', '“第5”不是 3 到 12 的整数'],
    ['1234567890', '“1234567890”不是 3 到 12 的整数'],
    ['字'.repeat(21), `“${'字'.repeat(20)}…”不是 3 到 12 的整数`],
    ['字'.repeat(20), `“${'字'.repeat(20)}”不是 3 到 12 的整数`],
  ])('%s is wrong', (given, wrong) => {
    expect(cell(given, (row) => row.whole('name', 3, 12))).toEqual({ value: 3, wrong: [wrong] });
  });
});

describe('one of some words', () => {
  const WORDS = { 是: true, 否: false };

  test.each([
    ['是', true],
    ['否', false],
  ] as const)('%s', (given, value) => {
    expect(cell(given, (row) => row.choice('name', WORDS))).toEqual({ value, wrong: [] });
  });

  test('empty is what it says otherwise, or wrong', () => {
    expect(cell('', (row) => row.choice('name', WORDS, true))).toEqual({ value: true, wrong: [] });
    expect(cell('', (row) => row.choice('name', WORDS))).toEqual({ value: undefined, wrong: ['没有填'] });
  });

  test.each(['不', 'toString'])('%s is none of them', (given) => {
    const wrong = [`“${given}”不认识，请填是、否`];
    expect(cell(given, (row) => row.choice('name', WORDS))).toEqual({ value: undefined, wrong });
  });
});

describe('days', () => {
  test.each<Cell>([
    ...['2026-03-07', '2026/3/7', '2026.3.7', '2026年3月7日', '2026-03-07 0:00', '2026-03-07 00:00:00'],
    new Date('2026-03-07T00:00:00Z'),
  ])('%s is the seventh of March', (given) => {
    expect(cell(given, (row) => row.day('name'))).toEqual({ value: '2026-03-07', wrong: [] });
  });

  test.each<[Cell, string]>([
    ['', '没有填'],
    [' 　', '没有填'],
    [null, '没有填'],
    ['2026-02-30', '“2026-02-30”不是日期，请填 2026-03-07 这样的'],
    ['26-3-7', '“26-3-7”不是日期，请填 2026-03-07 这样的'],
    ['在2026-3-7', '“在2026-3-7”不是日期，请填 2026-03-07 这样的'],
    ['2026-3-7起', '“2026-3-7起”不是日期，请填 2026-03-07 这样的'],
    [46_088, '“46088”不是日期，请填 2026-03-07 这样的'],
    [new Date(Number.NaN), '“”不是日期，请填 2026-03-07 这样的'],
  ])('%s is none', (given, wrong) => {
    expect(cell(given, (row) => row.day('name'))).toEqual({ value: '', wrong: [wrong] });
  });
});

describe('times of day', () => {
  test.each<[Cell, string]>([
    ['19:00', '19:00'],
    ['9:05', '09:05'],
    ['19：30', '19:30'],
    ['19:00:00', '19:00'],
    [0, '00:00'],
    [0.5, '12:00'],
    [19.5 / 24, '19:30'],
    [(9 * 60 + 5) / 1440, '09:05'],
    [new Date('1899-12-30T19:00:00Z'), '19:00'],
  ])('%s is %s', (given, value) => {
    expect(cell(given, (row) => row.clock('name'))).toEqual({ value, wrong: [] });
  });

  test.each<[Cell, string]>([
    ['', '没有填'],
    [' 　', '没有填'],
    [null, '没有填'],
    ['24:00', '“24:00”不是时间，请填 19:00 这样的'],
    ['19:60', '“19:60”不是时间，请填 19:00 这样的'],
    ['晚上7点', '“晚上7点”不是时间，请填 19:00 这样的'],
    ['约9:00', '“约9:00”不是时间，请填 19:00 这样的'],
    ['9:00左右', '“9:00左右”不是时间，请填 19:00 这样的'],
    [1, '“1”不是时间，请填 19:00 这样的'],
    [4.5, '“4.5”不是时间，请填 19:00 这样的'],
    [-0.5, '“-0.5”不是时间，请填 19:00 这样的'],
    [new Date(Number.NaN), '“”不是时间，请填 19:00 这样的'],
  ])('%s is none', (given, wrong) => {
    expect(cell(given, (row) => row.clock('name'))).toEqual({ value: '', wrong: [wrong] });
  });
});

describe('a row', () => {
  test('names everything that is wrong in it, each once, by row and column', () => {
    const row = reading(['', '很长的备注']);
    row.text('name', 5);
    row.text('name', 5);
    row.text('note', 3);
    row.wrong('name', '不是学员', undefined);
    row.wrong('note', '没有填', undefined);
    expect(row.issues).toEqual([
      { row: 7, column: '姓名', text: '没有填' },
      { row: 7, column: '备注', text: '太长，最多 3 个字' },
      { row: 7, column: '姓名', text: '不是学员' },
      { row: 7, column: '备注', text: '没有填' },
    ]);
  });

  test('that was emptied is told from one that holds something', () => {
    expect([isEmpty([]), isEmpty([null, '', ' 　']), isEmpty([null, 0]), isEmpty(['', 'x'])]).toEqual([
      ...[true, true, false, false],
    ]);
  });

  test('a column that no file of this kind has is a mistake of ours', () => {
    expect(() => reading(['李']).text('age', 5)).toThrow('no column age');
  });
});
