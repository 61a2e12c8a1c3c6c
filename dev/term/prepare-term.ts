import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { openCloudDatabase } from '../../local-wechat/cloud/database';
import { clockStore, openLocalDb } from '../../local-wechat/local-db';
import collections from '../../server/collections.json';
import type { CollectionName } from '../../server/ports/store';
import { playTerm, TERM_BEGINS, TERM_NOW } from './play-term';
import { Rehearsal } from './rehearsal';

/** Documents in one request of the gateway. */
const BATCH = 500;

/**
 * Fills an empty data folder with a living institution in the middle of its term, and sets its clock there, running.
 * @param tell share of the way that is done (0 to 1)
 */
export async function prepareTerm(
  dataDir: string,
  tell: (done: number, what: string) => void,
): Promise<void> {
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(path.join(dataDir, '.local-wechat'), 'Data of a local WeChat.\n');
  const rehearsal = await Rehearsal.open(dataDir, TERM_BEGINS);
  try {
    await playTerm(rehearsal, tell);
    await moveIn(rehearsal, dataDir);
  } finally {
    await rehearsal.close();
  }
  const db = openLocalDb(path.join(dataDir, 'local.db'));
  clockStore(db).save({ mode: 'running', value: TERM_NOW - Date.now() });
  db.close();
}

/** From memory into the cloud's database, collection by collection. */
async function moveIn(rehearsal: Rehearsal, dataDir: string): Promise<void> {
  const database = openCloudDatabase({
    file: path.join(dataDir, 'cloud.db'),
    clock: { now: () => TERM_NOW },
    collections: collections as Parameters<typeof openCloudDatabase>[0]['collections'],
  });
  for (const { name } of collections) {
    const documents = rehearsal.store.all(name as CollectionName);
    for (let i = 0; i < documents.length; i += BATCH) {
      const data = documents.slice(i, i + BATCH).map((document) => JSON.stringify(document));
      await database.handle('database.insertDocument', { collectionName: name, data });
    }
  }
  database.close();
}
