import type { PayContext } from '../context';
import type { ServiceOrder } from '../model';
import { moveDetail } from '../plans/progress';

function end(context: PayContext, order: ServiceOrder, state: 'REVOKED' | 'EXPIRED'): void {
  order.state = state;
  delete order.stateDescription;
  context.orders.put(order);
  for (const kind of ['deduct', 'confirm-order', 'expire-order', 'mark-overdue'] as const)
    context.agenda.strike(kind, order.outOrderNo);
  const spent = state === 'EXPIRED' || context.switches().cancelledDetailTerminal;
  moveDetail(context, order, spent ? 'SIGN_PLAN_DETAIL_CANCEL' : 'NOT_USED', {
    cancelTime: context.clock.now(),
  });
}

/** Ends an order without money: the merchant, or a switch, cancelled it. */
export function revokeOrder(context: PayContext, order: ServiceOrder): void {
  end(context, order, 'REVOKED');
}

/** An order which nobody confirmed for 30 days. */
export function expireOrder(context: PayContext, outOrderNo: string): void {
  const order = context.orders.get(outOrderNo);
  if (order?.state === 'CREATED') end(context, order, 'EXPIRED');
}
