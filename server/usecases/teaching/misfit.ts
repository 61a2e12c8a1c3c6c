import { lastClassEnd } from '../../domain/class/hours';
import type { Span } from '../../domain/class/recurrence';
import { AppError } from '../../domain/errors';
import type { Order } from '../../domain/order/order';
import { studentNames, UNKNOWN_STUDENT } from '../browsing/student-names';
import { versionOf } from '../charging/version-of';
import type { Ports } from '../ports';
import type { Misfit } from './seat-fit';

/**
 * Why an order can't come to a class, with what staff need to settle it: whose order, which other class is too near,
 * when its plan ends. Without a misfit it has no class left.
 */
export async function misfitError(
  ports: Ports,
  order: Order,
  misfit: Misfit<Span> | undefined,
): Promise<AppError> {
  const code = misfit?.code ?? 'WRONG_STATE';
  return new AppError(code, `order ${order._id} can't come at ${misfit?.cls.startsAt}`, {
    ...(await whoseOrder(ports, order)),
    ...(misfit === undefined ? {} : { startsAt: misfit.cls.startsAt }),
    ...(misfit?.near === undefined ? {} : { nearAt: misfit.near.startsAt }),
    ...(code === 'PAST_PLAN_END' ? await planEnd(ports, order) : {}),
  });
}

/** Staff know a learner by the name of her student. */
export async function whoseOrder(
  ports: Ports,
  order: Order,
): Promise<{ orderId: string; studentName: string }> {
  const names = await studentNames(ports, [order.studentId]);
  return { orderId: order._id, studentName: names.get(order.studentId) ?? UNKNOWN_STUDENT };
}

/** The latest end of a class that this order can still be charged for. */
export async function planEnd(ports: Ports, order: Order): Promise<{ latest?: string }> {
  if (order.planOverTime === undefined) return {};
  const { windowHours } = await versionOf(ports.store, order);
  return { latest: lastClassEnd(order.planOverTime, windowHours) };
}
