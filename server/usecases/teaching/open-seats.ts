import type { Seat } from '../../domain/class/class';
import type { Ports } from '../ports';

/** Seats of a class that wait for it: booked or on hold. */
export function openSeats(ports: Ports, classId: string): Promise<Seat[]> {
  return ports.store.find('seats', { classId, state: { $in: ['booked', 'on_hold'] } }, { limit: 1000 });
}
