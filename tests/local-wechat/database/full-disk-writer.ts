import { openCloudDatabase } from '../../../local-wechat/cloud/database';

/**
 * Writes until the disk is full (here: until its file may not grow any more), says how far it got, what the refused
 * write was told, and what can still be read; then it ends in order.
 */
async function fill(file: string): Promise<void> {
  const database = openCloudDatabase({
    file,
    clock: { now: () => 0 },
    collections: [{ name: 'rows', permission: 'ADMINONLY', indexes: [] }],
  });
  const rows = { collectionName: 'rows' };
  let written = 0;
  let told = '';
  while (told === '' && written < 10_000) {
    const document = JSON.stringify({ _id: String(written + 1), text: 'x'.repeat(10_000) });
    try {
      await database.handle('database.insertDocument', { ...rows, data: [document] });
      written += 1;
    } catch (error) {
      told = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    }
  }
  const reply = await database.handle('database.getDocument', { ...rows, query: '{"_id":"1"}' });
  const readable = (reply['data'] as { list: string[] }).list.length;
  process.stdout.write(`${JSON.stringify({ written, told, readable })}\n`);
  database.close();
}

void fill(process.argv[2] ?? '');
