import { move } from '../../domain/machine';
import { SEAT_MACHINE } from '../../domain/machines';
import { changeOrder } from '../orders/change-order';
import type { Ports } from '../ports';
import { seatOnHoldTask } from '../tasks/order-tasks';
import { taskId } from '../tasks/raise-task';
import type { Progress } from './progress';
import { seatOnHoldPush, seatRestoredPush } from './texts';

/** No credit for this class as things stand: both sides are told. It is never charged on credit later. */
export async function holdSeat(
  ports: Ports,
  orderId: string,
  seatId: string,
  reason: 'previous_unsettled' | 'not_opened',
): Promise<Progress> {
  await changeOrder(
    ports,
    orderId,
    async (order, _now, tx) => {
      const seat = await tx.get('seats', seatId);
      if (seat?.state !== 'booked') return undefined;
      const held = { ...seat, state: move('seat', SEAT_MACHINE, seat.state, 'on_hold'), holdReason: reason };
      return {
        order,
        seats: [held],
        pushes: [{ id: `h-${seatId}-${seat.revision}`, draft: seatOnHoldPush(order, seat, reason) }],
        tasks: [seatOnHoldTask(order, seat)],
      };
    },
    { quiet: true },
  );
  return 'news';
}

/** The unit is open after all, before the class: the seat is an ordinary one again. */
export async function restoreSeat(ports: Ports, orderId: string, seatId: string): Promise<Progress> {
  await changeOrder(
    ports,
    orderId,
    async (order, _now, tx) => {
      const seat = await tx.get('seats', seatId);
      if (seat?.state !== 'on_hold') return undefined;
      const { holdReason: _reason, ...rest } = seat;
      return {
        order,
        seats: [{ ...rest, state: move('seat', SEAT_MACHINE, seat.state, 'booked') }],
        pushes: [{ id: `r-${seatId}-${seat.revision}`, draft: seatRestoredPush(order, seat) }],
        settled: [taskId('seat_on_hold', { orderId, classId: seat.classId })],
      };
    },
    { quiet: true },
  );
  return 'news';
}
