import { existsSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join, posix } from 'node:path';
import { importsOf, ROOT, type SourceFile, sourceFile, sourceFiles } from './source-files';

/** Who may import whom; the first zone that a path begins with counts. `types` are for `import type` only. */
const ZONES: { zone: string; may: string[]; types?: string[]; packages?: string[] }[] = [
  { zone: 'server/domain/', may: ['server/domain/'], packages: ['dayjs', 'node:crypto'] },
  { zone: 'server/ports/', may: ['server/ports/', 'server/domain/'], packages: [] },
  {
    zone: 'server/usecases/',
    may: ['server/usecases/', 'server/ports/', 'server/domain/'],
    types: ['protocol/'],
    packages: ['dayjs', 'node:crypto'],
  },
  {
    zone: 'server/adapters/',
    may: ['server/adapters/', 'server/ports/', 'server/domain/', 'server/collections.json'],
  },
  { zone: 'protocol/', may: ['protocol/'], packages: ['@sinclair/typebox'] },
  { zone: 'cloudfunctions/', may: ['cloudfunctions/', 'server/', 'protocol/'] },
  { zone: 'miniprogram/', may: ['miniprogram/'], types: ['protocol/'] },
  { zone: 'local-wechat/', may: ['local-wechat/'] },
  {
    zone: 'dev/',
    may: ['dev/', 'server/', 'protocol/', 'cloudfunctions/', 'miniprogram/', 'local-wechat/', 'package.json'],
  },
  { zone: 'bench/', may: [''] },
  // The checker must not see with the eyes of whom it checks.
  { zone: 'tests/settings/books/rules/', may: ['tests/settings/books/'] },
  {
    zone: 'tests/settings/books/',
    may: ['tests/settings/', 'local-wechat/'],
  },
  { zone: 'tests/settings/check-invariants.ts', may: ['tests/settings/books/'] },
  { zone: 'tests/', may: [''] },
];

/** What runs at WeChat: its packages must be installed there, so none may be for development only. */
const DEPLOYED = /^(server|protocol|cloudfunctions|miniprogram)\//;

const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  dependencies: Record<string, string>;
};

/** Every import of a file that the map of the house doesn't have. */
function wrongArrows(file: SourceFile): string[] {
  const zone = ZONES.find((z) => file.path.startsWith(z.zone));
  if (zone === undefined) return [`${file.path} lies in no zone`];
  return importsOf(file).flatMap(({ from, typeOnly }) => {
    if (!from.startsWith('.')) return wrongPackage(file.path, from, zone.packages);
    const target = posix.join(posix.dirname(file.path), from);
    const allowed = [...zone.may, ...(typeOnly ? (zone.types ?? []) : [])];
    if (!allowed.some((prefix) => `${target}/`.startsWith(prefix))) return [`${file.path} → ${target}`];
    return otherFunction(file.path, target) ? [`${file.path} → ${target}, another function`] : [];
  });
}

function wrongPackage(path: string, from: string, packages: string[] | undefined): string[] {
  const name = from
    .split('/')
    .slice(0, from.startsWith('@') ? 2 : 1)
    .join('/');
  if (packages && !packages.includes(name)) return [`${path} → ${from}`];
  const builtin = from.startsWith('node:') || builtinModules.includes(from);
  const shipped = builtin || Object.hasOwn(manifest.dependencies, name) || path.startsWith('miniprogram/');
  return DEPLOYED.test(path) && !shipped ? [`${path} → ${from}, for development only`] : [];
}

/** A folder of `cloudfunctions/` with a `config.json` is deployed by itself; no function imports another. */
function otherFunction(path: string, target: string): boolean {
  const functionOf = (p: string): string | undefined => {
    const [, name = ''] = p.split('/');
    const deployed = existsSync(join(ROOT, 'cloudfunctions', name, 'config.json'));
    return p.startsWith('cloudfunctions/') && deployed ? name : undefined;
  };
  const theirs = functionOf(target);
  return path.startsWith('cloudfunctions/') && theirs !== undefined && functionOf(path) !== theirs;
}

describe('the arrows between the rooms of the house', () => {
  test('every import follows the map', () => {
    const files = sourceFiles('.ts');
    expect(files.length).toBeGreaterThan(50);
    expect(files.flatMap(wrongArrows)).toEqual([]);
  });

  test.each([
    ['server/domain/a.ts', "import { b } from '../ports/b';"],
    ['server/domain/a.ts', "import fs from 'node:fs';"],
    ['server/domain/order/a.ts', "export * from '../../usecases/x';"],
    ['server/ports/a.ts', "import sdk from 'wx-server-sdk';"],
    ['server/usecases/x/a.ts', "import { b } from '../../adapters/b';"],
    ['server/usecases/x/a.ts', "import { signing } from '../../../protocol/signing';"],
    ['server/adapters/a.ts', "import { x } from '../usecases/x';"],
    ['server/adapters/a.ts', "const jest = require('jest');"],
    ['protocol/a.ts', "import type { Order } from '../server/domain/order/order';"],
    ['cloudfunctions/staff/index.ts', "import { x } from '../signing/x';"],
    ['cloudfunctions/staff/index.ts', "import { clock } from '../../local-wechat/clock';"],
    ['miniprogram/pages/a.ts', "import { signing } from '../../protocol/signing';"],
    ['miniprogram/pages/a.ts', "import type { Fen } from '../../server/domain/money';"],
    ['local-wechat/a.ts', "import type { Fen } from '../server/domain/money';"],
    ['local-wechat/a.ts', "type T = import('../protocol/index').T;"],
    ['local-wechat/pay/a.ts', "const late = await import('../../dev/start');"],
    ['dev/a.ts', "import { x } from '../tests/x';"],
    [
      'tests/settings/books/rules/a.ts',
      "import type { Order } from '../../../../server/domain/order/order';",
    ],
    ['elsewhere/a.ts', ''],
  ])('%s may not say %s', (path, text) => {
    expect(wrongArrows(sourceFile(path, text))).toHaveLength(1);
  });

  test.each([
    ['server/domain/a.ts', "import { createHash } from 'node:crypto'; import { b } from './order/b';"],
    ['server/usecases/x/a.ts', "import type { Offers } from '../../../protocol/score-gate';"],
    ['miniprogram/pages/a.ts', "import type { Offers } from '../../protocol/score-gate';"],
    ['cloudfunctions/staff/index.ts', "import { f } from '../frame/f'; import { x } from './x';"],
    ['tests/a.test.ts', "import { main } from '../cloudfunctions/staff';"],
    ['tests/a.test.ts', "import { x } from '../local-wechat/x'; import { y } from '../server/y';"],
  ])('%s may say %s', (path, text) => {
    expect(wrongArrows(sourceFile(path, text))).toEqual([]);
  });
});
