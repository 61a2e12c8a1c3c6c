import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * `npx tsx dev/statement-verifier.ts && npx biome check --write miniprogram/deduction/statement`: puts docs/verify-statement.mjs into the Mini Program, which writes it into every
 * statement it saves. WeChat packs nothing from outside `miniprogram/`. A test fails when the two differ.
 */
export const VERIFIER_FILE = path.resolve(__dirname, '../docs/verify-statement.mjs');
const TEXT_FILE = path.resolve(__dirname, '../miniprogram/deduction/statement/verifier-text.ts');

/** A string as Biome writes it: single quotes unless it holds more of them than of double ones. */
function quoted(line: string): string {
  const json = JSON.stringify(line).slice(1, -1);
  const inner = json.replaceAll('\\"', '"');
  return inner.includes("'") && !inner.includes('"') ? `"${inner}"` : `'${inner.replaceAll("'", "\\'")}'`;
}

function moduleText(program: string): string {
  const lines = program.trimEnd().split('\n');
  return [
    '// biome-ignore-all lint/suspicious/noTemplateCurlyInString: template strings of the program that is quoted',
    '/** docs/verify-statement.mjs, written here by dev/statement-verifier.ts. */',
    'export const VERIFIER = [',
    ...lines.map((line) => `  ${quoted(line)},`),
    "].join('\\n');",
    '',
  ].join('\n');
}

if (require.main === module) writeFileSync(TEXT_FILE, moduleText(readFileSync(VERIFIER_FILE, 'utf8')));
