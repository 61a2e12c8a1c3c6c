import { lineCount, type SourceFile, type SyntaxNode } from './source-files';

/** What one rule of the house finds in one file, each with its place. */
export type TidyRule = (file: SourceFile) => string[];

export const MOST_LINES = 300;
export const MOST_FUNCTION_LINES = 70;

export const tooLong: TidyRule = ({ path, text }) =>
  lineCount(text) > MOST_LINES ? [`${path}: ${lineCount(text)} lines`] : [];

const FUNCTIONS = new Set([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
  'ClassMethod',
  'PrivateMethod',
  'Constructor',
  'MethodProperty',
  'GetterProperty',
  'SetterProperty',
]);

/** A function that holds tests (a `describe`, a contract) is a list as a file is: the file's length bounds it. */
function holdsTests(file: SourceFile, node: SyntaxNode): boolean {
  return file.path.startsWith('tests/') && /^\s*(test|it)(\.each)?\(/m.test(file.textOf(node));
}

export const longFunction: TidyRule = (file) =>
  file.nodes
    .filter(({ node }) => FUNCTIONS.has(node.type) && !holdsTests(file, node))
    .map(({ node }) => file.textOf(node))
    .filter((source) => lineCount(source) > MOST_FUNCTION_LINES)
    .map(
      (source) => `${file.path}: ${lineCount(source)} lines from "${source.split('\n')[0]?.slice(0, 60)}"`,
    );

export const looseType: TidyRule = (file) =>
  file.nodes
    .filter(({ node }) => isLoose(node))
    .map(({ node, parent }) => `${file.path}: ${file.textOf(parent ?? node).slice(0, 60)}`);

function isLoose(node: SyntaxNode): boolean {
  if (node.type === 'TsKeywordType') return node.kind === 'any';
  if (node.type === 'TsNonNullExpression') return true;
  // `as unknown as T` turns the types off just as `any` does.
  const inner = node.type === 'TsAsExpression' ? (node.expression as SyntaxNode) : undefined;
  return inner?.type === 'TsAsExpression' && (inner.typeAnnotation as SyntaxNode).kind === 'unknown';
}

/** Where fen may be computed and turned into yuan. The Mini Program can't import the server's, so it has its own. */
const MONEY_MODULES = ['server/domain/money.ts', 'miniprogram/format/money.ts'];
const PRODUCT = /^(server|protocol|cloudfunctions|miniprogram)\//;
const ARITHMETIC = new Set(['+', '-', '*', '/', '%', '**']);
const MONEY_WORDS = /fen|yuan|price|amount|money|charge|paid|owed|refund/i;

export const moneyArithmetic: TidyRule = (file) => {
  if (!PRODUCT.test(file.path) || MONEY_MODULES.includes(file.path)) return [];
  return file.nodes
    .filter(({ node }) => computesMoney(file, node))
    .map(({ node }) => `${file.path}: ${file.textOf(node).slice(0, 80)}`);
};

function computesMoney(file: SourceFile, node: SyntaxNode): boolean {
  switch (node.type) {
    case 'BinaryExpression':
      return ARITHMETIC.has(String(node.operator)) && operands(node).some((side) => isMoney(file, side));
    case 'AssignmentExpression':
      return node.operator !== '=' && isFenName(file.textOf(node.left as SyntaxNode));
    case 'UpdateExpression':
      return isFenName(file.textOf(node.argument as SyntaxNode));
    case 'CallExpression':
      return /(^|\.)(parseFloat|toFixed)$/.test(file.textOf(node.callee as SyntaxNode));
    case 'TsAsExpression':
      return file.textOf(node.typeAnnotation as SyntaxNode) === 'Fen';
    default:
      return false;
  }
}

function operands(node: SyntaxNode): SyntaxNode[] {
  const sides = [node.left as SyntaxNode, node.right as SyntaxNode];
  const hundred = sides.some(
    (side) => side.type === 'NumericLiteral' && [100, 0.01].includes(Number(side.value)),
  );
  // Times or by a hundred is how fen become yuan: then every word for money counts.
  return sides.map((side) => (hundred ? { ...side, hundred } : side));
}

function isMoney(file: SourceFile, side: SyntaxNode): boolean {
  const source = file.textOf(side);
  return side.hundred === true
    ? MONEY_WORDS.test(source) && side.type !== 'TemplateLiteral'
    : isFenName(source);
}

/** A name or member that ends in `Fen`, in our way of naming amounts. */
function isFenName(source: string): boolean {
  return /^[\w.?[\]]*(Fen|\bfen)$/.test(source);
}

/** Pages compute nothing: amounts come to them as text. */
export const moneyInMarkup: TidyRule = ({ path, text }) =>
  [...text.matchAll(/toFixed|(?:fen|price|amount)\w*\s*[*/]\s*100/gi)].map(([found]) => `${path}: ${found}`);

export const vagueName: TidyRule = ({ path }) =>
  /(^|[/_.-])(utils?|helpers?|common|misc)(?=[/_.-])/i.test(path) ? [path] : [];

/** Words that the product has another word for (code and comments), and what must never be said of it. */
const WORDS: [RegExp, string][] = [
  [/\bpupils?\b/i, 'student'],
  [/\benrollments?\b/i, 'enrolment'],
  [/\b(disputes?|appeals?)\b/i, 'objection'],
  [/\breceipts?\b/i, 'voucher'],
  [/\b(customers?|buyers?)\b/i, 'payer'],
  [/\btutors?\b/i, 'teacher'],
  [/\b(credit|user|learner|payer|min|minimum)_?scores?\b/i, 'nothing: no score is known here'],
  [/评分|信用分|分数线|您的分|贷款|借款|分期付款/, 'nothing: it is neither a score nor a loan'],
  [/\bTODO\b|\bFIXME\b|\bXXX\b|\bHACK\b|for now\b/i, 'doing it'],
];

export const bannedWord: TidyRule = ({ path, text }) =>
  WORDS.flatMap(([word, instead]) => {
    const found = PRODUCT.test(path) || instead === 'doing it' ? word.exec(text) : null;
    return found ? [`${path}: "${found[0]}", say ${instead}`] : [];
  });

export const withoutAssertion: TidyRule = ({ path, text }) => {
  if (!path.endsWith('.test.ts')) return [];
  // A contract that several implementations must keep stands in a file of its own, with its assertions.
  return /\bexpect(Type)?[(.]/.test(text) || /from '\.[^']*-contract'/.test(text) ? [] : [path];
};

const UNSOUND = /\b(sleep|setTimeout|retryTimes|toMatchSnapshot|toMatchInlineSnapshot|waitForTimeout)$/;
const SKIPPED = /^(x(it|test|describe)$|f(it|describe)$|(it|test|describe)\.(only|skip|todo|failing)\b)/;

/** Tests that wait for time to pass, try again, compare with a recording, or don't run. */
export const unsoundTest: TidyRule = (file) => {
  if (!file.path.startsWith('tests/')) return [];
  return file.nodes
    .filter(({ node }) => node.type === 'CallExpression')
    .map(({ node }) => file.textOf(node.callee as SyntaxNode))
    .filter((callee) => UNSOUND.test(callee) || SKIPPED.test(callee))
    .map((callee) => `${file.path}: ${callee}`);
};
