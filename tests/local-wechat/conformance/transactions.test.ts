import type { Collection, Db, SdkTransaction } from '../database/sdk-types';
import { DOC } from './documents';
import { row } from './row';
import { refusal, startWorld, type World } from './world';

let world: World;
let db: Db;
let notes: Collection;
beforeAll(async () => {
  world = await startWorld({ collections: { notes: 'ADMINONLY' } });
  ({ db } = world);
  notes = db.collection('notes');
});
beforeEach(async () => {
  await notes.where({ _id: world._.exists(true) }).remove();
  await notes.add({
    data: [
      { _id: 'a', n: 1 },
      { _id: 'b', n: 1 },
    ],
  });
});
afterAll(() => world.close());

const begin = async () => {
  const transaction = await db.startTransaction();
  return { transaction, inside: transaction.collection('notes') };
};
const n = async (id: string) => (await notes.doc(id).get()).data['n'];

row(
  'snapshots',
  DOC.transactions,
  'a transaction sees the database as it was at its beginning, and its own writes',
  async () => {
    const { transaction, inside } = await begin();
    await notes.doc('a').update({ data: { n: 2 } });
    await expect(inside.doc('a').get()).resolves.toMatchObject({ data: { n: 1 } });
    await inside.doc('b').update({ data: { n: 5 } });
    await expect(inside.doc('b').get()).resolves.toMatchObject({ data: { n: 5 } });
    await expect(n('b')).resolves.toBe(1);
    await transaction.rollback();
  },
);

row(
  'write against write',
  DOC.transactions,
  "another transaction's write to a locked document fails at once",
  async () => {
    const [first, second] = [await begin(), await begin()];
    await first.inside.doc('a').update({ data: { n: 2 } });
    await expect(second.inside.doc('a').update({ data: { n: 3 } })).rejects.toThrow(/TransactionConflict/);
    await first.transaction.commit();
    await expect(n('a')).resolves.toBe(2);
  },
);

row('plain against locked', DOC.transactions, 'a plain write waits until the transaction ends', async () => {
  const { transaction, inside } = await begin();
  await inside.doc('a').update({ data: { n: 2 } });
  let written = false;
  const plain = notes
    .doc('a')
    .update({ data: { n: world._.inc(10) } })
    .then(() => {
      written = true;
    });
  await notes.doc('b').get();
  expect(written).toBe(false);
  await transaction.commit();
  await plain;
  await expect(n('a')).resolves.toBe(12);
});

row('a change since the beginning', DOC.transactions, 'makes a later write a conflict', async () => {
  const { inside } = await begin();
  await notes.doc('a').update({ data: { n: 2 } });
  await expect(inside.doc('a').update({ data: { n: 3 } })).rejects.toThrow(/TransactionConflict/);
});

row('only single documents', DOC.transactions, 'where().get in a transaction is refused', async () => {
  const { transaction, inside } = await begin();
  await expect(inside.where({ n: 1 }).get()).rejects.toThrow(/single documents by their id/);
  await transaction.rollback();
});

row(
  'transactionLifeMs',
  DOC.transactionFail,
  'after 30 s (scalable) a transaction is gone, its locks free',
  async () => {
    world.switches.set({ transactionLifeMs: 40 });
    const { transaction, inside } = await begin();
    await inside.doc('a').update({ data: { n: 2 } });
    await notes.doc('a').update({ data: { n: 7 } });
    world.switches.set({ transactionLifeMs: 30_000 });
    const error = await refusal(transaction.commit());
    expect(error.message).toMatch(/TransactionNotExist/);
    await expect(n('a')).resolves.toBe(7);
  },
);

row(
  'DATABASE_TRANSACTION_FAIL',
  DOC.transactionFail,
  'answers a transaction that has ended, in CloudBase’s words',
  async () => {
    const { transaction } = await begin();
    await transaction.commit();
    const { code, message } = await refusal(transaction.commit());
    expect(code).toBe('DATABASE_TRANSACTION_FAIL');
    expect(message).toMatch(
      /\[ResourceUnavailable\.TransactionNotExist\].*must be commit or abort in 30 seconds/,
    );
  },
);

