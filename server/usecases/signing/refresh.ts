import type { ResponseOf } from '../../../protocol';
import { ownOrder, readOrder } from '../orders/read-order';
import type { Ports } from '../ports';
import { lookAgain } from './look-again';

/** The learner's page of an order, after everything that is due or known for it was done. */
export async function refreshOrder(
  ports: Ports,
  openid: string,
  request: { orderId: string },
): Promise<ResponseOf<'signing', 'refresh'>> {
  await lookAgain(ports, await ownOrder(ports, openid, request.orderId));
  return readOrder(ports, openid, request);
}
