import { type Gateway, sdkFor, startGateway } from './gateway';
import type { Db } from './sdk-types';

const NOW = Date.parse('2026-09-01T08:00:00+08:00');

describe('documents through the real SDK', () => {
  let gateway: Gateway;
  let db: Db;

  beforeAll(async () => {
    gateway = await startGateway({ clock: { now: () => NOW } });
    db = sdkFor(gateway).database();
  });
  afterAll(() => gateway.close());

  let names = 0;
  const collection = async (...documents: object[]) => {
    const name = `courses${++names}`;
    await db.createCollection(name);
    for (const data of documents) await db.collection(name).add({ data });
    return db.collection(name);
  };

  test('a document is read back as it was written', async () => {
    const course = {
      _id: 'c1',
      title: '少儿美术 🎨',
      units: [{ fen: 9900, at: new Date('2026-09-05T10:00:00+08:00') }],
      open: true,
      note: null,
      half: 0.5,
      huge: 1e21,
      many: 12345678901,
      tags: [],
      place: {},
      long: new Date('1969-12-31T00:00:00Z'),
    };
    const courses = await collection(course);
    expect((await courses.doc('c1').get()).data).toEqual(course);
  });

  test('a text that looks like a date stays a text', async () => {
    const courses = await collection({ _id: 'c1', on: '2026-09-05T10:00:00.000Z' });
    expect((await courses.doc('c1').get()).data['on']).toBe('2026-09-05T10:00:00.000Z');
  });

  test('places come back as places', async () => {
    const courses = await collection({ _id: 'c1', at: new db.Geo.Point(113.3, 23.1) });
    expect((await courses.doc('c1').get()).data['at']).toMatchObject({ longitude: 113.3, latitude: 23.1 });
  });

  test('an id is made where none is given, and comes first', async () => {
    const courses = await collection();
    const { _id } = await courses.add({ data: { title: '书法' } });
    expect(_id).toMatch(/^[0-9a-f]{32}$/);
    const { data } = await courses.doc(_id).get();
    expect(Object.keys(data)).toEqual(['_id', 'title']);
  });

  test('the server date is the clock of the local WeChat, shifted as asked', async () => {
    const courses = await collection({ _id: 'c1', made: db.serverDate() });
    await courses.doc('c1').update({ data: { due: db.serverDate({ offset: -3_600_000 }) } });
    const { data } = await courses.doc('c1').get();
    expect(data).toMatchObject({ made: new Date(NOW), due: new Date(NOW - 3_600_000) });
  });

  test('a taken id is refused with the text that CloudBase uses', async () => {
    const courses = await collection({ _id: 'c1' });
    await expect(courses.add({ data: { _id: 'c1', other: true } })).rejects.toMatchObject({
      errCode: -502001,
      errMsg: expect.stringMatching(
        /\[FailedOperation\] multiple write errors: \[\{write errors: \[\{E11000 duplicate key error collection: \S+ index: _id_ dup key: \{ : "c1" \}\}\]\}, \{<nil>\}\]/,
      ),
    });
  });

  test('a missing document is an error of its own', async () => {
    const courses = await collection();
    await expect(courses.doc('none').get()).rejects.toThrow('document with _id none does not exist');
  });

  test('a missing collection is told from an empty one', async () => {
    await expect(db.collection('nowhere').get()).rejects.toMatchObject({ errCode: -502005 });
    await expect(db.collection('nowhere').add({ data: {} })).rejects.toMatchObject({ errCode: -502005 });
    await expect(db.collection('nowhere').aggregate().count('n').end()).rejects.toThrow(
      'Db or Table not exist: nowhere',
    );
  });

  test('set puts a whole document in place of another and says which of the two it did', async () => {
    const courses = await collection({ _id: 'c1', title: '书法', seats: 5 });
    expect((await courses.doc('c1').set({ data: { title: '围棋' } })).stats).toEqual({
      updated: 1,
      created: 0,
    });
    expect((await courses.doc('c1').get()).data).toEqual({ _id: 'c1', title: '围棋' });
    expect((await courses.doc('c2').set({ data: { title: '书法' } })).stats).toEqual({
      updated: 0,
      created: 1,
    });
    expect((await courses.doc('c2').get()).data).toEqual({ _id: 'c2', title: '书法' });
  });

  test('remove says how many documents went', async () => {
    const courses = await collection({ _id: 'c1', open: true }, { _id: 'c2', open: true }, { _id: 'c3' });
    expect((await courses.doc('c3').remove()).stats).toEqual({ removed: 1 });
    expect((await courses.doc('c3').remove()).stats).toEqual({ removed: 0 });
    expect((await courses.where({ open: true }).remove()).stats).toEqual({ removed: 2 });
    expect(await courses.count()).toMatchObject({ total: 0 });
  });

  test('100 documents come when no limit is given, and never more than 1000', async () => {
    const courses = await collection();
    await courses.add({ data: Array.from({ length: 1000 }, (_, n) => ({ n })) });
    await courses.add({ data: { n: 1000 } });
    expect((await courses.get()).data).toHaveLength(100);
    expect((await courses.limit(2000).get()).data).toHaveLength(1000);
    expect((await courses.orderBy('n', 'desc').skip(999).limit(5).get()).data.map(({ n }) => n)).toEqual([
      1, 0,
    ]);
  });

  test('a projection keeps or drops fields', async () => {
    const courses = await collection({
      _id: 'c1',
      title: '书法',
      price: { fen: 9900, was: 12000 },
      units: [{ k: 1, x: 2 }],
    });
    const read = async (projection: object) => (await courses.field(projection).get()).data[0];
    expect(await read({ title: true })).toEqual({ _id: 'c1', title: '书法' });
    expect(await read({ _id: false, 'price.fen': true, 'units.k': true })).toEqual({
      price: { fen: 9900 },
      units: [{ k: 1 }],
    });
    expect(await read({ 'price.was': false, 'units.x': false })).toEqual({
      _id: 'c1',
      title: '书法',
      price: { fen: 9900 },
      units: [{ k: 1 }],
    });
    await expect(read({ title: true, price: false })).rejects.toThrow('mix of inclusion and exclusion');
    expect(await read({ price: false, units: false })).toEqual({ _id: 'c1', title: '书法' });
  });

  test('a projection takes a part of an array', async () => {
    const courses = await collection({ _id: 'c1', title: '书法', units: [{ k: 1 }, { k: 2 }, { k: 3 }] });
    const read = async (units: object) => (await courses.field({ units }).get()).data[0]?.['units'];
    expect(await read(db.command.project.slice(-2))).toEqual([{ k: 2 }, { k: 3 }]);
    expect(await read(db.command.project.elemMatch({ k: { $gt: 1 } }))).toEqual([{ k: 2 }]);
    expect((await courses.field({ units: db.command.project.slice(1) }).get()).data[0]).toEqual({
      _id: 'c1',
      title: '书法',
      units: [{ k: 1 }],
    });
  });

  test('a reply holds at most 16 MB', async () => {
    const courses = await collection();
    for (let n = 0; n < 3; n++) await courses.add({ data: { _id: `c${n}`, text: 'x'.repeat(6_000_000) } });
    await expect(courses.get()).rejects.toMatchObject({
      errCode: -502001,
      errMsg: expect.stringContaining('16777216'),
    });
    expect((await courses.limit(2).get()).data).toHaveLength(2);
    expect((await courses.field({ _id: true }).get()).data).toHaveLength(3);
  });
});

