import { plus, type Time } from '../../domain/time';
import type { CollectionName, Query } from '../../ports/store';
import { NEVER } from '../agenda/agenda';
import type { Ports } from '../ports';
import { ANSWERS_KEPT, BUNCH } from './retention';

/**
 * Removes what has done its work and would only pile up: remembered answers that nobody asks for again, and agenda rows
 * that wait for nothing, since whoever has something to do for a subject puts it on the agenda anew. In bounded bunches;
 * what is not reached is for the next night. Repeatable. Books, orders, evidence and the record of acts are kept.
 * @param until no bunch is begun after it
 */
export async function forgetDone(ports: Ports, until: Time): Promise<{ forgotten: number }> {
  const now = ports.clock.now();
  // Answers are stored with the effect of their request, so whatever has an answer is done.
  const answered = { at: { $lt: plus(now, -ANSWERS_KEPT) } };
  // A worker that holds the row may be about to give it a time; then the row meets this no longer.
  const waitingForNothing = { dueAt: NEVER, leaseUntil: { $lte: now } };
  const requests = await forget(ports, 'requests', answered, until);
  const agenda = await forget(ports, 'agenda', waitingForNothing, until);
  return { forgotten: requests + agenda };
}

async function forget(ports: Ports, name: CollectionName, query: Query, until: Time): Promise<number> {
  let gone = 0;
  while (ports.clock.now() <= until) {
    const found: { _id: string }[] = await ports.store.find(name, query, { limit: BUNCH });
    const ids = found.map(({ _id }) => _id);
    if (ids.length > 0) gone += await ports.store.removeWhere(name, { ...query, _id: { $in: ids } });
    if (ids.length < BUNCH) return gone;
  }
  return gone;
}
