import type { Seat } from '../../domain/class/class';
import { isSettled } from '../../domain/order/units';
import type { Time } from '../../domain/time';
import { versionOf } from '../charging/version-of';
import type { Ports } from '../ports';

/** What a coming class will be for this student, if she misses none before it. */
export interface ExpectedLesson {
  unitName: string;
  lessonTitle: string;
}

/**
 * Units count the classes taught to a student, so the n-th class to come is the n-th place left on her units. By seat;
 * seats beyond the last unit, and those of orders without units, are left out.
 */
export async function expectedLessons(
  ports: Ports,
  orderIds: readonly string[],
  from: Time,
): Promise<Map<string, ExpectedLesson>> {
  const wanted = [...new Set(orderIds)];
  if (wanted.length === 0) return new Map();
  const [orders, seats] = await Promise.all([
    ports.store.find('orders', { _id: { $in: wanted } }, { limit: wanted.length }),
    ports.store.find(
      'seats',
      { orderId: { $in: wanted }, state: { $in: ['booked', 'on_hold'] }, startsAt: { $gte: from } },
      { sort: { startsAt: 1 }, limit: 1000 },
    ),
  ]);
  const expected = new Map<string, ExpectedLesson>();
  for (const order of orders) {
    const { lessons } = await versionOf(ports.store, order);
    let lessonNo = 0;
    const places = order.units.flatMap((unit) =>
      unit.classPricesFen.flatMap((_price, index) => {
        lessonNo += 1;
        const over = unit.teaching !== 'planned' || isSettled(unit) || index < unit.taught.length;
        return over ? [] : [{ unitName: unit.name, lessonTitle: lessons[lessonNo - 1]?.title ?? '' }];
      }),
    );
    const own = seats.filter((seat: Seat) => seat.orderId === order._id);
    for (const [index, seat] of own.entries()) {
      const place = places[index];
      if (place !== undefined) expected.set(seat._id, place);
    }
  }
  return expected;
}
