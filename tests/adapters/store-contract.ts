import { timeOf } from '../../server/domain/time';
import type { AgendaRow } from '../../server/ports/agenda';
import { DuplicateDocument, type LessonProgress, type Store } from '../../server/ports/store';

export interface OpenedStore {
  store: Store;
  close: () => Promise<void>;
}

const START = Date.UTC(2026, 10, 22, 1);

function row(subject: string, minute: number, changes: Partial<AgendaRow> = {}): AgendaRow {
  const dueAt = timeOf(START + minute * 60_000);
  return {
    _id: `order:${subject}`,
    kind: 'order',
    subject,
    dueAt,
    leaseOwner: '',
    leaseUntil: timeOf(START),
    pokes: 0,
    failures: 0,
    ...changes,
  };
}

function lesson(orderId: string, lessonNo: number, id = `${orderId}-${lessonNo}`): LessonProgress {
  return { _id: id, orderId, lessonNo, startedAt: timeOf(START), seconds: 0, updatedAt: timeOf(START) };
}

/** Lets two transactions meet: each waits at its gate until the other has come as far. */
function meeting(count: number): () => Promise<void> {
  let arrived = 0;
  let open: () => void = () => undefined;
  const all = new Promise<void>((resolve) => {
    open = resolve;
  });
  return () => {
    arrived += 1;
    if (arrived >= count) open();
    return all;
  };
}

/** What every Store must do, whatever it is made of; the same cases for each implementation. */
export function storeContract(name: string, openStore: () => Promise<OpenedStore>): void {
  describe(`${name} keeps the contract of a store`, () => {
    let opened: OpenedStore;
    let store: Store;
    beforeEach(async () => {
      opened = await openStore();
      store = opened.store;
    });
    afterEach(() => opened.close());

    readingAndWriting(() => store);
    queries(() => store);
    compareAndSet(() => store);
    transactions(() => store);
    competition(() => store);
    removing(() => store);
  });
}

function readingAndWriting(store: () => Store): void {
  describe('reading and writing', () => {
    test('a document that was never written is not there', async () => {
      expect(await store().get('agenda', 'order:none')).toBeUndefined();
    });

    test('a document reads back exactly as it was written', async () => {
      const push = {
        _id: 'p1',
        openid: 'o1',
        kind: 'voucher' as const,
        title: '第1课 <&"\' 😀',
        body: '',
        link: { page: 'voucher' as const, id: 'x', unitNo: 0 },
        facts: {},
        createdAt: timeOf(START),
        delivery: { state: 'waiting' as const, tries: 0 },
      };
      await store().insert('pushes', push);
      expect(await store().get('pushes', 'p1')).toEqual(push);
    });

    test('what is given or returned is not shared with the store', async () => {
      const given = row('a', 0);
      await store().insert('agenda', given);
      given.failures = 7;
      const read = await store().get('agenda', given._id);
      if (read) read.failures = 8;
      expect((await store().get('agenda', given._id))?.failures).toBe(0);
    });

    test('an id can be taken once', async () => {
      await store().insert('agenda', row('a', 0));
      await expect(store().insert('agenda', row('a', 1))).rejects.toBeInstanceOf(DuplicateDocument);
      expect((await store().get('agenda', 'order:a'))?.dueAt).toBe(row('a', 0).dueAt);
    });

    test('a unique key can be taken once, whatever the id', async () => {
      await store().insert('lesson_progress', lesson('o1', 1));
      await store().insert('lesson_progress', lesson('o1', 2));
      const again = store().insert('lesson_progress', lesson('o1', 1, 'another'));
      await expect(again).rejects.toBeInstanceOf(DuplicateDocument);
    });

    test('what is no plain value is refused before anything is written', async () => {
      await expect(store().insert('agenda', row('a', 0, { failures: Number.NaN }))).rejects.toThrow(
        TypeError,
      );
      expect(await store().get('agenda', 'order:a')).toBeUndefined();
    });
  });
}

