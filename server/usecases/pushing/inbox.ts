import type { RequestOf, ResponseOf } from '../../../protocol';
import type { Push } from '../../domain/push/push';
import { readPage } from '../browsing/paging';
import type { Ports } from '../ports';

type Inbox = ResponseOf<'classroom', 'inbox'>;

/** More unread than this are shown as this many. */
const MOST_UNREAD = 999;

/** A payer's messages, newest first, and how many she has not read. */
export async function readInbox(
  ports: Ports,
  openid: string,
  asked: RequestOf<'classroom', 'inbox'>,
): Promise<Inbox> {
  const [page, unread] = await Promise.all([
    readPage(
      asked,
      (push: Push) => push.createdAt,
      (place, limit) =>
        ports.store.find(
          'pushes',
          { openid, ...(place === undefined ? {} : { createdAt: { $lte: place.at } }) },
          { sort: { createdAt: -1, _id: -1 }, limit, skip: place?.seen ?? 0 },
        ),
    ),
    ports.store.count('pushes', { openid, readAt: { $exists: false } }),
  ]);
  return {
    pushes: page.items.map(pushView),
    unread: Math.min(unread, MOST_UNREAD),
    ...(page.nextCursor === undefined ? {} : { nextCursor: page.nextCursor }),
  };
}

/** Marks messages as read; those of others and unknown ones are passed over. */
export async function markRead(
  ports: Ports,
  openid: string,
  request: { pushIds: string[] },
): Promise<{ read: number }> {
  return ports.store.transaction(async (tx) => {
    let read = 0;
    for (const id of new Set(request.pushIds)) {
      const push = await tx.get('pushes', id);
      if (push?.openid !== openid || push.readAt !== undefined) continue;
      await tx.put('pushes', { ...push, readAt: ports.clock.now() });
      read += 1;
    }
    return { read };
  });
}

function pushView(push: Push): Inbox['pushes'][number] {
  const { _id, kind, title, body, link, facts, createdAt, readAt } = push;
  return { pushId: _id, kind, title, body, link, facts, createdAt, ...(readAt ? { readAt } : {}) };
}
