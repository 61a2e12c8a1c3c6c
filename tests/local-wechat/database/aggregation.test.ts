import { type Gateway, sdkFor, startGateway } from './gateway';
import type { Aggregate, Command, Db } from './sdk-types';

describe('aggregations through the real SDK', () => {
  let gateway: Gateway;
  let db: Db;
  let _: Command;
  const on = (name: string): Aggregate => db.collection(name).aggregate();

  beforeAll(async () => {
    gateway = await startGateway({
      collections: [
        {
          name: 'orders',
          permission: 'ADMINONLY',
          indexes: [{ name: 'course', keys: [{ field: 'course', direction: 1 }] }],
        },
        { name: 'courses', permission: 'ADMINONLY', indexes: [] },
      ],
    });
    db = sdkFor(gateway).database();
    _ = db.command;
    await db.collection('courses').add({
      data: [
        { _id: 'art', title: '美术', campus: 'north' },
        { _id: 'chess', title: '围棋', campus: 'south' },
        { _id: 'dance', title: '舞蹈', campus: 'north' },
      ],
    });
    await db.collection('orders').add({
      data: [
        { _id: 'o1', course: 'art', fen: 9900, tags: ['new', 'kid'], at: new Date('2026-09-01T23:30:00Z') },
        { _id: 'o2', course: 'art', fen: 5000, tags: ['kid'], at: new Date('2026-09-02T10:00:00Z') },
        { _id: 'o3', course: 'chess', fen: 7000, tags: [], at: new Date('2026-09-02T11:00:00Z') },
        { _id: 'o4', course: null, fen: 100 },
      ],
    });
  });
  afterAll(() => gateway.close());

  test('match, group and sort', async () => {
    const { list } = await on('orders')
      .match({ fen: _.gte(1000) })
      .group({
        _id: '$course',
        fen: _.aggregate.sum('$fen'),
        n: _.aggregate.sum(1),
        most: _.aggregate.max('$fen'),
      })
      .sort({ fen: -1 })
      .end();
    expect(list).toEqual([
      { _id: 'art', fen: 14900, n: 2, most: 9900 },
      { _id: 'chess', fen: 7000, n: 1, most: 7000 },
    ]);
  });

  test('sort, skip and limit keep their order whatever comes first', async () => {
    const ids = async (aggregate: Aggregate) => (await aggregate.end()).list.map(({ _id }) => _id);
    expect(await ids(on('orders').sort({ fen: -1 }).skip(1).limit(2))).toEqual(['o3', 'o2']);
    expect(await ids(on('orders').limit(2).sort({ fen: 1 }))).toEqual(['o2', 'o1']);
    expect(await ids(on('orders').limit(3).skip(1))).toEqual(['o2', 'o3']);
    expect(await ids(on('orders').sort({ course: 1, fen: 1 }))).toEqual(['o4', 'o2', 'o1', 'o3']);
  });

  test('project computes fields, dates in a time zone too', async () => {
    const { list } = await on('orders')
      .match({ _id: 'o1' })
      .project({
        _id: 0,
        yuan: { $divide: ['$fen', 100] },
        day: _.aggregate.dateToString({ date: '$at', format: '%Y-%m-%d', timezone: '+08:00' }),
        big: { $cond: [{ $gt: ['$fen', 9000] }, 'yes', 'no'] },
      })
      .end();
    expect(list).toEqual([{ yuan: 99, day: '2026-09-02', big: 'yes' }]);
  });

  test('unwind, sortByCount and count', async () => {
    const unwound = await on('orders').unwind('$tags').end();
    expect(unwound.list.map(({ _id, tags }) => [_id, tags])).toEqual([
      ['o1', 'new'],
      ['o1', 'kid'],
      ['o2', 'kid'],
    ]);
    const counted = await on('orders')
      .unwind({ path: '$tags', preserveNullAndEmptyArrays: true })
      .count('n')
      .end();
    expect(counted.list).toEqual([{ n: 5 }]);
    expect((await on('orders').unwind('$tags').sortByCount('$tags').end()).list).toEqual([
      { _id: 'kid', count: 2 },
      { _id: 'new', count: 1 },
    ]);
  });

  test('addFields and replaceRoot', async () => {
    const { list } = await on('orders')
      .match({ _id: 'o2' })
      .addFields({ 'price.fen': '$fen' })
      .replaceRoot({ newRoot: '$price' })
      .end();
    expect(list).toEqual([{ fen: 5000 }]);
  });

  test('bucket and bucketAuto', async () => {
    const bucket = await on('orders')
      .bucket({ groupBy: '$fen', boundaries: [0, 5000, 10000], output: { n: _.aggregate.sum(1) } })
      .end();
    expect(bucket.list).toEqual([
      { _id: 0, n: 1 },
      { _id: 5000, n: 3 },
    ]);
    await expect(
      on('orders')
        .bucket({ groupBy: '$fen', boundaries: [0, 5000] })
        .end(),
    ).rejects.toThrow('no default was specified');
    const rest = on('orders').bucket({ groupBy: '$fen', boundaries: [0, 5000], default: 'more' });
    expect((await rest.end()).list).toEqual([
      { _id: 0, count: 1 },
      { _id: 'more', count: 3 },
    ]);
    const auto = await on('orders').bucketAuto({ groupBy: '$fen', buckets: 2 }).end();
    expect(auto.list).toEqual([
      { _id: { min: 100, max: 7000 }, count: 2 },
      { _id: { min: 7000, max: 9900 }, count: 2 },
    ]);
  });

  test('sample takes as many as asked', async () => {
    expect((await on('orders').sample({ size: 2 }).end()).list).toHaveLength(2);
  });

  test('lookup by equal fields; null finds nothing but null', async () => {
    const { list } = await on('courses')
      .lookup({ from: 'orders', localField: '_id', foreignField: 'course', as: 'orders' })
      .project({ n: { $size: '$orders' } })
      .end();
    expect(list).toEqual([
      { _id: 'art', n: 2 },
      { _id: 'chess', n: 1 },
      { _id: 'dance', n: 0 },
    ]);
    const back = await on('orders')
      .lookup({ from: 'courses', localField: 'none', foreignField: 'title', as: 'course' })
      .limit(1)
      .end();
    expect(back.list[0]).toMatchObject({ course: [] });
  });

  test('lookup with variables and a pipeline', async () => {
    const { list } = await on('courses')
      .lookup({
        from: 'orders',
        let: { id: '$_id', place: '$campus', gone: '$nothing' },
        pipeline: [
          { $match: { $expr: { $and: [{ $eq: ['$course', '$$id'] }, { $eq: ['$$place', 'north'] }] } } },
          { $project: { _id: 1, gone: { $ifNull: ['$$gone', 'no'] } } },
        ],
        as: 'orders',
      })
      .end();
    expect(list.map(({ orders }) => orders)).toEqual([
      [
        { _id: 'o1', gone: 'no' },
        { _id: 'o2', gone: 'no' },
      ],
      [],
      [],
    ]);
  });

  test('in expressions a missing field is neither null nor greater than anything', async () => {
    const { list } = await on('orders')
      .match({ _id: _.in(['o3', 'o4']) })
      .project({
        isNull: { $eq: ['$course', null] },
        missingIsNull: { $eq: ['$nothing', null] },
        missingIsLess: { $lt: ['$nothing', null] },
        numberBeforeText: { $lt: ['$fen', 'x'] },
      })
      .end();
    expect(list).toEqual([
      { _id: 'o3', isNull: false, missingIsNull: false, missingIsLess: true, numberBeforeText: true },
      { _id: 'o4', isNull: true, missingIsNull: false, missingIsLess: true, numberBeforeText: true },
    ]);
  });

  test('the time in expressions is that of the local WeChat', async () => {
    const { list } = await on('orders').limit(1).project({ _id: 0, now: '$$NOW' }).end();
    expect(list).toEqual([{ now: new Date('2026-09-01T08:00:00+08:00') }]);
  });

  test('aggregations do not see what a transaction has not committed', async () => {
    const transaction = await db.startTransaction();
    await transaction
      .collection('orders')
      .doc('o1')
      .update({ data: { fen: 1 } });
    expect((await on('orders').match({ _id: 'o1' }).end()).list[0]).toMatchObject({ fen: 9900 });
    await transaction.rollback();
  });

  test.each([
    [[{ stageKey: '$out', stageValue: '"copy"' }], "Unrecognized pipeline stage name: '$out'"],
    [[{ stageKey: '$limit', stageValue: '0' }], 'the limit must be positive'],
    [[{ stageKey: '$sort', stageValue: '{"fen":2}' }], '$sort key ordering must be 1'],
    [[{ stageKey: '$group', stageValue: '{"n":{"$sum":1}}' }], "must include an '_id'"],
    [[{ stageKey: '$project', stageValue: '{"n":{"$grow":1}}' }], '$grow'],
    [[{ stageKey: '$lookup', stageValue: '{"from":"courses"}' }], "'from' and 'as'"],
  ])('%j is refused', async (stages, text) => {
    const request = { collectionName: 'orders', stages };
    await expect(gateway.database.handle('database.aggregateDocuments', request)).rejects.toMatchObject({
      code: 'DATABASE_REQUEST_FAILED',
      message: expect.stringContaining(text),
    });
  });
});
