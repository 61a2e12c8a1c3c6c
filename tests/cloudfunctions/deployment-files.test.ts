import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');
const json = (file: string) => JSON.parse(readFileSync(path.join(ROOT, file), 'utf8'));

const FUNCTIONS = readdirSync(path.join(ROOT, 'cloudfunctions'))
  .filter((name) => readdirSync(path.join(ROOT, 'cloudfunctions', name)).includes('config.json'))
  .sort();

describe('what is deployed', () => {
  test('cloudbaserc.json names every function, with the limits and triggers of its config.json', () => {
    const deployed = json('cloudbaserc.json').functions as Record<string, unknown>[];
    const expected = FUNCTIONS.map((name) => {
      const { timeout, memorySize, triggers } = json(`cloudfunctions/${name}/config.json`);
      return { name, timeout, memorySize, triggers };
    });
    const named = deployed.map(({ name, timeout, memorySize, triggers }) => ({
      name,
      timeout,
      memorySize,
      triggers,
    }));
    expect(named.sort((a, b) => (String(a.name) < String(b.name) ? -1 : 1))).toEqual(expected);
  });

  test('DevTools takes the built functions', () => {
    expect(json('project.config.json').cloudfunctionRoot).toBe('dist/cloudfunctions/');
    expect(json('cloudbaserc.json').functionRoot).toBe('dist/cloudfunctions');
  });

  test('only push may send subscribe messages, and no function has two triggers (WeChat takes one)', () => {
    const configs = FUNCTIONS.map((name) => ({ name, ...json(`cloudfunctions/${name}/config.json`) }));
    const sending = configs.filter((config) => config.permissions.openapi.length > 0);
    expect(sending.map((config) => config.name)).toEqual(['push']);
    expect(configs.every((config) => (config.triggers ?? []).length <= 1)).toBe(true);
  });
});
