import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { append, FIRST_HEAD } from '../../../server/domain/ledger/chain';
import { charge, collect, lower } from '../../../server/domain/ledger/postings';
import { fen } from '../../../server/domain/money';
import { occasion, why } from './ledgers';

/** The little program that `docs/ledger.md` prints for anyone who doesn't trust ours. */
const program = /```python\n([\s\S]*?)```/.exec(
  readFileSync(join(__dirname, '../../../docs/ledger.md'), 'utf8'),
)?.[1];

const python = spawnSync('python3', ['--version']).status === 0;

/** Where Python is missing, only the presence of the program can be checked. */
function check(json: string): boolean {
  if (program === undefined) throw new Error('docs/ledger.md prints no program');
  try {
    execFileSync('python3', ['-c', program], { input: json, stdio: 'pipe' });
    return true;
  } catch {
    return false;
  }
}

const decided = occasion(1, { why: { ...why, decision: '老师迟到，减免一半 “½”' } });
const entries = append(FIRST_HEAD, [
  charge(occasion(1), fen(9000)),
  lower(decided, fen(4500)),
  collect(decided, fen(4500)),
]).entries;

test('a chain passes the program of the documentation, and fails it when one digit is changed', () => {
  const json = JSON.stringify(entries);
  expect(program).toContain('hashlib');
  expect(check(json)).toBe(python);
  expect(check(json.replace('"amountFen":4500', '"amountFen":4501'))).toBe(false);
});
