import type { Ports } from '../ports';
import { activeOrder, bookSeats } from './book-seats';

/**
 * Gives an order that has just become active its seats in the classes already scheduled for its course and campus.
 * Classes that are full, too close to another, or too late for its plan are left out. Repeatable.
 */
export async function bookFutureSeats(ports: Ports, orderId: string): Promise<void> {
  const order = await activeOrder(ports, orderId);
  const classes = await ports.store.find(
    'classes',
    { courseId: order.courseId, startsAt: { $gt: ports.clock.now() } },
    { sort: { startsAt: 1 }, limit: 1000 },
  );
  const open = classes.filter((cls) => cls.state === 'scheduled' && !cls.makeUp);
  await bookSeats(
    ports,
    orderId,
    open.filter((cls) => cls.campusId === order.campusId),
    { quiet: true },
  );
}
