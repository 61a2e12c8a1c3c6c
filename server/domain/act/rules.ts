import { AppError } from '../errors';
import { type Fen, fen, isPositive, subtract, sum, ZERO } from '../money';
import type { Order, Unit } from '../order/order';
import { needsHand, owedFen } from '../order/units';
import type { ActKind } from './act';

/** Acts about one unit; the others are about the whole order. */
export const UNIT_ACTS: readonly ActKind[] = [
  'lower',
  'waive',
  'refund',
  'paid_elsewhere',
  'charge_again',
  'cancel_order',
];

export const ORDER_ACTS: readonly ActKind[] = ['stop_plan', 'resume', 'settle'];

/**
 * The most an act may be about now; undefined when it is not possible. A parked order takes nothing but being looked
 * at: it goes on, or what is left of it is let off.
 */
export function mostOf(order: Order, kind: ActKind, unit: Unit | undefined): Fen | undefined {
  if (kind === 'resume') return order.parked && ZERO;
  if (kind === 'settle') return order.parked && sum(order.units.map(owedFen));
  if (order.parked) return undefined;
  if (kind === 'stop_plan') return order.state === 'active' ? ZERO : undefined;
  return unit && mostOfUnit(kind, unit);
}

function mostOfUnit(kind: ActKind, unit: Unit): Fen | undefined {
  const owed = owedFen(unit);
  const paying = unit.collection === 'paying';
  const byHand = needsHand(unit) && unit.livePayment === undefined;
  switch (kind) {
    case 'lower':
      return owed > 1 && (unit.teaching === 'objected' || byHand || isLowerable(unit)) ? owed : undefined;
    case 'waive':
      return isPositive(owed) && (isUndecided(unit) || byHand || isLowerable(unit)) ? owed : undefined;
    case 'paid_elsewhere':
      return paying || byHand ? owed : undefined;
    case 'charge_again':
      return paying ? owed : undefined;
    case 'cancel_order':
      return paying || isOpenUntaught(unit) ? owed : undefined;
    case 'refund':
      return refundLeft(unit);
    default:
      return undefined;
  }
}

/** WeChat Pay lowers an amount only while the money is being collected; the plan's rules let us do it once. */
function isLowerable(unit: Unit): boolean {
  return unit.collection === 'paying' && unit.loweredAt === undefined;
}

function isUndecided(unit: Unit): boolean {
  return unit.teaching === 'objected' || unit.teaching === 'taught';
}

function isOpenUntaught(unit: Unit): boolean {
  return unit.collection === 'open' && unit.teaching === 'planned' && unit.taught.length === 0;
}

/** What of a unit's money can still be given back through WeChat Pay. */
export function refundLeft(unit: Unit): Fen | undefined {
  if (unit.collection !== 'paid' && unit.collection !== 'paid_by_hand') return undefined;
  if ((unit.transactionIds ?? []).length === 0) return undefined;
  const left = subtract(unit.collectedFen ?? ZERO, unit.refundedFen ?? ZERO);
  return isPositive(left) ? left : undefined;
}

/** What is asked for, as far as amounts go. */
export interface AskedAct {
  kind: ActKind;
  /** `lower`: what is charged instead; `refund`: what is given back, all that is left when absent. */
  amountFen?: number;
  proof: readonly string[];
  paidAt?: string;
}

/** What the learner pays less, gets back or paid elsewhere by it. */
export interface ActAmounts {
  amountFen: Fen;
  /** For `lower`. */
  chargeFen?: Fen;
}

/**
 * Checks what is asked for against the order as it stands.
 * @throws AppError WRONG_STATE when the act is not possible now, BAD_REQUEST when an amount, a time or proof is wrong
 */
export function amountsOf(order: Order, unit: Unit | undefined, asked: AskedAct): ActAmounts {
  const most = mostOf(order, asked.kind, unit);
  if (most === undefined) {
    throw new AppError(
      'WRONG_STATE',
      `${asked.kind}: order ${order._id} is ${order.state}, ${stateOf(unit)}`,
    );
  }
  const takesAmount = asked.kind === 'lower' || asked.kind === 'refund';
  if (!takesAmount && asked.amountFen !== undefined) throw wrong('amountFen', 'this act takes no amount');
  if ((asked.kind === 'paid_elsewhere') !== (asked.paidAt !== undefined))
    throw wrong('paidAt', 'when it was paid');
  if (asked.kind === 'paid_elsewhere' && asked.proof.length === 0)
    throw wrong('proof', 'proof of the payment');
  switch (asked.kind) {
    case 'lower':
      return lowered(asked.amountFen, most);
    case 'refund':
      return { amountFen: givenBack(asked.amountFen, most) };
    case 'waive':
    case 'paid_elsewhere':
    case 'settle':
      return { amountFen: most };
    default:
      return { amountFen: ZERO };
  }
}

function lowered(to: number | undefined, most: Fen): ActAmounts {
  if (to === undefined || to < 1 || to >= most) throw wrong('amountFen', `between 1 and ${most} fen`);
  const chargeFen = fen(to);
  return { amountFen: subtract(most, chargeFen), chargeFen };
}

function givenBack(amount: number | undefined, most: Fen): Fen {
  const wanted = amount ?? most;
  if (wanted < 1 || wanted > most) throw wrong('amountFen', `between 1 and ${most} fen`);
  return fen(wanted);
}

function wrong(field: string, what: string): AppError {
  return new AppError('BAD_REQUEST', `${field}: ${what}`, { field });
}

function stateOf(unit: Unit | undefined): string {
  return unit === undefined ? 'no unit' : `unit ${unit.no} ${unit.teaching}, ${unit.collection}`;
}
