import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');
const MINIPROGRAM = path.join(ROOT, 'miniprogram');
const TARGET = path.join(MINIPROGRAM, 'miniprogram_npm');

/** Packages of npm whose components the Mini Program names, from every JSON of a page or component. */
export function packagesUsed(folder = MINIPROGRAM): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const own = files.filter((file) => file.endsWith('.json') && !file.startsWith('miniprogram_npm'));
  const named = own.flatMap((file) => {
    const json: { usingComponents?: Record<string, string> } = JSON.parse(
      readFileSync(path.join(folder, file), 'utf8'),
    );
    return Object.values(json.usingComponents ?? {});
  });
  const foreign = named.filter((place) => !/^[./]/.test(place));
  return [...new Set(foreign.map((place) => place.split('/')[0] ?? ''))].sort();
}

/**
 * `npm run build:npm`: puts the packages of components into `miniprogram/miniprogram_npm`, as 构建 npm of WeChat DevTools
 * does for packages that say where their Mini Program part is (`"miniprogram"` in their package.json); that
 * menu itself would pack what the cloud functions need too. `npm run check:wechat` compares the two.
 * Source: Mini Program, "npm support"
 */
export function buildNpm(target = TARGET): string[] {
  rmSync(target, { recursive: true, force: true });
  const names = packagesUsed();
  for (const name of names) {
    const source = path.join(ROOT, 'node_modules', name);
    const { miniprogram }: { miniprogram?: string } = JSON.parse(
      readFileSync(path.join(source, 'package.json'), 'utf8'),
    );
    if (miniprogram === undefined) throw new Error(`${name} has no Mini Program part`);
    cpSync(path.join(source, miniprogram), path.join(target, name), { recursive: true });
  }
  return names;
}

if (require.main === module) {
  process.stdout.write(`miniprogram/miniprogram_npm: ${buildNpm().join(', ')}\n`);
}
