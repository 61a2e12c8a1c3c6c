import type { CourseClass, Seat } from '../../domain/class/class';
import { AppError } from '../../domain/errors';
import type { Order } from '../../domain/order/order';
import { StoreBusy, type Transaction } from '../../ports/store';
import { changeOrder, type OrderChange } from '../orders/change-order';
import type { Ports } from '../ports';
import { scheduledPush } from './class-texts';
import { type Fit, type FitClass, fitSeats } from './seat-fit';
import { type Standing, standings } from './standings';

/** How seats are booked: `quiet` without waking the order, `makeUp` for one class besides the course's own. */
export interface Booking {
  quiet?: boolean;
  makeUp?: boolean;
  /** Written together with the seats. */
  also?: (tx: Transaction) => Promise<void>;
}

/** A class read together with the number of places that are free in it. */
export type ClassWithRoom = CourseClass & FitClass;

const MOST_TRIES = 5;

/**
 * Books seats of one order in as many of the classes as it has classes left. Counting needs queries, which a
 * transaction can't do; so what was counted is taken only if order and classes are unchanged when it is written.
 * @returns the classes in which it got a seat
 * @throws AppError NOT_FOUND, WRONG_STATE when the order is not active; StoreBusy when others keep changing it
 */
export async function bookSeats(
  ports: Ports,
  orderId: string,
  classes: readonly CourseClass[],
  options: Booking = {},
): Promise<CourseClass[]> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const order = await activeOrder(ports, orderId);
    const fit = await fitOf(ports, order, await withRoom(ports, classes));
    if (fit.seats.length === 0 && !order.seatsPending) return [];
    if (await writeSeats(ports, order, fit.seats, options)) return fit.seats;
  }
  throw new StoreBusy(`seats of order ${orderId}: changed by others all the time`);
}

/** How an order would fit into classes, as things stand. */
export async function fitOf<C extends FitClass>(
  ports: Ports,
  order: Order,
  classes: readonly C[],
): Promise<Fit<C>> {
  return fitWith(ports, order, (await standings(ports, [order]))(order), classes);
}

/** The same for an order whose standing has been read. */
export function fitWith<C extends FitClass>(
  ports: Ports,
  order: Order,
  { seats, windowHours }: Standing,
  classes: readonly C[],
): Fit<C> {
  return fitSeats(order, seats, classes, { now: ports.clock.now(), windowHours });
}

/** @throws AppError NOT_FOUND, WRONG_STATE */
export async function activeOrder(ports: Ports, orderId: string): Promise<Order> {
  return asActive(await ports.store.get('orders', orderId), orderId);
}

/** @throws AppError NOT_FOUND, WRONG_STATE */
export function asActive(order: Order | undefined, orderId: string): Order {
  if (order === undefined) throw new AppError('NOT_FOUND', `no order ${orderId}`);
  if (order.state !== 'active') throw new AppError('WRONG_STATE', `order ${orderId} is ${order.state}`);
  return order;
}

/** Classes with the places left in them; cancelled ones have none. */
export function withRoom(ports: Ports, classes: readonly CourseClass[]): Promise<ClassWithRoom[]> {
  return Promise.all(
    classes.map(async (asked) => {
      // Read before counting: a seat booked in between changes the class's revision and is noticed.
      const cls = (await ports.store.get('classes', asked._id)) ?? asked;
      return { ...cls, free: await freePlaces(ports, cls) };
    }),
  );
}

/** Places that nobody has in a class as it was read; none in one that is cancelled. */
export async function freePlaces(ports: Ports, cls: CourseClass): Promise<number> {
  return cls.state === 'scheduled' ? cls.capacity - (await seatsTaken(ports, cls._id)) : 0;
}

/** Places that somebody has: those given back, by leave too, are free. */
export function seatsTaken(ports: Ports, classId: string): Promise<number> {
  const taken = ['booked', 'on_hold', 'attended', 'late', 'absent'];
  return ports.store.count('seats', { classId, state: { $in: taken } });
}

/** @returns false when order or classes are no longer what was counted */
async function writeSeats(
  ports: Ports,
  seen: Order,
  chosen: readonly ClassWithRoom[],
  options: Booking,
): Promise<boolean> {
  let written = false;
  await changeOrder(
    ports,
    seen._id,
    async (order, _now, tx) => {
      written = order.revision === seen.revision && (await unchanged(tx, chosen));
      return written ? bookingChange(order, chosen, options) : undefined;
    },
    options,
  );
  return written;
}

async function unchanged(tx: Transaction, classes: readonly CourseClass[]): Promise<boolean> {
  for (const cls of classes) {
    if ((await tx.get('classes', cls._id))?.revision !== cls.revision) return false;
  }
  return true;
}

function bookingChange(order: Order, chosen: readonly ClassWithRoom[], options: Booking): OrderChange {
  const { seatsPending: _pending, ...rest } = order;
  const classes = chosen.map(({ free: _free, ...cls }): CourseClass => cls);
  const change = seatChange(rest, classes, options.makeUp === true);
  return {
    ...change,
    also: async (tx) => {
      await change.also?.(tx);
      for (const cls of classes) await tx.put('classes', { ...cls, revision: cls.revision + 1 });
      await options.also?.(tx);
    },
  };
}

/**
 * An order gets these seats, and its payer is told. Whoever writes it has read the order and the classes in the same
 * transaction, and counts the classes' revisions up: places are counted outside of it.
 */
export function seatChange(order: Order, classes: readonly CourseClass[], makeUp: boolean): OrderChange {
  const [first, ...others] = classes;
  if (first === undefined) return { order };
  const draft = scheduledPush(order.payerOpenid, [first, ...others]);
  return {
    order,
    pushes: [{ id: `s-${first._id}-${order._id}`, draft }],
    also: async (tx) => {
      for (const cls of classes) await tx.put('seats', newSeat(order, cls, makeUp || cls.makeUp));
    },
  };
}

function newSeat(order: Order, cls: CourseClass, makeUp: boolean): Seat {
  return {
    _id: `${cls._id}-${order._id}`,
    classId: cls._id,
    orderId: order._id,
    studentId: order.studentId,
    payerOpenid: order.payerOpenid,
    courseId: cls.courseId,
    startsAt: cls.startsAt,
    endsAt: cls.endsAt,
    state: 'booked',
    marks: [],
    ...(makeUp ? { makeUp } : {}),
    revision: 1,
  };
}
