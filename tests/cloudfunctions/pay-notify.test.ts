import { callbackFunction } from '../../cloudfunctions/frame/callback-function';
import type { PlatformCaller } from '../../cloudfunctions/frame/timer-function';
import { storeCallback } from '../../server/usecases/callbacks/store-callback';
import { World } from '../usecases/world';

const HTTP: PlatformCaller = { openid: undefined, source: 'wx_http' };
const BODY = '{"id":"event-1", "resource": "…"}';

/** A world whose callbacks are WeChat's when they carry the right signature over exactly the body above. */
function setUp(caller: PlatformCaller = HTTP, options = {}) {
  const world = new World(options);
  let sdkLoaded = false;
  const read = (headers: Record<string, string>, rawBody: string) =>
    headers['wechatpay-signature'] === 'right' && rawBody === BODY
      ? { id: 'event-1', eventType: 'PAYSCORE.USER_PAID', createdAt: '', resource: '{}', businessNo: 'x' }
      : { refused: 'the signature does not fit' };
  const main = callbackFunction(storeCallback, {
    ports: () => ({ ...world.ports, callbacks: { ...world.ports.callbacks, read } }),
    caller: () => {
      sdkLoaded = true;
      return caller;
    },
  });
  return { world, main, sdkLoaded: () => sdkLoaded };
}

function event(changes: Record<string, unknown> = {}) {
  return {
    httpMethod: 'POST',
    path: '/pay-notify',
    headers: { 'wechatpay-signature': 'right' },
    body: BODY,
    ...changes,
  };
}

describe('pay-notify', () => {
  test('stores a true callback with its due work, then answers', async () => {
    const { world, main } = setUp();
    expect(await main(event())).toMatchObject({ statusCode: 200 });
    expect(world.store.all('notifications')).toMatchObject([{ _id: 'event-1', state: 'stored' }]);
    expect(world.store.all('agenda')).toMatchObject([{ _id: 'notification:event-1' }]);
  });

  test('a repeated callback is stored once and answered as well', async () => {
    const { world, main } = setUp();
    const answers = await Promise.all([main(event()), main(event()), main(event())]);
    expect(answers.map((answer) => answer.statusCode)).toEqual([200, 200, 200]);
    expect(world.store.all('notifications')).toHaveLength(1);
  });

  test.each([
    ['names of headers in capitals', { headers: { 'Wechatpay-Signature': 'right' } }],
    ['the body in Base64', { body: Buffer.from(BODY).toString('base64'), isBase64Encoded: true }],
  ])('reads %s', async (_what, changes) => {
    const { main } = setUp();
    expect(await main(event(changes))).toMatchObject({ statusCode: 200 });
  });

  test.each([
    ['a forged signature', { headers: { 'wechatpay-signature': 'WECHATPAY/SIGNTEST/x' } }, 401],
    ['a body that was made anew', { body: JSON.stringify(JSON.parse(BODY)) }, 401],
    ['no headers', { headers: undefined }, 400],
    ['a body that is parsed already', { body: JSON.parse(BODY) }, 400],
    ['another method', { httpMethod: 'GET' }, 400],
    ['a call of a function', { httpMethod: undefined }, 400],
  ])('refuses %s without loading the SDK', async (_what, changes, statusCode) => {
    const { world, main, sdkLoaded } = setUp();
    expect(await main(event(changes))).toMatchObject({ statusCode });
    expect(world.store.all('notifications')).toEqual([]);
    expect(sdkLoaded()).toBe(false);
  });

  test.each([undefined, null, 'text', 7, {}])('refuses the event %p', async (nothing) => {
    expect(await setUp().main(nothing)).toMatchObject({ statusCode: 400 });
  });

  test.each([
    ['a person', { openid: 'o-someone', source: 'wx_client' }],
    ['a person whose source is hidden', { openid: 'o-someone', source: undefined }],
    ['a timer', { openid: undefined, source: 'wx_trigger' }],
    ['another function', { openid: undefined, source: 'wx_http,scf' }],
  ])('refuses %s even with a true callback', async (_who, caller) => {
    const { world, main } = setUp(caller);
    expect(await main(event())).toMatchObject({ statusCode: 401 });
    expect(world.store.all('notifications')).toEqual([]);
  });

  test('what could not be stored is not acknowledged', async () => {
    const broken = () => {
      throw new Error('the database is away');
    };
    const { main } = setUp(HTTP, { beforeStep: broken });
    expect(await main(event())).toMatchObject({ statusCode: 500 });
  });
});
