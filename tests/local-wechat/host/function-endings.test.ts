import { type FunctionsFolder, makeFunctionsFolder } from './functions-folder';
import { startTestCloud, type TestCloud } from './test-cloud';

const SDK = `const cloud = require('wx-server-sdk'); cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });`;

describe('Stopping the cloud', () => {
  test('ends functions that are still at work; their callers are told', async () => {
    const folder = makeFunctionsFolder();
    folder.write('works-on', 'exports.main = () => new Promise(() => setInterval(() => {}, 1000));', {
      timeout: 60,
    });
    folder.write('ready', 'exports.main = () => 1;');
    const cloud = await startTestCloud(folder.dir);
    const call = cloud.callAs('oA', 'works-on').catch((error: Error) => error.message);
    await cloud.callAs('oA', 'ready');
    await cloud.close();
    await expect(call).resolves.toMatch(/local cloud was stopped/);
    folder.remove();
  });
});

describe('Killing function instances on demand', () => {
  let folder: FunctionsFolder;
  let cloud: TestCloud;

  beforeEach(async () => {
    folder = makeFunctionsFolder();
    folder.write(
      'writes',
      `${SDK} exports.main = async ({ texts }) => {
      for (const text of texts) await cloud.database().collection('notes').add({ data: { text } }); return texts.length; };`,
    );
    cloud = await startTestCloud(folder.dir);
  });

  afterEach(async () => {
    await cloud.close();
    folder.remove();
  });

  test.each([
    ['killed-before', {}, []],
    ['killed-before-call', { call: 2 }, ['a']],
    ['killed-between', { call: 2 }, ['a', 'b']],
    ['killed-after', {}, ['a', 'b', 'c']],
  ])(
    '%s: what was written before stays, the caller gets an error, the next call works',
    async (kind, match, stays) => {
      cloud.faults.add({ at: 'function', kind, match: { function: 'writes', ...match } });
      await expect(cloud.callAs('oA', 'writes', { texts: ['a', 'b', 'c'] })).rejects.toMatchObject({
        code: 'FUNCTIONS_EXECUTE_FAIL',
      });
      expect(cloud.written.map((note) => note['text'])).toEqual(stays);
      await expect(cloud.callAs('oA', 'writes', { texts: ['d'] })).resolves.toBe(1);
    },
  );
});
