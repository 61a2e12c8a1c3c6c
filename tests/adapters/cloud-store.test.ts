import { TcbError } from '../../local-wechat/cloud/tcb-error';
import { createCloudStore } from '../../server/adapters/cloud-db/cloud-store';
import { BACKOFF } from '../../server/adapters/cloud-db/retry';
import { timeOf } from '../../server/domain/time';
import { StoreBusy } from '../../server/ports/store';
import { type LocalDatabase, startLocalDatabase } from './local-database';
import { storeContract } from './store-contract';

let database: LocalDatabase;
beforeAll(async () => {
  database = await startLocalDatabase();
});
afterAll(() => database.close());

storeContract('the store on CloudBase, over the real wx-server-sdk', async () => {
  database.fresh();
  return { store: createCloudStore(), close: async () => undefined };
});

describe('the store on CloudBase, when CloudBase is not well', () => {
  const waits: number[] = [];
  const store = createCloudStore({
    backoff: { ...BACKOFF, random: () => 0.999, wait: async (ms) => waits.push(ms) },
  });
  const LOCK = { _id: 'enrolment:s:c', orderId: 'o1' };

  beforeEach(() => {
    database.fresh();
    waits.length = 0;
  });
  afterEach(() => {
    database.beforeAction = () => undefined;
  });

  /** Fails the first `times` requests of an action. */
  const failing = (wanted: string, times: number, code: string, message: string) => {
    let left = times;
    database.beforeAction = (action) => {
      if (action === wanted && left-- > 0) throw new TcbError(code, message);
    };
  };

  test.each([
    ['a conflict when it writes', 'database.insertDocument', 'TransactionConflict'],
    ['a conflict when it commits', 'database.commitTransaction', 'TransactionConflict'],
    ['a transaction that was ended', 'database.insertDocument', 'TransactionNotExist'],
  ])('a transaction survives %s', async (_what, action, text) => {
    failing(action, 2, 'DATABASE_TRANSACTION_FAIL', `[ResourceUnavailable.${text}] Transaction …`);
    await store.transaction((tx) => tx.insert('locks', LOCK));
    expect(await store.get('locks', LOCK._id)).toEqual(LOCK);
    expect(waits).toEqual([20, 40]);
  });

  test('a transaction survives throttling', async () => {
    failing('database.startTransaction', 1, 'EXCEED_CONCURRENT_REQUEST_LIMIT', 'too many');
    await store.transaction((tx) => tx.insert('locks', LOCK));
    expect(waits).toEqual([20]);
  });

  test('a transaction gives up after eight runs, waiting a second at most', async () => {
    failing('database.commitTransaction', 99, 'DATABASE_TRANSACTION_CONFLICT', 'TransactionConflict');
    const busy = store.transaction((tx) => tx.insert('locks', LOCK));
    await expect(busy).rejects.toBeInstanceOf(StoreBusy);
    expect(waits).toEqual([20, 40, 80, 160, 320, 640, 999]);
    database.beforeAction = () => undefined;
    expect(await store.get('locks', LOCK._id)).toBeUndefined();
  });

  test('a commit whose answer is lost is not repeated', async () => {
    let commits = 0;
    database.beforeAction = (action) => {
      if (action !== 'database.commitTransaction') return;
      commits += 1;
      throw new TcbError('SYS_ERR', 'socket hang up');
    };
    await expect(store.transaction((tx) => tx.insert('locks', LOCK))).rejects.toThrow('socket hang up');
    expect(commits).toBe(1);
  });

  test('throttling of a single call is told as being busy', async () => {
    failing('database.getDocument', 1, 'EXCEED_REQUEST_LIMIT', 'too many');
    await expect(store.get('locks', LOCK._id)).rejects.toBeInstanceOf(StoreBusy);
  });

  test('compare and set asks again when someone came in between', async () => {
    await store.insert('locks', LOCK);
    const other = createCloudStore();
    let first = true;
    database.beforeAction = async (action) => {
      if (action !== 'database.modifyDocument' || !first) return;
      first = false;
      await other.updateIf('locks', LOCK._id, { orderId: 'o1' }, { orderId: 'o2' });
    };
    expect(await store.updateIf('locks', LOCK._id, { orderId: 'o1' }, { orderId: 'o3' })).toBe(false);
    expect(await store.get('locks', LOCK._id)).toEqual({ ...LOCK, orderId: 'o2' });
  });

  test('more than a page of a hundred comes when it is asked for', async () => {
    const updatedAt = timeOf(0);
    for (let from = 0; from < 150; from += 25) {
      await Promise.all(
        Array.from({ length: 25 }, (_, index) => {
          const openid = `o${from + index}`;
          return store.insert('push_quota', {
            _id: `${openid}:class`,
            openid,
            templateKey: 'class',
            remaining: 1,
            updatedAt,
          });
        }),
      );
    }
    expect(await store.find('push_quota', { templateKey: 'class' })).toHaveLength(100);
    expect(await store.find('push_quota', { templateKey: 'class' }, { limit: 1000 })).toHaveLength(150);
  });
});
