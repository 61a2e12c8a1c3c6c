import type { CourseClass, Seat } from '../../domain/class/class';
import type { Time } from '../../domain/time';
import { byId } from '../browsing/by-id';
import { inFew } from '../browsing/find-all';
import type { Ports } from '../ports';

/** A seat to be marked, with what its order's version says and what lies ahead of its student. */
export interface SeatToMark {
  seat: Seat;
  windowHours: number;
  /** Start of the student's next class in this order: two hours before it the window must be over. */
  nextStart?: Time;
}

const ORDERS_A_QUERY = 20;
/** Learners of one course mostly go to the same next class: so many seats hold one of each. */
const SEATS_EACH = 5;

/** The seats of this class among those to be marked, in a handful of queries, however many they are. */
export async function seatsToMark(
  ports: Ports,
  cls: CourseClass,
  seatIds: readonly string[],
): Promise<Map<string, SeatToMark>> {
  const seats = [...(await byId(ports, 'seats', seatIds)).values()].filter(
    ({ classId }) => classId === cls._id,
  );
  const orderIds = seats.map((seat) => seat.orderId);
  const [orders, next] = await Promise.all([
    byId(ports, 'orders', orderIds),
    nextStarts(ports, cls, orderIds),
  ]);
  const versionIds = [...orders.values()].map((order) => order.versionId);
  const versions = await byId(ports, 'course_versions', versionIds);
  return new Map(
    seats.flatMap((seat) => {
      const version = versions.get(orders.get(seat.orderId)?.versionId ?? '');
      const nextStart = next.get(seat.orderId);
      if (version === undefined) return [];
      const { windowHours } = version;
      return [[seat._id, { seat, windowHours, ...(nextStart === undefined ? {} : { nextStart }) }]];
    }),
  );
}

/** Each order's next class after this one. */
async function nextStarts(
  ports: Ports,
  { startsAt }: CourseClass,
  orderIds: readonly string[],
): Promise<Map<string, Time>> {
  const ahead = (orderId: { $in: readonly string[] }, limit: number) =>
    ports.store.find(
      'seats',
      { orderId, startsAt: { $gt: startsAt }, state: { $in: ['booked', 'on_hold'] } },
      { sort: { startsAt: 1 }, limit },
    );
  const starts = new Map<string, Time>();
  for (const few of inFew(orderIds, ORDERS_A_QUERY)) {
    const most = few.length * SEATS_EACH;
    const found = await ahead({ $in: few }, most);
    for (const seat of [...found].reverse()) starts.set(seat.orderId, seat.startsAt);
    if (found.length < most) continue;
    for (const id of few.filter((orderId) => !starts.has(orderId))) {
      const [seat] = await ahead({ $in: [id] }, 1);
      if (seat !== undefined) starts.set(id, seat.startsAt);
    }
  }
  return starts;
}
