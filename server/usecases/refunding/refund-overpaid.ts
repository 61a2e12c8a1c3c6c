import { sum, ZERO } from '../../domain/money';
import type { Posting } from '../../domain/order/collection';
import type { Order } from '../../domain/order/order';
import { type Refund, refundNo } from '../../domain/payment/refund';
import type { Time } from '../../domain/time';
import type { Transaction } from '../../ports/store';
import { putAgenda } from '../agenda/agenda';
import { recordIntent } from '../orders/intents';
import type { Ports } from '../ports';

/**
 * A second payment for a unit is a liability: its refund is granted by rule, in the transaction that books it, and
 * nobody has to ask. Its number is made of the transaction, so that booking it again changes nothing.
 */
export async function refundOverpaid(
  tx: Transaction,
  ports: Ports,
  order: Order,
  postings: readonly Posting[],
  now: Time,
): Promise<void> {
  for (const posting of postings) {
    if (posting.kind !== 'overpaid' || posting.transactionId === undefined) continue;
    const _id = refundNo(order._id, `O${posting.transactionId.slice(-12)}`);
    if ((await tx.get('refunds', _id)) !== undefined) continue;
    const refund: Refund = {
      _id,
      institutionId: order.institutionId,
      campusId: order.campusId,
      orderId: order._id,
      unitNo: posting.unitNo,
      payerOpenid: order.payerOpenid,
      kind: 'overpaid',
      transactionId: posting.transactionId,
      totalFen: posting.paymentFen ?? posting.amountFen,
      askedFen: posting.amountFen,
      refundFen: posting.amountFen,
      reason: '重复付款，退回',
      state: 'approved',
      askedAt: now,
      decidedAt: now,
      polls: 0,
      revision: 1,
    };
    await tx.insert('refunds', refund);
    await recordIntent(tx, refundCall(ports, refund), order._id, now);
    await putAgenda(tx, 'refund', _id, now);
  }
}

/** The call of a granted refund: by transaction id, since a PayScore order's number does not exist there. */
export function refundCall(ports: Ports, refund: Refund) {
  return ports.payments.prepare('create-refund', {
    outRefundNo: refund._id,
    transactionId: refund.transactionId,
    refundFen: sum([refund.refundFen ?? ZERO]),
    totalFen: refund.totalFen,
    reason: refund.reason,
  });
}
