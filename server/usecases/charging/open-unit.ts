import type { Seat } from '../../domain/class/class';
import { move } from '../../domain/machine';
import { COLLECTION_MACHINE } from '../../domain/machines';
import { keptAttempt } from '../../domain/order/attempts';
import type { Order, Unit } from '../../domain/order/order';
import type { Step } from '../../domain/order/step';
import { currentUnit, unitOf, unsettledBefore, withUnit } from '../../domain/order/units';
import { fitText } from '../../domain/plan/text';
import type { Time } from '../../domain/time';
import type { Answers, CallOutcome, PreparedCall } from '../../ports/pay-score';
import type { Transaction } from '../../ports/store';
import { changeOrder, type OrderChange } from '../orders/change-order';
import { sendStored, storedCall } from '../orders/intents';
import { withoutAttemptPace } from '../orders/pace';
import type { Ports } from '../ports';
import { applyFacts } from './apply-facts';
import type { Progress } from './progress';
import { keptPlan, versionOf } from './version-of';

type OpenCall = PreparedCall<'open-order'>;

/** What a unit is opened for: a class two hours before it starts, or an on-demand lesson that begins now. */
export interface Occasion {
  startsAt: Time;
  place?: string;
}

/**
 * Opens a unit's service order at WeChat (O1), shortly before its class: consent was given at signing. Intent and
 * bytes are stored with the state `opening` before anything is sent.
 */
export async function openUnit(
  ports: Ports,
  orderId: string,
  step: Extract<Step, { do: 'open' }>,
): Promise<Progress> {
  return openFor(ports, orderId, step.unitNo, async (tx, now) => {
    const seat: Seat | undefined = await tx.get('seats', step.seatId);
    const coming = seat && (seat.state === 'booked' || seat.state === 'on_hold') && seat.startsAt > now;
    return coming ? { startsAt: seat.startsAt } : undefined;
  });
}

/** Opens a unit for whatever `occasion` finds in the same transaction; nothing is done when it finds nothing. */
export async function openFor(
  ports: Ports,
  orderId: string,
  unitNo: number,
  occasion: (tx: Transaction, now: Time) => Promise<Occasion | undefined>,
): Promise<Progress> {
  let call: OpenCall | undefined;
  await changeOrder(
    ports,
    orderId,
    async (order, now, tx) => {
      call = undefined;
      const unit = currentUnit(order);
      const free = unit?.no === unitNo && (unit.collection === 'none' || unit.collection === 'refused');
      if (!free || order.state !== 'active' || unsettledBefore(order, unit)) return undefined;
      const when = await occasion(tx, now);
      if (when === undefined) return undefined;
      call = await prepareOpening(ports, tx, order, unit, when);
      return opening(order, unit, when, call);
    },
    { quiet: true },
  );
  if (call === undefined) return 'no-news';
  return afterOpening(ports, orderId, unitNo, await sendStored(ports, call));
}

function opening(order: Order, unit: Unit, when: Occasion, call: OpenCall): OrderChange {
  const next = move('unit, collection', COLLECTION_MACHINE, unit.collection, 'opening');
  return { order: withUnit(order, { ...unit, collection: next, startTime: when.startsAt }), intents: [call] };
}

async function prepareOpening(
  ports: Ports,
  tx: Transaction,
  order: Order,
  unit: Unit,
  when: Occasion,
): Promise<OpenCall> {
  const version = await versionOf(tx, order);
  const attempt = keptAttempt(order);
  const call = ports.payScore.prepare('open-order', {
    serviceKey: keptPlan(version, order).serviceKey,
    signPlanId: attempt?.signPlanId ?? '',
    detailNo: unit.no,
    openid: order.payerOpenid,
    outTradeNo: unit.outTradeNo,
    introduction: fitText(`${version.title}${unit.name}`, 20),
    startTime: when.startsAt,
    ...(when.place ? { place: when.place } : {}),
  });
  return { ...call, key: openingKey(call.key, unit) };
}

/**
 * After a definite refusal no service order exists, and the next class has other times: a new generation of the
 * intent. While an outcome is unknown the generation stays, and so do the bytes.
 */
function openingKey(key: string, unit: Unit): string {
  return unit.refusals ? `${key}:r${unit.refusals}` : key;
}

/** An opening whose outcome is not known: query first; repeat the same bytes while the class hasn't begun. */
export async function resolveOpening(ports: Ports, orderId: string, unitNo: number): Promise<Progress> {
  const order = await ports.store.get('orders', orderId);
  const unit = order && unitOf(order, unitNo);
  if (!order || unit?.collection !== 'opening') return 'no-news';
  const answer = await queryUnit(ports, order, unit);
  if (answer.kind === 'done') return applyFacts(ports, orderId, unitNo, answer.value, { quiet: true });
  if (answer.kind !== 'refused' || answer.status !== 404) return 'no-news';
  if (unit.startTime !== undefined && unit.startTime <= ports.clock.now())
    return refuse(ports, orderId, unitNo);
  const suffix = unit.refusals ? `:r${unit.refusals}` : '';
  const call = await storedCall(ports, 'open-order', `${unit.outTradeNo}${suffix}`);
  if (call === undefined) return 'no-news';
  return afterOpening(ports, orderId, unitNo, await sendStored(ports, call));
}

async function afterOpening(
  ports: Ports,
  orderId: string,
  unitNo: number,
  outcome: CallOutcome<Answers['open-order']>,
): Promise<Progress> {
  if (outcome.kind === 'done') return applyFacts(ports, orderId, unitNo, outcome.value, { quiet: true });
  if (outcome.kind !== 'refused') return 'no-news';
  // A refusal is believed only when WeChat doesn't know the order: an earlier, unheard call may have made it.
  const order = await ports.store.get('orders', orderId);
  if (order === undefined) return 'no-news';
  const answer = await queryUnit(ports, order, unitOf(order, unitNo));
  if (answer.kind === 'done') return applyFacts(ports, orderId, unitNo, answer.value, { quiet: true });
  if (answer.kind !== 'refused' || answer.status !== 404) return 'no-news';
  return refuse(ports, orderId, unitNo);
}

/** Not to be had on credit now. The reason is not ours to know; the plan is looked at, it may have been closed. */
async function refuse(ports: Ports, orderId: string, unitNo: number): Promise<Progress> {
  await changeOrder(
    ports,
    orderId,
    (order, now) => {
      const unit = unitOf(order, unitNo);
      if (unit.collection !== 'opening') return undefined;
      const collection = move('unit, collection', COLLECTION_MACHINE, unit.collection, 'refused');
      const refused = { ...unit, collection, refusedAt: now, refusals: (unit.refusals ?? 0) + 1 };
      return { order: withoutAttemptPace(withUnit(order, refused), order.keptAttempt ?? 0) };
    },
    { quiet: true },
  );
  return 'no-news';
}

/** Asks WeChat for a unit's service order. */
export async function queryUnit(ports: Ports, order: Order, unit: Unit) {
  const version = await versionOf(ports.store, order);
  return ports.payScore.queryOrder(keptPlan(version, order).serviceKey, unit.outTradeNo);
}
