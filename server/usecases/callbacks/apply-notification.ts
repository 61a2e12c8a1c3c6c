import { attemptOf, parseNumber } from '../../domain/order/attempts';
import type { Order, Unit } from '../../domain/order/order';
import { unitOf } from '../../domain/order/units';
import type { OrderFacts } from '../../domain/order/wechat-facts';
import { MINUTE, plus, type Time } from '../../domain/time';
import type { StoredNotification } from '../../ports/pay-score';
import type { Transaction } from '../../ports/store';
import { applyFacts } from '../charging/apply-facts';
import { isNotThere, queryUnit } from '../charging/query-unit';
import { isBreach, park } from '../orders/park';
import { applyPaymentFacts } from '../paying/advance-payment';
import type { Ports } from '../ports';
import { applyRefundFacts } from '../refunding/advance-refund';
import { applyPlan } from '../signing/query-attempt';
import { raiseTask } from '../tasks/raise-task';

/**
 * Applies a stored callback at our own pace. A service order's event carries its facts; a sign plan's event only
 * says that something happened (its sample even shows a wrong state), so WeChat is asked for the plan.
 * @returns when to try again, if WeChat could not be asked
 */
export async function applyNotification(ports: Ports, eventId: string): Promise<Time | undefined> {
  const notification = await ports.store.get('notifications', eventId);
  if (notification?.state !== 'stored') return undefined;
  const about = parseNumber(notification.businessNo);
  const order = about && (await ports.store.get('orders', about.orderId));
  switch (notification.eventType) {
    case 'PAYSCORE.USER_PAID':
    case 'PAYSCORE.USER_CONFIRM':
      if (!order || about.attemptNo !== order.keptAttempt) break;
      if (about.unitNo === undefined || order.units[about.unitNo - 1] === undefined) break;
      return applyOrderEvent(ports, notification, order, about.unitNo);
    case 'PAYSCORE.USER_SIGN_PLAN':
    case 'PAYSCORE.USER_CANCEL_SIGN_PLAN':
      if (!order || order.attempts[about.attemptNo - 1] === undefined) break;
      return applyPlanEvent(ports, notification, order, about.attemptNo);
    case 'TRANSACTION.SUCCESS':
      if (await applyPaymentEvent(ports, notification)) return undefined;
      break;
    case 'REFUND.SUCCESS':
    case 'REFUND.ABNORMAL':
    case 'REFUND.CLOSED':
      if (await applyRefundEvent(ports, notification)) return undefined;
      break;
  }
  await ignore(ports, notification, order?._id);
  return undefined;
}

/** Facts as we decided them are taken as they come; another amount is asked about before a fen is booked. */
async function applyOrderEvent(
  ports: Ports,
  notification: StoredNotification,
  order: Order,
  unitNo: number,
): Promise<Time | undefined> {
  const told = ports.callbacks.serviceOrder(notification.resource);
  if (told === undefined) return ignore(ports, notification, order._id);
  const unit = unitOf(order, unitNo);
  const facts = isAsDecided(unit, told) ? told : await factsAtWeChat(ports, order, unit);
  if (facts === undefined) return plus(ports.clock.now(), MINUTE);
  const also = (tx: Transaction) => mark(ports, tx, notification, 'applied');
  await orPark(ports, notification, order._id, () =>
    applyFacts(ports, order._id, unitNo, facts, { quiet: false, also }),
  );
  return undefined;
}

/** Whether every amount of an event is what was decided, as far as anything was. */
function isAsDecided({ chargeFen }: Unit, { totalFen, payments }: OrderFacts): boolean {
  const amounts = [...(totalFen === undefined ? [] : [totalFen]), ...payments.map((one) => one.amountFen)];
  return chargeFen === undefined || amounts.every((amount) => amount === chargeFen);
}

async function factsAtWeChat(ports: Ports, order: Order, unit: Unit): Promise<OrderFacts | undefined> {
  const answer = await queryUnit(ports, order, unit);
  return answer.kind === 'done' ? answer.value : undefined;
}

/** An ordinary payment of ours has arrived. @returns whether it was about one */
async function applyPaymentEvent(ports: Ports, notification: StoredNotification): Promise<boolean> {
  const facts = ports.payments.payment(notification.resource);
  const payment = facts && (await ports.store.get('payments', facts.outTradeNo));
  if (facts === undefined || payment === undefined) return false;
  await orPark(ports, notification, payment.orderId, () => applyPaymentFacts(ports, payment._id, facts));
  await ports.store.transaction((tx) => mark(ports, tx, notification, 'applied'));
  return true;
}

/** A refund of ours has ended. @returns whether it was about one */
async function applyRefundEvent(ports: Ports, notification: StoredNotification): Promise<boolean> {
  const facts = ports.payments.refund(notification.resource);
  const refund = facts && (await ports.store.get('refunds', facts.outRefundNo));
  if (facts === undefined || refund === undefined) return false;
  await orPark(ports, notification, refund.orderId, () => applyRefundFacts(ports, refund._id, facts));
  await ports.store.transaction((tx) => mark(ports, tx, notification, 'applied'));
  return true;
}

/** Asked here, whatever the attempt's state: nobody else would ask for one that has lapsed. */
async function applyPlanEvent(
  ports: Ports,
  notification: StoredNotification,
  order: Order,
  attemptNo: number,
): Promise<Time | undefined> {
  const answer = await ports.payScore.querySignPlan(attemptOf(order, attemptNo).merchantSignPlanNo);
  if (answer.kind === 'busy' || answer.kind === 'unknown') return plus(ports.clock.now(), MINUTE);
  if (isNotThere(answer)) return ignore(ports, notification, order._id);
  // A question is refused for reasons of ours (keys, clock, rights): asked again when they may have been put right.
  if (answer.kind === 'refused') return plus(ports.clock.now(), 10 * MINUTE);
  const also = (tx: Transaction) => mark(ports, tx, notification, 'applied');
  await orPark(ports, notification, order._id, () =>
    applyPlan(ports, order._id, attemptNo, answer.value, { quiet: false, also }),
  );
  return undefined;
}

/** News that contradicts our books stops the order; the callback stays as evidence. */
async function orPark(
  ports: Ports,
  notification: StoredNotification,
  orderId: string,
  apply: () => Promise<unknown>,
): Promise<void> {
  try {
    await apply();
  } catch (error) {
    if (!isBreach(error)) throw error;
    await park(ports, orderId, error.message);
    await ignore(ports, notification, orderId);
  }
}

/** Not about anything of ours, or of a kind we don't know: kept, answered, and shown to a person. */
async function ignore(ports: Ports, notification: StoredNotification, orderId?: string): Promise<undefined> {
  ports.log.warn('callback.ignored', { event: notification._id, type: notification.eventType });
  await ports.store.transaction(async (tx) => {
    const now = ports.clock.now();
    await mark(ports, tx, notification, 'ignored');
    await raiseTask(
      tx,
      {
        institutionId: ports.settings.institutionId,
        kind: 'unknown_event',
        forRoles: ['finance', 'owner'],
        subject: orderId ? { orderId } : {},
        reason: `收到微信支付的通知 ${notification.eventType}，没有对应的处理，已保存。`,
        deadline: now,
      },
      now,
    );
  });
}

async function mark(
  ports: Ports,
  tx: Transaction,
  notification: StoredNotification,
  state: 'applied' | 'ignored',
): Promise<void> {
  await tx.put('notifications', { ...notification, state, appliedAt: ports.clock.now() });
}
