import type { Collection } from '../database/sdk-types';
import { DOC } from './documents';
import { row } from './row';
import { refusal, startWorld, type World } from './world';

let world: World;
let todos: Collection;
beforeAll(async () => {
  world = await startWorld({ collections: { todos: 'ADMINONLY' } });
  todos = world.db.collection('todos');
});
beforeEach(() => todos.where({ _id: world._.exists(true) }).remove());
afterAll(() => world.close());

const add = (...documents: object[]) => Promise.all(documents.map((data) => todos.add({ data })));
const ids = async (query: { get(): Promise<{ data: { _id?: unknown }[] }> }) =>
  (await query.get()).data.map(({ _id }) => _id);

row('database.addCollection', DOC.createCollection, 'makes an empty collection, once', async () => {
  await world.db.createCollection('made');
  await expect(world.db.collection('made').count()).resolves.toMatchObject({ total: 0 });
  await expect(world.db.createCollection('made')).rejects.toThrow(/exists already/);
});

row(
  'database.insertDocument',
  DOC.add,
  'keeps a given _id or makes one of 32 hexadecimal digits',
  async () => {
    expect((await todos.add({ data: { _id: 'given' } }))._id).toBe('given');
    expect((await todos.add({ data: { n: 1 } }))._id).toMatch(/^[0-9a-f]{32}$/);
  },
);

row(
  'add in batches',
  DOC.databaseSdk,
  'takes a list of documents and answers their ids in order',
  async () => {
    const answer = await todos.add({ data: [{ _id: 'a' }, { _id: 'b' }] });
    expect(answer._ids).toEqual(['a', 'b']);
  },
);

row(
  'database.getDocument',
  DOC.get,
  'finds by a condition, ordered, with an offset, a limit and chosen fields',
  async () => {
    await add(
      { _id: 'a', n: 1, m: 1 },
      { _id: 'b', n: 2, m: 1 },
      { _id: 'c', n: 3, m: 1 },
      { _id: 'd', m: 2 },
    );
    const found = await todos.where({ m: 1 }).orderBy('n', 'desc').skip(1).limit(1).field({ n: true }).get();
    expect(found.data).toEqual([{ _id: 'b', n: 2 }]);
  },
);

row('limit', DOC.limit, 'is 100 by default and 1000 at most in functions', async () => {
  await todos.add({ data: Array.from({ length: 1000 }, (_, n) => ({ n })) });
  await add({ n: 1000 });
  expect((await todos.get()).data).toHaveLength(100);
  expect((await todos.limit(5000).get()).data).toHaveLength(1000);
});

row('skip', DOC.skip, 'leaves out so many of the ordered documents', async () => {
  await add({ _id: 'a', n: 1 }, { _id: 'b', n: 2 }, { _id: 'c', n: 3 });
  await expect(ids(todos.orderBy('n', 'asc').skip(2))).resolves.toEqual(['c']);
});

row('orderBy', DOC.orderBy, 'sorts by several fields, the first called first', async () => {
  await add({ _id: 'a', n: 1, m: 1 }, { _id: 'b', n: 1, m: 2 }, { _id: 'c', n: 0, m: 3 });
  await expect(ids(todos.orderBy('n', 'asc').orderBy('m', 'desc'))).resolves.toEqual(['c', 'b', 'a']);
});

row('field', DOC.field, 'keeps the named fields or leaves them out, never both', async () => {
  await add({ _id: 'a', n: 1, inner: { x: 1, y: 2 } });
  await expect(todos.field({ 'inner.x': true }).get()).resolves.toMatchObject({
    data: [{ _id: 'a', inner: { x: 1 } }],
  });
  await expect(todos.field({ n: false, _id: false }).get()).resolves.toMatchObject({
    data: [{ inner: { x: 1, y: 2 } }],
  });
  await expect(todos.field({ n: true, inner: false }).get()).rejects.toThrow(
    /mix of inclusion and exclusion/,
  );
});

row('doc().get', DOC.docGet, 'gives the one document, or fails when there is none', async () => {
  await add({ _id: 'a', n: 1 });
  await expect(todos.doc('a').get()).resolves.toMatchObject({ data: { _id: 'a', n: 1 } });
  await expect(todos.doc('none').get()).rejects.toThrow(/document\.get:fail/);
});

row('database.calculateDocument', DOC.count, 'counts all that match, without the limit of get', async () => {
  await todos.add({ data: Array.from({ length: 150 }, (_, n) => ({ even: n % 2 === 0 })) });
  await expect(todos.count()).resolves.toMatchObject({ total: 150 });
  await expect(todos.where({ even: true }).count()).resolves.toMatchObject({ total: 75 });
});

row('database.modifyDocument', DOC.update, 'where().update changes every match', async () => {
  await add({ _id: 'a', n: 1 }, { _id: 'b', n: 1 }, { _id: 'c', n: 2 });
  const { stats } = await todos.where({ n: 1 }).update({ data: { n: world._.inc(1) } });
  expect(stats.updated).toBe(2);
  await expect(todos.where({ n: 2 }).count()).resolves.toMatchObject({ total: 3 });
});

