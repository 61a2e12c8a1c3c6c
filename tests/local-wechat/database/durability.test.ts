import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
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
