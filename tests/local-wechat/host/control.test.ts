import type { LocalWeChat } from '../../../local-wechat';
import type { FunctionsFolder } from './functions-folder';
import { ask, localOptions, makeFunctionsFolder, startLocalWeChat } from './local-wechat';
import { MONDAY_NINE } from './test-cloud';

const SDK = `const cloud = require('wx-server-sdk'); cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });
  const notes = cloud.database().collection('notes');`;

describe('Control of the local WeChat', () => {
  let folder: FunctionsFolder;
  let local: LocalWeChat;

  beforeAll(async () => {
    folder = makeFunctionsFolder();
    folder.write(
      'note',
      `${SDK} exports.main = async ({ key }) => {
      const { OPENID } = cloud.getWXContext();
      await notes.add({ data: { key, OPENID, at: cloud.database().serverDate() } });
      return (await notes.where({ key }).get()).data.map(({ OPENID, at }) => ({ OPENID, at: at.getTime() })); };`,
    );
    folder.write('fails', `exports.main = async () => { throw new Error('no seats left'); };`);
    folder.write('pay-url', `exports.main = async () => process.env.PAY_BASE_URL;`);
    folder.write(
      'tick',
      `${SDK} exports.main = async ({ Time }) => { await notes.add({ data: { key: Time } }); };`,
      {
        triggers: [{ name: 'tick', type: 'timer', config: '0 * * * * * *' }],
      },
    );
    local = await startLocalWeChat(
      localOptions(folder, { templates: [{ id: 'class-soon', fields: ['thing1'] }] }),
    );
  });

  afterAll(async () => {
    await local.stop();
    folder.remove();
  });

  test('a person calls a function, which writes to the real database at virtual time', async () => {
    const answer = await ask(local, 'POST', '/call', {
      openid: 'oLearner',
      name: 'note',
      data: { key: 'first' },
    });
    expect(answer).toEqual({ status: 200, body: { result: [{ OPENID: 'oLearner', at: MONDAY_NINE }] } });
  });

  test('functions get the variables made of what WeChat Pay is', async () => {
    const { body } = await ask(local, 'POST', '/call', { openid: 'oA', name: 'pay-url' });
    expect(body).toEqual({ result: local.facts.pay.baseUrl });
  });

  test.each([
    ['nobody', 404, '-501000', /FunctionName parameter could not be found.*FUNCTION_NOT_FOUND/],
    ['fails', 400, '-504002', /functions execute fail.*no seats left/],
  ])('calling %s fails as a Mini Program sees it', async (name, status, code, message) => {
    const answer = await ask(local, 'POST', '/call', { openid: 'oA', name });
    expect(answer).toMatchObject({
      status,
      body: { error: { code, message: expect.stringMatching(message) as string } },
    });
  });

  test('the clock is read and advanced; everything due has happened before the answer', async () => {
    const before = await ask(local, 'GET', '/clock');
    expect(before.body).toMatchObject({ mode: 'frozen' });
    const after = await ask(local, 'POST', '/clock/advance', { ms: 120_000, timers: 'all' });
    expect(after.body['now']).toBe(Number(before.body['now']) + 120_000);
    const { body } = await ask(local, 'GET', '/requests');
    const ticks = (body['calls'] as { kind: string; what: string }[]).filter(({ what }) => what === 'tick');
    expect(ticks).toHaveLength(2);
  });

  test('the clock goes by itself when it is let go', async () => {
    await expect(ask(local, 'POST', '/clock/mode', { mode: 'running' })).resolves.toMatchObject({
      body: { mode: 'running' },
    });
    await expect(ask(local, 'POST', '/clock/mode', { mode: 'frozen' })).resolves.toMatchObject({
      body: { mode: 'frozen' },
    });
  });

  test('people are described and read', async () => {
    await ask(local, 'PUT', '/people/oPoor', { score: 580, balanceFen: 0 });
    await expect(ask(local, 'GET', '/people/oPoor')).resolves.toMatchObject({
      body: { score: 580, balanceFen: 0 },
    });
  });

  test('the subscribe dialog gives consent for known templates', async () => {
    const accepted = await ask(local, 'POST', '/wechat/subscribe', {
      openid: 'oA',
      templateIds: ['class-soon'],
      accept: true,
    });
    expect(accepted.body).toEqual({ 'class-soon': 'accept' });
    const unknown = await ask(local, 'POST', '/wechat/subscribe', {
      openid: 'oA',
      templateIds: ['other'],
      accept: true,
    });
    expect(unknown).toMatchObject({ status: 400, body: { error: { code: '20001' } } });
    await expect(ask(local, 'GET', '/messages?openid=oA')).resolves.toEqual({
      status: 200,
      body: { messages: [] },
    });
  });

  test('faults are listed with what can be asked for, added and removed', async () => {
    const added = await ask(local, 'POST', '/faults', {
      at: 'cloud',
      kind: 'duplicate',
      match: { collection: 'notes' },
    });
    const listed = await ask(local, 'GET', '/faults');
    expect(listed.body).toMatchObject({
      faults: [{ at: 'cloud', kind: 'duplicate', happened: 0 }],
      kinds: { timer: { twice: expect.any(String) as string }, callback: expect.any(Object) as object },
    });
    const { id } = added.body['fault'] as { id: string };
    await expect(ask(local, 'DELETE', `/faults/${id}`)).resolves.toMatchObject({ body: { removed: 1 } });
    const wrong = await ask(local, 'POST', '/faults', { at: 'cloud', kind: 'earthquake' });
    expect(wrong).toMatchObject({
      status: 400,
      body: { error: { message: expect.stringContaining('duplicate') as string } },
    });
  });

  test('a duplicate on demand reaches the function as the database says it', async () => {
    await ask(local, 'POST', '/faults', { at: 'cloud', kind: 'duplicate', match: { function: 'note' } });
    const answer = await ask(local, 'POST', '/call', { openid: 'oA', name: 'note', data: { key: 'second' } });
    expect(answer.body).toMatchObject({ error: { message: expect.stringContaining('E11000') as string } });
    await expect(
      ask(local, 'POST', '/call', { openid: 'oA', name: 'note', data: { key: 'second' } }),
    ).resolves.toMatchObject({
      status: 200,
    });
  });

  test.each([
    ['POST', '/clock/advance', { ms: -1 }, /only moves forward/],
    ['POST', '/clock/advance', {}, /"ms" must be a number/],
    ['POST', '/call', { name: 'note' }, /"openid" must be a text/],
    ['PUT', '/people/oA', { mood: 5 }, /A person has no "mood"/],
    ['PUT', '/switches', { noSuchSwitch: true }, /noSuchSwitch/],
    ['POST', '/wechat/sign', { package: 'x', outcome: 'sign' }, /No sign plan has this package/],
    ['GET', '/nowhere', undefined, /No GET \/nowhere\. There are: GET \/clock/],
  ])('%s %s with %j says what is wrong', async (method, route, body, message) => {
    const answer = await ask(local, method, route, body);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(answer.body).toMatchObject({ error: { message: expect.stringMatching(message) as string } });
  });

  test('pages of other machines may not use control', async () => {
    const response = await fetch(`${local.facts.control.url}/clock`, {
      headers: { origin: 'https://example.com' },
    });
    expect(response.status).toBe(403);
  });
});
