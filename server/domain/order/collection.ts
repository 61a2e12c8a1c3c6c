import { invariant } from '../errors';
import { move } from '../machine';
import { COLLECTION_MACHINE, type CollectionState } from '../machines';
import { type Fen, isPositive, min, subtract, sum, ZERO } from '../money';
import type { Time } from '../time';
import type { Order, Unit } from './order';
import { isSettled, unitOf, withUnit } from './units';
import type { OrderFacts, OrderPayment } from './wechat-facts';
import { type WeChatOrderState, weChatOrderState } from './wechat-state';

/** Something the ledger must book, in the same transaction as the order. */
export interface Posting {
  kind:
    | 'charge'
    | 'lower'
    | 'collect'
    | 'collect_elsewhere'
    | 'write_off'
    | 'overpaid'
    | 'refund'
    | 'refund_overpaid';
  unitNo: number;
  amountFen: Fen;
  transactionId?: string;
  /** For `overpaid`: what the whole transaction was; a part of it may be kept. */
  paymentFen?: Fen;
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
  const charged = unit.chargedFen ?? ZERO;
  switch (unit.collection) {
    case 'open':
      return { unit: { ...unit, openedAt: now }, postings: [] };
    case 'cancelled':
      if (!isPositive(charged)) return { unit, postings: [] };
      return {
        unit: { ...unit, chargedFen: ZERO },
        postings: [{ kind: 'write_off', unitNo: unit.no, amountFen: charged }],
      };
    default:
      return bookMoney(unit, facts, now);
  }
}

/** Charge, correction downwards, and money: what is needed to bring the books to the new state. */
function bookMoney(unit: Unit, facts: OrderFacts, now: Time): { unit: Unit; postings: Posting[] } {
  const decided = unit.chargeFen ?? ZERO;
  const total = unit.collection === 'zero' ? ZERO : (facts.totalFen ?? decided);
  invariant(2, total <= decided, `WeChat charges ${total} fen for unit ${unit.no}, ${decided} were decided`);
  const charged: Unit = { ...unit, chargedFen: total, completedAt: unit.completedAt ?? now };
  const postings = chargePostings(unit, decided, total);
  if (unit.collection === 'paying') return { unit: charged, postings };

  const paid = unit.collection === 'zero' ? charged : withMoney(charged, facts, now);
  if (isPositive(total)) postings.push(moneyPosting(paid, total));
  const more = overpayments(paid, facts);
  return { unit: withTransactions(paid, facts), postings: [...postings, ...more] };
}

/**
 * From what the books hold as charged to WeChat's total. The first charge is always what was decided, lowered if
 * WeChat's total is less, so that the entries are the same whichever news came first.
 */
function chargePostings(unit: Unit, decided: Fen, total: Fen): Posting[] {
  const postings: Posting[] = [];
  const post = (kind: Posting['kind'], amountFen: Fen) => {
    if (isPositive(amountFen)) postings.push({ kind, unitNo: unit.no, amountFen });
  };
  if (unit.chargedFen === undefined) post('charge', decided);
  const booked = unit.chargedFen ?? decided;
  if (booked > total) post('lower', subtract(booked, total));
  if (booked < total) post('charge', subtract(total, booked));
  return postings;
}

function withMoney(unit: Unit, facts: OrderFacts, now: Time): Unit {
  const [first] = facts.payments;
  return {
    ...unit,
    collectedFen: unit.chargedFen ?? ZERO,
    paidAt: first?.paidAt ?? now,
    transactionIds: first?.transactionId ? [first.transactionId] : [],
  };
}

function moneyPosting(unit: Unit, amountFen: Fen): Posting {
  const kind = unit.collection === 'paid' ? 'collect' : 'collect_elsewhere';
  const [transactionId] = unit.transactionIds ?? [];
  return { kind, unitNo: unit.no, amountFen, ...(transactionId ? { transactionId } : {}) };
}

/** A settled unit can still show a payment that is not kept: a liability that is refunded. */
function overpaidOnly(order: Order, unit: Unit, facts: OrderFacts): Applied {
  const postings = isSettled(unit) ? overpayments(unit, facts) : [];
  if (postings.length === 0) return { order, postings, justPaid: false, news: false };
  return { order: withUnit(order, withTransactions(unit, facts)), postings, justPaid: false, news: true };
}

/**
 * What WeChat took beyond what is kept of it, payment by payment, as far as the books don't know it yet. Nothing is
 * kept for a unit that was cancelled, let off, or paid by hand.
 */
function overpayments(unit: Unit, facts: OrderFacts): Posting[] {
  const keeps = unit.collection === 'paid' || unit.collection === 'paid_elsewhere';
  const kept = keeps ? (unit.chargedFen ?? ZERO) : ZERO;
  const known = new Set(unit.transactionIds ?? []);
  const postings: Posting[] = [];
  let reached = ZERO;
  for (const payment of knownFirst(facts.payments, known)) {
    const left = reached >= kept ? ZERO : subtract(kept, reached);
    const excess = subtract(payment.amountFen, min(payment.amountFen, left));
    reached = sum([reached, payment.amountFen]);
    const id = payment.transactionId;
    if (payment.paidType === 'MCH' || id === undefined || known.has(id) || !isPositive(excess)) continue;
    postings.push({
      ...{ kind: 'overpaid', unitNo: unit.no, amountFen: excess, transactionId: id },
      paymentFen: payment.amountFen,
    });
  }
  return postings;
}

/** What the books hold counts first, in whatever order WeChat lists the payments. */
function knownFirst(payments: readonly OrderPayment[], known: ReadonlySet<string>): OrderPayment[] {
  const isKnown = (p: OrderPayment) => p.paidType === 'MCH' || known.has(p.transactionId ?? '');
  return [...payments.filter(isKnown), ...payments.filter((p) => !isKnown(p))];
}

function withTransactions(unit: Unit, facts: OrderFacts): Unit {
  const ids = facts.payments.flatMap((p) => (p.transactionId ? [p.transactionId] : []));
  return { ...unit, transactionIds: [...new Set([...(unit.transactionIds ?? []), ...ids])] };
}