row(
  'DATABASE_TRANSACTION_CONFLICT',
  DOC.conflict,
  'answers a conflict, in CloudBase’s words; advice: retry with a growing pause',
  async () => {
    const [first, second] = [await begin(), await begin()];
    await first.inside.doc('a').remove();
    const { errMsg } = await refusal(second.inside.doc('a').remove());
    expect(errMsg).toContain(
      '[ResourceUnavailable.TransactionConflict] Transaction is conflict, maybe resource operated by others.',
    );
    await first.transaction.rollback();
  },
);

row(
  'runTransaction',
  DOC.runTransaction,
  'runs again up to 3 times for a conflict at the commit',
  async () => {
    world.faults.add({
      at: 'cloud',
      kind: 'conflict',
      match: { action: 'database.commitTransaction' },
      times: 3,
    });
    let runs = 0;
    await db.runTransaction(async (transaction) => {
      runs += 1;
      await transaction
        .collection('notes')
        .doc('a')
        .update({ data: { n: 9 } });
    });
    expect([runs, await n('a')]).toEqual([4, 9]);
  },
);

row(
  'conflicts inside runTransaction',
  DOC.wxSdk,
  'lose their code in the SDK and are not run again; rethrown with it they are',
  async () => {
    const work = (rethrow: boolean) => {
      let runs = 0;
      const run = async (transaction: SdkTransaction) => {
        runs += 1;
        try {
          await transaction
            .collection('notes')
            .doc('a')
            .update({ data: { n: 9 } });
        } catch (error) {
          throw rethrow
            ? Object.assign(new Error('again'), { code: 'DATABASE_TRANSACTION_CONFLICT' })
            : error;
        }
      };
      world.faults.add({ at: 'cloud', kind: 'conflict', match: { action: 'database.modifyDocument' } });
      return db.runTransaction(run).then(
        () => runs,
        (error: { errCode: number }) => ({ runs, errCode: error.errCode }),
      );
    };
    await expect(work(false)).resolves.toEqual({ runs: 1, errCode: -501001 });
    await expect(work(true)).resolves.toBe(2);
  },
);

row(
  'where().update, remove, count in a transaction',
  DOC.databaseSdk,
  'are sent without its id: they happen outside',
  async () => {
    const { transaction, inside } = await begin();
    await inside.where({ _id: 'b' }).update({ data: { n: 8 } });
    await transaction.rollback();
    await expect(n('b')).resolves.toBe(8);
  },
);

row(
  'a missing document in a transaction',
  DOC.databaseSdk,
  'is an error of the SDK, unless throwOnNotFound is off',
  async () => {
    const { transaction, inside } = await begin();
    await expect(inside.doc('none').get()).rejects.toThrow(/get:fail/);
    await transaction.rollback();
  },
);

row('set in a transaction', DOC.databaseSdk, 'always says created 0', async () => {
  const { transaction, inside } = await begin();
  await expect(inside.doc('new').set({ data: { n: 1 } })).resolves.toMatchObject({ stats: { created: 0 } });
  await transaction.commit();
  await expect(n('new')).resolves.toBe(1);
});

row('rollback(reason)', DOC.runTransaction, 'rejects runTransaction with the reason itself', async () => {
  const ended = db.runTransaction(async (transaction) => {
    await transaction
      .collection('notes')
      .doc('a')
      .update({ data: { n: 9 } });
    await transaction.rollback({ because: 'changed her mind' });
  });
  await expect(ended).rejects.toEqual({ because: 'changed her mind' });
  await expect(n('a')).resolves.toBe(1);
});

row('an error in a transaction', DOC.transactions, 'ends it: nothing of it stays', async () => {
  const { transaction, inside } = await begin();
  await inside.doc('b').update({ data: { n: 4 } });
  await expect(inside.add({ data: { _id: 'a' } })).rejects.toThrow(/E11000/);
  await expect(transaction.commit()).rejects.toThrow(/TransactionNotExist/);
  await expect(n('b')).resolves.toBe(1);
});
