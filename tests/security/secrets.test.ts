import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildWhenStale } from '../../dev/build';
import { openKeys } from '../../local-wechat/pay/keys/keys';
import { createLog } from '../../server/adapters/surroundings/log';
import { DAY } from '../../server/domain/time';
import { calligraphy, enrol, openSchool, publish, scheduleAt } from '../usecases/school';

const ROOT = path.resolve(__dirname, '../..');

/** What a key looks like when somebody has left it in a file. */
const KEYS: Record<string, RegExp> = {
  'a private key': /-----BEGIN [A-Z ]*PRIVATE KEY-----\s*[A-Za-z0-9+/=\s]{200,}/,
  'an APIv3 or APIv2 key': /api_?v[23]_?key["']?\s*[:=]\s*["'][0-9A-Za-z]{32}["']/i,
  'a token of a cloud': /\b(AKID[0-9A-Za-z]{32}|AKIA[0-9A-Z]{16}|ghp_[0-9A-Za-z]{36}|npm_[0-9A-Za-z]{36})\b/,
  'a secret of a Mini Program': /app_?secret["']?\s*[:=]\s*["'][0-9a-f]{32}["']/i,
};

function leaksIn(text: string): string[] {
  return Object.entries(KEYS).flatMap(([what, looks]) => (looks.test(text) ? [what] : []));
}

function committed(): string[] {
  return execFileSync('git', ['ls-files', '-z'], { cwd: ROOT, encoding: 'utf8' }).split('\0').filter(Boolean);
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

test('no file that is committed or deployed holds a key', async () => {
  await buildWhenStale();
  // Source maps hold the committed sources again.
  const deployed = filesBelow(path.join(ROOT, 'dist/cloudfunctions')).filter(
    (file) => !file.endsWith('.map') && !file.includes('node_modules'),
  );
  // Keys of test vectors that other people have published, and of this test itself.
  const files = committed()
    .filter((file) => !file.startsWith('tests/') && !/\.(png|jpg|webp|ico)$/.test(file))
    .map((file) => path.join(ROOT, file));
  expect(files.length).toBeGreaterThan(500);
  expect(deployed.length).toBeGreaterThan(10);
  const found = [...files, ...deployed].flatMap((file) =>
    leaksIn(readFileSync(file, 'utf8')).map((what) => `${file}: ${what}`),
  );
  expect(found).toEqual([]);
});

test('the scan knows a key when it sees one', () => {
  const key = `-----BEGIN PRIVATE KEY-----\n${'QUJD'.repeat(100)}\n-----END PRIVATE KEY-----`;
  expect(leaksIn(key)).toEqual(['a private key']);
  expect(leaksIn(`const apiV3Key = '${'k'.repeat(32)}';`)).toEqual(['an APIv3 or APIv2 key']);
  expect(leaksIn(`{"appSecret": "${'0a'.repeat(16)}"}`)).toEqual(['a secret of a Mini Program']);
});

test('nothing of the local WeChat or of the tests is deployed', async () => {
  await buildWhenStale();
  const sources = filesBelow(path.join(ROOT, 'dist/cloudfunctions'))
    .filter((file) => file.endsWith('.map') && !file.includes('node_modules'))
    .flatMap((file) => (JSON.parse(readFileSync(file, 'utf8')) as { sources: string[] }).sources);
  expect(sources.some((source) => source.includes('server/domain/'))).toBe(true);
  expect(sources.filter((source) => /(^|\/)(local-wechat|tests|dev|bench)\//.test(source))).toEqual([]);
});

test('key files are readable by their owner only', () => {
  const dir = mkdtempSync(path.join(tmpdir(), 'lfpl-keys-'));
  try {
    openKeys(path.join(dir, 'keys'), '1900000001');
    const modes = filesBelow(path.join(dir, 'keys')).map((file) => statSync(file).mode & 0o077);
    expect(modes.length).toBeGreaterThan(3);
    expect(new Set(modes)).toEqual(new Set([0]));
  } finally {
    rmSync(dir, { recursive: true });
  }
});

test('the log of a course, of refusals and of a crash has no openid, name, word or link of anybody', async () => {
  const payer = 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o';
  const thief = 'oUpF8uMuAJO_M2pxb1Q9zNjWthie';
  const world = await openSchool();
  const lines: string[] = [];
  world.ports.log = createLog(world.ports.clock, { write: (line) => lines.push(line) });
  const courseId = await publish(world, calligraphy({ cover: 'cloud://env.bucket/cover.png' }));
  const orderId = await enrol(world, courseId, { openid: payer });
  world.pay.canPay = false;
  await scheduleAt(world, courseId, '2026-03-07T10:00:00+08:00');
  world.advance(7 * DAY);
  await world.deduction();
  await world.push();
  await world.ask(thief, 'signing', 'close', { orderId });
  await world.raw(payer, 'signing', { action: 'order', data: { studentName: '李小梅', openid: payer } });
  world.ports.files.links = async () => {
    throw new Error(`the cloud says no to ${payer}`);
  };
  await world.ask(payer, 'catalog', 'read', { courseId });
  expect(lines.map((line) => JSON.parse(line).event)).toEqual(
    expect.arrayContaining(['action.refused', 'action.failed']),
  );
  const log = lines.join('\n');
  for (const secret of [payer, thief, '李小梅', 'package-']) expect(log).not.toContain(secret);
});
