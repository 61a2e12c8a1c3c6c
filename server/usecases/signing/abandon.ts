import { move } from '../../domain/machine';
import { ORDER_MACHINE } from '../../domain/machines';
import type { Order } from '../../domain/order/order';
import type { Progress } from '../charging/progress';
import { changeOrder } from '../orders/change-order';
import type { Ports } from '../ports';
import { stopAttempt } from './stop-attempt';

/** Name of the lock that keeps one open order per student and course. */
export function enrolmentLock(order: Pick<Order, 'studentId' | 'courseId'>): string {
  return `enrolment:${order.studentId}:${order.courseId}`;
}

/** Nobody signed: an ordinary outcome. The place is free again, and the order can be taken up on any rung. */
export async function abandon(ports: Ports, orderId: string): Promise<Progress> {
  await changeOrder(
    ports,
    orderId,
    (order) => {
      if (order.state !== 'signing' && order.state !== 'drafted') return undefined;
      return {
        order: { ...order, state: move('order', ORDER_MACHINE, order.state, 'abandoned') },
        also: (tx) => tx.remove('locks', enrolmentLock(order)),
      };
    },
    { quiet: true },
  );
  return 'news';
}

/**
 * A signature whose news came after the order was abandoned. It is taken up again unless the student has another
 * order for the course by now; then that signature is stopped.
 */
export async function revive(ports: Ports, orderId: string): Promise<Progress> {
  let taken = false;
  const order = await changeOrder(
    ports,
    orderId,
    async (current, _now, tx) => {
      taken = false;
      if (current.state !== 'abandoned') return undefined;
      const lock = await tx.get('locks', enrolmentLock(current));
      taken = lock !== undefined;
      if (taken) return undefined;
      return {
        order: { ...current, state: move('order', ORDER_MACHINE, current.state, 'signing') },
        also: (t) => t.insert('locks', { _id: enrolmentLock(current), orderId }),
      };
    },
    { quiet: true },
  );
  const signed = order.attempts.find((a) => a.state === 'signed');
  return taken && signed ? stopAttempt(ports, orderId, signed.no) : 'news';
}
