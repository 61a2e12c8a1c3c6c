import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { VERIFIER_FILE } from '../../dev/statement-verifier';
import { evidenceFile } from '../../miniprogram/evidence/evidence-file';
import { type EvidenceBundle, SECTIONS, seal } from '../../server/domain/evidence/seal';
import { canonicalJson } from '../../server/domain/ledger/canonical';
import { BOARD, type EvidenceStory, evidenceStory } from './evidence-story';
import { FINANCE, OWNER, PAYER, TEACHER } from './school';

let folder: string;
let story: EvidenceStory;
let document: string;
let bundle: EvidenceBundle;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'evidence-'));
  story = await evidenceStory();
  ({ document } = await story.world.call(PAYER, 'classroom', 'evidence', charge()));
  bundle = JSON.parse(document);
});

afterAll(() => rmSync(folder, { recursive: true }));

const charge = () => ({ orderId: story.orderId, unitNo: 1 });

function onCommandLine(name: string, text: string): { code: number; said: string } {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  const { status, stdout } = spawnSync(process.execPath, [VERIFIER_FILE, file], { encoding: 'utf8' });
  return { code: status ?? -1, said: stdout };
}

/** What the program that ships says of each text: the first part at fault, `ok`, or `unreadable`. */
function firstFaults(texts: readonly string[]): string[] {
  const script = `import { readStatement, verifyEvidence } from ${JSON.stringify(`file://${VERIFIER_FILE}`)};
    import { readFileSync } from 'node:fs';
    const told = (text) => {
      let bundle;
      try { bundle = readStatement(text); } catch { return 'unreadable'; }
      const [first] = verifyEvidence(bundle).faults;
      return first === undefined ? 'ok' : first.part + ' ' + first.reason;
    };
    process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, 'utf8')).map(told)));`;
  const args = ['--input-type=module', '-e', script];
  return JSON.parse(execFileSync(process.execPath, args, { input: JSON.stringify(texts), encoding: 'utf8' }));
}

/** The bundle with something changed in it, sealed anew by somebody who knows how. */
function forged(change: (copy: { sections: Record<string, { facts: never }> }) => void): string {
  const copy = structuredClone(bundle);
  change(copy as never);
  const { sections, digests: _digests, digest: _digest, format: _format, ...head } = copy;
  return canonicalJson(seal(head, sections));
}

describe('what a bundle tells', () => {
  test('the whole story of one charge, in words and with the facts behind them', () => {
    const told = Object.fromEntries(SECTIONS.map((name) => [name, bundle.sections[name].lines.join('\n')]));
    expect(told.contract).toContain('第 1 行：第1次课，¥100.00');
    expect(told.schedule).toContain('2026-03-07 19:00 至 20:30');
    expect(told.schedule).toContain('机构改课：2026-03-07 18:00 301 教室 改为 2026-03-07 19:00 301 教室');
    expect(told.rollCalls).toBe('2026-03-07 20:30 王老师点名：迟到，签约价 ¥100.00，备注：晚到 20 分钟');
    expect(told.pushes).toContain('微信已送达');
    expect(told.objection).toMatch(/老师也迟到.*\n.*减免：减免一半 <½>/s);
    expect(told.calls).toMatch(/上课前开单：成功.*\n.*下课后扣费：成功/);
    expect(told.refunds).toContain('退款 ¥10.00（待处理）');
    expect(told.ledger).toContain('签约价 ¥100.00，应付 ¥50.00，实收 ¥50.00');
  });

  test('pictures stand for themselves by their digest, and a lost one is named', () => {
    const sha256 = createHash('sha256')
      .update(story.world.files.get(BOARD) ?? '')
      .digest('hex');
    expect(bundle.sections.rollCalls.facts).toMatchObject([
      {
        pictures: [
          { name: 'board.jpg', sha256, bytes: 22 },
          { name: 'lost.jpg', without: '文件已删除' },
        ],
      },
    ]);
  });

  test('nobody’s openid, no body of a call, no word of WeChat’s about a refusal', () => {
    for (const secret of [PAYER, TEACHER, FINANCE, 'o-academic', OWNER, 'openid', 'cloud://'])
      expect(document).not.toContain(secret);
  });

  test('it stays small enough to send: one class of ten under 20 KB', () => {
    expect(Buffer.byteLength(document)).toBeLessThan(20_000);
  });
});

describe('who may have it', () => {
  test('the payer her own, nobody else’s', async () => {
    expect(await story.world.refusal('o-other', 'classroom', 'evidence', charge())).toBe('NOT_FOUND');
    const none = { ...charge(), unitNo: 11 };
    expect(await story.world.refusal(PAYER, 'classroom', 'evidence', none)).toBe('NOT_FOUND');
  });

  test('finance any, and the owner sees that it was taken out', async () => {
    const { digest } = await story.world.call(FINANCE, 'finance', 'evidence', charge());
    const { entries } = await story.world.call(OWNER, 'staff', 'audit', {});
    expect(entries[0]).toMatchObject({ byName: '赵财务', action: 'evidence', subject: story.orderId });
    expect(JSON.stringify(entries[0]?.changes)).toContain(digest);
  });
});

describe('the program that ships', () => {
  test('finds it whole, as a page and as JSON', () => {
    const page = evidenceFile(document);
    expect(page.name).toBe('成人书法 第1次课 扣费凭据 李小梅.html');
    const whole = `evidence of order ${story.orderId}, unit 1, seal ${bundle.digest}\nOK: every part is as it was sealed, and they agree\n`;
    expect(onCommandLine('page.html', page.text)).toEqual({ code: 0, said: whole });
    expect(onCommandLine('bundle.json', document)).toEqual({ code: 0, said: whole });
  });

  test('names any part that was taken out', () => {
    const without = SECTIONS.map((name) => {
      const { [name]: _gone, ...rest } = bundle.sections;
      return JSON.stringify({ ...bundle, sections: rest });
    });
    const named = firstFaults(without).map((fault) => fault.split(' ').slice(0, 2).join(' '));
    expect(named).toEqual(SECTIONS.map((name) => `${name} missing:`));
    expect(onCommandLine('less.json', without[0] ?? '').code).toBe(1);
  });

  test('names the part in which any one byte was flipped', () => {
    const bytes = Buffer.from(document, 'utf8');
    const places = SECTIONS.map((name) => {
      const start = bytes.indexOf(`"${name}":${canonicalJson(bundle.sections[name])}`);
      return { name, start, end: start + Buffer.byteLength(canonicalJson(bundle.sections[name])) };
    });
    const flips = fc.sample(fc.tuple(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 127 })), 400);
    const texts = flips.map(([at, mask]) => {
      const copy = Buffer.from(bytes);
      copy[at] = (copy[at] ?? 0) ^ mask;
      return copy.toString('utf8');
    });
    const wrong = firstFaults(texts).flatMap((fault, index) => {
      const [at = 0] = flips[index] ?? [];
      const part = places.find(({ start, end }) => at >= start && at < end)?.name;
      const named = fault === 'unreadable' || (part === undefined ? fault !== 'ok' : fault.startsWith(part));
      return named ? [] : [`byte ${at} of ${part}: ${fault}`];
    });
    expect(wrong).toEqual([]);
  });

  test.each([
    [
      'another contract',
      'contract',
      (c: Facts) => Object.assign(c.sections.contract?.facts ?? {}, { text: '另一份' }),
    ],
    [
      'another mark',
      'rollCalls',
      (c: Facts) => Object.assign(c.sections.rollCalls?.facts[0] ?? {}, { mark: 'attended' }),
    ],
    [
      'another amount',
      'ledger',
      (c: Facts) => Object.assign(c.sections.ledger?.facts.entries[0] ?? {}, { amountFen: 1 }),
    ],
    ['a dropped entry', 'ledger', (c: Facts) => c.sections.ledger?.facts.entries.pop()],
  ])('%s does not pass even when it was sealed anew', (_what, part, change) => {
    const [fault] = firstFaults([forged(change as never)]);
    expect(fault).toMatch(new RegExp(`^${part} (text|roll|altered|missing)`));
  });

  test('nothing in a name or an explanation can break the page', () => {
    const { text } = evidenceFile(
      forged((copy) => Object.assign(copy, { courseTitle: '</script><b>课/程' })),
    );
    expect(text).not.toContain('</script><b>');
    expect(onCommandLine('nasty.html', text).code).toBe(0);
  });
});

interface Facts {
  sections: Record<string, { facts: Record<string, object[]> & { entries: object[] } & object[] }>;
}
