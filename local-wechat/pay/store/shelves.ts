import type { Delivery } from '../callbacks/delivery';
import type { BillTicket, Plan, Prepayment, Refund, ServiceOrder, SignPlan, Transaction } from '../model';
import type { Person } from '../people/people';
import type { PayDatabase } from './database';
import { Shelf } from './shelf';

/** Every kind of document that WeChat Pay keeps, and by what it is looked up. */
export function openShelves(database: PayDatabase) {
  return {
    plans: new Shelf<Plan>(database, 'plan', (one) => one.planId, [
      { field: 'merchantPlanNo', unique: true },
    ]),
    signPlans: new Shelf<SignPlan>(database, 'sign_plan', (one) => one.signPlanId, [
      { field: 'merchantSignPlanNo', unique: true },
      { field: 'package', unique: true },
      { field: 'openid' },
    ]),
    detailNumbers: new Shelf<{ number: string }>(database, 'detail_number', (one) => one.number),
    orders: new Shelf<ServiceOrder>(database, 'service_order', (one) => one.outOrderNo, [
      { field: 'orderId', unique: true },
      { field: 'queryId', unique: true },
      { field: 'signPlanId' },
      { field: 'openid' },
    ]),
    transactions: new Shelf<Transaction>(database, 'payment', (one) => one.transactionId, [
      { field: 'outTradeNo' },
    ]),
    refunds: new Shelf<Refund>(database, 'refund', (one) => one.outRefundNo, [
      { field: 'refundId', unique: true },
      { field: 'transactionId' },
    ]),
    prepayments: new Shelf<Prepayment>(database, 'prepayment', (one) => one.outTradeNo, [
      { field: 'prepayId', unique: true },
    ]),
    billTickets: new Shelf<BillTicket>(database, 'bill_ticket', (one) => one.token),
    people: new Shelf<Person>(database, 'person', (one) => one.openid),
    deliveries: new Shelf<Delivery>(database, 'delivery', (one) => one.id, [
      { field: 'subject' },
      { field: 'heldBack' },
    ]),
  };
}
