import type { ResponseOf } from '../../../protocol';
import type { Refund } from '../../domain/payment/refund';

type RefundView = ResponseOf<'signing', 'askRefund'>;

/** A refund as its payer sees it. */
export function refundView(refund: Refund): RefundView {
  const { _id, orderId, unitNo, kind, state, askedFen, reason, askedAt } = refund;
  return {
    refundId: _id,
    orderId,
    unitNo,
    kind,
    state,
    askedFen,
    reason,
    askedAt,
    ...(refund.refundFen === undefined ? {} : { refundFen: refund.refundFen }),
    ...(refund.explanation === undefined ? {} : { explanation: refund.explanation }),
    ...(refund.decidedAt ? { decidedAt: refund.decidedAt } : {}),
    ...(refund.endedAt ? { endedAt: refund.endedAt } : {}),
  };
}
