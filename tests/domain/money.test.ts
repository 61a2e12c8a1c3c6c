import fc from 'fast-check';
import {
  type Fen,
  fen,
  groupBySizes,
  isPositive,
  min,
  parseYuan,
  split,
  splitBySizes,
  subtract,
  sum,
  yuanText,
  ZERO,
} from '../../server/domain/money';

const amounts = fc.nat({ max: 100_000_000 }).map(fen);
const anyFen = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }).map(fen);

/** The bits of a yuan text turned into fen by text alone: the test's own way. */
function fenOfText(text: string): string {
  return text.replace(/[¥,.]/g, '').replace(/^0+(?=\d)/, '');
}

describe('an amount of money', () => {
  test.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, -0.1])('%s is refused', (amount) => {
    expect(() => fen(amount)).toThrow(RangeError);
  });

  test('minus zero becomes zero, since the ledger would hash it differently', () => {
    expect(Object.is(fen(-0), 0)).toBe(true);
  });

  test('a difference below zero is refused', () => {
    expect(subtract(fen(300), fen(300))).toBe(ZERO);
    expect(() => subtract(fen(300), fen(301))).toThrow(RangeError);
  });

  test('a sum beyond exact integers is refused instead of rounded', () => {
    expect(() => sum([fen(Number.MAX_SAFE_INTEGER), fen(1)])).toThrow(RangeError);
    expect(sum([])).toBe(ZERO);
    expect(sum([fen(1), fen(2), fen(3)])).toBe(6);
  });

  test('the smallest of several is found', () => {
    expect(min(fen(3), fen(2), fen(9))).toBe(2);
    expect(min(fen(3))).toBe(3);
    expect([isPositive(ZERO), isPositive(fen(1))]).toEqual([false, true]);
  });
});

describe('splitting a price over classes', () => {
  test('the remainder goes to the first classes', () => {
    expect(split(fen(1000), 3)).toEqual([334, 333, 333]);
    expect(split(fen(1001), 3)).toEqual([334, 334, 333]);
    expect(split(fen(2), 3)).toEqual([1, 1, 0]);
  });

  test('always exact, never rising, at most 1 fen apart', () => {
    fc.assert(
      fc.property(amounts, fc.integer({ min: 1, max: 200 }), (total, parts) => {
        const prices = split(total, parts);
        expect(prices).toHaveLength(parts);
        expect(sum(prices)).toBe(total);
        expect(prices.every((price, i) => i === 0 || price <= (prices[i - 1] as Fen))).toBe(true);
        expect((prices[0] as Fen) - (prices.at(-1) as Fen)).toBeLessThanOrEqual(1);
      }),
    );
  });

  test.each([0, -1, 1.5, Number.NaN])('%s parts are refused', (parts) => {
    expect(() => split(fen(100), parts)).toThrow(RangeError);
  });

  test('a stage costs exactly what its classes cost', () => {
    expect(splitBySizes(fen(1001), [2, 1])).toEqual([668, 333]);
    fc.assert(
      fc.property(
        amounts,
        fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 8 }),
        (total, sizes) => {
          const classes = split(
            total,
            sizes.reduce((a, b) => a + b, 0),
          );
          const stages = splitBySizes(total, sizes);
          expect(stages).toEqual(groupBySizes(classes, sizes).map(sum));
          expect(groupBySizes(classes, sizes).flat()).toEqual(classes);
          expect(sum(stages)).toBe(total);
        },
      ),
    );
  });

  test('stages of the same size never rise', () => {
    fc.assert(
      fc.property(
        amounts,
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        (total, size, count) => {
          const stages = splitBySizes(total, Array(count).fill(size));
          expect(stages.every((price, i) => i === 0 || price <= (stages[i - 1] as Fen))).toBe(true);
        },
      ),
    );
  });

  test.each([[[]], [[0]], [[2, -1]], [[1.5]]])('stages of %j classes are refused', (sizes) => {
    expect(() => splitBySizes(fen(100), sizes)).toThrow(RangeError);
  });

  test('stages that leave a class out are refused', () => {
    expect(() => groupBySizes(split(fen(100), 3), [1, 1])).toThrow(RangeError);
  });
});

describe('money as people read and type it', () => {
  test.each([
    [0, '¥0.00'],
    [5, '¥0.05'],
    [50, '¥0.50'],
    [123_450, '¥1,234.50'],
    [100_000_000, '¥1,000,000.00'],
    [Number.MAX_SAFE_INTEGER, '¥90,071,992,547,409.91'],
  ])('%d fen are shown as %s', (amount, text) => {
    expect(yuanText(fen(amount))).toBe(text);
  });

  test('what is shown says every digit of what is charged', () => {
    fc.assert(fc.property(anyFen, (amount) => expect(fenOfText(yuanText(amount))).toBe(String(amount))));
  });

  test.each([
    ['120', 12_000],
    ['120.5', 12_050],
    ['120.50', 12_050],
    ['0.01', 1],
    ['0', 0],
    [' 99.99 ', 9_999],
    ['90071992547409.91', Number.MAX_SAFE_INTEGER],
  ])('%s yuan is understood', (text, amount) => {
    expect(parseYuan(text)).toBe(amount);
  });

  test.each([
    '',
    '.',
    '1.',
    '.5',
    '1.234',
    '-1',
    '+1',
    '1,000',
    '1e3',
    '01',
    '一百',
    '１２',
    '90071992547409.92',
    'NaN',
  ])('%s is not taken for an amount', (text) => {
    expect(parseYuan(text)).toBeUndefined();
  });

  test('what is shown can be typed back', () => {
    fc.assert(
      fc.property(anyFen, (amount) => expect(parseYuan(yuanText(amount).replace(/[¥,]/g, ''))).toBe(amount)),
    );
  });
});
