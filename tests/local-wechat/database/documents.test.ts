import { type Gateway, sdkFor, startGateway } from './gateway';
import type { Db } from './sdk-types';

describe('documents through the real SDK', () => {
  let gateway: Gateway;
  let db: Db;

  beforeAll(async () => {
    gateway = await startGateway();
    db = sdkFor(gateway).database();
    await db.createCollection('courses');
  });
  afterAll(() => gateway.close());

  test('a document is read back as it was written', async () => {
    const startsAt = new Date('2026-09-05T10:00:00+08:00');
    await db.collection('courses').add({
      data: {
        _id: 'c1',
        title: '少儿美术',
        units: [{ fen: 9900, at: startsAt }],
        open: true,
        note: null,
        half: 0.5,
      },
    });
    const { data } = await db.collection('courses').doc('c1').get();
    expect(data).toEqual({
      _id: 'c1',
      title: '少儿美术',
      units: [{ fen: 9900, at: startsAt }],
      open: true,
      note: null,
      half: 0.5,
    });
  });

  test('an id is made where none is given', async () => {
    const { _id } = await db.collection('courses').add({ data: { title: '书法' } });
    expect(_id).toMatch(/^[0-9a-f]{32}$/);
  });
});
