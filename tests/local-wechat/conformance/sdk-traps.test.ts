import type { Collection, Command } from '../database/sdk-types';
import { MONDAY_NINE } from '../host/test-cloud';
import { DOC } from './documents';
import { row } from './row';
import { startWorld, type World } from './world';

let world: World;
let _: Command;
let notes: Collection;
beforeAll(async () => {
  world = await startWorld({ collections: { notes: 'ADMINONLY' } });
  ({ _ } = world);
  notes = world.db.collection('notes');
});
beforeEach(async () => {
  await notes.where({}).remove();
  await notes.add({
    data: [
      { _id: 'a', n: 1, m: 1 },
      { _id: 'b', n: 1, m: 9 },
      { _id: 'c', n: 5, m: 1 },
    ],
  });
});
afterAll(() => world.close());

const ids = async (condition: object) => (await notes.where(condition).get()).data.map(({ _id }) => _id);

row(
  'undefined in a condition',
  DOC.databaseSdk,
  'is dropped: more matches; where({}).remove() removes everything',
  async () => {
    await expect(ids({ m: undefined, n: 1 })).resolves.toEqual(['a', 'b']);
    await notes.where({}).remove();
    await expect(notes.count()).resolves.toMatchObject({ total: 0 });
  },
);
row('two _.or on fields', DOC.databaseSdk, 'become one: write _.and of two conditions', async () => {
  const either = _.or(_.lt(2), _.gt(8));
  await expect(ids({ n: either, m: either })).resolves.toEqual(['a', 'b', 'c']);
  await expect(ids(_.and([{ n: either }, { m: either }]))).resolves.toEqual(['a', 'b']);
});
row('serverDate inside _.set', DOC.serverDate, 'is stored as {offset: 0}, no date', async () => {
  await notes
    .doc('a')
    .update({ data: { o: _.set({ at: world.db.serverDate() }), at: world.db.serverDate() } });
  await expect(notes.doc('a').get()).resolves.toMatchObject({
    data: { o: { at: { offset: 0 } }, at: new Date(MONDAY_NINE) },
  });
});
row('an empty object in an update', DOC.docUpdate, 'is not sent; _.set({}) is', async () => {
  await expect(notes.doc('a').update({ data: { o: {} } })).rejects.toThrow("'$set' is empty");
  await notes.doc('a').update({ data: { o: _.set({}) } });
  await expect(notes.doc('a').get()).resolves.toMatchObject({ data: { o: {} } });
});
row('limit(0) and limit(5000)', DOC.limit, 'silently mean 100 and 1000', async () => {
  await notes.add({ data: Array.from({ length: 1000 }, (__, n) => ({ n })) });
  expect((await notes.limit(0).get()).data).toHaveLength(100);
  expect((await notes.limit(5000).get()).data).toHaveLength(1000);
});
row('_.addToSet({each})', DOC.databaseSdk, 'stores an object {each}; $each adds several', async () => {
  await notes.doc('a').update({ data: { tags: _.addToSet({ each: [1, 2] }) } });
  await notes.doc('b').update({ data: { tags: _.addToSet({ $each: [1, 2] }) } });
  await expect(notes.doc('a').get()).resolves.toMatchObject({ data: { tags: [{ each: [1, 2] }] } });
  await expect(notes.doc('b').get()).resolves.toMatchObject({ data: { tags: [1, 2] } });
});
row(
  'where() in a transaction',
  DOC.databaseSdk,
  'count, update and remove run outside it and stay',
  async () => {
    const transaction = await world.db.startTransaction();
    await transaction.collection('notes').where({ n: 1 }).remove();
    await transaction.rollback();
    await expect(ids({})).resolves.toEqual(['c']);
  },
);
row('an update to the same value', DOC.update, 'counts 0 updated', async () => {
  await expect(notes.where({ n: 1 }).update({ data: { n: 1 } })).resolves.toMatchObject({
    stats: { updated: 0 },
  });
});
row('the order of fields', DOC.bsonOrder, 'matters where whole objects are compared', async () => {
  await notes.doc('a').update({ data: { o: _.set({ x: 1, y: 2 }) } });
  await expect(ids({ o: _.eq({ x: 1, y: 2 }) })).resolves.toEqual(['a']);
  await expect(ids({ o: _.eq({ y: 2, x: 1 }) })).resolves.toEqual([]);
});
