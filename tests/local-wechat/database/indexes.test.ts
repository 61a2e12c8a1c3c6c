import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import {
  type CloudDatabase,
  type IndexDefinition,
  openCloudDatabase,
} from '../../../local-wechat/cloud/database';
import { plansFor } from '../../../local-wechat/cloud/database/query/plan';
import { Store } from '../../../local-wechat/cloud/database/storage/store';
import type { Document } from '../../../local-wechat/cloud/database/values/value';

const clock = { now: () => Date.parse('2026-09-01T08:00:00+08:00') };
const NAME = { collectionName: 'rows' };

function indexed(...indexes: IndexDefinition[]) {
  return [{ name: 'rows', permission: 'ADMINONLY' as const, indexes }];
}

const on = (name: string, fields: string[], unique = false): IndexDefinition => ({
  name,
  unique,
  keys: fields.map((field) => ({ field, direction: 1 })),
});

const ejson = (value: unknown): unknown => {
  if (value instanceof Date) return { $date: { $numberLong: String(value.getTime()) } };
  if (Array.isArray(value)) return value.map(ejson);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, ejson(inner)]));
};

const insert = (database: CloudDatabase, ...documents: object[]) =>
  database.handle('database.insertDocument', {
    ...NAME,
    data: documents.map((one) => JSON.stringify(ejson(one))),
  });

async function ids(database: CloudDatabase, query: object, order?: object, limit = 1000): Promise<unknown[]> {
  const request = { ...NAME, query: JSON.stringify(ejson(query)), limit };
  const reply = await database.handle(
    'database.getDocument',
    order ? { ...request, order: JSON.stringify(order) } : request,
  );
  return (reply['data'] as { list: string[] }).list.map((text) => JSON.parse(text)._id);
}

describe('unique indexes', () => {
  const open = () =>
    openCloudDatabase({ file: ':memory:', clock, collections: indexed(on('seat', ['room', 'seat'], true)) });

  test('a second document with the same values is refused, with the index and the values in the text', async () => {
    const database = open();
    await insert(database, { _id: 'a', room: 'R1', seat: 1 });
    await expect(insert(database, { _id: 'b', room: 'R1', seat: 1 })).rejects.toMatchObject({
      code: 'DATABASE_REQUEST_FAILED',
      message: expect.stringMatching(
        /E11000 duplicate key error collection: \S+\.rows index: seat dup key: { : "R1", : 1 }/,
      ),
    });
    await insert(database, { _id: 'b', room: 'R1', seat: 2 });
    database.close();
  });

  test('a missing field counts as null, so that two documents without it collide', async () => {
    const database = open();
    await insert(database, { _id: 'a', room: 'R1' });
    await expect(insert(database, { _id: 'b', room: 'R1' })).rejects.toThrow('dup key: { : "R1", : null }');
    await expect(insert(database, { _id: 'b', room: 'R1', seat: null })).rejects.toThrow('E11000');
    database.close();
  });

  test('an update into a taken value is refused; its own value it may keep', async () => {
    const database = open();
    await insert(database, { _id: 'a', room: 'R1', seat: 1 }, { _id: 'b', room: 'R1', seat: 2 });
    const change = { ...NAME, queryType: 'DOC', query: '{"_id":"b"}', merge: true };
    await expect(
      database.handle('database.modifyDocument', { ...change, data: '{"$set":{"seat":1}}' }),
    ).rejects.toThrow('E11000');
    await database.handle('database.modifyDocument', { ...change, data: '{"$set":{"note":"mine"}}' });
    await database.handle('database.removeDocument', { ...NAME, queryType: 'DOC', query: '{"_id":"a"}' });
    await database.handle('database.modifyDocument', { ...change, data: '{"$set":{"seat":1}}' });
    database.close();
  });

  test('in a batch the documents before the duplicate stay', async () => {
    const database = open();
    await expect(
      insert(database, { _id: 'a', room: 1 }, { _id: 'b', room: 1 }, { _id: 'c', room: 2 }),
    ).rejects.toThrow('E11000');
    expect(await ids(database, {})).toEqual(['a']);
    database.close();
  });

  test('elements of an array are unique among documents', async () => {
    const database = openCloudDatabase({
      file: ':memory:',
      clock,
      collections: indexed(on('keys', ['units.key'], true)),
    });
    await insert(database, { _id: 'a', units: [{ key: 'k1' }, { key: 'k2' }, { key: 'k1' }] });
    await expect(insert(database, { _id: 'b', units: [{ key: 'k3' }, { key: 'k2' }] })).rejects.toThrow(
      'E11000',
    );
    database.close();
  });
});