function queries(store: () => Store): void {
  describe('queries', () => {
    beforeEach(async () => {
      for (const minute of [3, 1, 2, 5, 4]) await store().insert('agenda', row(`m${minute}`, minute));
      await store().insert('agenda', row('push', 2, { _id: 'push:x', kind: 'push' }));
    });

    const subjects = async (...args: Parameters<Store['find']> extends [string, ...infer R] ? R : never) =>
      (await store().find('agenda', ...args)).map((found) => found.subject);

    test('due work comes in the order of its time', async () => {
      const due = await subjects(
        { kind: 'order', dueAt: { $lte: row('', 3).dueAt } },
        { sort: { dueAt: 1 }, limit: 10 },
      );
      expect(due).toEqual(['m1', 'm2', 'm3']);
    });

    test('limits and skips count after sorting', async () => {
      expect(await subjects({ kind: 'order' }, { sort: { dueAt: -1 }, limit: 2, skip: 1 })).toEqual([
        'm4',
        'm3',
      ]);
    });

    test('two bounds on one field both hold, next to other ranges', async () => {
      const between = { $gt: row('', 1).dueAt, $lt: row('', 4).dueAt };
      const found = await subjects(
        { kind: { $in: ['order'] }, dueAt: between, failures: { $gte: 0, $lte: 0 } },
        { sort: { dueAt: 1 } },
      );
      expect(found).toEqual(['m2', 'm3']);
    });

    test('other than, one of, and existing', async () => {
      expect(await subjects({ kind: { $ne: 'order' } })).toEqual(['push']);
      expect(await subjects({ subject: { $in: ['m5', 'nobody'] } })).toEqual(['m5']);
      expect(await store().count('agenda', { subject: { $in: [] } })).toBe(0);
      await store().insert('lesson_progress', { ...lesson('o1', 1), finishedAt: timeOf(START) });
      await store().insert('lesson_progress', lesson('o1', 2));
      const unfinished = await store().find('lesson_progress', {
        orderId: 'o1',
        finishedAt: { $exists: false },
      });
      expect(unfinished.map((found) => found.lessonNo)).toEqual([2]);
    });

    test('a path reaches into the elements of a list', async () => {
      const staff = {
        institutionId: 'i',
        name: '李老师',
        state: 'active' as const,
        createdAt: timeOf(START),
      };
      await store().insert('staff', {
        ...staff,
        _id: 's1',
        roles: ['teacher'],
        campusIds: ['c1', 'c2'],
        revision: 1,
      });
      await store().insert('staff', { ...staff, _id: 's2', roles: ['owner'], campusIds: [], revision: 1 });
      expect((await store().find('staff', { campusIds: 'c2' })).map((found) => found._id)).toEqual(['s1']);
    });

    test('counting gives what finding would', async () => {
      expect(await store().count('agenda', { kind: 'order' })).toBe(5);
      expect(await store().count('agenda', { kind: 'class' })).toBe(0);
    });

    test('empty queries and undefined conditions are refused: they would match everything', async () => {
      await expect(store().find('agenda', {})).rejects.toThrow(TypeError);
      await expect(store().count('agenda', {})).rejects.toThrow(TypeError);
      const broken: { [path: string]: string } = { kind: 'order' };
      Object.assign(broken, { subject: undefined });
      await expect(store().find('agenda', broken)).rejects.toThrow(TypeError);
      await expect(store().find('agenda', { kind: 'order' }, { limit: 0 })).rejects.toThrow(TypeError);
    });
  });
}

function removing(store: () => Store): void {
  describe('removing by a query', () => {
    test('removes exactly what meets it, however many, and counts', async () => {
      for (const minute of [1, 2, 3, 4]) await store().insert('agenda', row(`m${minute}`, minute));
      const query = { _id: { $in: ['order:m1', 'order:m2', 'order:m4', 'order:none'] } };
      expect(await store().removeWhere('agenda', { ...query, dueAt: { $gte: row('m2', 2).dueAt } })).toBe(2);
      const left = await store().find('agenda', { kind: 'order' }, { sort: { dueAt: 1 } });
      expect(left.map(({ subject }) => subject)).toEqual(['m1', 'm3']);
      expect(await store().removeWhere('agenda', query)).toBe(1);
      expect(await store().removeWhere('agenda', query)).toBe(0);
    });

    test('without a condition is refused', async () => {
      await store().insert('agenda', row('a', 0));
      await expect(store().removeWhere('agenda', {})).rejects.toThrow(TypeError);
      expect(await store().get('agenda', 'order:a')).toBeDefined();
    });

    test('what a transaction has read and writes is not lost to it', async () => {
      await store().insert('agenda', row('a', 0));
      await store().transaction(async (tx) => {
        const read = await tx.get('agenda', 'order:a');
        if (read) await tx.put('agenda', { ...read, failures: 1 });
      });
      expect(await store().removeWhere('agenda', { _id: 'order:a', failures: 0 })).toBe(0);
      expect((await store().get('agenda', 'order:a'))?.failures).toBe(1);
    });
  });
}

