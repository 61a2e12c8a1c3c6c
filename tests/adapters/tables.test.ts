import fc from 'fast-check';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { tables } from '../../server/adapters/tables/tables';
import { AppError } from '../../server/domain/errors';
import type { Cell } from '../../server/domain/transfer/table';

const ROWS = [
  ['姓名', '备注'],
  ['李小梅', '“两点”, 后门；\n换行'],
  ['王芳', ''],
];

/** 姓名,课程 / 李小梅,书法 as Excel for Chinese Windows saves it. */
const GBK = Uint8Array.from([
  ...[0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xbf, 0xce, 0xb3, 0xcc, 0x0d, 0x0a],
  ...[0xc0, 0xee, 0xd0, 0xa1, 0xc3, 0xb7, 0x2c, 0xca, 0xe9, 0xb7, 0xa8, 0x0d, 0x0a],
]);

const BOMB = zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(21 * 1024 * 1024) }, { level: 1 });

async function reasonOf(content: Uint8Array): Promise<string> {
  const error = await tables.read(content).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof AppError)) throw new Error(`not refused: ${String(error)}`);
  expect(error.code).toBe('BAD_REQUEST');
  return String(error.detail?.reason);
}

const text = (content: Uint8Array) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(content);

describe('what was written is read again', () => {
  test.each(['xlsx', 'csv'] as const)('as %s', async (format) => {
    const read = await tables.read(await tables.write(format, [{ name: '学员', rows: ROWS }]));
    const empty = format === 'xlsx' ? null : '';
    expect(read).toEqual([ROWS[0], ROWS[1], ['王芳', empty]]);
  });

  test('whatever stands in a cell of a CSV file', async () => {
    const cell = fc.string({ unit: 'grapheme', maxLength: 20 }).filter((value) => !value.includes('\0'));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 }), async (rows) => {
        const all = [['甲', '乙'], ...rows];
        const read = await tables.read(await tables.write('csv', [{ name: '表', rows: all }]));
        const plain = (value: Cell) => String(value ?? '').replace(/^'(?=[=+\-@\t\r＝＋－＠])/, '');
        expect(read.map((row) => row.map(plain))).toEqual(all.map((row) => row.map(plain)));
      }),
      { numRuns: 60 },
    );
  });
});

describe('the CSV of Chinese Excel', () => {
  test.each([
    ['GBK', GBK],
    ['UTF-8 with its mark', new TextEncoder().encode('\ufeff姓名,课程\r\n李小梅,书法\r\n')],
    ['UTF-8 without', new TextEncoder().encode('姓名,课程\n李小梅,书法')],
    [
      'Unicode text',
      Uint8Array.from([0xff, 0xfe, ...Buffer.from('姓名\t课程\r\n李小梅\t书法\r\n', 'utf16le')]),
    ],
    ['semicolons', new TextEncoder().encode('姓名;课程\r\n李小梅;书法\r\n')],
  ])('in %s', async (_name, content) => {
    expect(await tables.read(content)).toEqual([
      ['姓名', '课程'],
      ['李小梅', '书法'],
    ]);
  });

  test('opens with Chinese in it and computes nothing: = + - @ stand behind a quote', async () => {
    const rows = [['备注'], ['=HYPERLINK("http://x")'], ['+1'], ['-1'], ['@SUM(A1)'], ['一=1']];
    const written = text(await tables.write('csv', [{ name: '表', rows }]));
    expect(written.startsWith('\ufeff')).toBe(true);
    const lines = written.slice(1).split('\r\n');
    expect(lines.slice(1, 5).every((line) => /^"?'[=+\-@]/.test(line))).toBe(true);
    expect(lines[5]).toBe('一=1');
  });

  test('in a workbook such a text is a text', async () => {
    const written = await tables.write('xlsx', [{ name: '表', rows: [['备注'], ['=1+1']] }]);
    const sheet = text(unzipSync(written)['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
    expect(sheet).not.toContain('<f>');
  });
});

describe('what is no list is refused in words', () => {
  test.each([
    ['nothing', new Uint8Array(), '文件是空的'],
    ['a workbook of before 2007', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2]), '旧版 .xls'],
    ['a picture', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]), '编码不认识|不是 Excel'],
    ['half a workbook', zipSync({ 'a.xml': strToU8('<a/>') }).slice(0, 40), '不完整'],
    ['a zip of something else', zipSync({ 'a.txt': strToU8('hello') }), '不是能读的 Excel'],
    ['an open quote', new TextEncoder().encode(`姓名\n"${'a'.repeat(30_000)}`), '引号不成对|太长'],
    ['too many columns', new TextEncoder().encode(`${'a,'.repeat(80)}\n`), '超过 60 列'],
    ['a cell like a novel', new TextEncoder().encode(`姓名\n${'课'.repeat(2000)}\n`), '超过 1000 个字'],
    ['rows without end', new TextEncoder().encode('姓名\n'.repeat(6000)), '超过 5000 行'],
  ])('%s', async (_name, content, reason) => {
    expect(await reasonOf(content)).toMatch(new RegExp(reason));
  });

  test('a bomb, before it is unpacked', async () => {
    expect(BOMB.byteLength).toBeLessThan(200_000);
    expect(await reasonOf(BOMB)).toContain('展开后太大');
  });

  test('a bomb that lies about its size gets no more room than it says', async () => {
    const bomb = BOMB.slice();
    // The size before packing: at 22 of the local header, at 24 of the list's entry.
    const view = new DataView(bomb.buffer, bomb.byteOffset);
    const list = view.getUint32(bomb.byteLength - 22 + 16, true);
    for (const place of [22, list + 24]) view.setUint32(place, 100, true);
    expect(await reasonOf(bomb)).toMatch(/不完整|不是能读的/);
  });
});
