import type { CourseClass } from '../../domain/class/class';
import { move } from '../../domain/machine';
import { SEAT_MACHINE } from '../../domain/machines';
import { StoreBusy } from '../../ports/store';
import { pokeOrder } from '../agenda/agenda';
import type { Ports } from '../ports';
import { createPush } from '../pushing/create-push';
import { allButBusy } from '../requests/side-by-side';
import { settleTask, taskId } from '../tasks/raise-task';
import { cancelledPush } from './class-texts';
import { SEATS_AT_ONCE, SEATS_OF_A_RUN } from './open-seats';

/**
 * Gives back the seats of a cancelled class and tells its students. Which ones are left follows from what is stored, so
 * whoever goes on after a crash finds the rest.
 * @returns whether all of them are given back
 * @throws StoreBusy when others hold some, after all the others were given back
 */
export async function giveBackSeats(ports: Ports, cls: CourseClass): Promise<boolean> {
  const seats = await ports.store.find(
    'seats',
    { classId: cls._id, state: { $in: ['booked', 'on_hold'] } },
    { sort: { _id: 1 }, limit: SEATS_OF_A_RUN },
  );
  const left = await allButBusy(seats, SEATS_AT_ONCE, (seat) => giveBack(ports, cls, seat._id));
  if (left.length > 0) throw new StoreBusy(`class ${cls._id}: ${left.length} seats are held by others`);
  return seats.length < SEATS_OF_A_RUN;
}

/** Gives back one seat; nothing when it is given back already. */
export async function giveBack(ports: Ports, cls: CourseClass, seatId: string): Promise<void> {
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
