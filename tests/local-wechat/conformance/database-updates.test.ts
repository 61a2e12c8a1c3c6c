import type { Collection, Command } from '../database/sdk-types';
import { MONDAY_NINE } from '../host/test-cloud';
import { DOC, update } from './documents';
import { row } from './row';
import { startWorld, type World } from './world';

let world: World;
let _: Command;
let notes: Collection;
beforeAll(async () => {
  world = await startWorld({ collections: { notes: 'ADMINONLY' } });
  ({ _ } = world);
  notes = world.db.collection('notes');
});
afterAll(() => world.close());

/** The document after an update, without its id. */
async function after(before: object, change: object): Promise<object> {
  const { _id } = await notes.add({ data: before });
  await notes.doc(_id).update({ data: change });
  const { _id: __, ...rest } = (await notes.doc(_id).get()).data;
  return rest;
}

const becomes = async (before: object, change: object, expected: object) =>
  expect(await after(before, change)).toEqual(expected);
const refuses = async (before: object, change: object, text: string) =>
  expect(after(before, change)).rejects.toThrow(text);

row('plain values', DOC.docUpdate, 'set fields; objects merge path by path', () =>
  becomes({ a: 1, o: { x: 1, y: 1 } }, { a: 2, o: { x: 2 } }, { a: 2, o: { x: 2, y: 1 } }),
);
row('_.set', update('set'), 'puts the whole value', () =>
  becomes({ o: { x: 1, y: 1 } }, { o: _.set({ x: 2 }) }, { o: { x: 2 } }),
);
row('_.remove', update('unset'), 'takes the field away', () =>
  becomes({ a: 1, b: 1 }, { a: _.remove() }, { b: 1 }),
);
row('_.inc', update('inc'), 'adds; a missing field counts from 0; null is refused', async () => {
  await becomes({ a: 1 }, { a: _.inc(2), b: _.inc(-1) }, { a: 3, b: -1 });
  await refuses({ a: null }, { a: _.inc(1) }, 'Cannot apply $inc to a value of non-numeric type. {_id: ');
});
row('_.mul', update('mul'), 'multiplies; a missing field becomes 0', () =>
  becomes({ a: 3 }, { a: _.mul(2), b: _.mul(2) }, { a: 6, b: 0 }),
);
row('_.max', update('max'), 'keeps the greater, by the order of types', () =>
  becomes({ a: 3, b: 3 }, { a: _.max(5), b: _.max(1) }, { a: 5, b: 3 }),
);
row('_.min', update('min'), 'keeps the lesser, by the order of types', () =>
  becomes({ a: 3, b: 'text' }, { a: _.min(5), b: _.min(1) }, { a: 3, b: 1 }),
);
row('_.rename', update('rename'), 'moves a value, over another if need be', () =>
  becomes({ a: 1, b: 2 }, { a: _.rename('b') }, { b: 1 }),
);
row('_.bit', update('bit'), 'and, or, xor on whole numbers', () =>
  becomes({ a: 6 }, { a: _.bit({ and: 3 }) }, { a: 2 }),
);
row('_.push', update('push'), 'appends one or several; a scalar is refused', async () => {
  await becomes({ a: [1] }, { a: _.push(2), b: _.push([3, 4]) }, { a: [1, 2], b: [3, 4] });
  await refuses({ a: 1 }, { a: _.push(2) }, 'must be an array but is of type int');
});
row('_.push({each, position, sort, slice})', update('push'), 'inserts, then sorts, then cuts', async () => {
  await becomes({ a: [1, 4] }, { a: _.push({ each: [3, 2], position: 1 }) }, { a: [1, 3, 2, 4] });
  await becomes({ a: [1, 4] }, { a: _.push({ each: [3, 2], sort: -1, slice: 3 }) }, { a: [4, 3, 2] });
});
row('_.unshift', update('push'), 'puts in front', () =>
  becomes({ a: [2] }, { a: _.unshift(1) }, { a: [1, 2] }),
);
row('_.pop', update('pop'), 'takes the last', () => becomes({ a: [1, 2] }, { a: _.pop() }, { a: [1] }));
row('_.shift', update('pop'), 'takes the first', () => becomes({ a: [1, 2] }, { a: _.shift() }, { a: [2] }));
row('_.pull', update('pull'), 'takes elements by value or condition', async () => {
  await becomes({ a: [1, 2, 1] }, { a: _.pull(1) }, { a: [2] });
  await becomes({ a: [{ n: 1 }, { n: 5 }] }, { a: _.pull({ n: _.gt(3) }) }, { a: [{ n: 1 }] });
});
row('_.pullAll', update('pullAll'), 'takes all elements of a list', () =>
  becomes({ a: [1, 2, 3] }, { a: _.pullAll([1, 3]) }, { a: [2] }),
);
row('_.addToSet', update('addToSet'), 'adds what is not there yet, several by $each', async () => {
  await becomes({ a: [1] }, { a: _.addToSet(1) }, { a: [1] });
  await becomes({ a: [1] }, { a: _.addToSet({ $each: [1, 2] }) }, { a: [1, 2] });
});
row('$currentDate', update('currentDate'), 'can be sent as it is: the virtual time', () =>
  becomes(
    { a: 1 },
    { $currentDate: { at: true, day: { $type: 'date' } } },
    { a: 1, at: new Date(MONDAY_NINE), day: new Date(MONDAY_NINE) },
  ),
);
row(
  '$setOnInsert',
  update('setOnInsert'),
  'counts only in an upsert, which doc().update never is',
  async () => {
    await becomes({ a: 1 }, { a: 2, $setOnInsert: { b: 1 } }, { a: 2 });
    await world.database.handle('database.modifyDocument', {
      ...{ collectionName: 'notes', query: '{"_id":"made"}', upsert: true },
      data: '{"$set":{"a":1},"$setOnInsert":{"b":2}}',
    });
    await expect(notes.doc('made').get()).resolves.toMatchObject({ data: { a: 1, b: 2 } });
  },
);
row('array filters', update('positional-filtered'), 'cannot be sent by the SDK; $[name] is refused', () =>
  refuses({ a: [{ n: 1 }] }, { 'a.$[x].n': 2 }, "No array filter found for identifier '$[x]'"),
);
row('$ in a path', DOC.positional, 'is the element that matched, $[] is every one', async () => {
  await notes.add({
    data: {
      _id: 'p',
      a: [
        { k: 1, n: 1 },
        { k: 2, n: 1 },
      ],
    },
  });
  await notes.where({ _id: 'p', 'a.k': 2 }).update({ data: { 'a.$.n': 5 } });
  await notes.doc('p').update({ data: { 'a.$[].m': 0 } });
  const { data } = await notes.doc('p').get();
  expect(data['a']).toEqual([
    { k: 1, n: 1, m: 0 },
    { k: 2, n: 5, m: 0 },
  ]);
});
row('paths through scalars', update('set'), 'are refused with the field in the way', () =>
  refuses({ a: 1 }, { 'a.b': 1 }, "Cannot create field 'b' in element {a: 1}"),
);
row('paths through null', update('set'), 'are refused as well', () =>
  refuses({ o: null }, { o: { x: 1 } }, "Cannot create field 'x' in element {o: null}"),
);
row('named fields of an array', update('set'), 'are refused; positions are filled with null', async () => {
  await refuses({ a: [1] }, { 'a.x': 1 }, "Cannot create field 'x' in element {a: [ 1 ]}");
  await becomes({ a: [1] }, { 'a.3': 4 }, { a: [1, null, null, 4] });
});
row('two commands on one path', update('set'), 'conflict', () =>
  refuses({ a: { b: 1 } }, { 'a.b': _.inc(1), a: _.set({}) }, 'would create a conflict at'),
);
row('an unknown operator in an update', DOC.docUpdate, 'is refused', () =>
  refuses({ a: 1 }, { $explode: { a: 1 } }, 'Unknown modifier: $explode'),
);
row('stats.updated', DOC.update, 'counts documents that changed (switch updatedCounts)', async () => {
  await notes.add({ data: { _id: 's', a: 1 } });
  await expect(notes.doc('s').update({ data: { a: 1 } })).resolves.toMatchObject({ stats: { updated: 0 } });
});
