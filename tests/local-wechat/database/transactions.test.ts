import { type Gateway, sdkFor, startGateway } from './gateway';
import type { Command, Db, SdkTransaction } from './sdk-types';

const CONFLICT =
  /\[ResourceUnavailable\.TransactionConflict\] Transaction is conflict, maybe resource operated by others\./;
const GONE = /\[ResourceUnavailable\.TransactionNotExist\].*commit or abort in 30 seconds/;

describe('transactions through the real SDK', () => {
  let gateway: Gateway;
  let db: Db;
  let _: Command;

  beforeAll(async () => {
    gateway = await startGateway({
      collections: [
        { name: 'orders', permission: 'ADMINONLY', indexes: [] },
        {
          name: 'locks',
          permission: 'ADMINONLY',
          indexes: [{ name: 'seat', unique: true, keys: [{ field: 'seat', direction: 1 }] }],
        },
      ],
    });
    db = sdkFor(gateway).database({ throwOnNotFound: false });
    _ = db.command;
  });
  afterAll(() => gateway.close());

  let ids = 0;
  async function order(fields: object = { n: 0 }): Promise<string> {
    const { _id } = await db.collection('orders').add({ data: { _id: `o${++ids}`, ...fields } });
    return _id;
  }
  const read = async (id: string, from: { collection: Db['collection'] } = db) =>
    (await from.collection('orders').doc(id).get()).data;
  const put = (transaction: SdkTransaction, id: string, n: number) =>
    transaction.collection('orders').doc(id).update({ data: { n } });

  test('what a transaction writes is seen by it alone until it commits', async () => {
    const id = await order();
    const transaction = await db.startTransaction();
    await put(transaction, id, 5);
    await transaction.collection('orders').add({ data: { _id: `${id}-new`, n: 1 } });
    expect(await read(id, transaction)).toEqual({ _id: id, n: 5 });
    expect(await read(id)).toEqual({ _id: id, n: 0 });
    expect(await read(`${id}-new`)).toBeNull();
    await transaction.commit();
    expect(await read(id)).toEqual({ _id: id, n: 5 });
    expect(await read(`${id}-new`)).toEqual({ _id: `${id}-new`, n: 1 });
  });

  test('a transaction goes on seeing the database as it was when it began', async () => {
    const id = await order();
    const gone = await order();
    const transaction = await db.startTransaction();
    await db
      .collection('orders')
      .doc(id)
      .update({ data: { n: 1 } });
    await db
      .collection('orders')
      .doc(id)
      .update({ data: { n: 2 } });
    await db.collection('orders').doc(gone).remove();
    await db.collection('orders').add({ data: { _id: `${id}-late` } });
    expect(await read(id, transaction)).toEqual({ _id: id, n: 0 });
    expect(await read(gone, transaction)).toEqual({ _id: gone, n: 0 });
    expect(await read(`${id}-late`, transaction)).toBeNull();
    await transaction.commit();
  });

  test('rolling back leaves nothing behind', async () => {
    const id = await order();
    const transaction = await db.startTransaction();
    await put(transaction, id, 5);
    await transaction.collection('orders').doc(id).remove();
    await transaction.rollback();
    expect(await read(id)).toEqual({ _id: id, n: 0 });
  });

  test('a document that another transaction has written is a conflict at once', async () => {
    const id = await order();
    const first = await db.startTransaction();
    const second = await db.startTransaction();
    await put(first, id, 1);
    await expect(put(second, id, 2)).rejects.toThrow(CONFLICT);
    await first.commit();
    expect(await read(id)).toEqual({ _id: id, n: 1 });
  });

  test('a document that was changed since the transaction began is a conflict', async () => {
    const id = await order();
    const transaction = await db.startTransaction();
    await db
      .collection('orders')
      .doc(id)
      .update({ data: { n: 7 } });
    await expect(put(transaction, id, 2)).rejects.toThrow(CONFLICT);
    await expect(transaction.commit()).rejects.toThrow(GONE);
  });

  test('a document that only was read may be changed by others', async () => {
    const [id, other] = [await order(), await order()];
    const transaction = await db.startTransaction();
    await read(id, transaction);
    await db
      .collection('orders')
      .doc(id)
      .update({ data: { n: 7 } });
    await put(transaction, other, 2);
    await transaction.commit();
    expect(await read(other)).toEqual({ _id: other, n: 2 });
  });

  test("a conflict in the SDK's runTransaction loses its code, as on CloudBase", async () => {
    const id = await order();
    const first = await db.startTransaction();
    await put(first, id, 1);
    let runs = 0;
    const work = db.runTransaction(async (transaction) => {
      runs++;
      await put(transaction, id, 2);
    });
    await expect(work).rejects.toMatchObject({ errCode: -501001, errMsg: expect.stringMatching(CONFLICT) });
    expect(runs).toBe(1);
    await first.rollback();
  });

  test('ten callers who count up with retries lose no count', async () => {
    const id = await order();
    const countUp = async (): Promise<void> => {
      try {
        await db.runTransaction(async (transaction) => {
          const { n } = await read(id, transaction);
          await put(transaction, id, Number(n) + 1);
        });
      } catch (error) {
        if (!CONFLICT.test(String(error))) throw error;
        await countUp();
      }
    };
    await Promise.all(Array.from({ length: 10 }, countUp));
    expect(await read(id)).toEqual({ _id: id, n: 10 });
  });

  test('a plain update waits for the transaction that holds the document', async () => {
    const id = await order();
    const transaction = await db.startTransaction();
    await put(transaction, id, 5);
    const order_: string[] = [];
    const plain = db
      .collection('orders')
      .doc(id)
      .update({ data: { n: _.inc(1) } })
      .then(() => order_.push('plain update'));
    await read(id);
    order_.push('commit');
    await transaction.commit();
    await plain;
    expect(order_).toEqual(['commit', 'plain update']);
    expect(await read(id)).toEqual({ _id: id, n: 6 });
  });

  test('a plain remove and a plain add wait as well', async () => {
    const id = await order();
    const transaction = await db.startTransaction();
    await put(transaction, id, 5);
    await transaction.collection('orders').add({ data: { _id: `${id}-new` } });
    const removed = db.collection('orders').where({ _id: id }).remove();
    const added = db.collection('orders').add({ data: { _id: `${id}-new` } });
    await transaction.rollback();
    expect((await removed).stats).toEqual({ removed: 1 });
    expect(await added).toMatchObject({ _id: `${id}-new` });
  });

  test('set in a transaction makes or replaces', async () => {
    const id = await order();
    await db.runTransaction(async (transaction) => {
      await transaction
        .collection('orders')
        .doc(id)
        .set({ data: { whole: true } });
      await transaction
        .collection('orders')
        .doc(`${id}-new`)
        .set({ data: { whole: true } });
    });
    expect(await read(id)).toEqual({ _id: id, whole: true });
    expect(await read(`${id}-new`)).toEqual({ _id: `${id}-new`, whole: true });
  });

  test('adding an id that is there fails and ends the transaction', async () => {
    const id = await order();
    const transaction = await db.startTransaction();
    await expect(transaction.collection('orders').add({ data: { _id: id } })).rejects.toThrow('E11000');
    await expect(transaction.commit()).rejects.toThrow(GONE);
  });

  test('a document may go and come again within one transaction', async () => {
    const id = await order({ n: 1, old: true });
    await db.runTransaction(async (transaction) => {
      await transaction.collection('orders').doc(id).remove();
      expect(await read(id, transaction)).toBeNull();
      await transaction.collection('orders').add({ data: { _id: id, n: 2 } });
    });
    expect(await read(id)).toEqual({ _id: id, n: 2 });
  });

  test('where() is refused in a transaction', async () => {
    const transaction = await db.startTransaction();
    await expect(transaction.collection('orders').where({ n: 1 }).get()).rejects.toMatchObject({
      errCode: -501007,
    });
    await transaction.commit();
  });

  describe('unique values', () => {
    const seat = (from: { collection: Db['collection'] }, name: string) =>
      from.collection('locks').add({ data: { _id: `l${++ids}`, seat: name } });

    test('two transactions that take the same value conflict', async () => {
      const [first, second] = [await db.startTransaction(), await db.startTransaction()];
      await seat(first, 'A1');
      await expect(seat(second, 'A1')).rejects.toThrow(CONFLICT);
      await first.commit();
    });

    test('a value taken before is a duplicate; one taken since the beginning is a conflict', async () => {
      await seat(db, 'B1');
      const transaction = await db.startTransaction();
      await expect(seat(transaction, 'B1')).rejects.toThrow('E11000 duplicate key error');
      const another = await db.startTransaction();
      await seat(db, 'B2');
      await expect(seat(another, 'B2')).rejects.toThrow(CONFLICT);
    });

    test('a plain add waits until the value is free or taken for good', async () => {
      const transaction = await db.startTransaction();
      await seat(transaction, 'C1');
      const waiting = seat(db, 'C1');
      await transaction.commit();
      await expect(waiting).rejects.toThrow('E11000 duplicate key error');
    });

    test('a value given up in the same transaction is free', async () => {
      const { _id } = await seat(db, 'D1');
      await db.runTransaction(async (transaction) => {
        await transaction
          .collection('locks')
          .doc(_id)
          .update({ data: { seat: 'D2' } });
        await seat(transaction, 'D1');
      });
      expect(
        (
          await db
            .collection('locks')
            .where({ seat: _.in(['D1', 'D2']) })
            .get()
        ).data,
      ).toHaveLength(2);
    });
  });
});

describe('the life of a transaction', () => {
  test('after its time it is gone, its locks are free and nothing of it is left', async () => {
    const { database, close } = await startGateway({
      transactionLifeMs: 250,
      collections: [{ name: 'orders', permission: 'ADMINONLY', indexes: [] }],
    });
    const orders = { collectionName: 'orders', query: '{"_id":"o1"}', queryType: 'DOC' };
    await database.handle('database.insertDocument', { ...orders, data: ['{"_id":"o1","n":0}'] });
    const { transactionId } = await database.handle('database.startTransaction', {});
    const change = { ...orders, merge: true };
    await database.handle('database.modifyDocument', { ...change, data: '{"$set":{"n":5}}', transactionId });
    // This one waits for the transaction, which nobody ends.
    await database.handle('database.modifyDocument', { ...change, data: '{"$inc":{"n":1}}' });
    await expect(database.handle('database.commitTransaction', { transactionId })).rejects.toMatchObject({
      code: 'DATABASE_TRANSACTION_FAIL',
      message: expect.stringContaining('[ResourceUnavailable.TransactionNotExist]'),
    });
    expect(await database.handle('database.getDocument', orders)).toEqual({
      data: { list: ['{"_id":"o1","n":1}'] },
    });
    await close();
  });
});
