import fc from 'fast-check';
import { createCloudStore } from '../../server/adapters/cloud-db/cloud-store';
import { createMemoryStore } from '../../server/adapters/memory-store/memory-store';
import { timeOf } from '../../server/domain/time';
import {
  DuplicateDocument,
  type LessonProgress,
  type Query,
  type Store,
  type Transaction,
} from '../../server/ports/store';
import { type LocalDatabase, startLocalDatabase } from './local-database';

let database: LocalDatabase;
beforeAll(async () => {
  database = await startLocalDatabase();
});
afterAll(() => database.close());

type Act = (store: Store) => Promise<unknown>;

const id = fc.constantFrom('p1', 'p2', 'p3', 'p4');
const lesson: fc.Arbitrary<LessonProgress> = fc.record(
  {
    _id: id,
    orderId: fc.constantFrom('o1', 'o2'),
    lessonNo: fc.constantFrom(1, 2, 3),
    startedAt: fc.constantFrom(timeOf(0), timeOf(1)),
    seconds: fc.constantFrom(0, 1, -5, 2 ** 40, 0.5),
    finishedAt: fc.constantFrom(timeOf(5), timeOf(9)),
    updatedAt: fc.constant(timeOf(0)),
  },
  {
    requiredKeys: ['_id', 'orderId', 'lessonNo', 'startedAt', 'seconds', 'updatedAt'],
    noNullPrototype: true,
  },
);
const query: fc.Arbitrary<Query> = fc.oneof(
  fc.record({ orderId: fc.constantFrom('o1', 'o2') }),
  fc.record({ lessonNo: fc.record({ $gte: fc.constantFrom(1, 2), $lt: fc.constantFrom(2, 3) }) }),
  fc.record({ finishedAt: fc.record({ $exists: fc.boolean() }) }),
  fc.record({ seconds: fc.record({ $ne: fc.constantFrom(0, 2 ** 40) }) }),
  fc.record({ _id: fc.record({ $in: fc.array(id) }) }),
);

const inside: fc.Arbitrary<(tx: Transaction) => Promise<unknown>> = fc.oneof(
  lesson.map((document) => (tx: Transaction) => tx.put('lesson_progress', document)),
  lesson.map((document) => (tx: Transaction) => tx.insert('lesson_progress', document)),
  id.map((one) => (tx: Transaction) => tx.remove('lesson_progress', one)),
  id.map((one) => (tx: Transaction) => tx.get('lesson_progress', one)),
);

const act: fc.Arbitrary<Act> = fc.oneof(
  lesson.map(
    (document): Act =>
      (store) =>
        store.insert('lesson_progress', document),
  ),
  fc.tuple(id, query, fc.constantFrom(0, 7)).map(
    ([one, expected, seconds]): Act =>
      (store) =>
        store.updateIf('lesson_progress', one, expected, { seconds }),
  ),
  query.map(
    (asked): Act =>
      (store) =>
        store.find('lesson_progress', asked, { sort: { lessonNo: -1, _id: 1 } }),
  ),
  query.map(
    (asked): Act =>
      (store) =>
        store.count('lesson_progress', asked),
  ),
  fc.tuple(fc.array(inside, { minLength: 1, maxLength: 3 }), fc.boolean()).map(
    ([steps, fails]): Act =>
      (store) =>
        store.transaction(async (tx) => {
          const seen: unknown[] = [];
          for (const step of steps) seen.push(await step(tx));
          if (fails) throw new Error('undone');
          return seen;
        }),
  ),
);

async function told(store: Store, doing: Act): Promise<unknown> {
  try {
    return await doing(store);
  } catch (error) {
    if (error instanceof DuplicateDocument) return 'duplicate';
    if (error instanceof Error && error.message === 'undone') return 'undone';
    throw error;
  }
}

test('the store in memory and the one on CloudBase tell the same, whatever is done to them', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 15 }), async (acts) => {
      database.fresh();
      const cloud = createCloudStore();
      const memory = createMemoryStore();
      for (const doing of acts) expect(await told(memory, doing)).toEqual(await told(cloud, doing));
    }),
    { numRuns: 60 },
  );
});
