import { type Gateway, sdkFor, startGateway } from './gateway';
import type { Command, Db, Fields } from './sdk-types';

describe('updates', () => {
  let gateway: Gateway;
  let db: Db;
  let _: Command;

  beforeAll(async () => {
    gateway = await startGateway({ collections: [{ name: 'orders', permission: 'ADMINONLY', indexes: [] }] });
    db = sdkFor(gateway).database();
    _ = db.command;
  });
  afterAll(() => gateway.close());

  let ids = 0;
  /** Updates a document and tells what it holds then, without its id. */
  async function updated(document: Fields, change: object): Promise<Fields & { changed: number }> {
    const id = `o${++ids}`;
    await db.collection('orders').add({ data: { _id: id, ...document } });
    const { stats } = await db.collection('orders').doc(id).update({ data: change });
    const { _id, ...rest } = (await db.collection('orders').doc(id).get()).data;
    return { ...rest, changed: stats.updated };
  }

  /** The same, with operators as MongoDB writes them, which the SDK passes on where it has no command of its own. */
  async function updatedRaw(document: Fields, operators: object, condition: object = {}): Promise<Fields> {
    const id = `o${++ids}`;
    await db.collection('orders').add({ data: { _id: id, ...document } });
    await gateway.database.handle('database.modifyDocument', {
      collectionName: 'orders',
      queryType: 'WHERE',
      query: JSON.stringify({ _id: id, ...condition }),
      data: JSON.stringify(operators),
      multi: true,
      merge: true,
      upsert: false,
    });
    const { _id, ...rest } = (await db.collection('orders').doc(id).get()).data;
    return rest;
  }

  test('set changes fields, makes the ones on the way and counts real changes only', async () => {
    expect(await updated({ n: 1 }, { n: 2, 'a.b.c': 3 })).toEqual({ n: 2, a: { b: { c: 3 } }, changed: 1 });
    expect(await updated({ a: { b: 1, c: 2 } }, { a: { b: 3 } })).toEqual({ a: { b: 3, c: 2 }, changed: 1 });
    expect(await updated({ a: { b: 1, c: 2 } }, { a: _.set({ b: 3 }) })).toEqual({ a: { b: 3 }, changed: 1 });
    expect(await updated({ n: 1 }, { n: 1 })).toEqual({ n: 1, changed: 0 });
  });

  test('array elements are reached by position; a gap is filled with null', async () => {
    expect(await updated({ list: [{ n: 1 }, { n: 2 }] }, { 'list.1.n': 5 })).toMatchObject({
      list: [{ n: 1 }, { n: 5 }],
    });
    expect(await updated({ list: [1] }, { 'list.3': 4 })).toMatchObject({ list: [1, null, null, 4] });
    expect(await updated({}, { 'list.0': 4 })).toMatchObject({ list: { 0: 4 } });
  });

  test('remove takes a field away; in an array null stays', async () => {
    expect(await updated({ a: 1, b: { c: 2 } }, { a: _.remove(), 'b.c': _.remove() })).toEqual({
      b: {},
      changed: 1,
    });
    expect(await updated({ list: [1, 2] }, { 'list.0': _.remove() })).toMatchObject({ list: [null, 2] });
    expect(await updated({ a: 1 }, { 'a.b': _.remove(), none: _.remove() })).toEqual({ a: 1, changed: 0 });
  });

  test('numbers are added, multiplied, limited and masked', async () => {
    expect(await updated({ n: 5 }, { n: _.inc(-7), m: _.inc(2) })).toEqual({ n: -2, m: 2, changed: 1 });
    expect(await updated({ n: 5 }, { n: _.mul(1.5), m: _.mul(2) })).toEqual({ n: 7.5, m: 0, changed: 1 });
    expect(await updated({ n: 5 }, { n: _.max(9), m: _.min(2) })).toEqual({ n: 9, m: 2, changed: 1 });
    expect(await updated({ n: 5, s: 'x' }, { n: _.max(3), s: _.min(1) })).toEqual({ n: 5, s: 1, changed: 1 });
    expect(await updatedRaw({ n: 13 }, { $bit: { n: { and: 10 } } })).toEqual({ n: 8 });
    expect(await updatedRaw({ n: 3 }, { $bit: { n: { or: 12, xor: 5 }, m: { or: 4 } } })).toEqual({
      n: 10,
      m: 4,
    });
  });

  test('rename moves a value, even over another', async () => {
    expect(await updated({ a: 1, b: 2 }, { a: _.rename('b') })).toEqual({ b: 1, changed: 1 });
    expect(await updated({ a: { b: 1 } }, { 'a.b': _.rename('c.d') })).toEqual({
      a: {},
      c: { d: 1 },
      changed: 1,
    });
    expect(await updated({ a: 1 }, { none: _.rename('b') })).toEqual({ a: 1, changed: 0 });
  });

  test('push appends, inserts, sorts and cuts', async () => {
    expect(await updated({ list: [1] }, { list: _.push([2, 3]) })).toMatchObject({ list: [1, 2, 3] });
    expect(await updated({}, { list: _.push(1) })).toMatchObject({ list: [1] });
    expect(await updated({ list: [3] }, { list: _.unshift([1, 2]) })).toMatchObject({ list: [1, 2, 3] });
    expect(await updated({ list: [1, 4] }, { list: _.push({ each: [2, 3], position: 1 }) })).toMatchObject({
      list: [1, 2, 3, 4],
    });
    expect(
      await updated({ list: [3, 1] }, { list: _.push({ each: [2], sort: -1, slice: 2 }) }),
    ).toMatchObject({ list: [3, 2] });
    expect(
      await updated(
        { list: [{ n: 2 }] },
        { list: _.push({ each: [{ n: 1 }, { n: 3 }], sort: { n: 1 }, slice: -2 }) },
      ),
    ).toMatchObject({ list: [{ n: 2 }, { n: 3 }] });
    expect(await updatedRaw({ list: [1, 2, 3] }, { $push: { list: { $each: [9], $position: -1 } } })).toEqual(
      { list: [1, 2, 9, 3] },
    );
    expect(await updatedRaw({ list: [1] }, { $push: { list: [2, 3] } })).toEqual({ list: [1, [2, 3]] });
  });

  test('elements are taken from the ends or by what they are', async () => {
    expect(await updated({ list: [1, 2, 3] }, { list: _.pop() })).toMatchObject({ list: [1, 2] });
    expect(await updated({ list: [1, 2, 3] }, { list: _.shift() })).toMatchObject({ list: [2, 3] });
    expect(await updated({ list: [1, 2, 1] }, { list: _.pull(1) })).toMatchObject({ list: [2] });
    expect(await updated({ list: [1, 5, 9] }, { list: _.pull(_.gte(5)) })).toMatchObject({ list: [1] });
    expect(await updated({ list: [{ a: 1, b: 1 }, { a: 2 }] }, { list: _.pull({ a: 1 }) })).toMatchObject({
      list: [{ a: 2 }],
    });
    expect(await updated({ list: [1, 2, 3, 1] }, { list: _.pullAll([1, 3]) })).toMatchObject({ list: [2] });
    expect(await updated({}, { list: _.pull(1) })).toEqual({ changed: 0 });
  });

  test('a set takes a value once', async () => {
    expect(await updated({ tags: ['a'] }, { tags: _.addToSet('a') })).toEqual({ tags: ['a'], changed: 0 });
    expect(await updated({ tags: ['a'] }, { tags: _.addToSet({ $each: ['b', 'a', 'b'] }) })).toMatchObject({
      tags: ['a', 'b'],
    });
    expect(await updated({ tags: [{ a: 1, b: 2 }] }, { tags: _.addToSet({ b: 2, a: 1 }) })).toMatchObject({
      tags: [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ],
    });
  });

  test('$ stands for the element that matched, $[] for all of them', async () => {
    const units = {
      units: [
        { k: 1, fen: 5 },
        { k: 2, fen: 5 },
      ],
    };
    expect(await updatedRaw(units, { $set: { 'units.$.fen': 9 } }, { 'units.k': 2 })).toEqual({
      units: [
        { k: 1, fen: 5 },
        { k: 2, fen: 9 },
      ],
    });
    expect(
      await updatedRaw(units, { $inc: { 'units.$.fen': 1 } }, { units: { $elemMatch: { k: 1 } } }),
    ).toEqual({
      units: [
        { k: 1, fen: 6 },
        { k: 2, fen: 5 },
      ],
    });
    expect(await updatedRaw({ list: [1, 8, 9] }, { $set: { 'list.$': 0 } }, { list: { $gt: 7 } })).toEqual({
      list: [1, 0, 9],
    });
    expect(await updatedRaw(units, { $inc: { 'units.$[].fen': 1 } })).toEqual({
      units: [
        { k: 1, fen: 6 },
        { k: 2, fen: 6 },
      ],
    });
  });

  test('where().update changes every match and tells how many really changed', async () => {
    const group = { group: `g${++ids}` };
    const orders = db.collection('orders');
    for (const state of ['open', 'open', 'done']) await orders.add({ data: { ...group, state } });
    expect((await orders.where(group).update({ data: { state: 'done' } })).stats).toEqual({ updated: 2 });
    expect((await orders.where({ group: 'none' }).update({ data: { state: 'done' } })).stats).toEqual({
      updated: 0,
    });
  });

  test('an error in the middle leaves the documents before it changed, as in MongoDB', async () => {
    const group = { group: `g${++ids}` };
    const orders = db.collection('orders');
    for (const n of [1, 'x', 3]) await orders.add({ data: { ...group, n } });
    await expect(orders.where(group).update({ data: { n: _.inc(1) } })).rejects.toThrow('non-numeric');
    expect((await orders.where(group).get()).data.map(({ n }) => n)).toEqual([2, 'x', 3]);
  });

  test('update and return gives the document as it became', async () => {
    await db.collection('orders').add({ data: { _id: 'ret', n: 1 } });
    const change = { collectionName: 'orders', queryType: 'WHERE', data: '{"$inc":{"n":1}}' };
    expect(
      await gateway.database.handle('database.modifyAndReturnDoc', { ...change, query: '{"_id":"ret"}' }),
    ).toEqual({ data: { updated: 1, doc: '{"_id":"ret","n":2}' } });
    expect(
      await gateway.database.handle('database.modifyAndReturnDoc', { ...change, query: '{"_id":"none"}' }),
    ).toEqual({ data: { updated: 0, doc: null } });
  });

  test('an upsert makes the document out of its condition and the operators', async () => {
    const reply = await gateway.database.handle('database.modifyDocument', {
      collectionName: 'orders',
      queryType: 'WHERE',
      query: '{"_id":"up","a.b":{"$eq":1},"n":{"$gt":5}}',
      data: '{"$inc":{"n":2}}',
      merge: true,
      upsert: true,
    });
    expect(reply).toEqual({ data: { updated: 0, upsert_id: 'up' } });
    expect((await db.collection('orders').doc('up').get()).data).toEqual({ _id: 'up', a: { b: 1 }, n: 2 });
  });
});
