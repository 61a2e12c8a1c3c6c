import type { Collection, Command, Db } from '../database/sdk-types';
import { DOC, query } from './documents';
import { row } from './row';
import { startWorld, type World } from './world';

let world: World;
let db: Db;
let _: Command;
let things: Collection;
beforeAll(async () => {
  world = await startWorld({ collections: { things: 'ADMINONLY' } });
  ({ db, _ } = world);
  things = db.collection('things');
  await things.add({
    data: [
      { _id: 'one', n: 1, tags: ['a', 'b'], inner: { x: 1, y: 2 }, at: new db.Geo.Point(0, 0) },
      {
        _id: 'two',
        n: 2,
        tags: ['b', 'c'],
        items: [
          { k: 'p', v: 1 },
          { k: 'q', v: 9 },
        ],
        at: new db.Geo.Point(0.001, 0),
      },
      { _id: 'three', n: 3, tags: [], inner: { y: 2, x: 1 }, limit: 2, at: new db.Geo.Point(1, 1) },
      { _id: 'none', n: null },
      { _id: 'missing', text: 'n is missing' },
    ],
  });
});
afterAll(() => world.close());

const found = async (condition: object) => {
  const { data } = await things.where(condition).get();
  return data.map(({ _id }) => String(_id)).sort();
};
const finds = async (condition: object, ...expected: string[]) =>
  expect(await found(condition)).toEqual([...expected].sort());

