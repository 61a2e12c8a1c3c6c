import { type Gateway, sdkFor, startGateway } from './gateway';
import type { Db, Fields } from './sdk-types';

describe('updates that MongoDB refuses', () => {
  let gateway: Gateway;
  let db: Db;

  beforeAll(async () => {
    gateway = await startGateway({ collections: [{ name: 'orders', permission: 'ADMINONLY', indexes: [] }] });
    db = sdkFor(gateway).database();
  });
  afterAll(() => gateway.close());

  let ids = 0;
  /** Updates a new document with operators as MongoDB writes them. */
  async function update(document: Fields, operators: object): Promise<void> {
    const id = `o${++ids}`;
    await db.collection('orders').add({ data: { _id: id, ...document } });
    await gateway.database.handle('database.modifyDocument', {
      collectionName: 'orders',
      queryType: 'DOC',
      query: JSON.stringify({ _id: id }),
      data: JSON.stringify(operators),
      multi: false,
      merge: true,
      upsert: false,
    });
  }

  test.each<[string, Fields, object, string]>([
    [
      'a field below null',
      { a: null },
      { $set: { 'a.b': 1 } },
      "Cannot create field 'b' in element {a: null}",
    ],
    [
      'a field below a text',
      { a: { b: 'x' } },
      { $set: { 'a.b.c': 1 } },
      `Cannot create field 'c' in element {b: "x"}`,
    ],
    [
      'a name in an array',
      { items: [1, { n: 2 }] },
      { $inc: { 'items.x': 1 } },
      "Cannot create field 'x' in element {items: [ 1, { n: 2 } ]}",
    ],
    ['adding to a text', { n: 'x' }, { $inc: { n: 1 } }, `has the field 'n' of non-numeric type string`],
    [
      'adding to null',
      { a: { n: null } },
      { $inc: { 'a.n': 1 } },
      `has the field 'n' of non-numeric type null`,
    ],
    ['adding a text', { n: 1 }, { $inc: { n: 'x' } }, 'Cannot increment with non-numeric argument: {n: "x"}'],
    [
      'multiplying a text',
      { n: 'x' },
      { $mul: { n: 1 } },
      'Cannot apply $mul to a value of non-numeric type',
    ],
    [
      'bits of a fraction',
      { n: 1.5 },
      { $bit: { n: { and: 1 } } },
      'Cannot apply $bit to a value of non-integral type',
    ],
    [
      'unknown bits',
      { n: 1 },
      { $bit: { n: { nand: 1 } } },
      "only supports 'and', 'or', and 'xor', not 'nand'",
    ],
    [
      'pushing to a number',
      { list: 1 },
      { $push: { list: 1 } },
      "The field 'list' must be an array but is of type int in document {_id:",
    ],
    [
      'an unknown clause',
      { list: [] },
      { $push: { list: { $each: [1], $first: 1 } } },
      'Unrecognized clause in $push: $first',
    ],
    [
      'a strange $each',
      { list: [] },
      { $push: { list: { $each: 1 } } },
      'The argument to $each in $push must be an array but it was of type: int',
    ],
    [
      'popping from a text',
      { list: 'x' },
      { $pop: { list: 1 } },
      "Path 'list' contains an element of non-array type 'string'",
    ],
    ['popping two', { list: [] }, { $pop: { list: 2 } }, '$pop expects 1 or -1, found: 2'],
    [
      'pulling from an object',
      { list: {} },
      { $pull: { list: 1 } },
      'Cannot apply $pull to a non-array value',
    ],
    [
      'a set that is a text',
      { tags: 'x' },
      { $addToSet: { tags: 1 } },
      "Field named 'tags' has non-array type string",
    ],
    [
      'the same field twice',
      { a: 1 },
      { $set: { a: 1 }, $inc: { a: 1 } },
      "Updating the path 'a' would create a conflict at 'a'",
    ],
    [
      'a field and a part of it',
      { a: {} },
      { $set: { a: {} }, $inc: { 'a.b': 1 } },
      "Updating the path 'a.b' would create a conflict at 'a'",
    ],
    ['another id', {}, { $set: { _id: 'x' } }, "would modify the immutable field '_id'"],
    [
      'an empty $set',
      {},
      { $set: {} },
      "'$set' is empty. You must specify a field like so: {$set: {<field>: ...}}",
    ],
    ['no operator', {}, {}, "'$set' is empty"],
    ['an unknown operator', {}, { $grow: { a: 1 } }, 'Unknown modifier: $grow'],
    ['an empty name', {}, { $set: { 'a..b': 1 } }, "The update path 'a..b' contains an empty field name"],
    [
      'a name with a dollar',
      {},
      { $set: { 'a.$b': 1 } },
      "The dollar ($) prefixed field '$b' in 'a.$b' is not valid for storage.",
    ],
    [
      'renaming onto itself',
      { a: 1 },
      { $rename: { a: 'a' } },
      'The source and target field for $rename must differ',
    ],
    [
      'renaming out of an array',
      { a: [{ b: 1 }] },
      { $rename: { 'a.0.b': 'c' } },
      'The source field cannot be an array element',
    ],
    [
      '$ without a match',
      { list: [1] },
      { $set: { 'list.$': 1 } },
      'The positional operator did not find the match needed',
    ],
  ])('%s is refused and nothing is written', async (_name, document, operators, text) => {
    await expect(update(document, operators)).rejects.toMatchObject({
      code: 'DATABASE_REQUEST_FAILED',
      message: expect.stringContaining(text),
    });
    const { _id, ...rest } = (await db.collection('orders').doc(`o${ids}`).get()).data;
    expect(rest).toEqual(document);
  });

  test('the SDK shows the text inside its own error', async () => {
    await db.collection('orders').add({ data: { _id: 'sdk', a: null } });
    const change = db
      .collection('orders')
      .doc('sdk')
      .update({ data: { 'a.b': 1 } });
    await expect(change).rejects.toMatchObject({
      errCode: -502001,
      errMsg: expect.stringContaining(
        "[FailedOperation] multiple write errors: [{write errors: [{Cannot create field 'b' in element {a: null}}]}, {<nil>}]",
      ),
    });
  });

  test('a whole document with operators in it', async () => {
    const request = {
      collectionName: 'orders',
      queryType: 'DOC',
      query: '{"_id":"whole"}',
      merge: false,
      upsert: true,
    };
    const { database } = gateway;
    await expect(
      database.handle('database.modifyDocument', { ...request, data: '{"$inc":{"n":1}}' }),
    ).rejects.toThrow('must not contain atomic operators');
    await expect(
      database.handle('database.modifyDocument', { ...request, data: '{"_id":"other"}' }),
    ).rejects.toThrow("(immutable) field '_id'");
    const added = { collectionName: 'orders', data: ['{"a":[{"$b":1}]}'] };
    await expect(database.handle('database.insertDocument', added)).rejects.toThrow(
      "'$b' in 'a.0.$b' is not valid for storage",
    );
  });
});
