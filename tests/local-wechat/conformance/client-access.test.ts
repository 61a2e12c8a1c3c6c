import type { Permission } from '../../../local-wechat/cloud/database';
import { DOC } from './documents';
import { row } from './row';
import { refusal, startWorld, type World } from './world';

const COLLECTIONS: Record<string, Permission> = {
  articles: 'READONLY',
  diaries: 'PRIVATE',
  goods: 'ADMINWRITE',
  ledgers: 'ADMINONLY',
};

let world: World;
beforeAll(async () => {
  world = await startWorld({ collections: COLLECTIONS, storagePermission: 'READONLY' });
});
beforeEach(async () => {
  for (const name of Object.keys(COLLECTIONS)) {
    const collection = world.db.collection(name);
    await collection.where({}).remove();
    await collection.add({
      data: [
        { _id: 'hers', _openid: 'oAnn', n: 1 },
        { _id: 'his', _openid: 'oBob', n: 1 },
      ],
    });
  }
});
afterAll(() => world.close());

/** An action that Ann's Mini Program sends by itself. */
const ann = (action: string, collectionName: string, params: object = {}) =>
  world.client.database.handle('oAnn', `database.${action}`, { collectionName, ...params });
const read = async (collection: string, params: object = {}) => {
  const { data } = await ann('getDocument', collection, params);
  return (data as { list: string[] }).list.map((text) => JSON.parse(text) as Record<string, unknown>);
};
const ids = async (collection: string) => (await read(collection)).map(({ _id }) => _id);
const change = (collection: string, id: string, data = '{"$set":{"n":2}}') =>
  ann('modifyDocument', collection, {
    queryType: 'DOC',
    query: JSON.stringify({ _id: id }),
    data,
    merge: true,
  });
const denied = (work: Promise<unknown>) =>
  expect(refusal(work)).resolves.toMatchObject({
    code: 'DATABASE_PERMISSION_DENIED',
    message: 'Permission denied',
  });