describe('answers do not depend on the indexes', () => {
  const scalar = fc.constantFrom<unknown>(null, 1, 2, 3, '1', 'x', true, new Date(1), new Date(2));
  const field = fc.oneof(
    { weight: 4, arbitrary: scalar },
    fc.array(scalar, { maxLength: 3 }),
    fc.array(fc.record({ b: scalar }), { maxLength: 2 }),
    fc.record({ b: scalar }),
  );
  const documents = fc.array(fc.record({ a: field, c: field, d: scalar }, { requiredKeys: [] }), {
    maxLength: 12,
  });
  const condition = fc.oneof(
    scalar.map((value) => ({ $eq: value })),
    scalar.map((value) => ({ $gte: value })),
    fc.tuple(scalar, scalar).map(([low, high]) => ({ $gt: low, $lte: high })),
    fc.array(scalar, { maxLength: 3 }).map((list) => ({ $in: list })),
    scalar.map((value) => ({ $ne: value })),
    fc.constant({ $exists: true }),
  );
  const conditions = fc.dictionary(fc.constantFrom('a', 'a.b', 'c', 'd'), condition, {
    maxKeys: 3,
    noNullPrototype: true,
  });
  const branches = fc.array(conditions, { minLength: 1, maxLength: 3 }).map(($or) => ({ $or }));
  const query = fc.oneof(
    { weight: 2, arbitrary: conditions },
    branches,
    fc.tuple(conditions, branches).map(($and) => ({ $and })),
  );
  const order = fc.dictionary(fc.constantFrom('a', 'a.b', 'c', 'd'), fc.constantFrom(1, -1), {
    maxKeys: 2,
    noNullPrototype: true,
  });
  const indexes = fc.uniqueArray(
    fc
      .uniqueArray(fc.constantFrom('a', 'a.b', 'c', 'd'), { minLength: 1, maxLength: 3 })
      .map((fields) => on(fields.join('+'), fields)),
    { minLength: 1, maxLength: 3, selector: ({ name }) => name },
  );

  test('the same documents match, in the same order of sort values', async () => {
    await fc.assert(
      fc.asyncProperty(documents, query, order, indexes, async (rows, wanted, sorting, definitions) => {
        const plain = openCloudDatabase({ file: ':memory:', clock, collections: indexed() });
        const fast = openCloudDatabase({ file: ':memory:', clock, collections: indexed(...definitions) });
        const numbered = rows.map((row, at) => ({ _id: `r${at}`, ...row }));
        if (numbered.length > 0) await Promise.all([insert(plain, ...numbered), insert(fast, ...numbered)]);
        // With the id as the last field to sort by, there is one right order.
        const whole = { ...sorting, _id: 1 };
        expect(await ids(fast, wanted, whole)).toEqual(await ids(plain, wanted, whole));
        expect((await ids(fast, wanted)).sort()).toEqual((await ids(plain, wanted)).sort());
        if (Object.keys(sorting).length > 0) {
          const sortedOnly = await ids(fast, wanted, sorting);
          expect([...sortedOnly].sort()).toEqual((await ids(plain, wanted)).sort());
        }
        plain.close();
        fast.close();
      }),
      { numRuns: 200 },
    );
  });
});

describe('what an index is for', () => {
  test('an $or reads one index for each branch, and the whole collection when a branch has none', () => {
    const store = new Store(':memory:', indexed(on('a', ['a']), on('c', ['c'])));
    const plans = (query: Document) =>
      plansFor(store.collection('rows'), query, [])?.map(({ source }) => source.fields.join());
    expect(plans({ $or: [{ a: 1 }, { c: { $gt: 2 }, d: 3 }, { _id: 'x' }] })).toEqual(['a', 'c', '_id']);
    expect(plans({ d: 1, $and: [{ $or: [{ a: 1 }, { $or: [{ c: 1 }, { a: 2 }] }] }] })).toEqual([
      'a',
      'c',
      'a',
    ]);
    expect(plans({ $or: [{ a: 1 }, { d: 1 }] })).toBeUndefined();
    store.close();
  });

  test('due work is found without reading what is not due', async () => {
    const agenda = (...indexes: IndexDefinition[]) =>
      openCloudDatabase({ file: ':memory:', clock, collections: indexed(...indexes) });
    const [plain, fast] = [agenda(), agenda(on('due', ['state', 'dueAt']))];
    const rows = Array.from({ length: 1000 }, (_, n) => ({
      _id: `r${n}`,
      state: n % 2 ? 'due' : 'done',
      dueAt: new Date(n),
    }));
    const due = { state: 'due', dueAt: { $lte: new Date(20) } };
    const fastest = async (database: CloudDatabase): Promise<number> => {
      let best = Number.POSITIVE_INFINITY;
      for (let run = 0; run < 20; run++) {
        const begun = performance.now();
        expect(await ids(database, due, { dueAt: 1 }, 5)).toEqual(['r1', 'r3', 'r5', 'r7', 'r9']);
        best = Math.min(best, performance.now() - begun);
      }
      return best;
    };
    await Promise.all([insert(plain, ...rows), insert(fast, ...rows)]);
    expect(await fastest(fast)).toBeLessThan((await fastest(plain)) / 5);
    plain.close();
    fast.close();
  });
});

describe('definitions change over the life of a file', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'cloud-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const open = (...indexes: IndexDefinition[]) =>
    openCloudDatabase({ file: join(folder, 'cloud.db'), clock, collections: indexed(...indexes) });

  test('a new unique index is built over what is there, a dropped one no longer refuses', async () => {
    const first = open();
    await insert(first, { _id: 'a', seat: 1 }, { _id: 'b', seat: 2 });
    first.close();
    const second = open(on('seat', ['seat'], true));
    await expect(insert(second, { _id: 'c', seat: 2 })).rejects.toThrow('E11000');
    second.close();
    const third = open();
    await insert(third, { _id: 'c', seat: 2 });
    expect(await ids(third, {})).toEqual(['a', 'b', 'c']);
    third.close();
  });

  test('a unique index that the documents contradict is refused at opening, and the file stays as it was', async () => {
    const first = open();
    await insert(first, { _id: 'a', seat: 1 }, { _id: 'b', seat: 1 });
    first.close();
    expect(() => open(on('seat', ['seat'], true))).toThrow('index seat of rows cannot be unique');
    const again = open();
    expect(await ids(again, {})).toEqual(['a', 'b']);
    again.close();
  });
});
