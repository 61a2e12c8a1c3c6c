import { systemClock } from '../../server/adapters/surroundings/clock';
import { randomIds } from '../../server/adapters/surroundings/ids';
import { createLog } from '../../server/adapters/surroundings/log';
import { parseTime, timeOf } from '../../server/domain/time';

describe('the log', () => {
  const OPENID = 'oABCD1234567890abcdefghijklm';
  const SECRET = '0123456789abcdef0123456789abcdef';
  let lines: string[];
  const log = createLog({ now: () => timeOf(0) }, { write: (line) => lines.push(line), secrets: [SECRET] });
  beforeEach(() => {
    lines = [];
  });

  test('has one JSON object a line, with time, level, event and facts', () => {
    log.warn('unit_refused', { orderId: 'abc', unitNo: 3, again: true, nothing: undefined });
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      {
        at: '1970-01-01T08:00:00.000+08:00',
        level: 'warn',
        event: 'unit_refused',
        orderId: 'abc',
        unitNo: 3,
        again: true,
      },
    ]);
  });

  test('shows of an openid four characters and a hash, wherever it stands', () => {
    log.info('signed', { openid: OPENID, payerOpenid: 'short', note: `of ${OPENID}, again` });
    expect(lines.join()).not.toContain(OPENID);
    const { openid, payerOpenid, note } = JSON.parse(lines[0] ?? '');
    expect(openid).toMatch(/^oABC~[0-9a-f]{8}$/);
    expect(payerOpenid).toMatch(/^shor~/);
    expect(note).toBe(`of ${openid}, again`);
  });

  test.each([
    ['apiV3Key', SECRET],
    ['note', `the key is ${SECRET}.`],
    ['privateKey', 'x'],
    ['package', 'AAQAAAAA'],
    ['ciphertext', 'abc'],
    ['sessionToken', 'abc'],
    ['error', '-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----'],
    ['error', `signature ${'QUJD'.repeat(40)}==`],
  ])('never shows what stands in %s', (name, value) => {
    log.error('failed', { [name]: value });
    expect(lines[0]).toContain('[hidden]');
    expect(lines[0]).not.toContain(SECRET);
    expect(lines[0]).not.toMatch(/MIIE|QUJDQUJD|AAQA/);
  });

  test('keeps what an operator searches for: numbers, hashes, keys of calls', () => {
    const facts = {
      key: 'complete-order:SGN1_01',
      contractHash: 'a'.repeat(64),
      requestId: '08F5-0',
      code: 'ORDER_DONE',
    };
    log.info('call', facts);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject(facts);
  });

  test('does not let a fact pass for the line’s own fields', () => {
    log.info('call', { level: 'error', at: 'x', event: 'y' });
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'info', event: 'call', level_: 'error' });
  });
});

describe('identifiers', () => {
  test('are 16 characters of 0-9 a-z and never come twice', () => {
    const ids = Array.from({ length: 2000 }, () => randomIds.next());
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[0-9a-z]{16}$/);
  });

  test('for people are 10 characters without look-alikes', () => {
    for (let at = 0; at < 500; at += 1) expect(randomIds.code()).toMatch(/^[34679ACDEFGHJKMNPQRTWXY]{10}$/);
  });
});

test('the clock tells the machine’s time in the fixed form', () => {
  const before = Date.now();
  const now = systemClock.now();
  expect(parseTime(now)).toBe(now);
  expect(Date.parse(now)).toBeGreaterThanOrEqual(before);
});
