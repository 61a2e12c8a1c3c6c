import type { Seat } from '../../domain/class/class';
import { move } from '../../domain/machine';
import { SEAT_MACHINE } from '../../domain/machines';
import type { Store, Transaction } from '../../ports/store';
import { taskId } from '../tasks/raise-task';

/** Ids of the order's seats that are still to come or unmarked. Read before the transaction; checked again in it. */
export async function openSeats(store: Store, orderId: string): Promise<string[]> {
  const seats = await store.find(
    'seats',
    { orderId, state: { $in: ['booked', 'on_hold'] } },
    { limit: 1000 },
  );
  return seats.map((s) => s._id);
}

/** The seats as released, for those that nobody has marked meanwhile, and the tasks that come right by it. */
export async function released(
  tx: Transaction,
  seatIds: readonly string[],
): Promise<{ seats: Seat[]; settled: string[] }> {
  const all = await Promise.all(seatIds.map((id) => tx.get('seats', id)));
  const seats = all
    .filter((s): s is Seat => s !== undefined && (s.state === 'booked' || s.state === 'on_hold'))
    .map((s): Seat => ({ ...s, state: move('seat', SEAT_MACHINE, s.state, 'released') }));
  return {
    seats,
    settled: seats.map(({ orderId, classId }) => taskId('seat_on_hold', { orderId, classId })),
  };
}
