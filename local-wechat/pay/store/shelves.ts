import type { Delivery } from '../callbacks/delivery';
import type { BillTicket, Plan, Prepayment, Refund, ServiceOrder, SignPlan, Transaction } from '../model';
import type { Person } from '../people/people';
import type { PayDatabase } from './database';

/** Every kind of document that WeChat Pay keeps, and by what it is looked up. */
export function openShelves(database: PayDatabase) {
  return {
    plans: database.shelf<Plan>('plan', (one) => one.planId, [{ field: 'merchantPlanNo', unique: true }]),
    signPlans: database.shelf<SignPlan>('sign_plan', (one) => one.signPlanId, [
      { field: 'merchantSignPlanNo', unique: true },
      { field: 'package', unique: true },
      { field: 'openid' },
    ]),
    detailNumbers: database.shelf<{ number: string }>('detail_number', (one) => one.number),
    orders: database.shelf<ServiceOrder>('service_order', (one) => one.outOrderNo, [
      { field: 'orderId', unique: true },
      { field: 'queryId', unique: true },
      { field: 'signPlanId' },
      { field: 'openid' },
    ]),
    transactions: database.shelf<Transaction>('payment', (one) => one.transactionId, [
      { field: 'outTradeNo' },
    ]),
    refunds: database.shelf<Refund>('refund', (one) => one.outRefundNo, [
      { field: 'refundId', unique: true },
      { field: 'transactionId' },
    ]),
    prepayments: database.shelf<Prepayment>('prepayment', (one) => one.outTradeNo, [
      { field: 'prepayId', unique: true },
    ]),
    billTickets: database.shelf<BillTicket>('bill_ticket', (one) => one.token),
    people: database.shelf<Person>('person', (one) => one.openid),
    deliveries: database.shelf<Delivery>('delivery', (one) => one.id, [
      { field: 'subject' },
      { field: 'heldBack' },
    ]),
  };
}
