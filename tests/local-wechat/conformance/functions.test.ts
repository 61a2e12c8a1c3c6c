import { TIMER_CALLER } from '../../../local-wechat/cloud/functions/caller';
import type { FunctionsFolder } from '../host/functions-folder';
import { DOC } from './documents';
import { row } from './row';
import { APPID, ENV, refusal, startWorld, type World } from './world';

const functions = (folder: FunctionsFolder) => {
  folder.write('echo', 'exports.main = (event) => event;');
  folder.write('big', `exports.main = ({ size }) => 'x'.repeat(size);`);
  folder.write('slow', 'exports.main = () => new Promise(() => setInterval(() => {}, 1000));', {
    timeout: 1,
  });
  folder.write('throws', `exports.main = () => { throw new Error('no seats left'); };`);
  folder.write('context', 'exports.main = (event, context) => context;', { timeout: 7, memorySize: 128 });
  folder.write('warm', 'let calls = 0; exports.main = () => (calls += 1);');
  folder.write(
    'busy',
    `let running = 0; exports.main = async () => { running += 1; const seen = running;
      await new Promise((resolve) => setTimeout(resolve, 5)); running -= 1; return seen; };`,
  );
  folder.write('leaves', `exports.main = () => { setTimeout(() => {}, 60000); };`);
  folder.write(
    'who',
    `const cloud = require('wx-server-sdk'); cloud.init(); exports.main = () => cloud.getWXContext();`,
  );
};

let world: World;
beforeAll(async () => {
  world = await startWorld({ functions, collections: { runs: 'ADMINONLY' } });
});
beforeEach(() => {
  world.faults.remove();
});
afterAll(() => world.close());

