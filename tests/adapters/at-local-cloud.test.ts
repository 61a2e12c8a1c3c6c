import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { type LocalWeChat, startLocalWeChat } from '../../local-wechat';

const TEMPLATE = { id: 'tmpl-class', fields: ['thing1', 'time2', 'thing3', 'amount4'] };
const MAPPING = { title: 'thing1', time: 'time2', place: 'thing3', amount: 'amount4' };

/** A cloud function that only carries messages and files through the product's adapters. */
const PROBE = `
  import cloud from 'wx-server-sdk';
  import { createFiles } from './server/adapters/cloud-files/files';
  import { createMessages } from './server/adapters/wechat-open/messages';
  const log = { info() {}, warn() {}, error() {} };
  const templates = { class: { id: 'tmpl-class', fields: ${JSON.stringify(MAPPING)} }, gone: { id: 'tmpl-gone' } };
  export const main = async ({ message, upload, links, write, read, most }) => {
    if (message) return createMessages({ templates, log }).send(message);
    if (upload) {
      cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });
      return (await cloud.uploadFile({ cloudPath: upload, fileContent: Buffer.from('x') })).fileID;
    }
    if (write) return createFiles().write(write, new TextEncoder().encode('姓名,课程'));
    if (read) {
      const content = await createFiles().read(read, most);
      return typeof content === 'string' ? content : new TextDecoder().decode(content);
    }
    return createFiles().links(links, 600);
  };
`;

let folder: string;
let local: LocalWeChat;
beforeAll(async () => {
  mkdirSync('.local', { recursive: true });
  folder = mkdtempSync(join('.local', 'adapters-')); // inside the project, so that the function finds wx-server-sdk
  const probe = join(folder, 'functions', 'probe');
  mkdirSync(probe, { recursive: true });
  buildSync({
    stdin: { contents: PROBE, resolveDir: process.cwd(), loader: 'ts' },
    ...{ bundle: true, platform: 'node', format: 'cjs', external: ['wx-server-sdk'], logLevel: 'silent' },
    outfile: join(probe, 'index.js'),
  });
  writeFileSync(
    join(probe, 'config.json'),
    '{"permissions": {"openapi": ["subscribeMessage.send"]}, "timeout": 20}',
  );
  local = await startLocalWeChat({
    ...{
      dataDir: join(folder, 'data'),
      functionsDir: join(folder, 'functions'),
      collections: [],
      httpRoutes: {},
    },
    ...{ httpHost: 'local.service.tcloudbase.com', env: 'local-env', appid: 'wx0000000000000001' },
    ...{
      functionEnv: () => ({}),
      templates: [TEMPLATE],
      pages: ['classroom/class/class'],
      clockMode: 'frozen',
    },
  });
});
afterAll(async () => {
  await local.stop();
  rmSync(folder, { recursive: true });
});

async function control(path: string, body: object): Promise<unknown> {
  const response = await fetch(local.facts.control.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(200);
  return response.json();
}

async function probe(data: object): Promise<unknown> {
  const answer = await control('/call', { openid: 'oSTAFF', name: 'probe', data });
  return (answer as { result: unknown }).result;
}

const message = (templateKey = 'class', page = 'classroom/class/class?id=c1') => ({
  openid: 'oLEARNER_0001',
  templateKey,
  page,
  fields: {
    title: '瑜伽入门\n第三课，地点改到二楼大教室，请提前十分钟到',
    time: '2026-12-01 19:00',
    amount: '¥1,290.00',
    body: '模板里没有的内容',
  },
});

test('a class push reaches the learner while she has accepted one, with every field in WeChat’s limits', async () => {
  expect(await probe({ message: message() })).toBe('no_quota');
  await control('/wechat/subscribe', { openid: 'oLEARNER_0001', templateIds: [TEMPLATE.id], accept: true });
  expect(await probe({ message: message() })).toBe('sent');
  expect(await probe({ message: message() })).toBe('no_quota');
});

test('a message with a wrong template or page has failed for good', async () => {
  expect(await probe({ message: message('gone') })).toBe('failed');
  expect(await probe({ message: message('class', 'no/such/page') })).toBe('failed');
});

test('a file gets a link, a missing one none', async () => {
  const fileId = await probe({ upload: 'classes/c1/讲义.pdf' });
  expect(fileId).toMatch(/^cloud:\/\/local-env/);
  const missing = `${String(fileId)}.gone`;
  expect(await probe({ links: [missing, fileId] })).toEqual([null, expect.stringMatching(/^http.*sign=/)]);
});

test('what was written is read again, and no more of it than was asked for', async () => {
  const fileId = await probe({ write: 'export/2026-03/名单.csv' });
  expect(await probe({ read: fileId, most: 1000 })).toBe('姓名,课程');
  expect(await probe({ read: fileId, most: 5 })).toBe('too_big');
  expect(await probe({ read: `${String(fileId)}.gone`, most: 1000 })).toBe('missing');
});