row('_.eq', query('eq'), 'equals, an element of an array too; null is also missing', async () => {
  await finds({ n: _.eq(1) }, 'one');
  await finds({ tags: _.eq('b') }, 'one', 'two');
  await finds({ n: _.eq(null) }, 'none', 'missing');
});
row('_.neq', query('ne'), 'all that eq does not find', () =>
  finds({ n: _.neq(null) }, 'one', 'two', 'three'),
);
row('_.gt', query('gt'), 'greater, within the type', () => finds({ n: _.gt(1) }, 'two', 'three'));
row('_.gte', query('gte'), 'greater or equal', () => finds({ n: _.gte(2) }, 'two', 'three'));
row('_.lt', query('lt'), 'less; null is less than no number', () => finds({ n: _.lt(2) }, 'one'));
row('_.lte', query('lte'), 'less or equal', () => finds({ n: _.lte(2) }, 'one', 'two'));
row('_.gte(null)', query('gte'), 'finds null and missing', () =>
  finds({ n: _.gte(null) }, 'none', 'missing'),
);
row('_.in', query('in'), 'equals one of a list', () => finds({ n: _.in([1, 3, 5]) }, 'one', 'three'));
row('_.nin', query('nin'), 'equals none of a list', () => finds({ n: _.nin([1, 3, null]) }, 'two'));
row('_.and', query('and'), 'fulfils all conditions, on a field or on documents', async () => {
  await finds({ n: _.and(_.gt(1), _.lt(3)) }, 'two');
  await finds(_.and([{ n: _.gt(1) }, { tags: 'b' }]), 'two');
});
row('_.gte(…).lt(…)', DOC.command, 'chained commands are both to be fulfilled', () =>
  finds({ n: (_.gte(2) as Command).lt(3) }, 'two'),
);
row('_.or', query('or'), 'fulfils one of several conditions, on a field or on documents', async () => {
  await finds({ n: _.or(_.lt(2), _.gt(2)) }, 'one', 'three');
  await finds(_.or([{ n: 1 }, { tags: 'c' }]), 'one', 'two');
});
row('_.nor', query('nor'), 'fulfils none of several', () =>
  finds(_.nor([{ n: _.gt(0) }, { n: null, text: _.exists(true) }]), 'none'),
);
row('_.not', query('not'), 'does not fulfil the condition, missing fields included', () =>
  finds({ n: _.not(_.gt(1)) }, 'one', 'none', 'missing'),
);
row('_.exists', query('exists'), 'has the field, null counts', () =>
  finds({ n: _.exists(true) }, 'one', 'two', 'three', 'none'),
);
row('_.mod', query('mod'), 'leaves this remainder', () => finds({ n: _.mod(2, 1) }, 'one', 'three'));
row('_.all', query('all'), 'an array that has all of them', () => finds({ tags: _.all(['a', 'b']) }, 'one'));
row('_.elemMatch', query('elemMatch'), 'an array with one element that fulfils everything', async () => {
  await finds({ items: _.elemMatch({ k: 'q', v: _.gt(5) }) }, 'two');
  await finds({ items: _.elemMatch({ k: 'p', v: _.gt(5) }) });
});
row('_.size', query('size'), 'an array of this length', async () => {
  await finds({ tags: _.size(2) }, 'one', 'two');
  await finds({ tags: _.size(0) }, 'three');
});
row('_.expr', query('expr'), 'compares fields with each other; missing is less than null', () =>
  finds(_.expr({ $gt: ['$n', '$limit'] }), 'one', 'two', 'three', 'none'),
);
row('db.RegExp', query('regex'), 'a text that fits the pattern', () =>
  finds({ text: db.RegExp({ regexp: 'MISSING$', options: 'i' }) }, 'missing'),
);
row('_.geoNear', query('nearSphere'), 'nearest first, within distances in metres', async () => {
  const near = { geometry: new db.Geo.Point(0, 0), minDistance: 0, maxDistance: 1000 };
  const { data } = await things.where({ at: _.geoNear(near) }).get();
  expect(data.map(({ _id }) => _id)).toEqual(['one', 'two']);
});
row('_.geoWithin', query('geoWithin'), 'inside a polygon or a circle', async () => {
  const corners = [
    [-0.5, -0.5],
    [0.5, -0.5],
    [0.5, 0.5],
    [-0.5, 0.5],
    [-0.5, -0.5],
  ] as const;
  const line = new db.Geo.LineString(corners.map(([lng, lat]) => new db.Geo.Point(lng, lat)));
  await finds({ at: _.geoWithin({ geometry: new db.Geo.Polygon([line]) }) }, 'one', 'two');
  const circle = [new db.Geo.Point(1, 1), 0.001];
  await finds({ at: _.geoWithin({ centerSphere: circle }) }, 'three');
});
row('_.geoIntersects', query('geoIntersects'), 'crosses a line or lies on it', async () => {
  const line = new db.Geo.LineString([new db.Geo.Point(-1, 0), new db.Geo.Point(1, 0)]);
  await finds({ at: _.geoIntersects({ geometry: line }) }, 'one', 'two');
});
row('nested objects', DOC.where, 'in a condition mean paths: every named field, others may be there', () =>
  finds({ inner: { x: 1 } }, 'one', 'three'),
);
row('_.eq of an object', query('eq'), 'needs the same fields in the same order', () =>
  finds({ inner: _.eq({ x: 1, y: 2 }) }, 'one'),
);
row('dotted paths', DOC.where, 'go into objects, elements of arrays and positions', async () => {
  await finds({ 'inner.x': 1 }, 'one', 'three');
  await finds({ 'items.v': 9 }, 'two');
  await finds({ 'items.0.v': 1 }, 'two');
  await finds({ 'items.0.v': 9 });
});
row('an unknown operator', query('where'), 'is refused, scripts ($where) too', async () => {
  for (const condition of [{ n: { $near: 1 } }, { $where: 'true' }]) {
    const asked = { collectionName: 'things', query: JSON.stringify(condition) };
    await expect(world.database.handle('database.getDocument', asked)).rejects.toMatchObject({
      code: 'DATABASE_REQUEST_FAILED',
    });
  }
});
row('an $or alone', query('or'), 'reads one index for each branch, and each document once', async () => {
  const answers = await found(_.or([{ _id: 'one' }, { _id: _.in(['one', 'two']) }]));
  expect(answers).toEqual(['one', 'two']);
});
row('_.project.slice, _.project.elemMatch', DOC.field, 'give a part of an array', async () => {
  const slice = await things
    .where({ _id: 'one' })
    .field({ tags: _.project.slice(1) })
    .get();
  expect(slice.data).toMatchObject([{ tags: ['a'] }]);
  const match = await things
    .where({ _id: 'two' })
    .field({ items: _.project.elemMatch({ k: 'q' }) })
    .get();
  expect(match.data).toEqual([{ _id: 'two', items: [{ k: 'q', v: 9 }] }]);
});
row(
  '_.jsonSchema, _.text',
  query('text'),
  'are refused: WeChat documents neither schemas nor text indexes',
  async () => {
    for (const condition of ['{"$jsonSchema":{}}', '{"$text":{"$search":"a"}}'])
      await expect(
        world.database.handle('database.getDocument', { collectionName: 'things', query: condition }),
      ).rejects.toMatchObject({ code: 'DATABASE_REQUEST_FAILED' });
  },
);