function compareAndSet(store: () => Store): void {
  describe('compare and set', () => {
    beforeEach(() => store().insert('agenda', row('a', 0)));

    test('writes when the expectation holds, and tells', async () => {
      expect(await store().updateIf('agenda', 'order:a', { leaseOwner: '' }, { leaseOwner: 'w1' })).toBe(
        true,
      );
      expect(await store().updateIf('agenda', 'order:a', { leaseOwner: '' }, { leaseOwner: 'w2' })).toBe(
        false,
      );
      expect((await store().get('agenda', 'order:a'))?.leaseOwner).toBe('w1');
    });

    test('a document that is not there is not written', async () => {
      expect(await store().updateIf('agenda', 'order:b', { failures: 0 }, { failures: 1 })).toBe(false);
      expect(await store().get('agenda', 'order:b')).toBeUndefined();
    });

    test('writing what is there already counts as written', async () => {
      expect(await store().updateIf('agenda', 'order:a', { failures: 0 }, { failures: 0 })).toBe(true);
    });

    test('of many that want a lease exactly one gets it', async () => {
      const won = await Promise.all(
        ['w1', 'w2', 'w3', 'w4', 'w5'].map((leaseOwner) =>
          store().updateIf('agenda', 'order:a', { leaseOwner: '' }, { leaseOwner }),
        ),
      );
      expect(won.filter(Boolean)).toHaveLength(1);
    });

    test('a whole value replaces the old one, nothing of it is left', async () => {
      await store().insert('pushes', {
        _id: 'p1',
        openid: 'o1',
        kind: 'owing',
        title: 't',
        body: 'b',
        link: { page: 'order', id: 'x' },
        facts: { old: 1, both: 1 },
        createdAt: timeOf(START),
        delivery: { state: 'waiting', tries: 0 },
      });
      await store().updateIf(
        'pushes',
        'p1',
        { openid: 'o1' },
        { facts: { both: 2 }, link: { page: 'class', id: 'y' } },
      );
      const read = await store().get('pushes', 'p1');
      expect(read?.facts).toEqual({ both: 2 });
      expect(read?.link).toEqual({ page: 'class', id: 'y' });
      await store().updateIf('pushes', 'p1', { openid: 'o1' }, { facts: {} });
      expect((await store().get('pushes', 'p1'))?.facts).toEqual({});
    });

    test('no change, an undefined one or another id is refused', async () => {
      const undefinedChange: Partial<AgendaRow> = {};
      Object.assign(undefinedChange, { failures: undefined });
      for (const changes of [{}, undefinedChange, { _id: 'order:b' }]) {
        await expect(store().updateIf('agenda', 'order:a', { failures: 0 }, changes)).rejects.toThrow(
          TypeError,
        );
      }
    });
  });
}

