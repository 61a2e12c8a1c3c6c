import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { CLOUD_FAULTS } from '../../../local-wechat/cloud/cloud-faults';
import { plainStages } from '../../../local-wechat/cloud/database/aggregate/stages';
import { FUNCTION_FAULTS } from '../../../local-wechat/cloud/functions/host';
import { CLOUD_SWITCHES } from '../../../local-wechat/cloud/switches';
import { TIMER_FAULTS } from '../../../local-wechat/cloud/timers/timer';
import { allRows, DOCUMENT, filesWithoutTable, withTables } from './tables';

const LOCAL_WECHAT = path.resolve(__dirname, '../../../local-wechat');
const rows = allRows();

/** Everything of this shape in the sources under a folder. */
function inSources(folder: string, pattern: RegExp): string[] {
  const files = readdirSync(path.join(LOCAL_WECHAT, folder), { recursive: true, encoding: 'utf8' });
  const found = files
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => [...readFileSync(path.join(LOCAL_WECHAT, folder, file), 'utf8').matchAll(pattern)]);
  return [...new Set(found.map(([, name = '']) => name))];
}

const withoutRow = (names: readonly string[]) =>
  names.filter((name) => !rows.some((row) => row.name.split(', ').includes(name)));

describe('docs/local-wechat.md', () => {
  test('shows every row that is tested, and none that is not', () => {
    const text = readFileSync(DOCUMENT, 'utf8');
    expect(text).toBe(withTables(text));
    expect(filesWithoutTable()).toEqual([]);
  });

  test('names no row twice', () => {
    const names = rows.map(({ name }) => name);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  test.each<[string, readonly string[], number]>([
    ['route of control', inSources('control/routes', /'((?:GET|POST|PUT|DELETE) \/[^']*)'/g), 30],
    ['action of the gateway', inSources('cloud', /^ {4}'((?:database|functions|storage|wx)\.\w+)':/gm), 9],
    ['action of the database', inSources('cloud/database/actions', /^ {2}'(database\.\w+)':/gm), 11],
    ['error of the cloud', inSources('cloud/client', /^ {2}([A-Z_]+): of\(/gm), 24],
    ['error that the cloud throws', inSources('cloud', /new TcbError\(\s*'([A-Z_]+)'/g), 10],
    ['fault', [CLOUD_FAULTS, FUNCTION_FAULTS, TIMER_FAULTS].flatMap((kinds) => Object.keys(kinds)), 17],
    ['switch of the cloud', Object.keys(CLOUD_SWITCHES), 6],
  ])('has a row for every %s', (_, names, least) => {
    expect(names.length).toBeGreaterThanOrEqual(least);
    expect(withoutRow(names)).toEqual([]);
  });

  test('has a row for every stage and every command that the SDK can send', () => {
    const stages = [...Object.keys(plainStages), '$lookup'].map((name) => name.slice(1));
    const named = (name: string) => rows.some((row) => row.name.replace(' (stage)', '') === name);
    expect(stages.filter((name) => !named(name))).toEqual([]);
    const { Command } = require('@cloudbase/database/dist/commonjs/command') as { Command: object };
    const commands = Object.keys(Command);
    expect(commands.length).toBeGreaterThan(35);
    const known = (name: string) => rows.some((row) => row.name.includes(`_.${name}`));
    expect(commands.filter((name) => !known(name))).toEqual([]);
  });
});
