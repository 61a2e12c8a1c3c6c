import { type SourceFile, sourceFile, sourceFiles } from './source-files';
import {
  bannedWord,
  longFunction,
  looseType,
  MOST_FUNCTION_LINES,
  MOST_LINES,
  moneyArithmetic,
  moneyInMarkup,
  type TidyRule,
  tooLong,
  unsoundTest,
  vagueName,
  withoutAssertion,
} from './tidy-rules';

/** Files that may be longer, each with its reason. */
const LONG_FILES: Record<string, string> = {
  'tests/adapters/store-contract.ts': 'one contract, kept by every store, read as one list',
};

/** The rules name what they forbid. */
const ABOUT_RULES = /^tests\/architecture\//;

const code = sourceFiles('.ts');
const markup = sourceFiles('.wxml', '.wxs');
const all = [...code, ...markup, ...sourceFiles('.less', '.wxss', '.json', '.md')];

function found(rule: TidyRule, files: readonly SourceFile[]): string[] {
  return files.filter((file) => !ABOUT_RULES.test(file.path)).flatMap(rule);
}

describe('the habits of the house', () => {
  test(`no file is longer than ${MOST_LINES} lines without a reason`, () => {
    const long = code.filter((file) => tooLong(file).length > 0).map((file) => file.path);
    expect(long.sort()).toEqual(Object.keys(LONG_FILES).sort());
  });

  test(`no function is longer than ${MOST_FUNCTION_LINES} lines`, () => {
    expect(found(longFunction, code)).toEqual([]);
  });

  test('types are never turned off', () => {
    expect(found(looseType, code)).toEqual([]);
  });

  test('money is computed in the money module only', () => {
    expect(found(moneyArithmetic, code)).toEqual([]);
    expect(found(moneyInMarkup, markup)).toEqual([]);
  });

  test('files and folders have telling names', () => {
    expect(found(vagueName, all)).toEqual([]);
  });

  test("the product's words are used, and nothing is left for later", () => {
    expect(found(bannedWord, [...code, ...markup])).toEqual([]);
  });

  test('every test file asserts something', () => {
    expect(found(withoutAssertion, code)).toEqual([]);
  });

  test('no test sleeps, retries, is skipped or compares with a recording', () => {
    expect(found(unsoundTest, code)).toEqual([]);
  });
});

describe('the rules find what they are for', () => {
  const lines = (count: number) => 'x();\n'.repeat(count);

  test.each<[string, TidyRule, string, string]>([
    ['a long file', tooLong, 'server/a.ts', lines(MOST_LINES + 1)],
    ['a long function', longFunction, 'server/a.ts', `function f() {\n${lines(MOST_FUNCTION_LINES)}}`],
    [
      'a long method',
      longFunction,
      'server/a.ts',
      `class A {\n m() {\n// 课\n${lines(MOST_FUNCTION_LINES)}}}`,
    ],
    ['a long test', longFunction, 'tests/a.ts', `test('x', () => {\n${lines(MOST_FUNCTION_LINES)}});`],
    ['any', looseType, 'dev/a.ts', 'const a: any = 1;'],
    ['a cast through unknown', looseType, 'dev/a.ts', 'const a = b as unknown as string;'],
    ['a promise that something is there', looseType, 'dev/a.ts', 'const a = b!.c;'],
    ['fen divided', moneyArithmetic, 'miniprogram/a.ts', 'const yuan = order.totalFen / 100;'],
    ['a price in yuan', moneyArithmetic, 'server/a.ts', 'const a = price * 100;'],
    ['fen added', moneyArithmetic, 'server/a.ts', 'const a = unit.priceFen + other;'],
    ['fen counted up', moneyArithmetic, 'server/a.ts', 'totalFen += 1;'],
    ['fen in a lambda', moneyArithmetic, 'server/a.ts', 'list.reduce((a, b) => a + b.amountFen, 0);'],
    ['a float', moneyArithmetic, 'cloudfunctions/a.ts', 'const a = parseFloat(text);'],
    ['fixed decimals', moneyArithmetic, 'server/a.ts', 'const a = value.toFixed(2);'],
    ['a brand put on', moneyArithmetic, 'server/a.ts', 'const a = 5 as Fen;'],
    ['arithmetic in a page', moneyInMarkup, 'miniprogram/a.wxml', '<view>{{priceFen / 100}}</view>'],
    ['a vague file', vagueName, 'server/domain/utils.ts', ''],
    ['a vague folder', vagueName, 'server/common/clock.ts', ''],
    ['another word', bannedWord, 'server/a.ts', '// the pupil'],
    ['a score', bannedWord, 'server/a.ts', 'const userScore = 1;'],
    ['a loan', bannedWord, 'miniprogram/a.wxml', '<view>贷款</view>'],
    ['something left', bannedWord, 'local-wechat/a.ts', '// TODO later'],
    ['no assertion', withoutAssertion, 'tests/a.test.ts', "test('x', () => {});"],
    ['a sleep', unsoundTest, 'tests/a.test.ts', 'await new Promise((r) => setTimeout(r, 5));'],
    ['a skipped test', unsoundTest, 'tests/a.test.ts', "test.skip('x', () => {});"],
    ['a recording', unsoundTest, 'tests/a.test.ts', 'expect(a).toMatchSnapshot();'],
  ])('%s', (_, rule, path, text) => {
    expect(rule(sourceFile(path, text))).toHaveLength(1);
  });

  test.each<[string, TidyRule, string, string]>([
    [
      'a describe of many tests',
      longFunction,
      'tests/a.ts',
      `describe('x', () => {\ntest('y', f);\n${lines(99)}});`,
    ],
    ['comparing fen', moneyArithmetic, 'server/a.ts', 'if (a.priceFen > b.priceFen) f(sum([a.priceFen]));'],
    ['a percentage', moneyArithmetic, 'miniprogram/a.ts', 'const width = (done / all) * 100;'],
    ['a text with money in it', moneyArithmetic, 'server/a.ts', 'const a = prefix + yuanText(priceFen);'],
    ['fen in a test', moneyArithmetic, 'tests/a.ts', 'const a = priceFen / 100;'],
    ['a commonly used name', vagueName, 'server/uncommon/utility.ts', ''],
    ['a lesson of digital content', bannedWord, 'server/a.ts', '// the lesson begins'],
    ['a kept contract', withoutAssertion, 'tests/a.test.ts', "import { c } from './store-contract'; c();"],
  ])('%s is fine', (_, rule, path, text) => {
    expect(rule(sourceFile(path, text))).toEqual([]);
  });
});
