import type { Collection } from '../database/sdk-types';
import { MONDAY_NINE } from '../host/test-cloud';
import { DOC } from './documents';
import { row } from './row';
import { startWorld, type World } from './world';

let world: World;
let values: Collection;
beforeAll(async () => {
  world = await startWorld({ collections: { values: 'ADMINONLY' } });
  values = world.db.collection('values');
});
afterAll(() => world.close());

/** What a value is when it is read again, and whether it is found by itself. */
async function kept(value: unknown): Promise<unknown> {
  const { _id } = await values.add({ data: { value } });
  const { data } = await values.doc(_id).get();
  return data['value'];
}

row('whole numbers', DOC.bson, 'of 32 and of 64 bits come back as numbers', async () => {
  await expect(kept(1)).resolves.toBe(1);
  await expect(kept(-2147483648)).resolves.toBe(-2147483648);
  await expect(kept(12_345_678_901)).resolves.toBe(12_345_678_901);
});

row('doubles', DOC.bson, 'come back exactly, NaN and the infinities too', async () => {
  for (const number of [1.5, 1e21, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
    await expect(kept(number)).resolves.toBe(number);
  }
});

row('minus zero', DOC.databaseSdk, 'is sent as the whole number 0', async () => {
  await expect(kept(-0)).resolves.toBe(0);
});

row('dates', DOC.bson, 'come back as dates to the millisecond, before 1970 and after 9999 too', async () => {
  for (const ms of [MONDAY_NINE + 7, -1, 253_402_300_800_000]) {
    await expect(kept(new Date(ms))).resolves.toEqual(new Date(ms));
  }
});

row('null, truths and texts', DOC.bson, 'stay what they are, a text that looks like a date too', async () => {
  for (const value of [null, true, false, '', '课程', '2026-03-02T09:00:00Z'])
    await expect(kept(value)).resolves.toBe(value);
});

row('undefined', DOC.databaseSdk, 'is dropped by the SDK', async () => {
  const { _id } = await values.add({ data: { value: undefined, other: 1 } });
  await expect(values.doc(_id).get()).resolves.toMatchObject({ data: { _id, other: 1 } });
});

row(
  'regular expressions',
  DOC.databaseSdk,
  'match texts in a query, of JavaScript or by db.RegExp',
  async () => {
    const { _id } = await values.add({ data: { title: 'Watercolour' } });
    for (const title of [/^water/i, world.db.RegExp({ regexp: '^WATER', options: 'i' })]) {
      await expect(values.where({ title }).get()).resolves.toMatchObject({ data: [{ _id }] });
    }
  },
);

row('db.serverDate', DOC.serverDate, 'is the virtual time, with its offset', async () => {
  await expect(kept(world.db.serverDate())).resolves.toEqual(new Date(MONDAY_NINE));
  await expect(kept(world.db.serverDate({ offset: 60_000 }))).resolves.toEqual(
    new Date(MONDAY_NINE + 60_000),
  );
});

row('db.Geo.Point', DOC.geo, 'is GeoJSON and comes back as a point', async () => {
  const point = (await kept(new world.db.Geo.Point(113.3, 23.1))) as { longitude: number; latitude: number };
  expect([point.longitude, point.latitude]).toEqual([113.3, 23.1]);
});

row('ObjectId', DOC.bson, 'is kept apart from texts; ids made by the cloud are texts', async () => {
  const id = { $oid: '5f43a1b2c3d4e5f6a7b8c9d0' };
  const handle = (action: string, body: object) =>
    world.database.handle(action, { collectionName: 'values', ...body });
  await handle('database.insertDocument', { data: [JSON.stringify({ _id: id, n: 77 })] });
  const found = await handle('database.getDocument', { query: '{"n":77}' });
  expect(found).toEqual({ data: { list: [JSON.stringify({ _id: id, n: 77 })] } });
});

row('the order of types', DOC.bsonOrder, 'is null, number, text, object, array, truth, date', async () => {
  const order = world.db.collection('order');
  await world.db.createCollection('order');
  const mixed = [new Date(0), true, { a: 1 }, 'text', 5, null];
  for (const value of mixed) await order.add({ data: { value } });
  const { data } = await order.orderBy('value', 'asc').get();
  expect(data.map(({ value }) => value)).toEqual([...mixed].reverse());
});
