import { openCloudDatabase } from '../../../local-wechat/cloud/database';
import { TcbError } from '../../../local-wechat/cloud/tcb-error';
import type { Collection } from '../database/sdk-types';
import { DOC } from './documents';
import { row } from './row';
import { refusal, startWorld, type World } from './world';

let world: World;
let notes: Collection;
beforeAll(async () => {
  world = await startWorld({ collections: { notes: 'ADMINONLY' } });
  notes = world.db.collection('notes');
});
afterAll(() => world.close());

/** What the SDK makes of a code of the gateway. */
async function becomes(code: string, errCode: number): Promise<void> {
  const { handle } = world.database;
  world.database.handle = () => Promise.reject(new TcbError(code, 'as the cloud says'));
  const error = await refusal(notes.count());
  world.database.handle = handle;
  expect(error).toMatchObject({ errCode, errMsg: expect.stringContaining('as the cloud says') });
  expect(error).not.toHaveProperty('code');
}

row('SYS_ERR', DOC.errors, 'errCode -501001', () => becomes('SYS_ERR', -501001));
row('SERVER_TIMEOUT', DOC.errors, 'errCode -501002', () => becomes('SERVER_TIMEOUT', -501002));
row('EXCEED_REQUEST_LIMIT', DOC.errors, 'errCode -501003', () => becomes('EXCEED_REQUEST_LIMIT', -501003));
row('EXCEED_CONCURRENT_REQUEST_LIMIT', DOC.errors, 'errCode -501004', () =>
  becomes('EXCEED_CONCURRENT_REQUEST_LIMIT', -501004),
);
row('INVALIID_ENV', DOC.errors, 'errCode -501005 (spelt so)', () => becomes('INVALIID_ENV', -501005));
row('INVALID_COMMON_PARAM', DOC.errors, 'errCode -501006', () => becomes('INVALID_COMMON_PARAM', -501006));
row('INVALID_PARAM', DOC.errors, 'errCode -501007', () => becomes('INVALID_PARAM', -501007));
row('INVALID_REQUEST_SOURCE', DOC.errors, 'errCode -501008', () =>
  becomes('INVALID_REQUEST_SOURCE', -501008),
);
row('RESOURCE_NOT_INITIAL', DOC.errors, 'errCode -501009', () => becomes('RESOURCE_NOT_INITIAL', -501009));
row('DATABASE_REQUEST_FAILED', DOC.errors, 'errCode -502001', () =>
  becomes('DATABASE_REQUEST_FAILED', -502001),
);
row('DATABASE_INVALID_OPERRATOR', DOC.errors, 'errCode -502002 (spelt so)', () =>
  becomes('DATABASE_INVALID_OPERRATOR', -502002),
);
row('DATABASE_PERMISSION_DENIED', DOC.errors, 'errCode -502003', () =>
  becomes('DATABASE_PERMISSION_DENIED', -502003),
);
row('DATABASE_COLLECTION_EXCEED_LIMIT', DOC.errors, 'errCode -502004', () =>
  becomes('DATABASE_COLLECTION_EXCEED_LIMIT', -502004),
);
row(
  'DATABASE_COLLECTION_NOT_EXIST',
  DOC.errors,
  'errCode -502005, for a collection that is not there',
  async () => {
    await becomes('DATABASE_COLLECTION_NOT_EXIST', -502005);
    await expect(refusal(world.db.collection('nowhere').get())).resolves.toMatchObject({ errCode: -502005 });
  },
);
row('STORAGE_SIGN_PARAM_INVALID', DOC.errors, 'errCode -503004', () =>
  becomes('STORAGE_SIGN_PARAM_INVALID', -503004),
);
row('any other code', DOC.wxSdk, 'errCode -501001, those of transactions included', () =>
  becomes('DATABASE_TRANSACTION_CONFLICT', -501001),
);

row(
  'DATABASE_DUPLICATE_WRITE, duplicateKeyCode',
  DOC.duplicateWrite,
  'a taken _id or unique value: E11000 in the text (switch duplicateKeyCode)',
  async () => {
    await notes.add({ data: { _id: 'taken' } });
    const again = () => refusal(notes.add({ data: { _id: 'taken' } }));
    await expect(again()).resolves.toMatchObject({
      errCode: -502001,
      errMsg: expect.stringContaining('E11000 duplicate key error'),
    });
    world.switches.set({ duplicateKeyCode: 'DATABASE_DUPLICATE_WRITE' });
    await expect(again()).resolves.toMatchObject({
      errCode: -501001,
      errMsg: expect.stringContaining('E11000'),
    });
    world.switches.set({ duplicateKeyCode: 'DATABASE_REQUEST_FAILED' });
  },
);

