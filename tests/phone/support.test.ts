import { readFileSync } from 'node:fs';
import { BUILTIN_TAGS } from '../../local-wechat/phone/build/builtin-tags';
import { PhoneUnderTest } from './phone-under-test';
import { API_TABLES, BUILTIN_TABLES } from './rows/all';
import { inPhone } from './rows/row';
import { DOCUMENT, withTables } from './rows/tables';

const world = new PhoneUnderTest();
beforeAll(() => world.start());
afterAll(() => world.stop());

describe.each([...BUILTIN_TABLES, ...API_TABLES])('$title', ({ rows }) => {
  beforeAll(() => world.takeFresh());
  afterAll(() => world.putAway());

  test.each(rows.map((row) => [row.names.join(', '), row] as const))('%s', async (_names, row) => {
    await row.test(world);
    expect(await inPhone(world, "phone.problems.all.filter(({ level }) => level === 'error')")).toEqual([]);
  });
});

describe('docs/local-wechat.md', () => {
  const named = (tables: typeof API_TABLES): string[] =>
    tables.flatMap(({ rows }) => rows.flatMap(({ names }) => names)).sort();

  test('has every built-in of the phone, once', () => {
    expect(named(BUILTIN_TABLES)).toEqual([...BUILTIN_TAGS].sort());
  });

  test('has every API of the phone, once', async () => {
    await world.takeFresh();
    const apis = await inPhone<string[]>(world, 'Object.keys(wx)');
    const cloud = await inPhone<string[]>(world, 'Object.keys(wx.cloud)');
    await world.putAway();
    expect(named(API_TABLES)).toEqual([...apis, ...cloud.map((name) => `cloud.${name}`)].sort());
  });

  test('shows every row that is tested, and none that is not', () => {
    const text = readFileSync(DOCUMENT, 'utf8');
    expect(text).toBe(withTables(text));
  });
});
