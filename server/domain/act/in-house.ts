import { AppError } from '../errors';
import { move } from '../machine';
import { COLLECTION_MACHINE, TEACHING_MACHINE } from '../machines';
import { type Fen, ZERO } from '../money';
import type { Posting } from '../order/collection';
import { decide } from '../order/objection';
import type { ObjectionDecision, Order, Unit } from '../order/order';
import { isSettled, needsHand, unitOf, withUnit } from '../order/units';
import type { Time } from '../time';

/** Who decided an act that needs no call to WeChat Pay, and with which words. */
export interface ActDecision {
  by: string;
  at: Time;
  explanation: string;
}

/** Whether an act about this unit goes through WeChat Pay, which is collecting the money; else it is done with us. */
export function isAtWeChat(unit: Unit): boolean {
  return unit.collection === 'paying';
}

/** Charges less: an objection decided so, or a unit that is to be paid by hand. @throws AppError WRONG_STATE */
export function lowerInHouse(order: Order, unitNo: number, chargeFen: Fen, decision: ActDecision): Order {
  const unit = unitOf(order, unitNo);
  if (unit.teaching === 'objected') return decide(order, unitNo, decisionOf('lowered', decision, chargeFen));
  if (!needsHand(unit)) throw new AppError('WRONG_STATE', `unit ${unitNo} is ${unit.teaching}`);
  return withUnit(order, { ...unit, chargeFen, loweredAt: decision.at });
}

/** Charges nothing: what was taught is let off, and the order goes on. @throws ForbiddenTransition */
export function waiveInHouse(order: Order, unitNo: number, decision: ActDecision): Order {
  const unit = unitOf(order, unitNo);
  if (unit.teaching === 'objected') return decide(order, unitNo, decisionOf('waived', decision));
  return withUnit(order, waived(unit));
}

function waived(unit: Unit): Unit {
  const teaching = move('unit, teaching', TEACHING_MACHINE, unit.teaching, 'waived');
  return { ...unit, teaching, chargeFen: ZERO };
}

function decisionOf(
  kind: 'lowered' | 'waived',
  { by, at, explanation }: ActDecision,
  chargeFen?: Fen,
): ObjectionDecision {
  return { kind, by, at, explanation, ...(chargeFen === undefined ? {} : { chargeFen }) };
}

/**
 * Books that the learner paid in another way for a unit that has no service order any more.
 * @throws AppError WRONG_STATE unless it is to be paid by hand
 */
export function paidElsewhere(
  order: Order,
  unitNo: number,
  paidAt: Time,
): { order: Order; postings: Posting[] } {
  const unit = unitOf(order, unitNo);
  const amountFen = unit.chargeFen;
  if (!needsHand(unit) || amountFen === undefined || unit.livePayment !== undefined) {
    throw new AppError('WRONG_STATE', `unit ${unitNo} is ${unit.collection}`);
  }
  const settled: Unit = {
    ...unit,
    collection: move('unit, collection', COLLECTION_MACHINE, unit.collection, 'paid_by_hand'),
    chargedFen: amountFen,
    collectedFen: amountFen,
    paidAt,
  };
  const charge: Posting[] = (unit.chargedFen ?? ZERO) === ZERO ? [{ kind: 'charge', unitNo, amountFen }] : [];
  return {
    order: withUnit(order, settled),
    postings: [...charge, { kind: 'collect_elsewhere', unitNo, amountFen }],
  };
}

/**
 * A parked order that can't be put right is let go: nothing more is taught or charged on it. What WeChat Pay is
 * collecting at this moment stays with WeChat.
 */
export function letOff(order: Order): Order {
  const units = order.units.map((unit): Unit => {
    if (unit.teaching === 'dropped' || unit.teaching === 'waived') return unit;
    if (['completing', 'paying'].includes(unit.collection)) return unit;
    if (isSettled(unit) && !needsHand(unit)) return unit;
    return unit.teaching === 'planned' ? { ...unit, taught: [] } : waived(unit);
  });
  return { ...order, units };
}