row('READONLY', DOC.permission, 'everybody reads, the creator writes her own', async () => {
  await expect(ids('articles')).resolves.toEqual(['hers', 'his']);
  await expect(change('articles', 'hers')).resolves.toMatchObject({ data: { updated: 1 } });
  await expect(change('articles', 'his')).resolves.toMatchObject({ data: { updated: 0 } });
});
row(
  'PRIVATE',
  DOC.permission,
  'the creator alone reads and writes; the permission of a collection made by code',
  async () => {
    await expect(ids('diaries')).resolves.toEqual(['hers']);
    await expect(ann('calculateDocument', 'diaries')).resolves.toMatchObject({ data: { total: 1 } });
    await expect(change('diaries', 'his')).resolves.toMatchObject({ data: { updated: 0 } });
    await world.db.createCollection('fresh');
    expect(world.database.permission('fresh')).toBe('PRIVATE');
  },
);
row('ADMINWRITE', DOC.permission, 'everybody reads, functions write', async () => {
  await expect(ids('goods')).resolves.toEqual(['hers', 'his']);
  await denied(change('goods', 'hers'));
  await denied(ann('insertDocument', 'goods', { data: ['{"n":1}'] }));
});
row('ADMINONLY', DOC.permission, 'functions alone read and write', async () => {
  await denied(read('ledgers'));
  await denied(change('ledgers', 'hers'));
});
row('functions', DOC.permission, 'read and write everything, whatever the permission', async () => {
  for (const name of Object.keys(COLLECTIONS)) {
    await expect(
      world.db
        .collection(name)
        .where({})
        .update({ data: { n: 5 } }),
    ).resolves.toMatchObject({ stats: { updated: 2 } });
  }
});
row('_openid', DOC.permission, 'is put into what a person adds, and nobody writes it herself', async () => {
  await ann('insertDocument', 'diaries', { data: ['{"_id":"new","text":"x"}'] });
  await expect(world.db.collection('diaries').doc('new').get()).resolves.toMatchObject({
    data: { _openid: 'oAnn', text: 'x' },
  });
  for (const work of [
    ann('insertDocument', 'diaries', { data: ['{"_openid":"oBob"}'] }),
    change('diaries', 'hers', '{"$set":{"_openid":"oBob"}}'),
    change('diaries', 'hers', '{"$rename":{"n":"_openid"}}'),
  ])
    await expect(refusal(work)).resolves.toMatchObject({
      code: 'INVALID_PARAM',
      message: expect.stringContaining('Invalid Key Name (_openid)'),
    });
});
row('documents of functions', DOC.databaseFaq, 'have no _openid, so that nobody owns them', async () => {
  await world.db.collection('articles').add({ data: { _id: 'ours' } });
  await expect(change('articles', 'ours')).resolves.toMatchObject({ data: { updated: 0 } });
});
row('set by a person', DOC.docSet, 'makes or replaces her own document only', async () => {
  const set = (id: string) =>
    ann('modifyDocument', 'articles', {
      queryType: 'DOC',
      query: JSON.stringify({ _id: id }),
      data: '{"n":9}',
      merge: false,
      upsert: true,
    });
  await set('hers');
  await set('another');
  await denied(set('his'));
  const { data } = await world.db.collection('articles').orderBy('_id', 'asc').get();
  expect(data.map(({ _id, _openid, n }) => [_id, _openid, n])).toEqual([
    ['another', 'oAnn', 9],
    ['hers', 'oAnn', 9],
    ['his', 'oBob', 1],
  ]);
});
row('remove by a person', DOC.remove, 'removes her own only', async () => {
  await expect(ann('removeDocument', 'articles', { query: '{}', multi: true })).resolves.toMatchObject({
    data: { deleted: 1 },
  });
});
row('20 documents', DOC.limit, 'are what a Mini Program gets, by default and at most', async () => {
  await world.db.collection('articles').add({ data: Array.from({ length: 30 }, (_, n) => ({ n })) });
  await expect(read('articles')).resolves.toHaveLength(20);
  await expect(read('articles', { limit: 100 })).resolves.toHaveLength(20);
  await expect(read('articles', { limit: 3 })).resolves.toHaveLength(3);
});
row(
  'WX_DATABASE_QUERY_SIZE_EXCEED_LIMIT',
  DOC.clientErrors,
  '-602001, more than 1 MB of documents',
  async () => {
    await world.db.collection('articles').add({ data: { text: 'x'.repeat(1024 * 1024) } });
    await expect(refusal(read('articles'))).resolves.toMatchObject({
      code: 'WX_DATABASE_QUERY_SIZE_EXCEED_LIMIT',
    });
  },
);
row(
  'mostClientWriteBytes',
  DOC.documentLimit,
  'one write of a Mini Program carries at most (512 KB, a switch)',
  async () => {
    const text = JSON.stringify({ text: 'x'.repeat(512 * 1024) });
    await expect(refusal(ann('insertDocument', 'diaries', { data: [text] }))).resolves.toMatchObject({
      code: 'INVALID_PARAM',
    });
  },
);
row(
  'aggregations of a person',
  DOC.aggregate,
  'see what she may read; a lookup needs a collection that everybody reads',
  async () => {
    const count = { stageKey: '$count', stageValue: '"all"' };
    await expect(ann('aggregateDocuments', 'diaries', { stages: [count] })).resolves.toEqual({
      data: { list: ['{"all":1}'] },
    });
    const lookup = {
      stageKey: '$lookup',
      stageValue: '{"from":"ledgers","localField":"n","foreignField":"n","as":"x"}',
    };
    await denied(ann('aggregateDocuments', 'articles', { stages: [lookup] }));
  },
);
row('transactions and new collections', DOC.runTransaction, 'are for functions only', async () => {
  for (const action of ['startTransaction', 'addCollection'])
    await expect(refusal(ann(action, 'articles'))).resolves.toMatchObject({
      message: expect.stringContaining('for functions only'),
    });
});

const put = (openid: string, path: string) => world.client.files.upload(openid, path, Buffer.from('x'));
row(
  'files of a person',
  DOC.storagePermission,
  'everybody reads them, the creator replaces and deletes them',
  () => {
    const { fileID } = put('oAnn', 'a.txt');
    expect(world.client.files.addresses('oBob', [{ fileID }])).toMatchObject([
      { status: 0, tempFileURL: expect.stringContaining('a.txt?sign=') },
    ]);
    expect(() => put('oBob', 'a.txt')).toThrow('Permission denied');
    expect(world.client.files.remove('oBob', [fileID])).toMatchObject([
      { status: -503002, errMsg: 'storage permission denied' },
    ]);
    expect(world.client.files.remove('oAnn', [fileID])).toMatchObject([{ status: 0 }]);
  },
);
row('STORAGE_EXCEED_AUTHORITY', DOC.errors, '-503002, also for what a function has uploaded', async () => {
  const { fileID } = await world.sdk.uploadFile({ cloudPath: 'ours.txt', fileContent: Buffer.from('x') });
  expect(world.client.files.remove('oAnn', [fileID])).toMatchObject([{ status: -503002 }]);
});
