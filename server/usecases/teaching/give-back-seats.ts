import type { CourseClass } from '../../domain/class/class';
import { move } from '../../domain/machine';
import { SEAT_MACHINE } from '../../domain/machines';
import { pokeOrder } from '../agenda/agenda';
import type { Ports } from '../ports';
import { createPush } from '../pushing/create-push';
import { sideBySide } from '../requests/side-by-side';
import { settleTask, taskId } from '../tasks/raise-task';
import { cancelledPush } from './class-texts';

/** Seats of one run; what is left is for the next one. */
const MOST = 40;
/** Each seat is a transaction about one order, so they don't meet. */
const AT_ONCE = 5;

/**
 * Gives back the seats of a cancelled class and tells its students. Which ones are left follows from what is stored, so
 * whoever goes on after a crash finds the rest.
 * @returns whether all of them are given back
 */
export async function giveBackSeats(ports: Ports, cls: CourseClass): Promise<boolean> {
  const seats = await ports.store.find(
    'seats',
    { classId: cls._id, state: { $in: ['booked', 'on_hold'] } },
    { sort: { _id: 1 }, limit: MOST },
  );
  await sideBySide(seats, AT_ONCE, (seat) => giveBack(ports, cls, seat._id));
  return seats.length < MOST;
}

async function giveBack(ports: Ports, cls: CourseClass, seatId: string): Promise<void> {
  await ports.store.transaction(async (tx) => {
    const now = ports.clock.now();
    const seat = await tx.get('seats', seatId);
    if (seat === undefined || (seat.state !== 'booked' && seat.state !== 'on_hold')) return;
    const state = move('seat', SEAT_MACHINE, seat.state, 'released');
    await tx.put('seats', { ...seat, state, revision: seat.revision + 1 });
    await createPush(tx, `x-${seatId}`, cancelledPush(seat.payerOpenid, cls, cls.cancelReason ?? ''), now);
    if (seat.state === 'on_hold')
      await settleTask(tx, taskId('seat_on_hold', { orderId: seat.orderId, classId: cls._id }), now);
    await pokeOrder(tx, seat.orderId, now);
  });
}
