import { DAY, dayOf, plus, type Time } from '../../domain/time';
import type { Ports } from '../ports';
import { reconcileDay } from './reconcile-day';

/** A bill can be asked for during three months; a deployment that slept longer than this starts anew. */
const MOST_DAYS = 31;

/**
 * Every past day that has not been reconciled yet, oldest first; one whose bill is not ready is asked for again.
 * @param until no further day is begun after this moment; what is left is for the next run
 */
export async function reconcilePastDays(
  ports: Ports,
  until?: Time,
): Promise<{ done: number; later: number }> {
  const now = ports.clock.now();
  const report = { done: 0, later: 0 };
  const known = await ports.store.find(
    'reconciliations',
    { _id: { $gte: dayOf(plus(now, -MOST_DAYS * DAY)) } },
    { sort: { _id: 1 }, limit: MOST_DAYS + 1 },
  );
  const seen = new Set(known.map((day) => day._id));
  for (let back = MOST_DAYS; back >= 1; back -= 1) {
    const day = dayOf(plus(now, -back * DAY));
    if (seen.has(day)) continue;
    const inTime = until === undefined || ports.clock.now() < until;
    report[inTime ? await reconcileDay(ports, day) : 'later'] += 1;
  }
  return report;
}
