import type { CourseClass, Moving } from '../../domain/class/class';
import { StoreBusy } from '../../ports/store';
import { pokeOrder } from '../agenda/agenda';
import type { Ports } from '../ports';
import { createPush } from '../pushing/create-push';
import { allButBusy } from '../requests/side-by-side';
import { changedPush } from './class-texts';
import { SEATS_AT_ONCE, SEATS_OF_A_RUN } from './open-seats';

/**
 * Lets the seats of a class that was moved follow it, and tells its students. What is left is stored with the class, and
 * each seat is repeatable, so whoever goes on after a crash finds the rest.
 * @returns whether all of them have followed
 * @throws StoreBusy when others hold those that are left
 */
export async function moveSeats(ports: Ports, { _id: classId, moving }: CourseClass): Promise<boolean> {
  if (moving === undefined) return true;
  const seatIds = moving.left.slice(0, SEATS_OF_A_RUN);
  const held = await allButBusy(seatIds, SEATS_AT_ONCE, (id) => moveSeat(ports, classId, moving, id));
  const next = moving.left.slice(SEATS_OF_A_RUN);
  const left = [...next, ...held];
  await ports.store.transaction(async (tx) => {
    const cls = await tx.get('classes', classId);
    // Moved again meanwhile: that move takes all seats along.
    if (cls?.moving?.revision !== moving.revision) return;
    const { moving: _moving, ...rest } = cls;
    const still = left.length === 0 ? {} : { moving: { ...moving, left } };
    await tx.put('classes', { ...rest, ...still, revision: cls.revision + 1 });
  });
  if (next.length === 0 && held.length > 0)
    throw new StoreBusy(`class ${classId}: ${held.length} seats are held by others`);
  return left.length === 0;
}

/** Lets one seat follow its class and tells its student; nothing when the class was moved again meanwhile. */
export async function moveSeat(ports: Ports, classId: string, moving: Moving, seatId: string): Promise<void> {
  await ports.store.transaction(async (tx) => {
    const now = ports.clock.now();
    const cls = await tx.get('classes', classId);
    if (cls?.state !== 'scheduled' || cls.moving?.revision !== moving.revision) return;
    const seat = await tx.get('seats', seatId);
    if (seat === undefined || (seat.state !== 'booked' && seat.state !== 'on_hold')) return;
    const { startsAt, endsAt } = cls;
    await tx.put('seats', { ...seat, startsAt, endsAt, revision: seat.revision + 1 });
    const push = changedPush(seat.payerOpenid, cls, { ...cls, ...moving.from });
    await createPush(tx, `c-${seatId}-${moving.revision}`, push, now);
    await pokeOrder(tx, seat.orderId, now);
  });
}
