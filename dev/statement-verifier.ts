import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * `npx tsx dev/statement-verifier.ts && npx biome check --write miniprogram/evidence`: puts docs/verify-statement.mjs
 * into the Mini Program, which writes it into every statement and every bundle of evidence it saves. WeChat packs
 * nothing from outside `miniprogram/`. A test fails when the two differ.
 */
export const VERIFIER_FILE = path.resolve(__dirname, '../docs/verify-statement.mjs');
const TEXT_FILE = path.resolve(__dirname, '../miniprogram/evidence/verifier-text.ts');

function moduleText(program: string): string {
  return [
    '// biome-ignore-all lint/suspicious/noTemplateCurlyInString: template strings of the program that is quoted',
    '/** docs/verify-statement.mjs, written here by dev/statement-verifier.ts: as one line, it is nobody’s to edit. */',
    'export const VERIFIER =',
    `  ${JSON.stringify(program.trimEnd())};`,
    '',
  ].join('\n');
}

if (require.main === module) writeFileSync(TEXT_FILE, moduleText(readFileSync(VERIFIER_FILE, 'utf8')));
