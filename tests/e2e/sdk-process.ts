import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const ROOT = path.resolve(__dirname, '../..');

/**
 * Runs JavaScript in a Node process of its own, with the unmodified wx-server-sdk as `cloud`, its database as `db`, and
 * the given variables only. The code is the body of an async function; what it returns comes back as JSON.
 */
export async function withSdk<T>(env: Record<string, string>, code: string): Promise<T> {
  const program = `
    const cloud = require('wx-server-sdk');
    cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });
    const db = cloud.database();
    (async () => { ${code} })().then(
      (result) => process.stdout.write(JSON.stringify(result ?? null)),
      (error) => { process.stderr.write(String(error)); process.exitCode = 1; },
    );`;
  const { stdout } = await run(process.execPath, ['-e', program], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'] ?? '', ...env },
  });
  return JSON.parse(stdout) as T;
}
