import { openCloudDatabase } from '../../../local-wechat/cloud/database';

/**
 * Writes until it is killed: after every commit it prints how far it got. A transaction stays open all the time,
 * with writes that must never be seen.
 */
async function writeForever(file: string): Promise<void> {
  const database = openCloudDatabase({
    file,
    clock: { now: () => 0 },
    collections: [{ name: 'rows', permission: 'ADMINONLY', indexes: [] }],
  });
  const rows = { collectionName: 'rows', queryType: 'DOC', merge: false, upsert: true };
  const put = (id: string, n: number, transactionId: unknown) => {
    const request = {
      ...rows,
      query: JSON.stringify({ _id: id }),
      data: JSON.stringify({ n }),
      transactionId,
    };
    return database.handle('database.modifyDocument', request);
  };
  const never = await database.handle('database.startTransaction', {});
  await put('never', 1, never['transactionId']);
  for (let n = 1; ; n++) {
    const { transactionId } = await database.handle('database.startTransaction', {});
    await put('left', n, transactionId);
    await put('right', n, transactionId);
    await database.handle('database.commitTransaction', { transactionId });
    process.stdout.write(`${n}\n`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

void writeForever(process.argv[2] ?? '');
