import fc from 'fast-check';
import { fitText, numberFault, wechatTextFault } from '../../../server/domain/plan/text';

describe('a text for WeChat Pay', () => {
  test.each([
    '第3次课',
    '第2阶段（第6–10次课）',
    'Yoga 101, A–Z!',
    '书法（隶书）',
    '20个字的课程名称正好放得下不多也不少了',
  ])('%s is taken', (text) => {
    expect(wechatTextFault(text, 20)).toBeUndefined();
  });

  test.each([
    ['吉他🎸', 'an emoji'],
    ['𠮷他', 'a character beyond 3 bytes of UTF-8'],
    ['吉他⏰', 'an emoji of 3 bytes'],
    ['吉他❤️', 'a variation selector'],
    ['1⃣', 'a keycap'],
    ['吉\n他', 'a line break'],
    ['吉\u0000他', 'a control character'],
    ['吉\u200b他', 'an invisible character'],
    ['\u202e他吉', 'a character that turns the direction'],
    ['吉\ue000', 'a private character'],
    ['吉\ud83c', 'half an emoji'],
    ['吉\u2028他', 'a line separator'],
  ])('%j holds %s and is refused', (text) => {
    expect(wechatTextFault(text, 20)).toBe('forbidden_character');
  });

  test('empty and too long texts are refused', () => {
    expect(wechatTextFault('', 20)).toBe('empty');
    expect(wechatTextFault('  ', 20)).toBe('empty');
    expect(wechatTextFault('课'.repeat(20), 20)).toBeUndefined();
    expect(wechatTextFault('课'.repeat(21), 20)).toBe('too_long');
  });
});

describe('making a text fit', () => {
  test.each([
    ['吉他🎸入门', '吉他入门'],
    ['第一行\n第二行', '第一行 第二行'],
    ['第一行\r\n\t第二行', '第一行 第二行'],
    ['  课  ', '课'],
    [`${'a'.repeat(19)} b`, 'a'.repeat(19)],
    ['课'.repeat(30), '课'.repeat(20)],
    ['👨‍👩‍👧亲子课', '亲子课'],
    ['🎸🎸', ''],
    [`${'a'.repeat(19)}e\u0301x`, 'a'.repeat(19)],
  ])('%j becomes %j', (text, fitted) => {
    expect(fitText(text, 20)).toBe(fitted);
  });

  test('whatever is typed, what is left is taken by WeChat Pay, and fitting again changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 40 }), (text, maxChars) => {
        const fitted = fitText(text, maxChars);
        expect(fitted === '' || wechatTextFault(fitted, maxChars) === undefined).toBe(true);
        expect(fitText(fitted, maxChars)).toBe(fitted);
      }),
    );
  });

  test('a text that is taken as it is stays as it is', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9a-z第课（）]{1,20}$/), (text) =>
        expect(fitText(text, 20)).toBe(text),
      ),
    );
  });
});

describe('a number of ours', () => {
  test.each(['SGN_0001-01', 'a', '0'.repeat(32)])('%s is taken', (no) => {
    expect(numberFault(no)).toBeUndefined();
  });

  test.each([
    ['', 'empty'],
    ['0'.repeat(33), 'too_long'],
    ['a*b', 'forbidden_character'],
    ['a/b', 'forbidden_character'],
    ['课1', 'forbidden_character'],
    ['a\n', 'forbidden_character'],
  ])('%j is refused', (no, fault) => {
    expect(numberFault(no)).toBe(fault);
  });
});
