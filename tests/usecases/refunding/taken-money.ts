import { fen } from '../../../server/domain/money';
import type { Order, Unit } from '../../../server/domain/order/order';
import type { Refund } from '../../../server/domain/payment/refund';
import type { RefundFacts } from '../../../server/ports/payments';
import { decideRefund } from '../../../server/usecases/refunding/decide-refund';
import { hours, paidUnit, unit } from '../../domain/order/orders';
import { Desk } from '../acting/desk';
import { FINANCE, PAYER } from '../school';

/** ¥100.00 of the first class were taken with the payment t1. */
export const taken: Unit = paidUnit(1);

export async function takenMoney(changes: Partial<Order> = {}): Promise<Desk> {
  return Desk.open({ units: [taken, unit(2)], ...changes });
}

/** She has asked for ¥60.00 of them back, by her first request. */
export async function asked(refund: Partial<Refund> = {}, changes: Partial<Order> = {}): Promise<Desk> {
  const desk = await takenMoney({ refunds: 1, ...changes });
  await desk.putRefund({ revision: 1, ...refund });
  await desk.putTasks(['refund_asked'], 1);
  await desk.putTasks(['refund_asked'], 2);
  return desk;
}

/** Finance has granted what she asked for; nothing was sent yet. */
export async function granted(refund: Partial<Refund> = {}, changes: Partial<Order> = {}): Promise<Desk> {
  const desk = await asked({}, changes);
  const decision = { requestId: 'r', refundId: 'order1R1', approve: true, explanation: '同意。' };
  await decideRefund(desk.ports, FINANCE, decision);
  await change(desk, refund);
  return desk;
}

/** In that state, however it came there. */
export async function change(desk: Desk, changes: Partial<Refund>): Promise<void> {
  const refund = { ...(await refundOf(desk)), ...changes };
  await desk.store.transaction((tx) => tx.put('refunds', refund));
}

export async function refundOf(desk: Desk, id = 'order1R1'): Promise<Refund> {
  const refund = await desk.store.get('refunds', id);
  if (refund === undefined) throw new Error('no refund');
  return refund;
}

/** What WeChat says of the refund from now on. */
export function says(desk: Desk, status: string): void {
  desk.world.payments.refunds.set('order1R1', facts(status));
}

export function facts(status: string, outRefundNo = 'order1R1'): RefundFacts {
  return { outRefundNo, status };
}

/** What was sent to WeChat Pay, by kind. */
export function sent(desk: Desk): string[] {
  return desk.world.payments.sent.map(({ kind }) => kind);
}

/** Whatever stands on the work list about refunds of unit 1 that don't come through. */
export function stuck(desk: Desk) {
  return desk.store.all('tasks').filter(({ kind }) => kind === 'stuck_call');
}

/** As she asked, on Wednesday at two in the morning. */
export const ASKED: Refund = {
  ...{ _id: 'order1R1', institutionId: 'inst', campusId: 'north', orderId: 'order1', unitNo: 1 },
  ...{ payerOpenid: PAYER, kind: 'charge', transactionId: 't1', totalFen: fen(10_000) },
  ...{ askedFen: fen(6_000), reason: '生病', state: 'asked', askedAt: hours(40), polls: 0, revision: 1 },
};

/** As finance granted it, on Wednesday at ten. */
export const GRANTED: Refund = {
  ...ASKED,
  ...{ refundFen: fen(6_000), state: 'approved', decidedBy: FINANCE, decidedAt: hours(48) },
  ...{ explanation: '同意。', revision: 2 },
};
