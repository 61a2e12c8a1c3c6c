import { boundService, type PayContext } from '../context';
import { refuse } from '../errors';
import type { ServiceOrder } from '../model';

interface Owner {
  appid: string;
  service_id?: string;
}

/** An order is only found under the appid and service that it was created with. */
export function ownOrder(context: PayContext, outOrderNo: string, owner: Owner): ServiceOrder {
  if (owner.service_id === undefined) refuse('noAuth');
  boundService(context, owner.service_id, owner.appid);
  const order = context.orders.get(outOrderNo);
  if (order?.serviceId !== owner.service_id) refuse('orderUnknown');
  return order;
}

export function ownOrderByQueryId(context: PayContext, queryId: string, owner: Owner): ServiceOrder {
  const order = context.orders.one('queryId', queryId);
  return order ? ownOrder(context, order.outOrderNo, owner) : refuse('orderUnknown');
}
