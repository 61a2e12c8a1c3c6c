import type { Push, PushKind } from '../../domain/push/push';
import type { Time } from '../../domain/time';
import type { Transaction } from '../../ports/store';
import { firstOnAgenda } from '../agenda/agenda';

/** A message to be made: its words are written where its occasion is known. */
export interface PushDraft {
  openid: string;
  kind: PushKind;
  title: string;
  body: string;
  link: Push['link'];
  facts: Push['facts'];
}

/**
 * Puts a message into the payer's inbox in the transaction of its occasion, and on the agenda to be sent as a
 * subscribe message. `id` is made from the occasion, so that a repeated step sends nothing twice.
 */
export async function createPush(tx: Transaction, id: string, draft: PushDraft, now: Time): Promise<void> {
  if ((await tx.get('pushes', id)) !== undefined) return;
  await tx.insert('pushes', {
    _id: id,
    ...draft,
    createdAt: now,
    delivery: { state: 'waiting', tries: 0 },
  });
  await firstOnAgenda(tx, 'push', id, now);
}
