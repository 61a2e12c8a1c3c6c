import { invariant } from '../errors';
import { move } from '../machine';
import { COLLECTION_MACHINE, type CollectionState } from '../machines';
import { type Fen, isPositive, subtract, sum, ZERO } from '../money';
import type { Time } from '../time';
import type { Order, Unit } from './order';
import { isSettled, unitOf, withUnit } from './units';
import type { OrderFacts } from './wechat-facts';
import { type WeChatOrderState, weChatOrderState } from './wechat-state';

/** Something the ledger must book, in the same transaction as the order. */
export interface Posting {
  kind: 'charge' | 'lower' | 'collect' | 'collect_elsewhere' | 'write_off' | 'overpaid';
  unitNo: number;
  amountFen: Fen;
  transactionId?: string;
}

export interface Applied {
  order: Order;
  postings: Posting[];
  /** The unit's money has just arrived: a voucher is due. */
  justPaid: boolean;
  /** WeChat's answer was no news, or older than what we know. */
  news: boolean;
}

/**
 * Brings our picture of a unit to what WeChat says. Idempotent, and indifferent to the order in which callbacks and
 * queries arrive: an older or unknown state changes nothing, a terminal state only shows further payments.
 * @throws InvariantBroken when WeChat knows of a completion that we never began, or of more money than was decided
 */
export function applyOrderFacts(order: Order, unitNo: number, facts: OrderFacts, now: Time): Applied {
  const unit = unitOf(order, unitNo);
  const theirs = weChatOrderState(facts);
  const to = target(unit, theirs);
  if (to === undefined) return overpaidOnly(order, unit, facts);

  const moved: Unit = {
    ...unit,
    collection: move('unit, collection', COLLECTION_MACHINE, unit.collection, to),
  };
  const { unit: booked, postings } = book(moved, facts, now);
  return {
    order: withUnit(order, booked),
    postings,
    justPaid: to === 'paid' || to === 'paid_elsewhere',
    news: true,
  };
}

/** Where our state goes for WeChat's; undefined when it stays. */
function target(unit: Unit, theirs: WeChatOrderState): CollectionState | undefined {
  const from = unit.collection;
  switch (theirs) {
    case 'waiting':
    case 'unknown':
      return undefined;
    case 'open':
      return from === 'opening' ? 'open' : undefined;
    case 'cancelled':
    case 'expired':
      return isSettled(unit) || from === 'none' || from === 'refused' ? undefined : 'cancelled';
    case 'paying':
      return from === 'paying' ? undefined : completed(unit, 'paying');
    default:
      return completed(unit, theirs);
  }
}

/** A completion may only be news of our own: `complete` was stored before it was sent. */
function completed(
  unit: Unit,
  to: 'paying' | 'paid' | 'paid_elsewhere' | 'zero',
): CollectionState | undefined {
  if (isSettled(unit)) return undefined;
  invariant(
    4,
    unit.collection === 'completing' || unit.collection === 'paying',
    `WeChat says ${to} for unit ${unit.no}, which is ${unit.collection} with us`,
  );
  return to;
}

function book(unit: Unit, facts: OrderFacts, now: Time): { unit: Unit; postings: Posting[] } {
  const postings: Posting[] = [];
  const charged = unit.chargedFen ?? ZERO;
  switch (unit.collection) {
    case 'open':
    case 'opening':
      return { unit, postings };
    case 'cancelled':
      if (isPositive(charged)) postings.push({ kind: 'write_off', unitNo: unit.no, amountFen: charged });
      return { unit: isPositive(charged) ? { ...unit, chargedFen: ZERO } : unit, postings };
    default:
      return bookCharge(unit, facts, now);
  }
}

/** Charge, correction downwards, and money: what is needed to bring the books to the new state. */
function bookCharge(unit: Unit, facts: OrderFacts, now: Time): { unit: Unit; postings: Posting[] } {
  const postings: Posting[] = [];
  const decided = unit.chargeFen ?? ZERO;
  const total = unit.collection === 'zero' ? ZERO : (facts.totalFen ?? decided);
  invariant(2, total <= decided, `WeChat charges ${total} fen for unit ${unit.no}, ${decided} were decided`);
  const before = unit.chargedFen ?? ZERO;
  if (unit.chargedFen === undefined && isPositive(total)) {
    postings.push({ kind: 'charge', unitNo: unit.no, amountFen: total });
  } else if (before > total) {
    postings.push({ kind: 'lower', unitNo: unit.no, amountFen: subtract(before, total) });
  }
  const withCharge: Unit = { ...unit, chargedFen: total, completedAt: unit.completedAt ?? now };
  if (unit.collection !== 'paid' && unit.collection !== 'paid_elsewhere')
    return { unit: withCharge, postings };

  const collect = unit.collection === 'paid' ? 'collect' : 'collect_elsewhere';
  const transactionId = facts.payments[0]?.transactionId;
  postings.push({
    kind: collect,
    unitNo: unit.no,
    amountFen: total,
    ...(transactionId ? { transactionId } : {}),
  });
  const paid: Unit = {
    ...withCharge,
    collectedFen: total,
    paidAt: facts.payments[0]?.paidAt ?? now,
    transactionIds: transactionId ? [transactionId] : [],
  };
  const more = overpayments(paid, facts);
  return {
    unit: { ...paid, transactionIds: allTransactions(paid, facts) },
    postings: [...postings, ...more],
  };
}

/** A settled unit can still show a second payment: a liability that is refunded. */
function overpaidOnly(order: Order, unit: Unit, facts: OrderFacts): Applied {
  const postings =
    unit.collection === 'paid' || unit.collection === 'paid_elsewhere' ? overpayments(unit, facts) : [];
  if (postings.length === 0) return { order, postings, justPaid: false, news: false };
  const known: Unit = { ...unit, transactionIds: allTransactions(unit, facts) };
  return { order: withUnit(order, known), postings, justPaid: false, news: true };
}

/** Payments beyond the unit's total that the books don't know yet. */
function overpayments(unit: Unit, facts: OrderFacts): Posting[] {
  const total = unit.chargedFen ?? ZERO;
  const known = new Set(unit.transactionIds ?? []);
  let reached = ZERO;
  const postings: Posting[] = [];
  for (const payment of facts.payments) {
    const covered = reached >= total;
    reached = sum([reached, payment.amountFen]);
    const id = payment.transactionId;
    if (covered && id !== undefined && !known.has(id) && isPositive(payment.amountFen)) {
      postings.push({ kind: 'overpaid', unitNo: unit.no, amountFen: payment.amountFen, transactionId: id });
    }
  }
  return postings;
}

function allTransactions(unit: Unit, facts: OrderFacts): string[] {
  const ids = facts.payments.flatMap((p) => (p.transactionId ? [p.transactionId] : []));
  return [...new Set([...(unit.transactionIds ?? []), ...ids])];
}
