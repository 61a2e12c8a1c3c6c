import { type Gateway, sdkFor, startGateway } from './gateway';
import type { Command, Db, Fields } from './sdk-types';

describe('queries answer as MongoDB does', () => {
  let gateway: Gateway;
  let db: Db;
  let _: Command;

  beforeAll(async () => {
    gateway = await startGateway();
    db = sdkFor(gateway).database();
    _ = db.command;
  });
  afterAll(() => gateway.close());

  let names = 0;
  /** The ids of the documents that match, in the order asked for or the natural one. */
  async function matching(documents: Fields[], condition: object, order: [string, 'asc' | 'desc'][] = []) {
    const name = `things${++names % 90}`;
    await gateway.database.handle('database.addCollection', { collectionName: name }).catch(() => undefined);
    await db.collection(name).where({}).remove();
    await db.collection(name).add({ data: documents });
    const query = order.reduce(
      (q, [field, way]) => q.orderBy(field, way),
      db.collection(name).where(condition),
    );
    const ids = (await query.get()).data.map(({ _id }) => _id);
    expect(await db.collection(name).where(condition).count()).toMatchObject({ total: ids.length });
    return ids.join(' ');
  }

  const mixed: Fields[] = [
    { _id: 'missing' },
    { _id: 'null', v: null },
    { _id: 'five', v: 5 },
    { _id: 'nine', v: 9 },
    { _id: 'text', v: '5' },
    { _id: 'yes', v: true },
    { _id: 'date', v: new Date('2026-09-05') },
    { _id: 'list', v: [5, 'x'] },
    { _id: 'empty', v: [] },
    { _id: 'lists', v: [[5]] },
    { _id: 'object', v: { a: 1, b: 2 } },
  ];

  test('equality looks into arrays, and null finds missing fields', async () => {
    expect(await matching(mixed, { v: 5 })).toBe('five list');
    expect(await matching(mixed, { v: _.eq(null) })).toBe('missing null');
    expect(await matching(mixed, { v: _.neq(null) })).toBe('five nine text yes date list empty lists object');
    expect(await matching(mixed, { v: _.eq([5]) })).toBe('lists');
    expect(await matching(mixed, { v: _.eq([]) })).toBe('empty');
    expect(await matching(mixed, { v: new Date('2026-09-05') })).toBe('date');
  });

  test('objects are equal only with their fields in the same order', async () => {
    expect(await matching(mixed, { v: _.eq({ a: 1, b: 2 }) })).toBe('object');
    expect(await matching(mixed, { v: _.eq({ b: 2, a: 1 }) })).toBe('');
    expect(await matching(mixed, { v: { b: 2, a: 1 } })).toBe('object'); // the SDK makes this v.b and v.a
  });

  test('comparisons hold within one type', async () => {
    expect(await matching(mixed, { v: _.gte(5) })).toBe('five nine list');
    expect(await matching(mixed, { v: _.gt(5) })).toBe('nine');
    expect(await matching(mixed, { v: _.lt('6') })).toBe('text');
    expect(await matching(mixed, { v: _.gte(null) })).toBe('missing null');
    expect(await matching(mixed, { v: _.lte(true) })).toBe('yes');
    expect(await matching(mixed, { v: _.gt(new Date('2026-01-01')) })).toBe('date');
    expect(await matching(mixed, { v: _.gt([4]) })).toBe('list lists');
  });

  test('one of several, none of several', async () => {
    expect(await matching(mixed, { v: _.in([9, null, 'x']) })).toBe('missing null nine list');
    expect(await matching(mixed, { v: _.nin([5, null]) })).toBe('nine text yes date empty lists object');
    expect(await matching(mixed, { v: _.in([]) })).toBe('');
  });

  test('exists, size and remainder', async () => {
    expect(await matching(mixed, { v: _.exists(false) })).toBe('missing');
    expect(await matching(mixed, { 'v.a': _.exists(true) })).toBe('object');
    expect(await matching(mixed, { v: _.size(2) })).toBe('list');
    expect(await matching(mixed, { v: _.size(0) })).toBe('empty');
    expect(await matching(mixed, { v: _.mod(4, 1) })).toBe('five nine list');
  });

  test('the order of types: null, numbers, texts, objects, booleans, dates; arrays by an element', async () => {
    expect(await matching(mixed, {}, [['v', 'asc']])).toBe(
      'empty missing null five list nine text object lists yes date',
    );
    expect(await matching(mixed, {}, [['v', 'desc']])).toBe(
      'date yes lists object list text nine five missing null empty',
    );
  });

  test('several fields sort in the order they were named', async () => {
    const rows = [
      { _id: 'a', x: 1, y: 1 },
      { _id: 'b', x: 2, y: 1 },
      { _id: 'c', x: 1, y: 2 },
    ];
    expect(
      await matching(rows, {}, [
        ['x', 'asc'],
        ['y', 'desc'],
      ]),
    ).toBe('c a b');
    expect(
      await matching(rows, {}, [
        ['y', 'desc'],
        ['x', 'desc'],
      ]),
    ).toBe('c b a');
  });

  const orders: Fields[] = [
    {
      _id: 'o1',
      units: [
        { k: 1, fen: 5 },
        { k: 2, fen: 50 },
      ],
      tags: ['a', 'b'],
    },
    { _id: 'o2', units: [{ k: 1, fen: 50 }], tags: ['b', 'c'] },
    { _id: 'o3', units: [], tags: [] },
    { _id: 'o4', units: [1, 2], tags: 'a' },
    { _id: 'o5' },
  ];

  test('a path goes into every element of an array', async () => {
    expect(await matching(orders, { 'units.k': 2 })).toBe('o1');
    expect(await matching(orders, { 'units.0.fen': 50 })).toBe('o2');
    expect(await matching(orders, { 'units.k': 1, 'units.fen': 50 })).toBe('o1 o2');
    expect(await matching(orders, { units: _.elemMatch({ k: 1, fen: 50 }) })).toBe('o2');
    expect(await matching(orders, { units: _.elemMatch(_.gt(1)) })).toBe('o4');
    expect(await matching(orders, { 'units.k': _.eq(null) })).toBe('o5');
    expect(await matching(orders, { 'units.k': _.neq(1) })).toBe('o3 o4 o5');
  });

  test('all of several', async () => {
    expect(await matching(orders, { tags: _.all(['b', 'a']) })).toBe('o1');
    expect(await matching(orders, { tags: _.all(['a']) })).toBe('o1 o4');
    expect(await matching(orders, { tags: _.all([]) })).toBe('');
  });

  test('conditions are joined, chosen between and turned round', async () => {
    expect(await matching(mixed, { v: _.and(_.gt(4), _.lt(6)) })).toBe('five list');
    expect(await matching(mixed, _.or([{ v: 9 }, { v: '5' }]))).toBe('nine text');
    expect(await matching(mixed, _.nor([{ v: _.exists(true) }]))).toBe('missing');
    expect(await matching(mixed, { v: _.not(_.gte(5)) })).toBe(
      'missing null text yes date empty lists object',
    );
    expect(await matching(mixed, _.and([{ v: _.gte(5) }, { v: _.neq('x') }]))).toBe('five nine');
  });

  test('texts match patterns', async () => {
    const courses = [
      { _id: 'a', t: 'Piano for kids' },
      { _id: 'b', t: ['x', 'piano'] },
      { _id: 'c', t: 5 },
    ];
    expect(await matching(courses, { t: /piano/i })).toBe('a b');
    expect(await matching(courses, { t: db.RegExp({ regexp: '^Pi', options: '' }) })).toBe('a');
    expect(await matching(courses, { t: _.in([/^x/]) })).toBe('b');
    expect(await matching(courses, { t: _.not(/piano/i) })).toBe('c');
  });

  test('expressions compare fields with each other, across types too', async () => {
    const rows = [
      { _id: 'a', paid: 5, due: 5 },
      { _id: 'b', paid: 3, due: 5 },
      { _id: 'c', due: 5 },
    ];
    expect(await matching(rows, { $expr: { $lt: ['$paid', '$due'] } })).toBe('b c');
    expect(await matching(rows, { $expr: { $eq: [{ $add: ['$paid', 2] }, '$due'] } })).toBe('b');
  });

  test('types are asked for by name or number', async () => {
    expect(await matching(mixed, { v: { $type: 'number' } })).toBe('five nine list');
    expect(await matching(mixed, { v: { $type: ['null', 9] } })).toBe('null date');
    expect(await matching(mixed, { v: { $type: 'array' } })).toBe('list empty lists');
  });

  test.each([
    [{ a: { $gte: 1, b: 2 } }, 'unknown query operator b'],
    [{ a: { $near: 1 } }, 'unknown query operator $near'],
    [{ $xor: [{ a: 1 }] }, 'unknown top level operator: $xor'],
    [{ a: { $in: 5 } }, '$in needs an array'],
    [{ a: { $type: 'money' } }, 'Unknown type name alias'],
    [{ $or: [] }, '$or must be a nonempty array'],
    [{ a: { $size: 'x' } }, '$size must be a whole number'],
    [{ a: { $mod: [0, 1] } }, 'divisor cannot be 0'],
    [{ a: { $not: 5 } }, '$not needs a regex or a document'],
    [{ $where: 'true' }, '$where'],
  ])('%j is refused', async (query, text) => {
    const request = { collectionName: 'things1', query: JSON.stringify(query) };
    await expect(gateway.database.handle('database.getDocument', request)).rejects.toMatchObject({
      code: 'DATABASE_REQUEST_FAILED',
      message: expect.stringContaining(text),
    });
  });
});
