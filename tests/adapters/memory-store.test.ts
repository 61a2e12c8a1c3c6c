import { createMemoryStore } from '../../server/adapters/memory-store/memory-store';
import { timeOf } from '../../server/domain/time';
import { StoreBusy } from '../../server/ports/store';
import { storeContract } from './store-contract';

storeContract('the store in memory', async () => ({
  store: createMemoryStore(),
  close: async () => undefined,
}));

const LOCK = { _id: 'enrolment:s:c', orderId: 'o1' };

describe('the store in memory as a place for simulations', () => {
  test('a crash before the commit leaves nothing, one before the acknowledgement leaves everything', async () => {
    for (const [action, left] of [
      ['commit', 0],
      ['acknowledge', 1],
    ] as const) {
      const store = createMemoryStore({
        beforeStep: (step) => {
          if (step.action === action) throw new Error('crash');
        },
      });
      await expect(store.transaction((tx) => tx.insert('locks', LOCK))).rejects.toThrow('crash');
      expect(store.all('locks')).toHaveLength(left);
    }
  });

  test('conflicts that never end are reported', async () => {
    const store = createMemoryStore({ mostConflicts: 3 });
    await store.insert('locks', LOCK);
    let other = 0;
    const endless = store.transaction(async (tx) => {
      await tx.get('locks', LOCK._id);
      other += 1;
      await store.updateIf('locks', LOCK._id, { _id: LOCK._id }, { orderId: `other${other}` });
      await tx.put('locks', LOCK);
    });
    await expect(endless).rejects.toBeInstanceOf(StoreBusy);
    expect(other).toBe(3);
  });

  test('a transaction can not be used after its end', async () => {
    const store = createMemoryStore();
    const escaped = await store.transaction(async (tx) => tx);
    await expect(escaped.put('locks', LOCK)).rejects.toThrow('after its end');
  });

  test('everything can be listed, in the order in which it came', async () => {
    const store = createMemoryStore();
    const progress = { orderId: 'o1', startedAt: timeOf(0), seconds: 0, updatedAt: timeOf(0) };
    for (const lessonNo of [2, 1])
      await store.insert('lesson_progress', { ...progress, _id: `o1-${lessonNo}`, lessonNo });
    expect(store.all('lesson_progress').map((found) => found.lessonNo)).toEqual([2, 1]);
  });
});