row('an empty update', DOC.emptySet, "is refused: '$set' is empty", async () => {
  await expect(refusal(notes.doc('taken').update({ data: { o: {} } }))).resolves.toMatchObject({
    errCode: -502001,
    errMsg: expect.stringContaining("multiple write errors: [{write errors: [{'$set' is empty"),
  });
});

row('unique indexes', DOC.indexes, 'take a missing field for null: two such documents collide', async () => {
  const unique = { name: 'key', unique: true, keys: [{ field: 'key', direction: 1 as const }] };
  const database = openCloudDatabase({
    ...{ file: ':memory:', clock: world.clock },
    collections: [{ name: 'keys', permission: 'ADMINONLY', indexes: [unique] }],
  });
  const add = (text: string) =>
    database.handle('database.insertDocument', { collectionName: 'keys', data: [text] });
  await add('{"_id":"a"}');
  await expect(add('{"_id":"b"}')).rejects.toThrow(/E11000.*index: key dup key: \{ : null \}/);
  await expect(add(`{"_id":"c","key":"${'x'.repeat(1100)}"}`)).rejects.toThrow(/key too large to index/);
  database.close();
});

row('indexed values', DOC.indexes, 'hold at most 1024 bytes', async () => {
  const index = { name: 'text', keys: [{ field: 'text', direction: 1 as const }] };
  const database = openCloudDatabase({
    ...{ file: ':memory:', clock: world.clock },
    collections: [{ name: 'texts', permission: 'ADMINONLY', indexes: [index] }],
  });
  const add = (text: string) =>
    database.handle('database.insertDocument', { collectionName: 'texts', data: [JSON.stringify({ text })] });
  await add('课'.repeat(300));
  await expect(add('课'.repeat(400))).rejects.toThrow(/key too large to index, failing text 1\d{3}/);
  database.close();
});

const indexes = (count: number, fields: number) =>
  Array.from({ length: count }, (_, at) => ({
    name: `i${at}`,
    keys: Array.from({ length: fields }, (__, field) => ({
      field: `f${at}_${field}`,
      direction: 1 as const,
    })),
  }));
const opened = (count: number, fields: number) => () =>
  openCloudDatabase({
    ...{ file: ':memory:', clock: world.clock },
    collections: [{ name: 'many', permission: 'ADMINONLY', indexes: indexes(count, fields) }],
  }).close();

row('100 indexes', DOC.databaseFaq, 'a collection has at most, of at most 31 fields each', async () => {
  expect(opened(101, 1)).toThrow(/it has 101 indexes; there may be 100/);
  expect(opened(1, 32)).toThrow(/index i0 has 32 fields/);
  expect(opened(3, 31)).not.toThrow();
});

row('100 collections', DOC.databaseFaq, 'an environment has at most', async () => {
  for (let at = 1; at < 100; at += 1) await world.db.createCollection(`c${at}`);
  await expect(refusal(world.db.createCollection('c100'))).resolves.toMatchObject({
    errMsg: expect.stringContaining('exceeds 100'),
  });
});

row('16 MB', DOC.quota, 'one reply holds at most', async () => {
  const text = 'x'.repeat(6 * 1024 * 1024);
  for (const _id of ['big1', 'big2', 'big3']) await notes.add({ data: { _id, text } });
  await expect(notes.where({ _id: /^big/ }).get()).rejects.toThrow(/the reply would hold/);
  await notes.where({ _id: /^big/ }).remove();
});

row('mostWriteBytes', DOC.documentLimit, 'one write carries at most (16 MB, a switch)', async () => {
  world.switches.set({ mostWriteBytes: 2000 });
  await expect(notes.add({ data: { text: 'x'.repeat(2000) } })).rejects.toThrow(
    /one write may carry 2000 bytes/,
  );
  await expect(notes.doc('taken').update({ data: { text: 'x'.repeat(2000) } })).rejects.toThrow(/2000 bytes/);
  world.switches.set({ mostWriteBytes: 16 * 1024 * 1024 });
});

row('updatedCounts', DOC.update, 'can be switched to all that matched', async () => {
  world.switches.set({ updatedCounts: 'matched' });
  await notes.doc('taken').update({ data: { n: 1 } });
  await expect(notes.doc('taken').update({ data: { n: 1 } })).resolves.toMatchObject({
    stats: { updated: 1 },
  });
  world.switches.set({ updatedCounts: 'changed' });
});
