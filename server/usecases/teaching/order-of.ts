import { AppError } from '../../domain/errors';
import type { Order } from '../../domain/order/order';
import type { Ports } from '../ports';

/** An order of this institution. @throws AppError NOT_FOUND */
export async function orderOf(ports: Ports, orderId: string): Promise<Order> {
  const order = await ports.store.get('orders', orderId);
  if (order?.institutionId !== ports.settings.institutionId)
    throw new AppError('NOT_FOUND', `no order ${orderId}`);
  return order;
}
