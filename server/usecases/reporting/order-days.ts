import type { Seat } from '../../domain/class/class';
import { orderFigures } from '../../domain/figures/order-figures';
import type { OrderDay } from '../../domain/figures/rows';
import { canonicalJson } from '../../domain/ledger/canonical';
import type { LedgerEntry } from '../../domain/ledger/entry';
import type { Order } from '../../domain/order/order';
import type { Ports } from '../ports';

/** An order has at most 500 units, each with a few entries and classes. */
const PAGE = 1000;
const AT_ONCE = 20;

/**
 * Writes what an order contributes to each day, as it stands; days to which it no longer does lose theirs.
 * @returns days for which something has changed
 */
export async function writeOrderDays(ports: Ports, order: Order): Promise<string[]> {
  const entries = await entriesOf(ports, order._id);
  const seats = await seatsOf(ports, order._id);
  const known = await ports.store.find('order_days', { orderId: order._id }, { limit: PAGE });
  const before = new Map(known.map((one) => [one.day, one]));
  const after = orderFigures({ order, entries, seats });
  const { _id: orderId, campusId, courseId } = order;
  const written: OrderDay[] = [...after]
    .map(([day, figures]) => ({ _id: `${orderId}:${day}`, orderId, campusId, courseId, day, figures }))
    .filter((row) => canonicalJson(row.figures) !== canonicalJson(before.get(row.day)?.figures ?? null));
  const gone = known.filter((one) => !after.has(one.day));
  for (let i = 0; i < written.length; i += AT_ONCE) {
    await ports.store.transaction(async (tx) => {
      for (const row of written.slice(i, i + AT_ONCE)) await tx.put('order_days', row);
    });
  }
  for (let i = 0; i < gone.length; i += AT_ONCE) {
    await ports.store.transaction(async (tx) => {
      for (const row of gone.slice(i, i + AT_ONCE)) await tx.remove('order_days', row._id);
    });
  }
  return [...written, ...gone].map((row) => row.day);
}

async function entriesOf(ports: Ports, orderId: string): Promise<LedgerEntry[]> {
  const all: LedgerEntry[] = [];
  for (;;) {
    const after = all.at(-1)?.seq ?? 0;
    const page = await ports.store.find(
      'ledger',
      { orderId, seq: { $gt: after } },
      { sort: { seq: 1 }, limit: PAGE },
    );
    all.push(...page);
    if (page.length < PAGE) return all;
  }
}

function seatsOf(ports: Ports, orderId: string): Promise<Seat[]> {
  const states = ['attended', 'late', 'absent', 'on_leave'];
  return ports.store.find(
    'seats',
    { orderId, state: { $in: states } },
    { sort: { startsAt: 1 }, limit: PAGE },
  );
}
