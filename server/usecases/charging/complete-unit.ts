import { move } from '../../domain/machine';
import { COLLECTION_MACHINE } from '../../domain/machines';
import { ZERO } from '../../domain/money';
import { keptAttempt } from '../../domain/order/attempts';
import type { Order, Unit } from '../../domain/order/order';
import { unitOf, withUnit } from '../../domain/order/units';
import { weChatOrderState } from '../../domain/order/wechat-state';
import { fitText } from '../../domain/plan/text';
import { earliest, latest, MINUTE, plus, SECOND, type Time } from '../../domain/time';
import type { Answers, CallOutcome, PreparedCall } from '../../ports/pay-score';
import type { Transaction } from '../../ports/store';
import { changeOrder } from '../orders/change-order';
import { sendStored, storedCall } from '../orders/intents';
import { existingOrder } from '../orders/read-order';
import type { Ports } from '../ports';
import { queryAttempt } from '../signing/query-attempt';
import { reportStuck } from '../tasks/report-stuck';
import { applyFacts } from './apply-facts';
import type { Progress } from './progress';
import { queryUnit } from './query-unit';
import { keptPlan, versionOf } from './version-of';

type CompleteCall = PreparedCall<'complete-order'>;

/**
 * Asks WeChat to take the decided amount (complete). Only a unit that is confirmed, or waived with 0 fen so that
 * the sequence goes on. Answering 200 is not money: the callback or a query tells.
 */
export async function completeUnit(ports: Ports, orderId: string, unitNo: number): Promise<Progress> {
  let call: CompleteCall | undefined;
  const order = await changeOrder(
    ports,
    orderId,
    async (current, now, tx) => {
      call = undefined;
      const unit = unitOf(current, unitNo);
      const decided = unit.teaching === 'confirmed' || unit.teaching === 'waived';
      if (unit.collection !== 'open' || !decided || current.parked) return undefined;
      const times = await serviceTimes(tx, unit, now);
      if (times === undefined) return undefined;
      call = await prepareCompletion(ports, tx, current, unit, times);
      const collection = move('unit, collection', COLLECTION_MACHINE, unit.collection, 'completing');
      return { order: withUnit(current, { ...unit, collection, completedAt: now }), intents: [call] };
    },
    { quiet: true },
  );
  if (call === undefined) return 'no-news';
  return afterCompletion(ports, order, unitNo, await sendStored(ports, call));
}

/**
 * Start and end of the service. WeChat wants the end after the start and not after its own now; five minutes are kept
 * for its clock, since it takes requests from clocks that are off by as much. Undefined while the service is too young.
 */
async function serviceTimes(
  tx: Transaction,
  unit: Unit,
  now: Time,
): Promise<{ start: Time; end: Time } | undefined> {
  const last = unit.taught.at(-1);
  const seat = last && (await tx.get('seats', last.seatId));
  const ended = seat?.endsAt ?? unit.taughtAt ?? now;
  const start = earliest(unit.startTime ?? ended, ended);
  const end = latest(earliest(ended, plus(now, -5 * MINUTE)), plus(start, SECOND));
  return end < now ? { start, end } : undefined;
}

async function prepareCompletion(
  ports: Ports,
  tx: Transaction,
  order: Order,
  unit: Unit,
  times: { start: Time; end: Time },
): Promise<CompleteCall> {
  const version = await versionOf(tx, order);
  return ports.payScore.prepare('complete-order', {
    serviceKey: keptPlan(version, order).serviceKey,
    outTradeNo: unit.outTradeNo,
    lineName: fitText(unit.name, 20),
    chargeFen: unit.chargeFen ?? ZERO,
    startTime: times.start,
    endTime: times.end,
  });
}

/** A completion whose outcome is not known: query first; if it did not happen, the same bytes again. */
export async function resolveCompleting(ports: Ports, orderId: string, unitNo: number): Promise<Progress> {
  const order = await existingOrder(ports, orderId);
  const unit = unitOf(order, unitNo);
  if (unit.collection !== 'completing') return 'no-news';
  const answer = await queryUnit(ports, order, unit);
  if (answer.kind !== 'done') return 'no-news';
  if ((await applyFacts(ports, orderId, unitNo, answer.value, { quiet: true })) === 'news') return 'news';
  if (weChatOrderState(answer.value) !== 'open') return 'no-news';
  const call = await storedCall(ports, 'complete-order', unit.outTradeNo);
  if (call === undefined) return 'no-news';
  return afterCompletion(ports, order, unitNo, await sendStored(ports, call));
}

async function afterCompletion(
  ports: Ports,
  order: Order,
  unitNo: number,
  outcome: CallOutcome<Answers['complete-order']>,
): Promise<Progress> {
  const orderId = order._id;
  if (outcome.kind === 'done') return applyFacts(ports, orderId, unitNo, outcome.value, { quiet: true });
  if (outcome.kind !== 'refused') return 'no-news';
  const answer = await queryUnit(ports, order, unitOf(order, unitNo));
  if (answer.kind !== 'done') return 'no-news';
  const progress = await applyFacts(ports, orderId, unitNo, answer.value, { quiet: true });
  if (progress === 'news') return 'news';
  if (weChatOrderState(answer.value) === 'open') {
    // It may be refused because the plan has been closed inside WeChat just now.
    if (order.keptAttempt !== undefined) await queryAttempt(ports, orderId, order.keptAttempt);
    await leaveToHand(ports, orderId, unitNo);
  }
  // A letter may have been quicker than the question.
  const { collection } = unitOf(await existingOrder(ports, orderId), unitNo);
  if (collection !== 'completing') return 'news';
  await reportStuck(ports, orderId, `complete ${outcome.code}`, unitNo);
  return 'no-news';
}

/**
 * A completion that WeChat refuses after the plan is over won't succeed any more: the order is to be cancelled, and
 * what was taught becomes payment by hand.
 */
async function leaveToHand(ports: Ports, orderId: string, unitNo: number): Promise<void> {
  await changeOrder(
    ports,
    orderId,
    (order) => {
      const unit = unitOf(order, unitNo);
      if (keptAttempt(order)?.state !== 'ended' || unit.collection !== 'completing') return undefined;
      const collection = move('unit, collection', COLLECTION_MACHINE, unit.collection, 'open');
      return { order: withUnit(order, { ...unit, collection, completionRefused: true }) };
    },
    { quiet: true },
  );
}
