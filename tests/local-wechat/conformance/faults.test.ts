import type { FaultSpec } from '../../../local-wechat/control/faults';
import type { FunctionsFolder } from '../host/functions-folder';
import { DOC } from './documents';
import { row } from './row';
import { refusal, startWorld, type World } from './world';

const functions = (folder: FunctionsFolder) =>
  folder.write(
    'writes',
    `const cloud = require('wx-server-sdk'); cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });
     const notes = cloud.database().collection('notes'); let calls = 0;
     exports.main = async ({ texts }) => { calls += 1; await notes.count();
       for (const text of texts) await notes.add({ data: { text } }); return calls; };`,
    { triggers: [{ name: 'tick', type: 'timer', config: '0 * * * * * *' }] },
  );

let world: World;
beforeAll(async () => {
  world = await startWorld({ functions, collections: { notes: 'ADMINONLY', others: 'ADMINONLY' } });
});
beforeEach(async () => {
  world.faults.remove();
  await world.db.collection('notes').where({}).remove();
});
afterAll(() => world.close());

const add = (collection = 'notes') => world.db.collection(collection).add({ data: { text: 'x' } });
const written = async () => (await world.db.collection('notes').get()).data.map(({ text }) => text);
/** What the database answers with while a fault is asked for: the code, or "ok". */
const outcomes = async (fault: Omit<FaultSpec, 'at'>, times: number, work: () => Promise<unknown>) => {
  world.faults.remove();
  world.faults.add({ at: 'cloud', ...fault });
  const results: string[] = [];
  for (let at = 0; at < times; at += 1) {
    const text = await work().then(
      () => 'ok',
      (error: Error) => error.message,
    );
    results.push(text === 'ok' ? text : (/-\d{6}/.exec(text)?.[0] ?? text));
  }
  return results;
};
const writes = (texts: string[]) => world.call('writes', { texts });

row(
  'match of a fault',
  DOC.errors,
  'a fault happens where every named fact fits, a star fits any ending',
  async () => {
    const match = { action: 'database.insert*', collection: 'others' };
    await expect(outcomes({ kind: 'timeout', match }, 2, () => add())).resolves.toEqual(['ok', 'ok']);
    await expect(outcomes({ kind: 'timeout', match }, 2, () => add('others'))).resolves.toEqual([
      '-501002',
      'ok',
    ]);
  },
);
row('times of a fault', DOC.errors, 'once without it, so often with it', async () => {
  await expect(outcomes({ kind: 'timeout', times: 2 }, 3, add)).resolves.toEqual([
    '-501002',
    '-501002',
    'ok',
  ]);
});
row('skip of a fault', DOC.errors, 'so many matching moments pass by first', async () => {
  await expect(outcomes({ kind: 'timeout', skip: 2 }, 4, add)).resolves.toEqual([
    'ok',
    'ok',
    '-501002',
    'ok',
  ]);
});
row('probability, seed of a fault', DOC.errors, 'by chance, the same run for the same seed', async () => {
  const run = (seed: number) => outcomes({ kind: 'timeout', probability: 0.5, seed }, 12, add);
  const first = await run(3);
  expect(new Set(first)).toEqual(new Set(['ok', '-501002']));
  await expect(run(3)).resolves.toEqual(first);
  await expect(run(4)).resolves.not.toEqual(first);
});