row('multi: false', DOC.databaseSdk, 'changes or removes one match only', async () => {
  await add({ _id: 'a', n: 1 }, { _id: 'b', n: 1 });
  const one = { collectionName: 'todos', queryType: 'WHERE', query: '{"n":1}', multi: false };
  const changed = await world.database.handle('database.modifyDocument', {
    ...one,
    data: '{"$set":{"n":2}}',
  });
  expect(changed).toMatchObject({ data: { updated: 1 } });
  const removed = await world.database.handle('database.removeDocument', { ...one, query: '{}' });
  expect(removed).toEqual({ data: { deleted: 1 } });
});

row('doc().update', DOC.docUpdate, 'merges into the document and makes none', async () => {
  await add({ _id: 'a', n: 1, m: 1 });
  await expect(todos.doc('a').update({ data: { n: 2 } })).resolves.toMatchObject({ stats: { updated: 1 } });
  await expect(todos.doc('a').get()).resolves.toMatchObject({ data: { n: 2, m: 1 } });
  await expect(todos.doc('none').update({ data: { n: 2 } })).resolves.toMatchObject({
    stats: { updated: 0 },
  });
  await expect(todos.count()).resolves.toMatchObject({ total: 1 });
});

row('doc().set', DOC.docSet, 'replaces the whole document or makes it; no commands in it', async () => {
  await add({ _id: 'a', n: 1, m: 1 });
  await expect(todos.doc('a').set({ data: { n: 2 } })).resolves.toMatchObject({
    stats: { updated: 1, created: 0 },
  });
  await expect(todos.doc('b').set({ data: { n: 3 } })).resolves.toMatchObject({
    stats: { updated: 0, created: 1 },
  });
  expect((await todos.orderBy('_id', 'asc').get()).data).toEqual([
    { _id: 'a', n: 2 },
    { _id: 'b', n: 3 },
  ]);
});

row('database.modifyAndReturnDoc', DOC.databaseSdk, 'changes one and answers it as it became', async () => {
  await add({ _id: 'a', n: 1 });
  const { data } = await world.database.handle('database.modifyAndReturnDoc', {
    ...{
      collectionName: 'todos',
      queryType: 'DOC',
      query: '{"_id":"a"}',
      data: '{"$inc":{"n":{"$numberInt":"1"}}}',
    },
  });
  expect(data).toEqual({ updated: 1, doc: '{"_id":"a","n":2}' });
});

row(
  'database.removeDocument',
  DOC.remove,
  'where().remove removes every match, doc().remove the one',
  async () => {
    await add({ _id: 'a', n: 1 }, { _id: 'b', n: 1 }, { _id: 'c', n: 2 });
    await expect(todos.where({ n: 1 }).remove()).resolves.toMatchObject({ stats: { removed: 2 } });
    await expect(todos.doc('c').remove()).resolves.toMatchObject({ stats: { removed: 1 } });
    await expect(todos.doc('c').remove()).resolves.toMatchObject({ stats: { removed: 0 } });
  },
);

row('database.aggregateDocuments', DOC.aggregate, 'runs stages in order, see the stages below', async () => {
  await add({ n: 1 }, { n: 2 }, { n: 3 });
  const { list } = await todos
    .aggregate()
    .match({ n: world._.gt(1) })
    .count('found')
    .end();
  expect(list).toEqual([{ found: 2 }]);
});

row(
  'database.startTransaction',
  DOC.startTransaction,
  'opens one; several can be open at a time',
  async () => {
    const [first, second] = [await world.db.startTransaction(), await world.db.startTransaction()];
    await first.collection('todos').add({ data: { _id: 'a' } });
    await second.collection('todos').add({ data: { _id: 'b' } });
    await first.rollback();
    await second.commit();
    await expect(ids(todos)).resolves.toEqual(['b']);
  },
);

row('database.commitTransaction', DOC.transactions, 'brings everything written in it at once', async () => {
  const transaction = await world.db.startTransaction();
  await transaction.collection('todos').add({ data: { _id: 'a' } });
  await expect(todos.count()).resolves.toMatchObject({ total: 0 });
  await transaction.commit();
  await expect(todos.count()).resolves.toMatchObject({ total: 1 });
});

row('database.abortTransaction', DOC.transactions, 'drops everything written in it', async () => {
  const transaction = await world.db.startTransaction();
  await transaction.collection('todos').add({ data: { _id: 'a' } });
  await transaction.rollback();
  await expect(todos.count()).resolves.toMatchObject({ total: 0 });
});

row(
  'watch',
  DOC.watch,
  'is for Mini Programs and pages: the server SDK has no such call, the local cloud refuses it',
  async () => {
    expect('watch' in todos).toBe(false);
    const asked = world.client.database.handle('oLearner', 'database.watch', { collectionName: 'todos' });
    await expect(refusal(asked)).resolves.toMatchObject({
      code: 'INVALID_PARAM',
      message: expect.stringMatching(/no watch\(\)/),
    });
  },
);
