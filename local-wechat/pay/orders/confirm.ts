import type { PayContext } from '../context';
import type { ServiceOrder } from '../model';
import { fullOrderEntity } from './entity';

export function tellConfirmed(context: PayContext, order: ServiceOrder): void {
  context.callbacks.tell({
    eventType: 'PAYSCORE.USER_CONFIRM',
    url: order.notifyUrl,
    subject: order.outOrderNo,
    resource: fullOrderEntity(context, order),
  });
}

/** The user confirmed an order that was waiting for her (`o1InitialState: CREATED`). */
export function confirmOrder(context: PayContext, outOrderNo: string): void {
  const order = context.orders.get(outOrderNo);
  if (order?.state !== 'CREATED') return;
  order.state = 'DOING';
  order.stateDescription = 'USER_CONFIRM';
  context.orders.put(order);
  context.agenda.strike('expire-order', outOrderNo);
  tellConfirmed(context, order);
}
