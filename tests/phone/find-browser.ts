import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const KNOWN = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Debian's browser, and a font that has Chinese characters. */
const APT = ['chromium', 'fonts-noto-cjk'];

function found(): string | undefined {
  const own = chromium.executablePath();
  return [process.env['CHROMIUM'] ?? '', ...KNOWN, own].find((file) => file !== '' && existsSync(file));
}

function installs(command: string, args: readonly string[]): boolean {
  try {
    execFileSync(command, args, {
      stdio: 'ignore',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    return true;
  } catch {
    return false;
  }
}

/** As root on Debian its own package, elsewhere the driver's own installer. */
function install(): boolean {
  const rootOnDebian = process.getuid?.() === 0 && existsSync('/etc/debian_version');
  if (!rootOnDebian)
    return installs(process.execPath, [
      createRequire(__filename).resolve('playwright-core/cli.js'),
      'install',
      'chromium',
    ]);
  return (
    installs('apt-get', ['update']) &&
    installs('apt-get', ['install', '-y', '--no-install-recommends', ...APT])
  );
}

/**
 * A Chromium to test with: one that is there (the variable CHROMIUM names another), else one that is
 * installed now.
 * @throws Error with the command to run when there is none and none can be installed.
 */
export function findBrowser(): string {
  const browser = found() ?? (install() ? found() : undefined);
  if (browser !== undefined) return browser;
  throw new Error(
    `No browser to test with. Run: apt-get install -y ${APT.join(' ')} (Debian), or npx playwright-core install chromium; or name one in CHROMIUM.`,
  );
}
