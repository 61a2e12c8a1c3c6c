import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { type CloudDatabase, openCloudDatabase } from '../../../local-wechat/cloud/database';

const IDS = ['a', 'b', 'c'];

type Step =
  | { does: 'begin' | 'commit' | 'abort'; who: number }
  | { does: 'read' | 'write' | 'remove'; who: number; id: string }
  | { does: 'plain read' | 'plain add'; id: string };

const who = fc.integer({ min: 0, max: 2 });
const id = fc.constantFrom(...IDS);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ does: fc.constantFrom('begin' as const, 'commit' as const, 'abort' as const), who }),
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constantFrom('read' as const, 'write' as const, 'remove' as const),
      who,
      id,
    }),
  },
  fc.record({ does: fc.constantFrom('plain read' as const, 'plain add' as const), id }),
);

/** What a document holds: a number, or undefined where it is gone. */
type State = Map<string, number>;

interface OpenTransaction {
  transactionId: unknown;
  /** The committed state when it began. */
  snapshot: State;
  began: number;
  writes: Map<string, number | undefined>;
}

/** The same history told to the database and to a model that is nothing but maps. */
class Telling {
  private readonly committed: State = new Map(IDS.map((name) => [name, 0]));
  private readonly changedAt = new Map<string, number>();
  private readonly open = new Map<number, OpenTransaction>();
  private readonly waiting: Promise<unknown>[] = [];
  private moment = 0;
  private value = 100;

  constructor(private readonly database: CloudDatabase) {}

  private target(name: string, transaction?: OpenTransaction) {
    const query = JSON.stringify({ _id: name });
    const base = { collectionName: 'rows', queryType: 'DOC', query };
    return transaction ? { ...base, transactionId: transaction.transactionId } : base;
  }

  private async valueOf(name: string, transaction?: OpenTransaction): Promise<number | undefined> {
    const reply = await this.database.handle('database.getDocument', this.target(name, transaction));
    const [text] = (reply['data'] as { list: string[] }).list;
    return text === undefined ? undefined : JSON.parse(text).n;
  }

  private set(name: string, value: number | undefined): void {
    if (value === undefined) this.committed.delete(name);
    else this.committed.set(name, value);
    this.changedAt.set(name, this.moment);
  }

  /** Whether another open transaction has written the document, or it was changed since this one began. */
  private conflicts(name: string, mine: OpenTransaction): boolean {
    const locked = [...this.open.values()].some((other) => other !== mine && other.writes.has(name));
    return locked || (this.changedAt.get(name) ?? 0) > mine.began;
  }

  async tell(next: Step): Promise<void> {
    this.moment++;
    if (!('who' in next)) await this.plain(next);
    else if (next.does === 'begin') await this.begin(next.who);
    else await this.within(next);
    // Plain writes that waited for a transaction run when it ends; let them, before the next step.
    await new Promise((resolve) => setImmediate(resolve));
  }

  private async begin(number: number): Promise<void> {
    if (this.open.has(number)) return;
    const { transactionId } = await this.database.handle('database.startTransaction', {});
    const snapshot = new Map(this.committed);
    this.open.set(number, { transactionId, snapshot, began: this.moment, writes: new Map() });
  }

  private async plain({ does, id: name }: { does: string; id: string }): Promise<void> {
    if (does === 'plain read') {
      expect(await this.valueOf(name)).toBe(this.committed.get(name));
      return;
    }
    const change = { ...this.target(name), merge: true, data: '{"$inc":{"n":1}}' };
    const done = this.database.handle('database.modifyDocument', change).then((reply) => {
      const before = this.committed.get(name);
      expect(reply).toMatchObject({ data: { updated: before === undefined ? 0 : 1 } });
      if (before !== undefined) this.set(name, before + 1);
    });
    this.waiting.push(done);
  }

  private async within(next: Step & { who: number }): Promise<void> {
    const mine = this.open.get(next.who);
    if (!mine) return;
    if (next.does === 'commit' || next.does === 'abort') return this.end(next.who, mine, next.does);
    if (!('id' in next)) return;
    const seen = mine.writes.has(next.id) ? mine.writes.get(next.id) : mine.snapshot.get(next.id);
    expect(await this.valueOf(next.id, mine)).toBe(seen);
    if (next.does === 'read') return;
    const value = next.does === 'remove' ? undefined : ++this.value;
    if (value === undefined && seen === undefined) return;
    const action = value === undefined ? 'database.removeDocument' : 'database.modifyDocument';
    const data = { data: JSON.stringify({ n: value ?? 0 }), merge: false, upsert: true };
    const written = this.database.handle(action, { ...this.target(next.id, mine), ...data });
    if (this.conflicts(next.id, mine)) {
      await expect(written).rejects.toMatchObject({ code: 'DATABASE_TRANSACTION_CONFLICT' });
      this.open.delete(next.who);
      return;
    }
    await written;
    mine.writes.set(next.id, value);
  }

  private async end(number: number, mine: OpenTransaction, does: 'commit' | 'abort'): Promise<void> {
    this.open.delete(number);
    // The state changes before those who wait can go on, so the model is told first.
    if (does === 'commit') for (const [name, value] of mine.writes) this.set(name, value);
    await this.database.handle(`database.${does}Transaction`, { transactionId: mine.transactionId });
  }

  /** Ends what is open by a crash of the process, as far as a process can do that to itself. */
  async crash(): Promise<State> {
    const held = [...this.open.values()];
    for (const { transactionId } of held)
      await this.database.handle('database.abortTransaction', { transactionId });
    await Promise.all(this.waiting);
    return this.committed;
  }
}

describe('whatever transactions and plain writes are interleaved', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'histories-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const collections = [{ name: 'rows', permission: 'ADMINONLY' as const, indexes: [] }];
  let runs = 0;

  test('every read is of the snapshot, every lost race is a conflict, and the file holds the commits', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 60 }), async (steps) => {
        const file = join(folder, `${++runs}.db`);
        const database = openCloudDatabase({ file, clock: { now: () => 0 }, collections });
        const data = IDS.map((name) => JSON.stringify({ _id: name, n: 0 }));
        await database.handle('database.insertDocument', { collectionName: 'rows', data });
        const telling = new Telling(database);
        for (const next of steps) await telling.tell(next);
        const expected = await telling.crash();
        database.close();
        const again = openCloudDatabase({ file, clock: { now: () => 0 }, collections });
        const reply = await again.handle('database.getDocument', {
          collectionName: 'rows',
          order: '{"_id":1}',
        });
        again.close();
        const found = (reply['data'] as { list: string[] }).list.map((text) => JSON.parse(text));
        expect(found).toEqual(
          IDS.filter((name) => expected.has(name)).map((name) => ({ _id: name, n: expected.get(name) })),
        );
      }),
      { numRuns: 100 },
    );
  });
});