row('timeout', DOC.errors, 'the action is not carried out and answers SERVER_TIMEOUT', async () => {
  await expect(outcomes({ kind: 'timeout' }, 1, add)).resolves.toEqual(['-501002']);
  await expect(written()).resolves.toEqual([]);
});
row('answer-lost', DOC.errors, 'the action is carried out, but answers SERVER_TIMEOUT', async () => {
  await expect(outcomes({ kind: 'answer-lost' }, 1, add)).resolves.toEqual(['-501002']);
  await expect(written()).resolves.toEqual(['x']);
});
row(
  'too-many-requests',
  DOC.errors,
  'the action is not carried out and answers EXCEED_REQUEST_LIMIT',
  async () => {
    await expect(outcomes({ kind: 'too-many-requests' }, 1, add)).resolves.toEqual(['-501003']);
  },
);
row('duplicate', DOC.duplicateWrite, 'an insert fails as if its unique value were there', async () => {
  world.faults.add({ at: 'cloud', kind: 'duplicate' });
  await expect(add()).rejects.toThrow(/E11000/);
  await expect(written()).resolves.toEqual([]);
});
row('conflict', DOC.conflict, 'a write or commit of a transaction; nothing of it stays', async () => {
  world.faults.add({ at: 'cloud', kind: 'conflict', match: { action: 'database.insertDocument' } });
  const transaction = await world.db.startTransaction();
  await expect(transaction.collection('notes').add({ data: { text: 'x' } })).rejects.toThrow(
    /TransactionConflict/,
  );
  await expect(transaction.commit()).rejects.toThrow(/TransactionNotExist/);
});
row('transaction-lost', DOC.transactionFail, 'a request of a transaction finds it gone', async () => {
  world.faults.add({
    at: 'cloud',
    kind: 'transaction-lost',
    match: { action: 'database.commitTransaction' },
  });
  const transaction = await world.db.startTransaction();
  await transaction.collection('notes').add({ data: { text: 'x' } });
  await expect(transaction.commit()).rejects.toThrow(/TransactionNotExist/);
  await expect(written()).resolves.toEqual([]);
});
row('outage', DOC.errors, 'any request of the SDK answers SYS_ERR', async () => {
  world.faults.add({ at: 'cloud', kind: 'outage', match: { action: 'storage.*' } });
  await expect(world.sdk.getTempFileURL({ fileList: ['cloud://x'] })).rejects.toThrow(
    /internal server error/,
  );
});

const dies = async (kind: string, match: Record<string, number>, stays: string[]) => {
  world.faults.add({ at: 'function', kind, match: { function: 'writes', ...match } });
  await expect(refusal(writes(['a', 'b', 'c']))).resolves.toMatchObject({ code: 'FUNCTIONS_EXECUTE_FAIL' });
  await expect(written()).resolves.toEqual(stays);
  await expect(writes(['d'])).resolves.toBe(1);
};
row('killed-before', DOC.introduction, 'the instance dies before main runs', () =>
  dies('killed-before', {}, []),
);
row(
  'killed-before-call',
  DOC.introduction,
  'it dies as its n-th request, or its n-th write, arrives: not carried out',
  async () => {
    await dies('killed-before-call', { call: 3 }, ['a']);
    await world.db.collection('notes').where({}).remove();
    await dies('killed-before-call', { write: 3 }, ['a', 'b']);
  },
);
row(
  'killed-between',
  DOC.introduction,
  'it dies when its n-th request or write is done, before the answer',
  async () => {
    await dies('killed-between', { write: 2 }, ['a', 'b']);
  },
);
row('killed-after', DOC.introduction, 'it dies when main has returned: the result is lost', () =>
  dies('killed-after', {}, ['a', 'b', 'c']),
);
row(
  'timed-out',
  DOC.functionConfig,
  'main returns too late: done, but the caller sees a time-out',
  async () => {
    world.faults.add({ at: 'function', kind: 'timed-out', match: { source: 'wx_client' } });
    await expect(refusal(writes(['a']))).resolves.toMatchObject({ code: 'FUNCTIONS_TIME_LIMIT_EXCEEDED' });
    await expect(written()).resolves.toEqual(['a']);
  },
);
row('cold-start', DOC.introduction, 'no warm instance is used', async () => {
  await writes([]);
  await expect(writes([])).resolves.toBeGreaterThan(1);
  world.faults.add({ at: 'function', kind: 'cold-start' });
  await expect(writes([])).resolves.toBe(1);
});

const ticks = async (kind: string, minutes: number) => {
  world.faults.add({ at: 'timer', kind, match: { function: 'writes', trigger: 'tick' } });
  const before = world.log.entries().length;
  await world.clock.advance(minutes * 60_000);
  const timed = world.log
    .entries()
    .slice(before)
    .filter((e) => e.kind === 'function' && e.from === 'wx_trigger');
  return timed.length;
};
row('twice', DOC.timerEvent, 'the timer fires two times, one after the other', () =>
  expect(ticks('twice', 1)).resolves.toBe(2),
);
row('overlap', DOC.timerEvent, 'it fires two times at once', () =>
  expect(ticks('overlap', 1)).resolves.toBe(2),
);
row('missed', DOC.timerEvent, 'it does not fire at this tick', () =>
  expect(ticks('missed', 1)).resolves.toBe(0),
);
row('late', DOC.timerEvent, 'it fires later, by settings.ms (30 s)', async () => {
  await expect(ticks('late', 1)).resolves.toBe(0);
  await world.clock.advance(30_000);
  expect(world.log.entries().at(-1)).toMatchObject({ kind: 'function', from: 'wx_trigger' });
});
