import * as accumulators from 'mingo/operators/accumulator';
import { expressionOperators } from '../../../local-wechat/cloud/database/query/expressions';
import type { Aggregate, Collection, Command, Db } from '../database/sdk-types';
import { DOC, stage } from './documents';
import { row } from './row';
import { startWorld, type World } from './world';

let world: World;
let db: Db;
let _: Command;
let sales: Collection;
beforeAll(async () => {
  world = await startWorld({ collections: { sales: 'ADMINONLY', people: 'ADMINONLY' } });
  ({ db, _ } = world);
  sales = db.collection('sales');
  await sales.add({
    data: [
      { _id: 1, who: 'ann', fen: 100, tags: ['x', 'y'], at: new db.Geo.Point(0, 0) },
      { _id: 2, who: 'bob', fen: 250, tags: ['x'], at: new db.Geo.Point(0.001, 0) },
      { _id: 3, who: 'ann', fen: 400, tags: [], at: new db.Geo.Point(1, 1) },
    ],
  });
  await db.collection('people').add({
    data: [
      { _id: 'ann', age: 30 },
      { _id: 'bob', age: 40 },
    ],
  });
});
afterAll(() => world.close());

const answers = async (aggregate: Aggregate, expected: unknown[]) =>
  expect((await aggregate.end()).list).toEqual(expected);

