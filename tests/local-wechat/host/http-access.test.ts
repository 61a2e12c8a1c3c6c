import { notifyUrlResolver } from '../../../local-wechat/cloud/http-access/notify-url';
import { type FunctionsFolder, makeFunctionsFolder } from './functions-folder';
import { startTestCloud, type TestCloud } from './test-cloud';

describe('HTTP access of functions', () => {
  let folder: FunctionsFolder;
  let cloud: TestCloud;

  beforeAll(async () => {
    folder = makeFunctionsFolder();
    folder.write(
      'echo',
      `const cloud = require('wx-server-sdk'); cloud.init();
      exports.main = async (event) => ({ ...event, context: cloud.getWXContext() });`,
    );
    folder.write('answers', 'exports.main = async ({ body }) => JSON.parse(body);');
    folder.write('fails', `exports.main = async () => { throw new Error('not today'); };`);
    cloud = await startTestCloud(folder.dir, {
      httpRoutes: { '/notify': 'echo', '/notify/answers': 'answers', '/fails': 'fails', '/gone': 'nobody' },
    });
  });

  afterAll(async () => {
    await cloud.close();
    folder.remove();
  });

  const post = (path: string, body: string | Uint8Array, headers: Record<string, string> = {}) =>
    fetch(`${cloud.httpAccessUrl}${path}`, { method: 'POST', body, headers });

  test('a function gets the request as the cloud tells it: lower-case headers, the body as it came, no openid', async () => {
    const response = await post('/notify/scan?a=1&b=2', '{"amount": 1}', { 'Wechatpay-Serial': 'S1' });
    expect(await response.json()).toMatchObject({
      path: '/notify/scan',
      httpMethod: 'POST',
      headers: { 'wechatpay-serial': 'S1' },
      queryStringParameters: { a: '1', b: '2' },
      requestContext: { envId: 'local-test', appId: 'wx0123456789abcdef' },
      body: '{"amount": 1}',
      isBase64Encoded: false,
      context: { SOURCE: 'wx_http' },
    });
  });

  test('no openid comes by HTTP, whatever the request says', async () => {
    const response = await post('/notify', '{"openid":"oForged"}', { 'x-wx-openid': 'oForged' });
    const { context } = (await response.json()) as { context: Record<string, unknown> };
    expect(context).not.toHaveProperty('OPENID');
  });

  test('bytes that are no text arrive as Base64', async () => {
    const bytes = new Uint8Array([0xff, 0xfe, 0x00, 0x80]);
    const event = (await (await post('/notify', bytes)).json()) as Record<string, unknown>;
    expect(event).toMatchObject({ isBase64Encoded: true, body: Buffer.from(bytes).toString('base64') });
  });

  test.each([
    ['"plain"', 200, 'text/plain; charset=utf-8', 'plain'],
    ['{"ok":true}', 200, 'application/json; charset=utf-8', '{"ok":true}'],
    ['{"statusCode":401,"headers":{"X-Why":"late"},"body":"no"}', 401, null, 'no'],
    ['{"statusCode":200,"body":"aGVsbG8=","isBase64Encoded":true}', 200, null, 'hello'],
  ])('a function that answers %s', async (result, status, contentType, body) => {
    const response = await post('/notify/answers', result);
    expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([
      status,
      contentType,
      body,
    ]);
  });

  test('a failing function is a failing request', async () => {
    const response = await post('/fails', '');
    expect(response.status).toBe(500);
    expect(await response.json()).toMatchObject({ message: expect.stringContaining('not today') as string });
  });

  test('a path without a function, or whose function is missing, is not found', async () => {
    expect((await post('/else', '')).status).toBe(404);
    expect((await post('/gone', '')).status).toBe(404);
  });

  test('the production address of a callback leads here, other hosts do not', () => {
    const resolve = notifyUrlResolver('shop.service.tcloudbase.com', cloud.httpAccessUrl);
    expect(resolve('https://shop.service.tcloudbase.com/notify?x=1')).toBe(
      `${cloud.httpAccessUrl}/notify?x=1`,
    );
    expect(resolve('http://127.0.0.1:9/notify')).toBe('http://127.0.0.1:9/notify');
    expect(() => resolve('https://example.com/notify')).toThrow('not to https://example.com/notify');
  });
});
