import type { LocalWeChat } from '../../../local-wechat';
import type { FunctionsFolder } from './functions-folder';
import { ask, localOptions, makeFunctionsFolder, startLocalWeChat } from './local-wechat';

const SDK = `const cloud = require('wx-server-sdk'); cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });
  const db = cloud.database(); const notes = db.collection('notes');`;

describe('What goes wrong in the cloud on demand', () => {
  let folder: FunctionsFolder;
  let local: LocalWeChat;

  beforeAll(async () => {
    folder = makeFunctionsFolder();
    folder.write(
      'add',
      `${SDK} exports.main = async ({ key }) => { await notes.add({ data: { key } }); return 'added'; };`,
    );
    folder.write(
      'pair',
      `${SDK} exports.main = ({ key }) => db.runTransaction(async (transaction) => {
      const inside = transaction.collection('notes');
      await inside.add({ data: { key: key + '-1' } });
      await inside.add({ data: { key: key + '-2' } });
      return 'added';
    });`,
    );
    folder.write(
      'keys',
      `${SDK} exports.main = async ({ key }) =>
      (await notes.where({ key: db.RegExp({ regexp: '^' + key }) }).get()).data.map((note) => note.key);`,
    );
    local = await startLocalWeChat(localOptions(folder));
  });

  afterAll(async () => {
    await local.stop();
    folder.remove();
  });

  beforeEach(() => {
    local.faults.remove();
  });

  const call = async (name: string, key: string) =>
    (await ask(local, 'POST', '/call', { openid: 'oA', name, data: { key } })).body;

  test('a conflict at a write of a transaction leaves nothing behind, and says so', async () => {
    local.faults.add({ at: 'cloud', kind: 'conflict', match: { action: 'database.insertDocument' } });
    await expect(call('pair', 'conflict')).resolves.toMatchObject({
      error: { message: expect.stringContaining('TransactionConflict') as string },
    });
    await expect(call('keys', 'conflict')).resolves.toEqual({ result: [] });
    await expect(call('pair', 'conflict')).resolves.toEqual({ result: 'added' });
  });

  test('a conflict at the commit leads the SDK to run the transaction again', async () => {
    const fault = local.faults.add({
      at: 'cloud',
      kind: 'conflict',
      match: { action: 'database.commitTransaction' },
    });
    await expect(call('pair', 'commit')).resolves.toEqual({ result: 'added' });
    await expect(call('keys', 'commit')).resolves.toEqual({ result: ['commit-1', 'commit-2'] });
    expect(local.faults.list().find(({ id }) => id === fault.id)?.happened).toBe(1);
  });

  test.each([
    ['timeout', []],
    ['answer-lost', ['answer-lost']],
  ])(
    '%s: the function sees a time-out either way, only one of them was carried out',
    async (kind, written) => {
      local.faults.add({
        at: 'cloud',
        kind,
        match: { action: 'database.insertDocument', collection: 'notes' },
      });
      await expect(call('add', kind)).resolves.toMatchObject({
        error: { message: expect.stringContaining('-501002') as string },
      });
      await expect(call('keys', kind)).resolves.toEqual({ result: written });
    },
  );

  test('a seeded probability gives the same run of faults again', async () => {
    const run = async (prefix: string) => {
      local.faults.remove();
      local.faults.add({
        ...{ at: 'cloud', kind: 'timeout', match: { action: 'database.insertDocument' } },
        ...{ probability: 0.5, seed: 7 },
      });
      const results: boolean[] = [];
      for (let index = 0; index < 12; index += 1)
        results.push('result' in (await call('add', `${prefix}${index}`)));
      return results;
    };
    const first = await run('first');
    expect(first).toContain(true);
    expect(first).toContain(false);
    await expect(run('second')).resolves.toEqual(first);
  });
});
