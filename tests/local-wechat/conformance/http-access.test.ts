import type { FunctionsFolder } from '../host/functions-folder';
import { DOC } from './documents';
import { row } from './row';
import { APPID, ENV, startWorld, type World } from './world';

const functions = (folder: FunctionsFolder) => {
  folder.write('event', 'exports.main = (event) => event;');
  folder.write('answers', 'exports.main = ({ queryStringParameters: { as } }) => JSON.parse(as);');
  folder.write(
    'who',
    `const cloud = require('wx-server-sdk'); cloud.init(); exports.main = () => cloud.getWXContext();`,
  );
};

let world: World;
beforeAll(async () => {
  const httpRoutes = { '/event': 'event', '/answers': 'answers', '/who': 'who' };
  world = await startWorld({ functions, httpRoutes });
});
afterAll(() => world.close());

const send = (path: string, init: RequestInit = {}) => fetch(`${world.httpAccessUrl}${path}`, init);
const event = async (path: string, init?: RequestInit) =>
  (await (await send(path, init)).json()) as Record<string, unknown>;
const answered = (as: unknown) => send(`/answers?as=${encodeURIComponent(JSON.stringify(as))}`);

row(
  'the event of HTTP access',
  DOC.httpAccess,
  'path, httpMethod, queryStringParameters, requestContext, body as text',
  async () => {
    const found = await event('/event/paid?a=1&b=%E8%AF%BE', { method: 'POST', body: '{"课":1}' });
    expect(found).toMatchObject({
      ...{ path: '/event/paid', httpMethod: 'POST', queryStringParameters: { a: '1', b: '课' } },
      ...{ body: '{"课":1}', isBase64Encoded: false, requestContext: { envId: ENV, appId: APPID } },
    });
  },
);
row('headers', DOC.httpAccess, 'have names in lower case', async () => {
  const { headers } = await event('/event', { headers: { 'Wechatpay-Signature': 'abc' } });
  expect(headers).toMatchObject({ 'wechatpay-signature': 'abc' });
});
row('binary bodies', DOC.httpAccess, 'come as Base64, byte for byte', async () => {
  const body = new Uint8Array([0, 255, 128, 10]);
  await expect(event('/event', { method: 'POST', body })).resolves.toMatchObject({
    ...{ body: Buffer.from(body).toString('base64'), isBase64Encoded: true },
  });
});
row('a text or a number', DOC.httpAccess, 'is answered as plain text', async () => {
  const answer = await answered('好');
  expect([answer.headers.get('content-type'), await answer.text()]).toEqual([
    'text/plain; charset=utf-8',
    '好',
  ]);
});
row('an object', DOC.httpAccess, 'is answered as JSON', async () => {
  const answer = await answered({ code: 'OK' });
  expect([answer.status, await answer.json()]).toEqual([200, { code: 'OK' }]);
});
row('{statusCode, headers, body}', DOC.httpAccess, 'is answered as it says, Base64 decoded', async () => {
  const answer = await answered({
    ...{
      statusCode: 401,
      headers: { 'X-Why': 'sign' },
      body: Buffer.from('no').toString('base64'),
      isBase64Encoded: true,
    },
  });
  expect([answer.status, answer.headers.get('x-why'), await answer.text()]).toEqual([401, 'sign', 'no']);
});
row('SOURCE wx_http', DOC.wxContext, 'and no OPENID: anyone may call', async () => {
  const context = await event('/who');
  expect(context).toMatchObject({ SOURCE: 'wx_http' });
  expect(context).not.toHaveProperty('OPENID');
});
row('a path without a function', DOC.httpAccess, 'is 404 INVALID_PATH', async () => {
  const answer = await send('/nowhere');
  expect([answer.status, await answer.json()]).toEqual([
    404,
    expect.objectContaining({ code: 'INVALID_PATH' }),
  ]);
});