function transactions(store: () => Store): void {
  describe('transactions', () => {
    test('everything becomes visible together, at the end', async () => {
      await store().insert('agenda', row('old', 0));
      const answer = await store().transaction(async (tx) => {
        await tx.insert('agenda', row('new', 1));
        await tx.put('agenda', row('old', 0, { failures: 3 }));
        await tx.remove('locks', 'not-there');
        expect(await tx.get('agenda', 'order:new')).toEqual(row('new', 1));
        expect(await store().get('agenda', 'order:new')).toBeUndefined();
        expect((await store().get('agenda', 'order:old'))?.failures).toBe(0);
        return 'answer';
      });
      expect(answer).toBe('answer');
      expect(await store().get('agenda', 'order:new')).toEqual(row('new', 1));
      expect((await store().get('agenda', 'order:old'))?.failures).toBe(3);
    });

    test('an error undoes everything and comes out as it was', async () => {
      const failure = new Error('the rule was broken');
      const failing = store().transaction(async (tx) => {
        await tx.put('agenda', row('a', 0));
        throw failure;
      });
      await expect(failing).rejects.toBe(failure);
      expect(await store().get('agenda', 'order:a')).toBeUndefined();
    });

    test('put replaces the whole document', async () => {
      await store().insert('lesson_progress', { ...lesson('o1', 1), finishedAt: timeOf(START) });
      await store().transaction((tx) => tx.put('lesson_progress', lesson('o1', 1)));
      expect(await store().get('lesson_progress', 'o1-1')).toEqual(lesson('o1', 1));
    });

    test('a removed document is gone, and its id and keys are free again', async () => {
      await store().insert('lesson_progress', lesson('o1', 1));
      await store().transaction((tx) => tx.remove('lesson_progress', 'o1-1'));
      expect(await store().get('lesson_progress', 'o1-1')).toBeUndefined();
      await store().insert('lesson_progress', lesson('o1', 1, 'another'));
      expect(await store().count('lesson_progress', { orderId: 'o1' })).toBe(1);
    });

    test('a taken id or unique key fails as a duplicate, not as a conflict, and undoes the rest', async () => {
      await store().insert('lesson_progress', lesson('o1', 1));
      for (const id of ['o1-1', 'another']) {
        let runs = 0;
        const failing = store().transaction(async (tx) => {
          runs += 1;
          await tx.put('agenda', row('a', 0));
          await tx.insert('lesson_progress', lesson('o1', 1, id));
        });
        await expect(failing).rejects.toBeInstanceOf(DuplicateDocument);
        expect(runs).toBe(1);
      }
      expect(await store().get('agenda', 'order:a')).toBeUndefined();
    });
  });
}

function competition(store: () => Store): void {
  describe('competing transactions', () => {
    beforeEach(() => store().insert('agenda', row('a', 0)));

    test('a transaction goes on seeing the moment it began', async () => {
      let changed = false;
      const seen = await store().transaction(async (tx) => {
        const first = (await tx.get('agenda', 'order:a'))?.failures;
        if (!changed) await store().updateIf('agenda', 'order:a', { failures: 0 }, { failures: 9 });
        changed = true;
        return [first, (await tx.get('agenda', 'order:a'))?.failures];
      });
      expect(seen).toEqual([0, 0]);
    });

    test('no increment is lost, however many run at once', async () => {
      const increment = () =>
        store().transaction(async (tx) => {
          const before = await tx.get('agenda', 'order:a');
          if (before) await tx.put('agenda', { ...before, failures: before.failures + 1 });
        });
      await Promise.all(Array.from({ length: 6 }, increment));
      expect((await store().get('agenda', 'order:a'))?.failures).toBe(6);
    });

    test('two that read before either wrote: the second runs again and sees the first', async () => {
      const together = meeting(2);
      const increment = async () => {
        let runs = 0;
        await store().transaction(async (tx) => {
          runs += 1;
          const before = await tx.get('agenda', 'order:a');
          if (runs === 1) await together();
          if (before) await tx.put('agenda', { ...before, failures: before.failures + 1 });
        });
        return runs;
      };
      const runs = await Promise.all([increment(), increment()]);
      expect(Math.max(...runs)).toBeGreaterThan(1);
      expect((await store().get('agenda', 'order:a'))?.failures).toBe(2);
    });

    test('two that insert the same name: one gets it, the other learns that it is taken', async () => {
      const lock = (orderId: string) =>
        store().transaction(async (tx) => {
          await tx.get('locks', 'enrolment:s:c');
          await tx.insert('locks', { _id: 'enrolment:s:c', orderId });
        });
      const results = await Promise.allSettled([lock('o1'), lock('o2'), lock('o3')]);
      expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
      for (const result of results) {
        if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(DuplicateDocument);
      }
    });

    test('a plain write between reading and writing is not overwritten', async () => {
      let runs = 0;
      await store().transaction(async (tx) => {
        runs += 1;
        const before = await tx.get('agenda', 'order:a');
        if (runs === 1) await store().updateIf('agenda', 'order:a', { failures: 0 }, { failures: 5 });
        if (before) await tx.put('agenda', { ...before, failures: before.failures + 1 });
      });
      expect(runs).toBe(2);
      expect((await store().get('agenda', 'order:a'))?.failures).toBe(6);
    });
  });
}
