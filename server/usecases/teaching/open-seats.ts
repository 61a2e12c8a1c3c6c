import type { Seat } from '../../domain/class/class';
import type { Ports } from '../ports';

/** Seats of a class that one run takes along when the class changes; what is left is for the next one. */
export const SEATS_OF_A_RUN = 40;
/** Each seat is a transaction about one order, so they don't meet. */
export const SEATS_AT_ONCE = 5;

/** Seats of a class that wait for it: booked or on hold. */
export function openSeats(ports: Ports, classId: string): Promise<Seat[]> {
  return ports.store.find('seats', { classId, state: { $in: ['booked', 'on_hold'] } }, { limit: 1000 });
}
