import type { Why } from '../../domain/ledger/entry';
import {
  charge,
  collect,
  collectElsewhere,
  type EntryDraft,
  lower,
  overpaid,
  refundCharge,
  refundOverpaid,
  writeOff,
} from '../../domain/ledger/postings';
import { ZERO } from '../../domain/money';
import type { Posting } from '../../domain/order/collection';
import type { Order } from '../../domain/order/order';
import { unitOf } from '../../domain/order/units';
import type { Time } from '../../domain/time';

const DRAFTS = {
  charge,
  lower,
  collect,
  collect_elsewhere: collectElsewhere,
  write_off: writeOff,
  overpaid,
  refund: refundCharge,
  refund_overpaid: refundOverpaid,
} as const;

/** The ledger entries of an order's postings, each with the reasons a learner may ask for. */
export function entryDrafts(order: Order, postings: readonly Posting[], at: Time): EntryDraft[] {
  return postings.map((posting) =>
    DRAFTS[posting.kind](
      {
        orderId: order._id,
        institutionId: order.institutionId,
        unitNo: posting.unitNo,
        at,
        why: why(order, posting),
      },
      posting.amountFen,
    ),
  );
}

/** Why this charge: the classes and their roll calls, the contract as accepted, the rule, a decision if there is one. */
function why(order: Order, posting: Posting): Why {
  const unit = unitOf(order, posting.unitNo);
  const decision = unit.objection?.decision;
  return {
    classes: unit.taught.map((taught, index) => ({
      classId: taught.classId,
      mark: taught.mark,
      rollCalledAt: taught.at,
      priceFen: unit.classPricesFen[index] ?? ZERO,
    })),
    contractVersion: order.contract.version,
    contractHash: order.contract.hash,
    contractAcceptedAt: order.contract.acceptedAt,
    regionRule: order.regionRule,
    ...(decision ? { decision: `${decision.kind}: ${decision.explanation}` } : {}),
    ...(posting.transactionId ? { transactionId: posting.transactionId } : {}),
  };
}
