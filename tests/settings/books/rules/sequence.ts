import type { Evidence } from '../evidence';

type Order = Evidence['orders'][number];
type Unit = Order['units'][number];
type AtWeChat = Evidence['books']['orders'][number];

/** What WeChat's order may be for each of ours, once nothing is on its way. */
const AGREED: Record<string, readonly string[]> = {
  none: ['no order'],
  // EXPIRED: WeChat had made it, never in service, and said once that it had not.
  refused: ['no order', 'EXPIRED'],
  open: ['DOING', 'CREATED'],
  paying: ['DOING'],
  paid: ['DONE NEWTON'],
  paid_elsewhere: ['DONE MCH'],
  zero: ['DONE'],
  cancelled: ['REVOKED', 'EXPIRED'],
  paid_by_hand: ['no order', 'REVOKED', 'EXPIRED'],
};

/** One unit after the other, on one sign plan only, and the same picture on both sides. */
export function sequenceRules(evidence: Evidence): string[] {
  return evidence.orders.flatMap((order) => {
    const atWeChat = evidence.books.orders.filter((one) => one.outOrderNo.startsWith(order._id));
    const plans = new Set(atWeChat.map((one) => one.signPlanId));
    const kept = order.attempts.find((attempt) => attempt.no === order.keptAttempt)?.signPlanId;
    const foreign = [...plans].filter((plan) => plan !== kept);
    return [
      ...foreign.map((plan) => `order ${order._id}: service orders under another sign plan, ${plan}`),
      ...order.units.flatMap((unit) => onePicture(order, unit, atWeChat)),
      ...order.units.flatMap((unit) => oneAfterTheOther(evidence, order, unit, atWeChat)),
    ];
  });
}

function onePicture(order: Order, unit: Unit, atWeChat: readonly AtWeChat[]): string[] {
  const theirs = atWeChat.find((one) => one.outOrderNo === unit.outTradeNo);
  const shown = theirs === undefined ? 'no order' : [theirs.state, theirs.paidType].filter(Boolean).join(' ');
  const agreed = AGREED[unit.collection] ?? [];
  return agreed.includes(shown)
    ? []
    : [`order ${order._id} unit ${unit.no}: ${unit.collection} with us, ${shown} at WeChat`];
}

/** The next unit was asked for only when this one was paid, cancelled, or settled with nothing. */
function oneAfterTheOther(
  { intents }: Evidence,
  order: Order,
  unit: Unit,
  atWeChat: readonly AtWeChat[],
): string[] {
  const next = order.units[unit.no];
  const opened = intents
    .filter((one) => next !== undefined && one._id.startsWith(`open-order:${next.outTradeNo}`))
    .filter((one) => one._id.slice(`open-order:${next?.outTradeNo}`.length).match(/^(:r\d+)?$/))
    .map((one) => Date.parse(one.createdAt));
  const theirs = atWeChat.find((one) => one.outOrderNo === unit.outTradeNo);
  const settledAt = theirs?.paidAt ?? theirs?.completedAt;
  const early = opened.filter((at) => settledAt !== undefined && at < settledAt);
  return early.map(() => `order ${order._id} unit ${unit.no + 1}: opened before unit ${unit.no} was settled`);
}
