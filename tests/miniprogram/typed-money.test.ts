import fc from 'fast-check';
import { fenOf, timesFen, typedYuan, yuan } from '../../miniprogram/format/money';

const amounts = fc.nat({ max: 999_999_999 });

describe('an amount that somebody types', () => {
  test('is the same amount again, whichever way it was written', () => {
    fc.assert(
      fc.property(amounts, (fen) => {
        expect(fenOf(typedYuan(fen))).toBe(fen);
        expect(fenOf(yuan(fen))).toBe(fen);
      }),
    );
  });

  test('is moved digit by digit: what floating point would get wrong is right', () => {
    expect(fenOf('1.15')).toBe(115);
    expect(fenOf('8.2')).toBe(820);
    expect(fenOf('1001.10')).toBe(100_110);
  });

  test('is whole fen or none at all, whatever else is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789.,，¥ -e') }), (text) => {
        const fen = fenOf(text);
        expect(fen === undefined || (Number.isSafeInteger(fen) && fen >= 0)).toBe(true);
      }),
    );
  });

  test.each(['12,5', '1,20', '1,2345', ',100', '12.345', '１２', '12345678', '.5', '--1'])(
    '%s is none',
    (text) => expect(fenOf(text)).toBeUndefined(),
  );

  test('so many classes at a price cost their exact sum', () => {
    expect(timesFen(12_001, 20)).toBe(240_020);
  });
});
