import { createHash } from 'node:crypto';
import type { CollectionName, Query } from '../../ports/store';
import type { Ports } from '../ports';

/** Removed in one transaction. */
const BATCH = 50;

/** Removes what nothing rests on: messages, quotas, waiting lists, and remembered answers, which may hold her words. */
export async function removeAll(ports: Ports, openid: string): Promise<void> {
  const prefix = createHash('sha256').update(openid).digest('hex');
  await removeFound(ports, 'pushes', { openid });
  await removeFound(ports, 'push_quota', { openid });
  await removeFound(ports, 'waiting', { payerOpenid: openid });
  // `{hash}:{requestId}`; the next character after a colon is a semicolon.
  const answers = { _id: { $gte: `${prefix}:`, $lt: `${prefix};` }, action: { $ne: 'signing.eraseMyData' } };
  await removeFound(ports, 'requests', answers);
}

async function removeFound(ports: Ports, name: CollectionName, query: Query): Promise<void> {
  for (;;) {
    const found: { _id: string }[] = await ports.store.find(name, query, { limit: BATCH });
    if (found.length === 0) return;
    await ports.store.transaction(async (tx) => {
      for (const { _id } of found) await tx.remove(name, _id);
    });
  }
}