describe('requests that make no sense', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startGateway({
      collections: [{ name: 'courses', permission: 'ADMINONLY', indexes: [] }],
    });
  });
  afterAll(() => gateway.close());

  const courses = { collectionName: 'courses' };
  test.each([
    ['database.dropEverything', {}],
    ['database.addCollection', {}],
    ['database.addCollection', { collectionName: 'courses' }],
    ['database.addCollection', { collectionName: '$bad name' }],
    ['database.insertDocument', courses],
    ['database.insertDocument', { ...courses, data: ['not json'] }],
    ['database.insertDocument', { ...courses, data: ['[1]'] }],
    ['database.insertDocument', { ...courses, data: ['{"at":{"$date":{"$numberLong":"later"}}}'] }],
    ['database.insertDocument', { ...courses, data: ['{"price":{"$numberDecimal":"1.10"}}'] }],
    ['database.getDocument', { ...courses, queryType: 'ALL' }],
    ['database.getDocument', { ...courses, limit: -1 }],
    [
      'database.getDocument',
      { ...courses, query: '{"a":{"$regularExpression":{"pattern":"(","options":""}}}' },
    ],
    ['database.modifyDocument', { ...courses, query: '{}', data: '{"a":1}', merge: false, multi: true }],
    ['database.aggregateDocuments', { ...courses, stages: [{}] }],
    ['database.commitTransaction', {}],
  ])('%s %j is refused as a wrong parameter', async (action, body) => {
    await expect(gateway.database.handle(action, body)).rejects.toMatchObject({ code: 'INVALID_PARAM' });
  });

  test('an environment holds 100 collections', async () => {
    for (let n = 2; n <= 100; n++)
      await gateway.database.handle('database.addCollection', { collectionName: `c${n}` });
    await expect(
      gateway.database.handle('database.addCollection', { collectionName: 'c101' }),
    ).rejects.toMatchObject({ code: 'DATABASE_COLLECTION_EXCEED_LIMIT' });
  });
});
