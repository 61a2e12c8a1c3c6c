import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './source-files';

interface LockedPackage {
  version?: string;
  optionalDependencies?: Record<string, string>;
}

const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, LockedPackage>;
};

/** Where Node finds a package for one that needs it: in its own folder, or in one further out. */
function lockedFor(parent: string, name: string): LockedPackage | undefined {
  for (
    let folder = parent;
    ;
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1))
  ) {
    const found = packages[`${folder === '' ? '' : `${folder}/`}node_modules/${name}`];
    if (found !== undefined || folder === '') return found;
  }
}

/**
 * `npm ci` refuses a lock file that leaves out what a package may need on another system; `npm install` leaves it out
 * where the registry it asks does not hold those packages.
 */
test('the lock file names the optional packages of every system', () => {
  const asked = Object.entries(packages).flatMap(([parent, entry]) =>
    Object.keys(entry.optionalDependencies ?? {}).map((name) => ({ parent, name })),
  );
  expect(asked.length).toBeGreaterThan(20);
  const missing = asked.filter(({ parent, name }) => lockedFor(parent, name)?.version === undefined);
  expect(missing).toEqual([]);
});
