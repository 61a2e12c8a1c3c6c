import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import type { LocalWeChatFacts } from '../../../local-wechat';
import type { FunctionsFolder } from './functions-folder';
import { ask, localOptions, makeFunctionsFolder, startLocalWeChat } from './local-wechat';
import { MONDAY_NINE } from './test-cloud';

const ROOT = path.resolve(__dirname, '../../..');
const KEEP = `const cloud = require('wx-server-sdk'); cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });
  const notes = cloud.database().collection('notes');
  exports.main = async ({ key }) => { if (key) await notes.add({ data: { key } });
    return (await notes.get()).data.map((note) => note.key); };`;

describe('A local WeChat that lasts', () => {
  let folder: FunctionsFolder;
  const dataFile = (name: string) => path.join(folder.dir, '..', 'data', name);

  beforeEach(() => {
    folder = makeFunctionsFolder();
    folder.write('keep', KEEP);
  });

  afterEach(() => folder.remove());

  test('stopped and started again, it has its data, its clock and its consent to messages', async () => {
    const first = await startLocalWeChat(localOptions(folder));
    await ask(first, 'POST', '/call', { openid: 'oA', name: 'keep', data: { key: 'a' } });
    await ask(first, 'POST', '/clock/advance', { ms: 5000 });
    await first.stop();
    const second = await startLocalWeChat(localOptions(folder, { clockStart: 0, clockMode: 'running' }));
    expect((await ask(second, 'POST', '/call', { openid: 'oA', name: 'keep' })).body).toEqual({
      result: ['a'],
    });
    expect((await ask(second, 'GET', '/clock')).body).toMatchObject({
      now: MONDAY_NINE + 5000,
      mode: 'frozen',
    });
    await second.stop();
  });

  test('fresh, it has forgotten everything', async () => {
    const first = await startLocalWeChat(localOptions(folder));
    await ask(first, 'POST', '/call', { openid: 'oA', name: 'keep', data: { key: 'a' } });
    await first.stop();
    const second = await startLocalWeChat(localOptions(folder, { fresh: true, clockStart: MONDAY_NINE + 1 }));
    expect((await ask(second, 'POST', '/call', { openid: 'oA', name: 'keep' })).body).toEqual({ result: [] });
    expect((await ask(second, 'GET', '/clock')).body).toMatchObject({ now: MONDAY_NINE + 1 });
    await second.stop();
  });

  test('local.json tells where it is while it runs, and is gone afterwards', async () => {
    const local = await startLocalWeChat(localOptions(folder));
    expect(JSON.parse(readFileSync(dataFile('local.json'), 'utf8'))).toEqual(local.facts);
    await local.stop();
    expect(existsSync(dataFile('local.json'))).toBe(false);
  });

  test('a second one on the same data is refused, and says who has them', async () => {
    const local = await startLocalWeChat(localOptions(folder));
    await expect(startLocalWeChat(localOptions(folder))).rejects.toThrow(
      new RegExp(`already runs on .*data \\(process ${process.pid}\\)`),
    );
    expect((await ask(local, 'GET', '/clock')).status).toBe(200);
    await local.stop();
  });

  test('a folder with files of somebody else is neither used nor emptied', async () => {
    mkdirSync(path.join(folder.dir, '..', 'data'));
    writeFileSync(dataFile('thesis.txt'), 'years of work');
    await expect(startLocalWeChat(localOptions(folder, { fresh: true }))).rejects.toThrow(
      /no local WeChat has made/,
    );
    expect(readFileSync(dataFile('thesis.txt'), 'utf8')).toBe('years of work');
  });

  test('any Node process with the variables of local.json speaks to this cloud by the real SDK', async () => {
    const local = await startLocalWeChat(localOptions(folder));
    const script = `const cloud = require('wx-server-sdk'); cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });
      (async () => { await cloud.database().collection('notes').add({ data: { key: 'from outside' } });
      const { result } = await cloud.callFunction({ name: 'keep', data: {} }); console.log(JSON.stringify(result)); })();`;
    const { stdout } = await promisify(execFile)(process.execPath, ['-e', script], {
      cwd: ROOT,
      env: { PATH: process.env['PATH'], ...local.facts.env },
    });
    await local.stop();
    expect(JSON.parse(stdout)).toEqual(['from outside']);
  });

  test('killed without warning, it comes back with everything that had been answered', async () => {
    const script = path.join(folder.dir, '..', 'start.ts');
    const options = JSON.stringify({ ...localOptions(folder), functionEnv: undefined });
    writeFileSync(
      script,
      `import { startLocalWeChat } from ${JSON.stringify(path.join(ROOT, 'local-wechat'))};
       void startLocalWeChat({ ...${options}, functionEnv: () => ({}) }).then(() => console.log('up'));`,
    );
    const child = spawn(process.execPath, ['--import', 'tsx', script], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await firstOutput(child);
    const { control } = JSON.parse(readFileSync(dataFile('local.json'), 'utf8')) as LocalWeChatFacts;
    const post = (route: string, body: unknown) =>
      fetch(`${control.url}${route}`, { method: 'POST', body: JSON.stringify(body) });
    await post('/call', { openid: 'oA', name: 'keep', data: { key: 'answered' } });
    await post('/clock/advance', { ms: 7000 });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;

    const local = await startLocalWeChat(localOptions(folder));
    expect((await ask(local, 'POST', '/call', { openid: 'oA', name: 'keep' })).body).toEqual({
      result: ['answered'],
    });
    expect((await ask(local, 'GET', '/clock')).body).toMatchObject({ now: MONDAY_NINE + 7000 });
    await local.stop();
  });
});

function firstOutput(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.stdout?.once('data', () => resolve());
    child.once('exit', (code) => reject(new Error(`the process ended with ${code}`)));
  });
}
