import type { RequestOf, ResponseOf } from '../../../protocol';
import type { CourseVersion } from '../../domain/course/course';
import { takesOrdinaryPayment } from '../../domain/course/rules';
import { AppError } from '../../domain/errors';
import { move } from '../../domain/machine';
import { ORDER_MACHINE } from '../../domain/machines';
import { serviceOrderNo } from '../../domain/order/attempts';
import type { Order } from '../../domain/order/order';
import { layUnits } from '../../domain/order/units';
import { priceList } from '../../domain/plan/price-list';
import { DAY, plus, type Time } from '../../domain/time';
import { versionOf } from '../charging/version-of';
import { changeOrder } from '../orders/change-order';
import { ownOrder } from '../orders/read-order';
import type { Ports } from '../ports';
import { enrolmentLock } from '../signing/abandon';

/**
 * Goes on without a signature: each class is paid directly after it was taught, where the institution allows it. A
 * signature that arrives later is stopped; nothing is ever deducted.
 * @throws AppError NOT_FOUND, WRONG_STATE once something is signed, NOT_ON_SALE, ALREADY_ENROLLED
 */
export async function enrolOrdinary(
  ports: Ports,
  openid: string,
  request: RequestOf<'signing', 'payEachClass'>,
): Promise<ResponseOf<'signing', 'payEachClass'>> {
  await ownOrder(ports, openid, request.orderId);
  await changeOrder(ports, request.orderId, takenUp);
  await changeOrder(ports, request.orderId, async (order, now, tx) => {
    if (order.ordinary) return undefined;
    if (order.state !== 'signing') {
      throw new AppError('WRONG_STATE', `order ${order._id} is ${order.state}`);
    }
    if (order.attempts.some((attempt) => attempt.state === 'signed')) {
      throw new AppError('WRONG_STATE', `order ${order._id} is signed`);
    }
    const version = await versionOf(tx, order);
    if (!takesOrdinaryPayment(version))
      throw new AppError('NOT_ON_SALE', `${version._id} takes no ordinary payment`);
    const lock = await tx.get('locks', enrolmentLock(order));
    if (lock !== undefined && lock.orderId !== order._id) {
      throw new AppError('ALREADY_ENROLLED', enrolmentLock(order), { orderId: lock.orderId });
    }
    return {
      order: ordinaryOrder(order, version, now),
      also: (t) => t.put('locks', { _id: enrolmentLock(order), orderId: order._id }),
    };
  });
  return { done: true };
}

/** Whoever never tried to sign, or gave up long ago, begins where everybody begins. */
function takenUp(order: Order) {
  if (order.state !== 'drafted' && order.state !== 'abandoned') return undefined;
  return { order: { ...order, state: move('order', ORDER_MACHINE, order.state, 'signing') } };
}

function ordinaryOrder(order: Order, version: CourseVersion, now: Time): Order {
  const details = priceList(version, { kind: 'class' });
  return {
    ...order,
    state: move('order', ORDER_MACHINE, order.state, 'active'),
    ordinary: true,
    // Attempt 0 never exists: these units have no service orders.
    units: layUnits(details, (no) => serviceOrderNo(order._id, 0, no)),
    signedAt: now,
    planOverTime: plus(now, version.planDays * DAY),
    seatsPending: true,
  };
}
