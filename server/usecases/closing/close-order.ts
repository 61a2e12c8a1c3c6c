import type { RequestOf, ResponseOf } from '../../../protocol';
import { AppError, invariant } from '../../domain/errors';
import { changeOrder } from '../orders/change-order';
import { closingPreviewView, closingView } from '../orders/order-view';
import { ownOrder } from '../orders/read-order';
import type { Ports } from '../ports';
import { closingChange } from './closing-change';

/** What closing now would still cost and what would never be charged. */
export async function closingPreview(
  ports: Ports,
  openid: string,
  request: RequestOf<'signing', 'closingPreview'>,
): Promise<ResponseOf<'signing', 'closingPreview'>> {
  const order = await ownOrder(ports, openid, request.orderId);
  if (order.closing) return closingView(order, order.closing);
  if (order.state !== 'active') throw new AppError('WRONG_STATE', `order ${order._id} is ${order.state}`);
  return closingPreviewView(order, ports.clock.now());
}

/**
 * Closes the deduction. The answer is the closing statement, stored with the state: from here on nothing outside it
 * is ever charged. WeChat is told by the steps that follow. Closing again answers the same statement.
 * @throws AppError NOT_FOUND, WRONG_STATE
 */
export async function closeOrder(
  ports: Ports,
  openid: string,
  request: RequestOf<'signing', 'close'>,
): Promise<ResponseOf<'signing', 'close'>> {
  const { orderId } = request;
  await ownOrder(ports, openid, orderId);
  const closed = await changeOrder(ports, orderId, (order, now, tx) =>
    order.closing ? undefined : closingChange(ports, tx, order, 'payer', now),
  );
  invariant(4, closed.closing !== undefined, `order ${orderId} was closed without a statement`);
  return closingView(closed, closed.closing);
}
