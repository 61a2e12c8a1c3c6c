import type { Evidence } from '../evidence';
import { closedFor } from './closing';

type Order = Evidence['orders'][number];
type Unit = Order['units'][number];

/** Charged at most what was signed and taught; refunds within charges; one kept payment a unit; both books agree. */
export function moneyRules(evidence: Evidence): string[] {
  return [
    ...evidence.orders.flatMap((order) => order.units.flatMap((unit) => unitRules(evidence, order, unit))),
    ...evidence.orders.flatMap((order) => agreement(evidence, order)),
  ];
}

function unitRules(evidence: Evidence, order: Order, unit: Unit): string[] {
  const where = `order ${order._id} unit ${unit.no}`;
  const broken: string[] = [];
  const signed = signedPrices(evidence, order, unit.no);
  const taught = taughtOn(evidence, order, unit);
  const most = signed.slice(0, taught).reduce((sum, fen) => sum + fen, 0);
  const charged = unit.chargedFen ?? 0;
  if (charged > most) broken.push(`${where}: charged ${charged} for ${taught} classes that cost ${most}`);
  if ((unit.collectedFen ?? 0) > charged)
    broken.push(`${where}: collected ${unit.collectedFen} of ${charged}`);
  if ((unit.refundedFen ?? 0) > (unit.collectedFen ?? 0))
    broken.push(`${where}: refunds exceed what was collected`);
  const kept = keptPayments(evidence, order, unit);
  if (kept.length > 1) broken.push(`${where}: keeps ${kept.length} payments`);
  const inStatement = order.closing?.lines.find((line) => line.unitNo === unit.no)?.atMostFen ?? 0;
  const after = collectedAfter(evidence, order, unit);
  if (after > inStatement)
    broken.push(`${where}: ${after} collected after closing, its statement says ${inStatement}`);
  return broken;
}

/** The prices of a unit's classes in the price list that was signed. */
function signedPrices({ versions }: Evidence, order: Order, unitNo: number): number[] {
  const version = versions.find((one) => one._id === order.versionId);
  const rungKey = order.attempts.find((attempt) => attempt.no === order.keptAttempt)?.rungKey;
  if (order.ordinary) return [Math.ceil((version?.totalFen ?? 0) / (version?.lessons.length ?? 1))];
  const plan = version?.plans.find((one) => one.rungKey === rungKey);
  return [...(plan?.details.find((detail) => detail.no === unitNo)?.classPricesFen ?? [])];
}

/** Classes of a unit for which a seat is marked attended or late; lessons have no seats, they are their own witness. */
function taughtOn({ seats }: Evidence, order: Order, unit: Unit): number {
  const attended = seats.filter(
    (seat) =>
      seat.orderId === order._id &&
      seat.unitNo === unit.no &&
      (seat.state === 'attended' || seat.state === 'late') &&
      unit.taught.some((cls) => cls.seatId === seat._id),
  );
  return attended.length + unit.taught.filter((cls) => cls.classId.startsWith('lesson-')).length;
}

/** WeChat's transactions of a unit of which something was not given back as a second payment. */
function keptPayments({ books, payments, refunds }: Evidence, order: Order, unit: Unit): string[] {
  const numbers = new Set([
    unit.outTradeNo,
    ...payments.filter((one) => one.orderId === order._id && one.unitNo === unit.no).map((one) => one._id),
  ]);
  return books.transactions
    .filter((one) => numbers.has(one.outOrderNo ?? one.outTradeNo))
    .filter((one) => {
      const back = refunds.filter((r) => r.transactionId === one.transactionId && r.kind === 'overpaid');
      return back.reduce((sum, r) => sum + (r.refundFen ?? 0), 0) < one.amount;
    })
    .map((one) => one.transactionId);
}

/** What was collected once the unit was closed; what had been asked for before a closing inside WeChat does not count. */
function collectedAfter(evidence: Evidence, order: Order, unit: Unit): number {
  const { ledger, refunds, books, intents } = evidence;
  const closedAt = closedFor(evidence, order, unit);
  if (closedAt === undefined) return 0;
  const asked = intents.find((intent) => intent._id === `complete-order:${unit.outTradeNo}`);
  if (order.closing?.by === 'wechat' && asked !== undefined && asked.createdAt <= closedAt) return 0;
  const paidAt = new Map(books.transactions.map((one) => [one.transactionId, one.paidAt]));
  return ledger
    .filter((entry) => entry.orderId === order._id && entry.unitNo === unit.no && entry.kind === 'collect')
    .filter((entry) => (paidAt.get(entry.why.transactionId ?? '') ?? 0) > Date.parse(closedAt))
    .filter(
      (entry) => !refunds.some((r) => r.kind === 'overpaid' && r.transactionId === entry.why.transactionId),
    )
    .reduce((sum, entry) => sum + entry.amountFen, 0);
}

/** Every fen that WeChat has taken or given back stands in the ledger under its transaction, and nothing else does. */
function agreement({ ledger, books }: Evidence, order: Order): string[] {
  const own = ledger.filter((entry) => entry.orderId === order._id);
  const theirs = books.transactions.filter((one) => (one.outOrderNo ?? one.outTradeNo).startsWith(order._id));
  const ids = new Set([
    ...theirs.map((one) => one.transactionId),
    ...own.flatMap((entry) => (entry.why.transactionId ? [entry.why.transactionId] : [])),
  ]);
  return [...ids].flatMap((id) => {
    const booked = own.filter((entry) => entry.why.transactionId === id);
    const sum = (kinds: readonly string[]) =>
      booked.filter((entry) => kinds.includes(entry.kind)).reduce((fen, entry) => fen + entry.amountFen, 0);
    const taken = theirs.find((one) => one.transactionId === id)?.amount ?? 0;
    const back = books.refunds
      .filter((one) => one.transactionId === id && one.status === 'SUCCESS')
      .reduce((fen, one) => fen + one.amount, 0);
    const broken: string[] = [];
    if (sum(['collect', 'overpaid']) !== taken)
      broken.push(`transaction ${id}: ${sum(['collect', 'overpaid'])} booked, ${taken} taken by WeChat`);
    if (sum(['refund']) !== back)
      broken.push(`transaction ${id}: ${sum(['refund'])} booked as refunded, ${back} by WeChat`);
    return broken;
  });
}
