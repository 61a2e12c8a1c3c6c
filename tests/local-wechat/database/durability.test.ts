import { execFileSync, spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type CloudDatabase, openCloudDatabase } from '../../../local-wechat/cloud/database';

const rows = { collectionName: 'rows' };
const collections = [{ name: 'rows', permission: 'ADMINONLY' as const, indexes: [] }];
const clock = { now: () => 0 };

async function all(database: CloudDatabase): Promise<{ _id: string; n: number }[]> {
  const reply = await database.handle('database.getDocument', { ...rows, order: '{"_id":1}' });
  return (reply['data'] as { list: string[] }).list.map((text) => JSON.parse(text));
}

/** One transaction over two documents. */
async function putBoth(database: CloudDatabase, n: number): Promise<void> {
  const { transactionId } = await database.handle('database.startTransaction', {});
  for (const id of ['left', 'right']) {
    await database.handle('database.modifyDocument', {
      ...{ ...rows, queryType: 'DOC', merge: false, upsert: true, transactionId },
      ...{ query: JSON.stringify({ _id: id }), data: JSON.stringify({ n }) },
    });
  }
  await database.handle('database.commitTransaction', { transactionId });
}

async function readBoth(file: string): Promise<{ left: number; right: number }> {
  const database = openCloudDatabase({ file, clock, collections });
  const found = new Map((await all(database)).map(({ _id, n }) => [_id, n]));
  database.close();
  return { left: found.get('left') ?? 0, right: found.get('right') ?? 0 };
}

describe('the database file', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'cloud-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('kill -9 loses open transactions and nothing else', async () => {
    const file = join(folder, 'cloud.db');
    const writer = spawn(process.execPath, ['--import', 'tsx', join(__dirname, 'crash-writer.ts'), file], {
      cwd: join(__dirname, '../../..'),
    });
    let acknowledged = 0;
    for await (const line of createInterface({ input: writer.stdout })) {
      acknowledged = Number(line);
      if (acknowledged === 200) writer.kill('SIGKILL');
    }
    expect(acknowledged).toBeGreaterThanOrEqual(200);
    const database = openCloudDatabase({ file, clock, collections });
    const [left, right, ...others] = await all(database);
    database.close();
    expect(others).toEqual([]);
    expect(left?.n).toBeGreaterThanOrEqual(acknowledged);
    expect(right?.n).toBe(left?.n);
  });

  test('a write torn by a power cut, at any byte, takes its whole transaction with it and no other', async () => {
    const file = join(folder, 'cloud.db');
    openCloudDatabase({ file, clock, collections }).close();
    const database = openCloudDatabase({ file, clock, collections });
    for (let n = 1; n <= 12; n += 1) await putBoth(database, n);
    const log = readFileSync(`${file}-wal`);
    const left: number[] = [];
    for (let cut = 0; cut <= log.length; cut += 997) {
      const torn = join(folder, `torn-${cut}.db`);
      copyFileSync(file, torn);
      // The tail never reached the disk; what did of the last page is half old, half new.
      writeFileSync(`${torn}-wal`, Buffer.concat([log.subarray(0, cut), Buffer.alloc(512, 0xa5)]));
      const found = await readBoth(torn);
      expect(found.left).toBe(found.right);
      left.push(found.left);
    }
    database.close();
    expect(left).toEqual([...left].sort((a, b) => a - b));
    expect(left.at(-1)).toBeGreaterThanOrEqual(11);
    expect(left.length).toBeGreaterThan(30);
  });

  test('a full disk refuses the write with an error, goes on reading, and has everything when there is room again', async () => {
    const file = join(folder, 'cloud.db');
    const writer = join(__dirname, 'full-disk-writer.ts');
    // A limit of the file's size is a full disk to whoever writes; the signal that comes with it is ignored.
    const command = `trap '' XFSZ; ulimit -f 2000; exec "${process.execPath}" --import tsx "${writer}" "${file}"`;
    const said = execFileSync('sh', ['-c', command], { cwd: join(__dirname, '../../..'), encoding: 'utf8' });
    const { written, told, readable } = JSON.parse(said) as {
      written: number;
      told: string;
      readable: number;
    };
    expect(written).toBeGreaterThan(10);
    expect(told).toBe('SYS_ERR');
    expect(readable).toBe(1);
    const database = openCloudDatabase({ file, clock, collections });
    const count = await database.handle('database.calculateDocument', rows);
    expect(count).toMatchObject({ data: { total: written } });
    await database.handle('database.insertDocument', { ...rows, data: ['{"_id":"room again"}'] });
    database.close();
  });

  test('everything closed properly is there again', async () => {
    const file = join(folder, 'cloud.db');
    const first = openCloudDatabase({ file, clock, collections });
    await first.handle('database.addCollection', { collectionName: 'more' });
    await first.handle('database.insertDocument', { ...rows, data: ['{"_id":"a","n":1}'] });
    first.close();
    const second = openCloudDatabase({ file, clock, collections: [] });
    expect(await all(second)).toEqual([{ _id: 'a', n: 1 }]);
    await expect(second.handle('database.addCollection', { collectionName: 'more' })).rejects.toThrow(
      'exists already',
    );
    second.close();
  });

  test('closing while a write waits for a transaction ends the write with an error', async () => {
    const database = openCloudDatabase({ file: join(folder, 'cloud.db'), clock, collections });
    const { transactionId } = await database.handle('database.startTransaction', {});
    await database.handle('database.insertDocument', { ...rows, data: ['{"_id":"a"}'], transactionId });
    const waiting = database.handle('database.insertDocument', { ...rows, data: ['{"_id":"a"}'] });
    database.close();
    await expect(waiting).rejects.toMatchObject({ code: 'SYS_ERR' });
    await expect(database.handle('database.getDocument', rows)).rejects.toMatchObject({ code: 'SYS_ERR' });
  });
});

describe('a database that others drive', () => {
  test('a fault can be put in front of any action', async () => {
    const seen: string[] = [];
    const database = openCloudDatabase({
      file: ':memory:',
      clock,
      collections,
      beforeAction: (action, body) => {
        seen.push(`${action} ${body['collectionName']}`);
        if (action === 'database.insertDocument') throw new Error('disk full');
      },
    });
    await expect(database.handle('database.insertDocument', { ...rows, data: ['{}'] })).rejects.toThrow(
      'disk full',
    );
    expect(await all(database)).toEqual([]);
    expect(seen).toEqual(['database.insertDocument rows', 'database.getDocument rows']);
    database.close();
  });

  test('it is settled when no action is running any more', async () => {
    const database = openCloudDatabase({ file: ':memory:', clock, collections });
    const { transactionId } = await database.handle('database.startTransaction', {});
    await database.handle('database.insertDocument', { ...rows, data: ['{"_id":"a"}'], transactionId });
    const order: string[] = [];
    const waiting = database.handle('database.insertDocument', { ...rows, data: ['{"_id":"a"}'] });
    const ended = waiting.catch(() => order.push('write refused'));
    const settled = database.settled().then(() => order.push('settled'));
    await database.handle('database.commitTransaction', { transactionId });
    await Promise.all([ended, settled]);
    expect(order).toEqual(['write refused', 'settled']);
    database.close();
  });
});