row('addFields', stage('addFields'), 'adds computed fields', () =>
  answers(
    sales
      .aggregate()
      .match({ _id: 2 })
      .addFields({ half: { $divide: ['$fen', 2] } })
      .project({ half: 1 }),
    [{ _id: 2, half: 125 }],
  ),
);
row('bucket', stage('bucket'), 'groups by ranges, the lower bound included', () =>
  answers(sales.aggregate().bucket({ groupBy: '$fen', boundaries: [0, 250, 1000] }), [
    { _id: 0, count: 1 },
    { _id: 250, count: 2 },
  ]),
);
row('bucketAuto', stage('bucketAuto'), 'makes so many even groups', async () => {
  const { list } = await sales.aggregate().bucketAuto({ groupBy: '$fen', buckets: 3 }).end();
  expect(list.map(({ count }) => count)).toEqual([1, 1, 1]);
});
row('count', stage('count'), 'counts into a field', () =>
  answers(sales.aggregate().count('all'), [{ all: 3 }]),
);
row('geoNear', stage('geoNear'), 'sorts by distance in metres; first stage only', async () => {
  const near = () => ({
    near: new db.Geo.Point(0, 0),
    distanceField: 'metres',
    maxDistance: 1000,
    spherical: true,
  });
  const { list } = await sales.aggregate().geoNear(near()).end();
  expect(list.map(({ _id, metres }) => [_id, Math.round(Number(metres))])).toEqual([
    [1, 0],
    [2, 111],
  ]);
  await expect(sales.aggregate().limit(1).geoNear(near()).end()).rejects.toThrow(
    /only valid as the first stage/,
  );
});
row('group', stage('group'), 'by a value, with accumulators', () =>
  answers(
    sales
      .aggregate()
      .group({ _id: '$who', fen: _.aggregate.sum('$fen'), most: _.aggregate.max('$fen') })
      .sort({ _id: 1 }),
    [
      { _id: 'ann', fen: 500, most: 400 },
      { _id: 'bob', fen: 250, most: 250 },
    ],
  ),
);
row('limit (stage)', stage('limit'), 'takes the first', () =>
  answers(sales.aggregate().sort({ _id: 1 }).limit(1).project({ _id: 1 }), [{ _id: 1 }]),
);
row('match', stage('match'), 'takes the commands of queries', () =>
  answers(
    sales
      .aggregate()
      .match({ fen: _.gt(300) })
      .project({ _id: 1 }),
    [{ _id: 3 }],
  ),
);
row('project', stage('project'), 'keeps, drops and computes', () =>
  answers(
    sales
      .aggregate()
      .match({ _id: 1 })
      .project({ _id: 0, who: 1, first: { $arrayElemAt: ['$tags', 0] } }),
    [{ who: 'ann', first: 'x' }],
  ),
);
row('lookup', stage('lookup'), 'joins by equal fields or by a pipeline', async () => {
  const joined = { from: 'people', localField: 'who', foreignField: '_id', as: 'person' };
  await answers(sales.aggregate().match({ _id: 2 }).lookup(joined).project({ person: 1 }), [
    { _id: 2, person: [{ _id: 'bob', age: 40 }] },
  ]);
  const piped = {
    from: 'people',
    let: { who: '$who' },
    pipeline: [{ $match: { $expr: { $ne: ['$_id', '$$who'] } } }],
    as: 'others',
  };
  await answers(sales.aggregate().match({ _id: 2 }).lookup(piped).project({ 'others._id': 1 }), [
    { _id: 2, others: [{ _id: 'ann' }] },
  ]);
});
row('replaceRoot', stage('replaceRoot'), 'puts an inner document in place', () =>
  answers(
    sales
      .aggregate()
      .match({ _id: 1 })
      .replaceRoot({ newRoot: { who: '$who' } }),
    [{ who: 'ann' }],
  ),
);
row('sample', stage('sample'), 'takes so many at random', async () => {
  expect((await sales.aggregate().sample({ size: 2 }).end()).list).toHaveLength(2);
});
row('skip (stage)', stage('skip'), 'leaves the first out', () =>
  answers(sales.aggregate().sort({ _id: 1 }).skip(2).project({ _id: 1 }), [{ _id: 3 }]),
);
row('sort', stage('sort'), 'by fields, in their order', () =>
  answers(sales.aggregate().sort({ who: 1, fen: -1 }).project({ _id: 1 }), [
    { _id: 3 },
    { _id: 1 },
    { _id: 2 },
  ]),
);
row('sortByCount', stage('sortByCount'), 'counts values, the most frequent first', () =>
  answers(sales.aggregate().sortByCount('$who'), [
    { _id: 'ann', count: 2 },
    { _id: 'bob', count: 1 },
  ]),
);
row('unwind', stage('unwind'), 'one document for each element; empty arrays vanish', () =>
  answers(sales.aggregate().unwind('$tags').sort({ _id: 1, tags: 1 }).project({ tags: 1 }), [
    { _id: 1, tags: 'x' },
    { _id: 1, tags: 'y' },
    { _id: 2, tags: 'x' },
  ]),
);
row(
  'facet, redact, graphLookup, out, collStats, indexStats',
  DOC.databaseSdk,
  'are missing in the SDK itself: a TypeError',
  () => {
    const stages = sales.aggregate() as Partial<Record<string, (argument: object) => unknown>>;
    for (const name of ['facet', 'redact', 'graphLookup', 'out', 'collStats', 'indexStats']) {
      expect(() => stages[name]?.({})).toThrow(TypeError);
    }
  },
);
row('an unknown stage', DOC.aggregate, 'is refused by name', async () => {
  const asked = { collectionName: 'sales', stages: [{ stageKey: '$merge', stageValue: '{}' }] };
  await expect(world.database.handle('database.aggregateDocuments', asked)).rejects.toThrow(
    "Unrecognized pipeline stage name: '$merge'",
  );
});
row('dates in a time zone', stage('dateToString'), 'are formatted as asked', () =>
  answers(
    sales
      .aggregate()
      .match({ _id: 1 })
      .project({
        _id: 0,
        day: _.aggregate.dateToString({
          date: new Date('2026-03-01T18:00:00Z'),
          format: '%Y-%m-%d',
          timezone: 'Asia/Shanghai',
        }),
      }),
    [{ day: '2026-03-02' }],
  ),
);
row('_.aggregate.neq', DOC.databaseSdk, 'is $ne', () =>
  answers(
    sales
      .aggregate()
      .match(_.expr({ $ne: ['$who', 'ann'] }))
      .project({ _id: 1 }),
    [{ _id: 2 }],
  ),
);
row(
  'aggregations and transactions',
  DOC.transactions,
  'do not meet: only what is committed is seen',
  async () => {
    const transaction = await db.startTransaction();
    await transaction
      .collection('sales')
      .doc('open')
      .set({ data: { fen: 1 } });
    await answers(sales.aggregate().count('all'), [{ all: 3 }]);
    await transaction.rollback();
  },
);
row(
  '_.aggregate',
  DOC.aggregate,
  'every expression and accumulator of the SDK is there, but $meta (text indexes)',
  () => {
    const known = new Set([...Object.keys(expressionOperators), ...Object.keys(accumulators)]);
    const made = Object.entries(_.aggregate).filter(([name]) => name !== 'pipeline');
    const sent = made.map(([, command]) => Object.keys(command('x'))[0] ?? '');
    expect(sent.length).toBeGreaterThan(90);
    expect(sent.filter((name) => !known.has(name))).toEqual(['$meta']);
  },
);
row('_.aggregate.indexOfCP', stage('indexOfCP'), 'counts code points', () =>
  answers(
    sales
      .aggregate()
      .match({ _id: 1 })
      .project({ _id: 0, at: { $indexOfCP: ['a👍课b', '课'] }, none: { $indexOfCP: ['abc', 'a', 1] } }),
    [{ at: 2, none: -1 }],
  ),
);
