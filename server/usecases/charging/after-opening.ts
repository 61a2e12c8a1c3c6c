import { move } from '../../domain/machine';
import { COLLECTION_MACHINE } from '../../domain/machines';
import type { Order, Unit } from '../../domain/order/order';
import { unitOf, withUnit } from '../../domain/order/units';
import type { Answers, CallOutcome } from '../../ports/pay-score';
import { changeOrder } from '../orders/change-order';
import { sendStored, storedCall } from '../orders/intents';
import { withoutAttemptPace, withoutStepPace } from '../orders/pace';
import { existingOrder } from '../orders/read-order';
import type { Ports } from '../ports';
import { applyFacts } from './apply-facts';
import { cancelUnit } from './cancel-unit';
import type { Progress } from './progress';
import { isNotThere, queryUnit } from './query-unit';

/**
 * The number under which an opening's bytes are stored. After a definite refusal no service order exists, and the
 * next class has other times: a new generation. While an outcome is unknown the generation stays, and so do the bytes.
 */
export function openingNo(unit: Unit): string {
  return unit.refusals ? `${unit.outTradeNo}:r${unit.refusals}` : unit.outTradeNo;
}

/**
 * An opening whose outcome is not known: query first; repeat the same bytes while the class hasn't begun. One that is
 * not wanted any more is not repeated, and cancelled when WeChat has it after all.
 */
export async function resolveOpening(ports: Ports, orderId: string, unitNo: number): Promise<Progress> {
  const order = await existingOrder(ports, orderId);
  const unit = unitOf(order, unitNo);
  if (unit.collection !== 'opening') return 'no-news';
  const unwanted = unit.teaching === 'dropped';
  const answer = await queryUnit(ports, order, unit);
  if (answer.kind === 'done') {
    const progress = await applyFacts(ports, orderId, unitNo, answer.value, { quiet: true });
    return unwanted && progress === 'no-news' ? cancelUnit(ports, orderId, unitNo) : progress;
  }
  if (!isNotThere(answer)) return 'no-news';
  const late = unit.startTime !== undefined && unit.startTime <= ports.clock.now();
  if (unwanted || late) return refuse(ports, orderId, unitNo).then(() => 'news');
  const call = await storedCall(ports, 'open-order', openingNo(unit));
  if (call === undefined) return 'no-news';
  const opened = await afterOpening(ports, order, unitNo, await sendStored(ports, call));
  return opened === 'no-news' ? 'no-news' : 'news';
}

/** What an opening's answer means: open, refused, or still to be found out. */
export async function afterOpening(
  ports: Ports,
  order: Order,
  unitNo: number,
  outcome: CallOutcome<Answers['open-order']>,
): Promise<Progress | 'refused'> {
  if (outcome.kind === 'done') return applyFacts(ports, order._id, unitNo, outcome.value, { quiet: true });
  if (outcome.kind !== 'refused') return 'no-news';
  // A refusal is believed only when WeChat doesn't know the order: an earlier, unheard call may have made it.
  const answer = await queryUnit(ports, order, unitOf(order, unitNo));
  if (answer.kind === 'done') return applyFacts(ports, order._id, unitNo, answer.value, { quiet: true });
  if (!isNotThere(answer)) return 'no-news';
  await refuse(ports, order._id, unitNo);
  return 'refused';
}

/** Not to be had on credit now. The reason is not ours to know; the plan is looked at, it may have been closed. */
async function refuse(ports: Ports, orderId: string, unitNo: number): Promise<void> {
  await changeOrder(
    ports,
    orderId,
    (order, now) => {
      const unit = unitOf(order, unitNo);
      if (unit.collection !== 'opening') return undefined;
      const collection = move('unit, collection', COLLECTION_MACHINE, unit.collection, 'refused');
      const refused = { ...unit, collection, refusedAt: now, refusals: (unit.refusals ?? 0) + 1 };
      return { order: lookingAtPlan(withUnit(order, refused), unitNo) };
    },
    { quiet: true },
  );
}

function lookingAtPlan(order: Order, unitNo: number): Order {
  const resolved = withoutStepPace(order, { do: 'resolve-opening', unitNo });
  return withoutAttemptPace(resolved, order.keptAttempt ?? 0);
}
