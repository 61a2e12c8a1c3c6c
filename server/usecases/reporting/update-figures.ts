import type { FiguresState } from '../../domain/figures/rows';
import type { Order } from '../../domain/order/order';
import { between, MINUTE, type Millis, plus, SECOND, type Time } from '../../domain/time';
import { DuplicateDocument } from '../../ports/store';
import type { Ports } from '../ports';
import { countViews } from './count-views';
import { writeOrderDays } from './order-days';
import { sumDay } from './sum-day';

/** A crashed run is taken over after this. */
const LEASE = 2 * MINUTE;
/** A transaction may commit this much after the time it has written; changes so young are looked at again. */
const OVERLAP = MINUTE;
const BATCH = 50;
/** Functions end at 60 s: nothing new is begun after this much of a run. */
const STOP_STARTING_AFTER = 40 * SECOND;

export interface FiguresReport {
  /** Orders that were looked at, and days summed again. */
  orders: number;
  days: number;
  /** 1 when the run stopped before the end; the next one goes on where it stopped. */
  unfinished: number;
}

/**
 * Brings the daily figures up to now: looks at the orders changed since the last run, writes what each contributes to
 * its days, and sums the days again for which that changed. The cost is that of what has changed, not of history. It
 * stops and goes on anywhere: where it stands and which days are to be summed is kept after every batch.
 */
export async function updateFigures(
  ports: Ports,
  stopAfter: Millis = STOP_STARTING_AFTER,
): Promise<FiguresReport> {
  const started = ports.clock.now();
  const report: FiguresReport = { orders: 0, days: 0, unfinished: 0 };
  const late = (): boolean => between(started, ports.clock.now()) > stopAfter;
  let state = await takeLease(ports, started);
  if (state === undefined) return { ...report, unfinished: 1 };
  const dirty = new Set([...state.dirty, ...(await countViews(ports))]);
  const keep = async (changes: Partial<FiguresState>): Promise<void> => {
    state = { ...(state as FiguresState), ...changes, dirty: [...dirty].sort() };
    await ports.store.transaction((tx) => tx.put('figures_state', state as FiguresState));
  };
  for (let place: Place | undefined = placeOf(state); place !== undefined && !late(); ) {
    const batch: Order[] = await changedOrders(ports, place);
    for (const order of batch) for (const day of await writeOrderDays(ports, order)) dirty.add(day);
    report.orders += batch.length;
    place = batch.length < BATCH ? undefined : nextPlace(place, batch);
    await keep({ upTo: place?.from ?? plus(started, -OVERLAP) });
    if (place === undefined) break;
  }
  for (const day of [...dirty].sort()) {
    if (late()) break;
    await sumDay(ports, day);
    dirty.delete(day);
    report.days += 1;
  }
  report.unfinished = late() ? 1 : 0;
  await keep({ leaseUntil: started, ...(late() ? {} : { asOf: started }) });
  return report;
}

/** Orders changed at one moment may be more than a batch: those already seen of it are skipped. */
interface Place {
  from: Time;
  seen: number;
}

function placeOf(state: FiguresState): Place {
  return { from: state.upTo ?? ('' as Time), seen: 0 };
}

function changedOrders(ports: Ports, { from, seen }: Place): Promise<Order[]> {
  return ports.store.find(
    'orders',
    { institutionId: ports.settings.institutionId, changedAt: { $gte: from } },
    { sort: { changedAt: 1, _id: 1 }, limit: BATCH, skip: seen },
  );
}

function nextPlace(place: Place, batch: readonly Order[]): Place {
  const from = batch.at(-1)?.changedAt ?? place.from;
  const same = batch.filter((order) => order.changedAt === from).length;
  return { from, seen: from === place.from ? place.seen + same : same };
}

/** One run at a time: two could write an older sum over a newer one. */
async function takeLease(ports: Ports, now: Time): Promise<FiguresState | undefined> {
  const fresh: FiguresState = { _id: 'state', dirty: [], leaseUntil: now, owner: '' };
  await ports.store.insert('figures_state', fresh).catch((error: unknown) => {
    if (!(error instanceof DuplicateDocument)) throw error;
  });
  const owner = ports.ids.next();
  const lease = { leaseUntil: plus(now, LEASE), owner };
  const taken = await ports.store.updateIf('figures_state', 'state', { leaseUntil: { $lte: now } }, lease);
  return taken ? ports.store.get('figures_state', 'state') : undefined;
}
