import { AppError } from '../errors';
import { move } from '../machine';
import { COLLECTION_MACHINE } from '../machines';
import { type Fen, ZERO } from '../money';
import type { Posting } from '../order/collection';
import type { Order } from '../order/order';
import { needsHand, unitOf, withUnit } from '../order/units';
import type { Time } from '../time';
import type { Payment } from './payment';

/**
 * What an ordinary payment of a unit would take now.
 * @throws AppError WRONG_STATE unless the unit was taught, its window is over, and no service order of it is live:
 *   then WeChat's own pay page is the only way
 */
export function payableByHand(order: Order, unitNo: number): Fen {
  const unit = order.units[unitNo - 1];
  if (unit === undefined) throw new AppError('NOT_FOUND', `order ${order._id} has no unit ${unitNo}`);
  if (order.parked || !needsHand(unit) || unit.chargeFen === undefined) {
    throw new AppError('WRONG_STATE', `unit ${unitNo} is ${unit.teaching}, ${unit.collection}`);
  }
  return unit.chargeFen;
}

/**
 * Books a payment that has arrived. If the unit was settled meanwhile, or the amount is another, the money is not
 * ours: a liability that is refunded.
 */
export function settleByHand(
  order: Order,
  payment: Payment,
  now: Time,
): { order: Order; postings: Posting[] } {
  const unit = unitOf(order, payment.unitNo);
  const base = {
    unitNo: unit.no,
    ...(payment.transactionId ? { transactionId: payment.transactionId } : {}),
  };
  const ids = [...(unit.transactionIds ?? []), ...(payment.transactionId ? [payment.transactionId] : [])];
  const { livePayment: _paid, ...rest } = unit;
  if (!needsHand(unit) || unit.chargeFen !== payment.amountFen) {
    return {
      order: withUnit(order, { ...rest, transactionIds: ids }),
      postings: [{ ...base, kind: 'overpaid', amountFen: payment.amountFen, paymentFen: payment.amountFen }],
    };
  }
  const charged = unit.chargedFen ?? ZERO;
  const settled = {
    ...rest,
    collection: move('unit, collection', COLLECTION_MACHINE, unit.collection, 'paid_by_hand'),
    chargedFen: payment.amountFen,
    collectedFen: payment.amountFen,
    paidAt: payment.paidAt ?? now,
    transactionIds: ids,
  };
  const charge: Posting[] =
    charged === ZERO ? [{ unitNo: unit.no, kind: 'charge', amountFen: payment.amountFen }] : [];
  return {
    order: withUnit(order, settled),
    postings: [...charge, { ...base, kind: 'collect', amountFen: payment.amountFen }],
  };
}
