import { sdkEnvironment } from '../../../local-wechat/cloud/functions/environment';
import { DOC } from './documents';
import { row } from './row';
import { APPID, ENV, startWorld, type World } from './world';

let world: World;
beforeAll(async () => {
  world = await startWorld({ collections: { todos: 'ADMINONLY' } });
});
afterAll(() => world.close());

const post = (body: string, query = '?env=local-test&seqId=1') =>
  fetch(`${world.adminUrl}${query}`, { method: 'POST', body });
const variable = (name: string) => world.inside(({ data }) => process.env[data] ?? '', { data: name });

row('POST /admin', DOC.nodeSdk, 'answers 200 with requestId and data, whatever the query says', async () => {
  const answer = await post('{"action":"database.calculateDocument","collectionName":"todos"}');
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
  expect(await answer.json()).toEqual({ requestId: expect.any(String), data: { total: 0 } });
});

row('errors of the gateway', DOC.errors, 'are answered 200 too, with code and message', async () => {
  const answer = await post('{"action":"no.such"}');
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({ code: 'INVALID_PARAM', message: expect.any(String) });
});

row('connections', DOC.nodeSdk, 'stay open longer than the SDK keeps them (4.8 s)', async () => {
  const answer = await post('{"action":"no.such"}');
  expect(answer.headers.get('keep-alive')).toBe('timeout=65');
});

row('cloud.init', DOC.wxSdk, 'by DYNAMIC_CURRENT_ENV finds the environment it runs in', async () => {
  await expect(world.inside(({ cloud }) => cloud.getWXContext()['ENV'])).resolves.toBe(ENV);
  await expect(world.db.collection('todos').count()).resolves.toMatchObject({ total: 0 });
});

row(
  'TENCENTCLOUD_RUNENV',
  DOC.nodeSdk,
  'is SCF inside functions, so that the SDK asks no metadata server',
  async () => {
    await expect(variable('TENCENTCLOUD_RUNENV')).resolves.toBe('SCF');
    await expect(variable('TENCENTCLOUD')).resolves.toBe('');
  },
);

row('TENCENTCLOUD', DOC.nodeSdk, 'is true for scripts outside, to the same effect', async () => {
  const hosts = await world.inside(async ({ db }) => {
    const http: typeof import('node:http') = process.getBuiltinModule('node:http');
    const asked: string[] = [];
    const { request } = http;
    http.request = ((...args: Parameters<typeof request>) => {
      const [target] = args as unknown[];
      asked.push(JSON.stringify((target as { hostname?: string }).hostname ?? String(target)));
      return request(...args);
    }) as typeof request;
    await db.collection('todos').count();
    http.request = request;
    return asked;
  });
  expect(hosts.join()).not.toContain('metadata');
});

row(
  'TENCENTCLOUD_REGION, SCF_NAMESPACE',
  DOC.nodeSdk,
  'are set, so that no call prints a complaint',
  async () => {
    await world.inside(({ db }) => db.collection('todos').count());
    expect(world.log.entries().filter(({ kind }) => kind === 'output')).toEqual([]);
  },
);

row(
  'TENCENTCLOUD_SECRETID, SECRETKEY, SESSIONTOKEN',
  DOC.nodeSdk,
  'hold any value; nothing checks them here',
  async () => {
    const names = ['TENCENTCLOUD_SECRETID', 'TENCENTCLOUD_SECRETKEY', 'TENCENTCLOUD_SESSIONTOKEN'];
    for (const name of names) expect(await variable(name)).not.toBe('');
  },
);

row(
  'TCB_CONTEXT_CNFG',
  DOC.nodeSdk,
  'leads the SDK to this gateway, by an address without a query',
  async () => {
    const { URL: url } = JSON.parse(await variable('TCB_CONTEXT_CNFG')) as { URL: string };
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/admin\/[\w-]+$/);
  },
);

row(
  'TCB_CONTEXT_KEYS',
  DOC.nodeSdk,
  'names TCB_ENV, without which the environment would be empty',
  async () => {
    expect((await variable('TCB_CONTEXT_KEYS')).split(',')).toContain('TCB_ENV');
    expect(sdkEnvironment({ env: ENV, appid: APPID, adminUrl: '' })['TCB_CONTEXT_KEYS']).toContain('TCB_ENV');
  },
);

row('WX_CONTEXT_KEYS', DOC.wxSdk, 'names what getWXContext shows; tokens stay hidden', async () => {
  expect((await variable('WX_CONTEXT_KEYS')).split(',')).toContain('WX_API_TOKEN');
  const context = await world.inside(({ cloud }) => cloud.getWXContext());
  expect(Object.keys(context).sort()).toEqual(['APPID', 'CLIENTIP', 'ENV', 'OPENID', 'SOURCE']);
});

row('TRIGGER_SRC', DOC.wxSdk, 'is timer for timers, which then use their own token', async () => {
  const caller = { source: 'wx_trigger' };
  const found = await world.inside(
    () => ({
      by: process.env['TRIGGER_SRC'],
      token: process.env['WX_TRIGGER_API_TOKEN_V0'],
      user: process.env['WX_API_TOKEN'],
    }),
    { caller },
  );
  expect(found).toEqual({ by: 'timer', token: expect.stringMatching(/^\w{32}$/) });
});
