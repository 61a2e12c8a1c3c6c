import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { plantedBugs } from './bug';

const ROOT = path.resolve(__dirname, '../..');

/** Whether they are caught is `npm run test:planted`; here only that they can still be planted. */
describe('planted bugs', () => {
  const bugs = plantedBugs();

  test('are many', () => {
    expect(bugs.length).toBeGreaterThanOrEqual(20);
  });

  test.each(bugs.map((bug) => [bug.name, bug] as const))(
    '%s fits the code as it stands',
    (_name, { file }) => {
      const { stderr } = spawnSync('git', ['apply', '--check', file], { cwd: ROOT, encoding: 'utf8' });
      expect(stderr).toBe('');
    },
  );
});