row('functions.invokeFunction', DOC.callFunction, 'carries JSON both ways', async () => {
  const data = { n: 1, text: '课', list: [null, true] };
  await expect(world.sdk.callFunction({ name: 'echo', data })).resolves.toMatchObject({ result: data });
});
row('a failing function', DOC.wxSdk, 'is errCode -1 with its text for another function', async () => {
  const error = await refusal(world.sdk.callFunction({ name: 'throws' }));
  expect(error).toMatchObject({ errCode: -1, errMsg: expect.stringContaining('no seats left') });
});
row('FUNCTIONS_EXECUTE_FAIL', DOC.errors, 'an error, a crash, work left behind', async () => {
  for (const name of ['throws', 'leaves'])
    await expect(refusal(world.call(name))).resolves.toMatchObject({ code: 'FUNCTIONS_EXECUTE_FAIL' });
});
row('FUNCTIONS_REQUEST_FAIL', DOC.scfLimits, 'an event of more than 6 MB', async () => {
  const event = { text: 'x'.repeat(6 * 1024 * 1024) };
  await expect(refusal(world.call('echo', event))).resolves.toMatchObject({ code: 'FUNCTIONS_REQUEST_FAIL' });
});
row('FUNCTION_NOT_FOUND', DOC.clientErrors, 'a name that no function has', async () => {
  await expect(refusal(world.call('nobody'))).resolves.toMatchObject({ code: 'FUNCTION_NOT_FOUND' });
});
row(
  'FUNCTIONS_TIME_LIMIT_EXCEEDED',
  DOC.functionConfig,
  'longer than the timeout of its config.json (3 s when missing)',
  async () => {
    const error = await refusal(world.call('slow'));
    expect(error).toMatchObject({ code: 'FUNCTIONS_TIME_LIMIT_EXCEEDED' });
    expect(error.message).toContain('timed out after 1 seconds');
  },
);
row(
  'WX_CLOUDFUNCTION_RESULT_SIZE_EXCEED_LIMIT',
  DOC.clientErrors,
  '-604001, a result of more than 1 MB',
  async () => {
    await expect(world.call('big', { size: 1024 * 1024 - 2 })).resolves.toHaveLength(1024 * 1024 - 2);
    await expect(refusal(world.call('big', { size: 1024 * 1024 }))).resolves.toMatchObject({
      ...{ code: 'WX_CLOUDFUNCTION_RESULT_SIZE_EXCEED_LIMIT', message: expect.stringContaining('-604001') },
    });
  },
);
row('context', DOC.nodeSdk, 'tells limits, request, namespace and environment', async () => {
  const context = (await world.call('context')) as Record<string, unknown>;
  expect(context).toMatchObject({
    ...{ function_name: 'context', function_version: '$LATEST', namespace: ENV },
    ...{
      time_limit_in_ms: 7000,
      memory_limit_in_mb: 128,
      request_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    },
    environ: expect.stringContaining(`SCF_NAMESPACE=${ENV};`),
  });
});
row('getWXContext', DOC.wxContext, 'OPENID, APPID, ENV and SOURCE wx_client for a Mini Program', async () => {
  await expect(world.call('who', {}, 'oAnn')).resolves.toMatchObject({
    ...{ OPENID: 'oAnn', APPID, ENV, SOURCE: 'wx_client' },
  });
});
row(
  'SOURCE of a chain',
  DOC.wxContext,
  'wx_client,scf with the person, when a function calls a function',
  async () => {
    const inner = await world.inside(async ({ cloud }) => (await cloud.callFunction({ name: 'who' })).result);
    expect(inner).toMatchObject({ OPENID: 'oLearner', SOURCE: 'wx_client,scf' });
  },
);
row('SOURCE of a timer', DOC.wxContext, 'wx_trigger, without OPENID', async () => {
  const context = JSON.parse(await world.functions.invoke('who', '{}', TIMER_CALLER)) as object;
  expect(context).toMatchObject({ SOURCE: 'wx_trigger' });
  expect(context).not.toHaveProperty('OPENID');
});
row(
  'one invocation an instance',
  DOC.wxSdk,
  'since getWXContext reads process.env; callers beyond four wait',
  async () => {
    const seen = await Promise.all(Array.from({ length: 9 }, () => world.call('busy')));
    expect(seen).toEqual(Array.from({ length: 9 }, () => 1));
  },
);
row(
  'a warm instance',
  DOC.introduction,
  'is used again with what it remembers; a cold one begins anew',
  async () => {
    await expect(world.call('warm')).resolves.toBe(1);
    await expect(world.call('warm')).resolves.toBe(2);
    world.faults.add({ at: 'function', kind: 'cold-start', match: { function: 'warm' } });
    await expect(world.call('warm')).resolves.toBe(1);
  },
);
row('variables of the deployment', DOC.functionConfig, 'are in process.env of every function', async () => {
  await expect(world.inside(() => process.env['INSTITUTION'])).resolves.toBe('Magnolia');
});
row('Date', DOC.introduction, 'is the virtual clock inside functions', async () => {
  const seen = () => world.inside(() => [Date.now(), new Date(0).constructor === Date]);
  await world.clock.advance(86_400_000);
  await expect(seen()).resolves.toEqual([world.clock.now(), true]);
});

const config = (value: object) => {
  world.folder.write('wrong', 'exports.main = () => 1;', { ...value });
  const problem = () => world.functions.config('wrong');
  return problem;
};
row('config.json', DOC.functionConfig, 'timeout 1–60 s, memorySize 128 to 2048 MB in steps', async () => {
  expect(config({ timeout: 61 })).toThrow(/timeout must be 1 to 60 seconds/);
  expect(config({ memorySize: 300 })).toThrow(/memorySize must be one of 128, 256, 512, 1024, 2048/);
  world.folder.write('wrong', 'exports.main = () => 1;');
});
row(
  'triggers',
  DOC.triggers,
  'one timer a function, named by a letter and up to 59 more characters',
  async () => {
    const timer = { name: 'tick', type: 'timer', config: '0 * * * * * *' };
    expect(config({ triggers: [timer, timer] })).toThrow(/one trigger at most/);
    expect(config({ triggers: [{ ...timer, name: '1st' }] })).toThrow(/"1st" is no name of a trigger/);
    expect(config({ triggers: [{ ...timer, type: 'cos' }] })).toThrow(/must be of type timer/);
    world.folder.write('wrong', 'exports.main = () => 1;');
  },
);
