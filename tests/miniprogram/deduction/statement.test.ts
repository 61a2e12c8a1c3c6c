import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { VERIFIER_FILE } from '../../../dev/statement-verifier';
import { brokenAt, type OrderStatement } from '../../../miniprogram/deduction/statement/check-chain';
import { statementFile } from '../../../miniprogram/deduction/statement/statement-file';
import { proofOf, statementView } from '../../../miniprogram/deduction/statement/statement-view';
import { VERIFIER } from '../../../miniprogram/evidence/verifier-text';
import { sha256 } from '../../../miniprogram/format/sha256';
import type { OrderView } from '../../../protocol/order-view';
import { statementStory } from './statement-story';

let folder: string;
let statement: OrderStatement;
let earlier: OrderStatement;
let order: OrderView;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'statement-'));
  ({ statement, earlier, order } = await statementStory());
});

afterAll(() => rmSync(folder, { recursive: true }));

/** Copies of the statement, each spoilt in one place. */
function spoilt(): { what: string; statement: OrderStatement }[] {
  const variant = (what: string, change: (copy: OrderStatement) => void) => {
    const copy = structuredClone(statement);
    change(copy);
    return { what, statement: copy };
  };
  const entry = (copy: OrderStatement, index: number) => copy.entries[index] ?? never();
  return [
    variant('an amount', (copy) => Object.assign(entry(copy, 0), { amountFen: 5001 })),
    variant('a time', (copy) => Object.assign(entry(copy, 1), { at: '2026-03-09T00:00:00.000+08:00' })),
    variant('a reason', (copy) => Object.assign(entry(copy, 0).why, { contractVersion: 2 })),
    variant('an added reason', (copy) => Object.assign(entry(copy, 0).why, { decision: '另一个说法' })),
    variant('a hash', (copy) => Object.assign(entry(copy, 2), { hash: 'ab'.repeat(32) })),
    variant('a dropped entry', (copy) => copy.entries.splice(1, 1)),
    variant('the last one dropped', (copy) => copy.entries.pop()),
    variant('two swapped', (copy) => copy.entries.splice(0, 2, entry(copy, 1), entry(copy, 0))),
    variant('one twice', (copy) => copy.entries.push(entry(copy, 3))),
    variant('the head', (copy) => Object.assign(copy.head, { hash: 'cd'.repeat(32) })),
    variant('the order', (copy) => Object.assign(copy, { orderId: 'another' })),
  ];
}

function never(): never {
  throw new Error('the story has fewer entries');
}

function save(name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}

function verifier(...files: string[]): { code: number; said: string } {
  const { status, stdout } = spawnSync(process.execPath, [VERIFIER_FILE, ...files], { encoding: 'utf8' });
  return { code: status ?? -1, said: stdout };
}

const NOW = Date.parse('2026-03-16T09:41:00+08:00');

describe('the check on the phone', () => {
  test('says that nothing was changed, or where', () => {
    expect(brokenAt(statement)).toBe(0);
    expect(proofOf(statement, NOW)).toEqual({
      ok: true,
      title: '4 条记录首尾相连，没有改动',
      note: '今天 09:41 在这台手机上核对',
    });
    for (const { what, statement: bad } of spoilt()) expect([what, brokenAt(bad) > 0]).toEqual([what, true]);
    const [first] = spoilt();
    expect(proofOf(first?.statement ?? never(), NOW)).toMatchObject({ ok: false, title: '第 1 条对不上' });
  });

  test('hashes any text as everybody does', () => {
    const known = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');
    expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => sha256(text) === known(text)),
    );
    expect(sha256('课'.repeat(5000))).toBe(known('课'.repeat(5000)));
  });
});

describe('the page', () => {
  test('shows what was charged, newest first, each line with the one before', () => {
    const { totals, lines } = statementView(statement, order);
    expect(totals).toEqual({ paidFen: 15_000, refundedFen: 0, netFen: 15_000 });
    expect(lines.map(({ title, fen, moved }) => [title, fen, moved])).toEqual([
      ['第2次课 扣费', 10_000, true],
      ['第2次课 应付', 10_000, false],
      ['第1次课 扣费', 5_000, true],
      ['第1次课 应付', 5_000, false],
    ]);
    expect(lines[0]?.before).toBe(lines[1]?.hash);
    expect(lines[3]?.before).toBe('开头');
    expect(lines[0]?.caption).toMatch(/^3月15日 20:31 · 点名到课 · 合同第 2 行$/);
  });
});

describe('the downloaded file', () => {
  test('carries the program that ships with the project', () => {
    expect(`${VERIFIER}\n`).toBe(readFileSync(VERIFIER_FILE, 'utf8'));
  });

  test('is checked offline by that program, as a page and as JSON', () => {
    const file = statementFile(statement, order, NOW);
    expect(file.name).toBe('对账单 成人书法 李小梅 2026-3-16.html');
    const page = verifier(save('statement.html', file.text));
    expect(page).toEqual({
      code: 0,
      said: '4 entries, paid 150.00, refunded 0.00 yuan\nOK: every entry is as it was written\n',
    });
    expect(verifier(save('statement.json', JSON.stringify(statement))).code).toBe(0);
  });

  test('one digit changed in it does not pass', () => {
    const text = statementFile(statement, order, NOW).text.replace('"amountFen":5000', '"amountFen":5001');
    const { code, said } = verifier(save('changed.html', text));
    expect(code).toBe(1);
    expect(said).toContain('entry 1 altered');
  });

  test('an earlier one shows that nothing was written anew', () => {
    const [old, now] = [
      save('old.json', JSON.stringify(earlier)),
      save('now.json', JSON.stringify(statement)),
    ];
    expect(verifier(now, old).code).toBe(0);
    const rewritten = structuredClone(earlier);
    Object.assign(rewritten.entries[0] ?? never(), { hash: 'ef'.repeat(32) });
    expect(verifier(now, save('rewritten.json', JSON.stringify(rewritten))).said).toContain(
      'entry 1 rewritten',
    );
  });

  test('the program names every spoilt statement', () => {
    const url = `file://${VERIFIER_FILE}`;
    const script = `import { verifyStatement } from ${JSON.stringify(url)};
      import { readFileSync } from 'node:fs';
      const all = JSON.parse(readFileSync(0, 'utf8'));
      process.stdout.write(JSON.stringify(all.map((one) => verifyStatement(one).ok)));`;
    const input = JSON.stringify([statement, ...spoilt().map((one) => one.statement)]);
    const answer = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
      input,
      encoding: 'utf8',
    });
    expect(JSON.parse(answer)).toEqual([true, ...spoilt().map(() => false)]);
  });

  test('nothing in a name or an explanation can break the page', () => {
    const nasty = { ...statement, courseTitle: '</script><b>课/程' };
    const { name, text } = statementFile(nasty, order, NOW);
    expect(name).not.toMatch(/[\\/<>]/);
    expect(text).not.toContain('</script><b>');
    expect(verifier(save('nasty.html', text)).code).toBe(0);
  });
});
