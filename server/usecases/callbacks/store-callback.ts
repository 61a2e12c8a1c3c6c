import type { CallbackEvent } from '../../ports/pay-score';
import { DuplicateDocument } from '../../ports/store';
import { putAgenda } from '../agenda/agenda';
import type { Ports } from '../ports';

/**
 * Stores a verified callback once, with its due work, before it is answered. WeChat repeats events, over other
 * links and a second apart: the event's id is the key.
 * @returns whether it was new
 */
export async function storeCallback(ports: Ports, event: CallbackEvent): Promise<boolean> {
  if ((await ports.store.get('notifications', event.id)) !== undefined) return false;
  try {
    await ports.store.transaction(async (tx) => {
      const now = ports.clock.now();
      await tx.insert('notifications', {
        _id: event.id,
        eventType: event.eventType,
        businessNo: event.businessNo,
        resource: event.resource,
        receivedAt: now,
        state: 'stored',
      });
      await putAgenda(tx, 'notification', event.id, now);
    });
    return true;
  } catch (error) {
    if (error instanceof DuplicateDocument) return false;
    throw error;
  }
}
