import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildNpm } from '../../dev/wechat/build-npm';
import { BUDGETS, LIMITS_OF_WECHAT, packageSizes, tooLarge } from '../../dev/wechat/sizes';

const ROOT = path.resolve(__dirname, '../..');
const json = <T>(file: string): T => JSON.parse(readFileSync(path.join(ROOT, file), 'utf8')) as T;

describe('the project as WeChat DevTools opens it', () => {
  test('has its Mini Program and its functions where its settings say', () => {
    const config = json<{ miniprogramRoot: string; cloudfunctionRoot: string }>('project.config.json');
    expect(existsSync(path.join(ROOT, config.miniprogramRoot, 'app.json'))).toBe(true);
    expect(existsSync(path.join(ROOT, config.cloudfunctionRoot, 'signing/index.js'))).toBe(true);
  });

  test('gets the packages of its components by one command, each with what it needs itself', () => {
    const target = mkdtempSync(path.join(tmpdir(), 'lfpl-npm-'));
    try {
      expect(buildNpm(target)).toEqual(['tdesign-miniprogram']);
      for (const file of ['popup/popup.js', 'overlay/overlay.wxml', 'miniprogram_npm/tslib/index.js'])
        expect(existsSync(path.join(target, 'tdesign-miniprogram', file))).toBe(true);
    } finally {
      rmSync(target, { recursive: true, force: true });
    }
  });

  test('loads code as late as it can', () => {
    expect(json('miniprogram/app.json')).toMatchObject({ lazyCodeLoading: 'requiredComponents' });
  });
});

describe('the sizes of packages', () => {
  const files = { 'app.js': 'a'.repeat(10), 'course/a.wxml': '课', 'course/b.js': 'b', 'courses.js': 'c' };

  test('are the bytes of what lies below their roots; the rest is the main package', () => {
    expect(packageSizes(files, ['course', 'staff'])).toEqual([
      { name: 'main', bytes: 11, budget: BUDGETS.main },
      { name: 'course', bytes: 4, budget: BUDGETS.subpackage },
      { name: 'staff', bytes: 0, budget: BUDGETS.staff },
    ]);
  });

  test('are too large above our budget, and in other words above what WeChat allows', () => {
    const size = (bytes: number) => [{ name: 'main', bytes, budget: BUDGETS.main }];
    expect(tooLarge(size(BUDGETS.main))).toEqual([]);
    expect(tooLarge(size(BUDGETS.main + 1))).toEqual([expect.stringContaining('its budget is 512.0 KB')]);
    expect(tooLarge(size(LIMITS_OF_WECHAT.each + 1))).toEqual([expect.stringContaining('WeChat allows')]);
  });
});
