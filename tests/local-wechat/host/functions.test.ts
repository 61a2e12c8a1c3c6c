import { type FunctionsFolder, makeFunctionsFolder } from './functions-folder';
import { MONDAY_NINE, startTestCloud, type TestCloud } from './test-cloud';

const SDK = `const cloud = require('wx-server-sdk'); cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });`;

describe('Cloud functions in worker threads, with the real wx-server-sdk', () => {
  let folder: FunctionsFolder;
  let cloud: TestCloud;

  beforeAll(async () => {
    folder = makeFunctionsFolder();
    folder.write('who-am-i', `${SDK} exports.main = async () => cloud.getWXContext();`);
    folder.write('context', 'exports.main = async (event, context) => context;');
    folder.write('add', 'exports.main = ({ a, b }) => ({ sum: a + b });');
    folder.write('settings', 'exports.main = async () => process.env.INSTITUTION;');
    folder.write('fails', `exports.main = async () => { throw new TypeError('no seats left'); };`);
    folder.write(
      'slow',
      `exports.main = ({ hangs }) => hangs ? new Promise(() => setInterval(() => {}, 1000)) : 'quick';`,
      {
        timeout: 1,
      },
    );
    folder.write('big', `exports.main = async ({ size }) => 'x'.repeat(size);`);
    folder.write('broken', `throw new Error('cannot start');`);
    folder.write('exits', 'exports.main = async () => process.exit(1);');
    folder.write(
      'concurrent',
      `let n = 0; exports.main = async () => { n += 1; const seen = n;
      await new Promise((r) => setTimeout(r, 20)); n -= 1; return seen; };`,
    );
    folder.write(
      'chain',
      `${SDK} exports.main = async ({ name, data }) =>
      (await cloud.callFunction({ name, data })).result;`,
    );
    folder.write(
      'chain-error',
      `${SDK} exports.main = async ({ name }) =>
      cloud.callFunction({ name }).catch((e) => ({ errCode: e.errCode, errMsg: e.errMsg }));`,
    );
    folder.write(
      'forgets',
      `${SDK} exports.main = async () => {
      cloud.database().collection('notes').add({ data: { text: 'forgotten' } }); return 'done'; };`,
    );
    folder.write(
      'leaves-timer',
      `exports.main = async () => { setTimeout(() => {}, 60000); return 'done'; };`,
    );
    folder.write(
      'writes',
      `${SDK} exports.main = async ({ texts }) => {
      for (const text of texts) await cloud.database().collection('notes').add({ data: { text } }); return texts.length; };`,
    );
    cloud = await startTestCloud(folder.dir, { variables: { INSTITUTION: 'Magnolia' } });
  });

  afterAll(async () => {
    await cloud.close();
    folder.remove();
  });

  test('a function knows who called it from the Mini Program, in which environment', async () => {
    await expect(cloud.callAs('oLearnerOne', 'who-am-i')).resolves.toMatchObject({
      OPENID: 'oLearnerOne',
      APPID: 'wx0123456789abcdef',
      ENV: 'local-test',
      SOURCE: 'wx_client',
    });
  });

  test('nobody sees the caller before: the next person in the same instance is another one', async () => {
    await cloud.callAs('oLearnerOne', 'who-am-i');
    await expect(cloud.callAs('oLearnerTwo', 'who-am-i')).resolves.toMatchObject({ OPENID: 'oLearnerTwo' });
  });

  test('the context object tells the limits of the function', async () => {
    await expect(cloud.callAs('oA', 'context')).resolves.toMatchObject({
      function_name: 'context',
      time_limit_in_ms: 3000,
      memory_limit_in_mb: 256,
      function_version: '$LATEST',
    });
  });

  test('the deployment gives every function its variables', async () => {
    await expect(cloud.callAs('oA', 'settings')).resolves.toBe('Magnolia');
  });

  test('one instance runs one invocation at a time, more callers wait in line', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => cloud.callAs('oA', 'concurrent')));
    expect(answers).toEqual(Array.from({ length: 12 }, () => 1));
  });

  test('a function that throws fails with its message', async () => {
    await expect(cloud.callAs('oA', 'fails')).rejects.toMatchObject({
      code: 'FUNCTIONS_EXECUTE_FAIL',
      message: 'TypeError: no seats left',
    });
  });

  test('a function that takes longer than config.json allows is ended, and the next call finds a new instance', async () => {
    await expect(cloud.callAs('oA', 'slow', { hangs: true })).rejects.toMatchObject({
      code: 'FUNCTIONS_TIME_LIMIT_EXCEEDED',
      message: 'Invoking task timed out after 1 seconds',
    });
    await expect(cloud.callAs('oA', 'slow')).resolves.toBe('quick');
  });

  test('a result may have 1 MB and not more', async () => {
    await expect(cloud.callAs('oA', 'big', { size: 1024 * 1024 - 2 })).resolves.toHaveLength(1024 * 1024 - 2);
    await expect(cloud.callAs('oA', 'big', { size: 1024 * 1024 })).rejects.toThrow('-604001');
  });

  test('a function that cannot be loaded says why', async () => {
    await expect(cloud.callAs('oA', 'broken')).rejects.toThrow(/broken could not be loaded.*cannot start/s);
  });

  test('a function that ends its process fails its caller, and is replaced', async () => {
    await expect(cloud.callAs('oA', 'exits')).rejects.toThrow('Process exited unexpectedly');
    await expect(cloud.callAs('oA', 'exits')).rejects.toThrow('Process exited unexpectedly');
  });

  test('a rejection that nobody handles ends the instance, with the reason', async () => {
    folder.write(
      'rejects',
      `exports.main = async () => { Promise.reject(new Error('forgotten refund'));
      await new Promise((resolve) => setTimeout(resolve, 1000)); };`,
    );
    await expect(cloud.callAs('oA', 'rejects')).rejects.toThrow(/Process exited.*forgotten refund/);
  });

  test('a function that does not exist is not found, nor is a path out of the folder', async () => {
    await expect(cloud.callAs('oA', 'nobody')).rejects.toMatchObject({ code: 'FUNCTION_NOT_FOUND' });
    await expect(cloud.callAs('oA', '../functions/add')).rejects.toMatchObject({
      code: 'FUNCTION_NOT_FOUND',
    });
  });

  test('a function calls a function: the learner stays known, the way she came is told', async () => {
    await expect(cloud.callAs('oA', 'chain', { name: 'add', data: { a: 2, b: 3 } })).resolves.toEqual({
      sum: 5,
    });
    const context = await cloud.callAs('oLearnerOne', 'chain', { name: 'who-am-i', data: {} });
    expect(context).toMatchObject({ OPENID: 'oLearnerOne', SOURCE: 'wx_client,scf' });
  });

  test('a failing call between functions arrives as the SDK tells it: errCode -1 with the text', async () => {
    const error = await cloud.callAs('oA', 'chain-error', { name: 'fails' });
    expect(error).toMatchObject({ errCode: -1, errMsg: expect.stringContaining('no seats left') as string });
  });

  test('work left behind when main returns is an error that names it', async () => {
    await expect(cloud.callAs('oA', 'leaves-timer')).rejects.toThrow(/while work was left: a timer/);
    await expect(cloud.callAs('oA', 'forgets')).rejects.toThrow(
      /while work was left: an open network request/,
    );
  });

  test('work that comes after the answer is refused by the cloud and logged under its function', async () => {
    folder.write(
      'haunts',
      `${SDK} exports.main = async () => {
        setTimeout(() => cloud.database().collection('notes').add({ data: { text: 'late' } }).catch(() => {}), 20).unref();
      };`,
    );
    await cloud.callAs('oA', 'haunts');
    const refused = () => cloud.log.entries().find(({ error }) => error?.includes('after main had returned'));
    while (!refused()) await new Promise((resolve) => setImmediate(resolve));
    expect(refused()).toMatchObject({ from: 'haunts', what: 'database.insertDocument notes' });
    expect(cloud.written.map((note) => note['text'])).not.toContain('late');
  });

  test('what a function awaited is no left-over, in a warm instance neither', async () => {
    for (let round = 0; round < 5; round += 1) {
      await expect(cloud.callAs('oA', 'writes', { texts: ['a', 'b'] })).resolves.toBe(2);
    }
  });

  test('connections kept alive after an awaited request are no left-over, by fetch or by node:https and its kind', async () => {
    folder.write(
      'talks',
      `const http = require('node:http'); const agent = new http.Agent({ keepAlive: true });
      exports.main = async ({ url }) => {
        const one = (await fetch(url)).text();
        const two = new Promise((resolve, reject) => http.get(url, { agent }, (response) => {
          response.resume(); response.on('end', () => resolve(response.statusCode)); }).on('error', reject));
        return [(await one).length > 0, await two];
      };`,
    );
    for (let round = 0; round < 5; round += 1) {
      await expect(cloud.callAs('oA', 'talks', { url: cloud.httpAccessUrl })).resolves.toEqual([true, 404]);
    }
  });

  test('what a function prints is in the log, and is no left-over', async () => {
    folder.write(
      'prints',
      `exports.main = () => { console.log('class of ' + 'Monday'); console.error('x'.repeat(9999)); };`,
    );
    for (let round = 0; round < 5; round += 1) await cloud.callAs('oA', 'prints');
    const lines = () =>
      cloud.log.entries().filter(({ kind, what }) => kind === 'output' && what === 'class of Monday');
    while (lines().length < 5) await new Promise((resolve) => setImmediate(resolve));
    expect(lines()[0]).toMatchObject({ from: 'prints' });
  });

  test('a function written anew is run anew', async () => {
    folder.write('changing', 'exports.main = () => 1;');
    await expect(cloud.callAs('oA', 'changing')).resolves.toBe(1);
    folder.write('changing', 'exports.main = () => 2;', { timeout: 5 });
    await expect(cloud.callAs('oA', 'changing')).resolves.toBe(2);
  });

  test('the virtual clock is what functions see', async () => {
    folder.write('now', 'exports.main = () => ({ now: Date.now(), year: new Date().getFullYear() });');
    await expect(cloud.callAs('oA', 'now')).resolves.toEqual({ now: MONDAY_NINE, year: 2026 });
    await cloud.clock.advance(86_400_000);
    await expect(cloud.callAs('oA', 'now')).resolves.toMatchObject({ now: MONDAY_NINE + 86_400_000 });
  });

  test('the log tells who called what without whole openids', async () => {
    const openid = 'oLearner0123456789abcdefghij';
    await cloud.callAs(openid, 'add', { a: 1, b: 1 });
    const text = JSON.stringify(cloud.log.entries());
    expect(text).toContain('oLearn…ij');
    expect(text).not.toContain(openid);
  });
});
