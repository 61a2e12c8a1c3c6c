import type { ResponseOf } from '../../../protocol';
import { AppError } from '../../domain/errors';
import type { Order, Unit } from '../../domain/order/order';
import { unitOf } from '../../domain/order/units';
import { unitView } from '../orders/order-view';
import type { Ports } from '../ports';

/** A unit of an order. @throws AppError NOT_FOUND when the order has no such unit (yet) */
export function unitOrRefuse(order: Order, unitNo: number): Unit {
  if (unitNo > order.units.length)
    throw new AppError('NOT_FOUND', `order ${order._id} has no unit ${unitNo}`);
  return unitOf(order, unitNo);
}

/** The unit as it is now, for the answer of an act on it. */
export function answerUnit(ports: Ports, order: Order, unitNo: number): ResponseOf<'classroom', 'confirm'> {
  return unitView(order, unitOf(order, unitNo), ports.clock.now());
}
