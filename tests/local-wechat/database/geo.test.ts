import { type Gateway, sdkFor, startGateway } from './gateway';
import type { Command, Db } from './sdk-types';

describe('places', () => {
  let gateway: Gateway;
  let db: Db;
  let _: Command;

  beforeAll(async () => {
    gateway = await startGateway({
      collections: [{ name: 'campuses', permission: 'ADMINONLY', indexes: [] }],
    });
    db = sdkFor(gateway).database();
    _ = db.command;
    await db.collection('campuses').add({
      data: [
        { _id: 'tianhe', at: new db.Geo.Point(113.33, 23.13) },
        { _id: 'shenzhen', at: new db.Geo.Point(114.06, 22.54) },
        { _id: 'yuexiu', at: new db.Geo.Point(113.27, 23.13) },
        { _id: 'beijing', at: new db.Geo.Point(116.4, 39.9) },
        { _id: 'nowhere' },
      ],
    });
  });
  afterAll(() => gateway.close());

  const ids = async (condition: object) =>
    (await db.collection('campuses').where(condition).get()).data.map(({ _id }) => _id);
  const from = () => new db.Geo.Point(113.26, 23.13);
  const polygon = (...corners: [number, number][]) => {
    const points = corners.map(([lng, lat]) => new db.Geo.Point(lng, lat));
    return new db.Geo.Polygon([new db.Geo.LineString(points)]);
  };

  test('near sorts by distance and keeps to the limits, in metres', async () => {
    expect(await ids({ at: _.geoNear({ geometry: from() }) })).toEqual([
      'yuexiu',
      'tianhe',
      'shenzhen',
      'beijing',
    ]);
    expect(await ids({ at: _.geoNear({ geometry: from(), maxDistance: 10_000 }) })).toEqual([
      'yuexiu',
      'tianhe',
    ]);
    expect(
      await ids({ at: _.geoNear({ geometry: from(), minDistance: 5000, maxDistance: 200_000 }) }),
    ).toEqual(['tianhe', 'shenzhen']);
  });

  test('an order that is asked for goes before the distance', async () => {
    const near = db
      .collection('campuses')
      .where({ at: _.geoNear({ geometry: from(), maxDistance: 200_000 }) });
    expect((await near.orderBy('_id', 'asc').get()).data.map(({ _id }) => _id)).toEqual([
      'shenzhen',
      'tianhe',
      'yuexiu',
    ]);
  });

  test('within a polygon and within a circle', async () => {
    expect(
      await ids({
        at: _.geoWithin({ geometry: polygon([113, 23], [113.3, 23], [113.3, 23.5], [113, 23.5], [113, 23]) }),
      }),
    ).toEqual(['yuexiu']);
    expect(await ids({ at: _.geoWithin({ centerSphere: [from(), 150 / 6378.1] }) })).toEqual([
      'tianhe',
      'shenzhen',
      'yuexiu',
    ]);
  });

  test('crossing a line', async () => {
    const line = new db.Geo.LineString([new db.Geo.Point(113.33, 23.13), new db.Geo.Point(114.5, 23.13)]);
    expect(await ids({ at: _.geoIntersects({ geometry: line }) })).toEqual(['tianhe']);
  });

  test('geoNear in an aggregation adds the distance', async () => {
    const { list } = await db
      .collection('campuses')
      .aggregate()
      .geoNear({
        distanceField: 'far',
        spherical: true,
        near: from(),
        maxDistance: 10_000,
        key: 'at',
        includeLocs: 'place',
      })
      .end();
    expect(list.map(({ _id, far }) => [_id, Math.round(Number(far) / 100)])).toEqual([
      ['yuexiu', 10],
      ['tianhe', 72],
    ]);
    expect(list[0]).toHaveProperty('place.type', 'Point');
  });

  const within = async (...rings: number[][][]) => {
    const query = JSON.stringify({
      at: { $geoWithin: { $geometry: { type: 'Polygon', coordinates: rings } } },
    });
    const reply = await gateway.database.handle('database.getDocument', {
      collectionName: 'campuses',
      query,
    });
    return (reply['data'] as { list: string[] }).list.map((text) => JSON.parse(text)._id);
  };
  const box = (west: number, south: number, east: number, north: number) => [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];

  test('a hole in a polygon is outside', async () => {
    expect(await within(box(113, 22, 115, 24))).toEqual(['tianhe', 'shenzhen', 'yuexiu']);
    expect(await within(box(113, 22, 115, 24), box(113.3, 23, 113.4, 23.2))).toEqual(['shenzhen', 'yuexiu']);
  });

  test('edges follow the shortest way over the sphere, around the pole too', async () => {
    const around = (latitude: number) => [0, 90, 180, -90, 0].map((longitude) => [longitude, latitude]);
    expect(await within(around(20))).toEqual(['beijing']);
    // Beijing lies north of the 39th parallel, but south of the shortest way between two places on it.
    expect(await within(around(39))).toEqual([]);
  });

  test.each([
    [{ $geoWithin: { $geometry: { type: 'Point', coordinates: [1, 2] } } }, '$geoWithin takes a polygon'],
    [{ $geoWithin: { $centerSphere: [[1, 2]] } }, '$centerSphere needs'],
    [{ $nearSphere: { $geometry: { type: 'Point', coordinates: [200, 2] } } }, 'invalid point'],
  ])('%j is refused', async (condition, text) => {
    const request = { collectionName: 'campuses', query: JSON.stringify({ at: condition }) };
    await expect(gateway.database.handle('database.getDocument', request)).rejects.toThrow(text);
  });
});
